"""Links from page to page lead to a page, and to a heading of it."""

import posixpath
import re
from collections.abc import Iterator

from weave.fault import Fault, near
from weave.fences import sources
from weave.guards import Site, at
from weave.text.words import LANGUAGES

TARGET = re.compile(r"\([ \t]*<?(?P<path>[^\s#()<>:]*\.md)?(?:#(?P<id>[^\s()<>]*))?>?(?=[ \t)])")
ID = re.compile(r"\{[^{}\n]*#(?P<mark>[\w.:-]+)[^{}\n]*\}|\bid=[\"'](?P<html>[^\"']+)[\"']")
REFERENCE = re.compile(r"^[ ]{0,3}\[[^\]\n]+\]:[ \t]+<?[\w./-]+\.md", re.M)


def faults(site: Site) -> Iterator[Fault]:
    ids = {
        page.name: {m["mark"] or m["html"] for m in ID.finditer(page.text)} for page in site.pages
    }
    for name, marks in sources.ids(site.root).items():  # the build makes these pages
        ids |= {f"docs/{language}/{name}": marks for language in LANGUAGES}
    for page in site.pages:
        for match in REFERENCE.finditer(page.text):
            if page.kind_at(match.start()) == "definition":
                said = "a link to a page says its address where it stands: [words](page.md#id)"
                yield at(page, match.start(), said)
        for start, one in page.parts:
            for span in one.spans:
                link = TARGET.match(one.text, span.start) if span.kind == "target" else None
                if not link or not (link["path"] or link["id"]):
                    continue
                path = link["path"] or posixpath.basename(page.name)
                name = posixpath.normpath(posixpath.join(posixpath.dirname(page.name), path))
                if said := _missing(name, link["id"] or "", ids):
                    yield at(page, start + span.start + 1, said)


def _missing(name: str, mark: str, ids: dict[str, set[str]]) -> str:
    """What is wrong with a link to a heading of a page, or ""."""
    if name not in ids:
        hint = near(name, ids)
        return f"there is no page {name}" + (f"; {hint}" if hint else "")
    known = ids[name]
    if mark and mark not in known:
        hint = near(f"#{mark}", [f"#{one}" for one in known])
        return f"{name} has no #{mark}" + (f"; {hint}" if hint else "")
    return ""
