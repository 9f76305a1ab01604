"""Every fence is one that the site knows, and says what it must."""

import re
from collections.abc import Iterator

from pymdownx.snippets import SnippetPreprocessor

from weave.code import modules, texts
from weave.fault import Fault
from weave.guards import Site, at
from weave.page import INCLUDE

UNCLOSED = re.compile(r"^[ \t>]*(?P<marks>`{3,}|~{3,})[^`\n]*$", re.M)


# as pymdownx reads them: a file on this line, or one on each line below
TAKES_IN = SnippetPreprocessor.RE_ALL_SNIPPETS


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
    yield from _unread(site)


def _unread(site: Site) -> Iterator[Fault]:
    """Lines that take in files otherwise than a listing does, as the block form."""
    for page in site.pages:
        for offset, line in _taking(page.text):
            if not INCLUDE.match(line) and not line.lstrip(" \t").startswith(";"):
                said = 'no guard reads what this takes in; write: --8<-- "snippets/module.py"'
                yield at(page, offset, said)
    for module in modules.modules(site.root):
        file = modules.file_of(site.root, module)
        text = texts.read(site.root, file)
        for offset, line in _taking(text):
            said = f"a listing shows what this line takes in, not the line: {line.strip()}"
            yield Fault(file, text.count("\n", 0, offset) + 1, 1, said)


def _taking(text: str) -> Iterator[tuple[int, str]]:
    """(offset, line) of each line that takes in a file, or begins to."""
    offset = 0
    for line in text.split("\n"):
        if TAKES_IN.match(line):
            yield offset, line
        offset += len(line) + 1
