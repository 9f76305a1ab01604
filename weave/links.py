"""Links from page to page that lead to no page, or to no heading of it."""

import difflib
import posixpath
import re

from weave.fault import Fault

TARGET = re.compile(r"\([ \t]*<?(?P<path>[^\s#()<>:]*\.md)?(?:#(?P<id>[^\s()<>]*))?>?(?=[ \t)])")
ID = re.compile(r"\{[^{}\n]*#(?P<mark>[\w.:-]+)[^{}\n]*\}|\bid=[\"'](?P<html>[^\"']+)[\"']")


def faults(pages):
    """Broken links of the pages."""
    names = {page.name for page in pages}
    ids = {}
    for page in pages:
        ids[page.name] = {m["mark"] or m["html"] for m in ID.finditer(page.text)}
    for page in pages:
        for fence in page.fences:
            if fence.name == "sources":
                ids[page.name] = None  # the build makes them
    for page in pages:
        for start, one in [(0, page), *page.captions]:
            for span in one.spans:
                link = span.kind == "target" and TARGET.match(one.text, span.start)
                if not link or not (link["path"] or link["id"]):
                    continue
                path = link["path"] or posixpath.basename(page.name)
                name = posixpath.normpath(posixpath.join(posixpath.dirname(page.name), path))
                said = _missing(name, link["id"], names, ids)
                if said:
                    yield Fault(page.name, *page.place(start + span.start + 1), said)


def _missing(name, mark, names, ids):
    if name not in names:
        near = difflib.get_close_matches(name, names, n=1)
        return f"there is no page {name}" + (f"; did you mean {near[0]}?" if near else "")
    if mark and ids[name] is not None and mark not in ids[name]:
        near = difflib.get_close_matches(mark, ids[name], n=1)
        return f"{name} has no #{mark}" + (f"; did you mean #{near[0]}?" if near else "")
    return None
