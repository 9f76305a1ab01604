"""Every fence is one that the site knows, and says what it must."""

import re
from collections.abc import Iterator

from weave.fault import Fault
from weave.guards import Site, at
from weave.page import INCLUDE

UNCLOSED = re.compile(r"^[ \t>]*(?P<marks>`{3,}|~{3,})[^`\n]*$", re.M)


def faults(site: Site) -> Iterator[Fault]:
    for page, fence in site.fences():
        for offset, message in fence.faults(page, site.root):
            yield at(page, offset, message)
    for page in site.pages:
        for match in INCLUDE.finditer(page.text):
            if page.kind_at(match.start("path")) != "fence":
                said = "code is taken in by a fence; write ```python around it"
                yield at(page, match.start("path"), said)
        for match in UNCLOSED.finditer(page.text):
            if page.kind_at(match.start("marks")) in {"prose", "code"}:
                said = "this fence is not closed; end it with the same marks, indented alike"
                yield at(page, match.start("marks"), said)
                break  # from there on, one is taken for the other
