"""Headings, values, boxes, links and tables are what they look like."""

import re
from collections import Counter
from collections.abc import Iterator

from weave.fault import Fault, near
from weave.guards import Site, at
from weave.page import CLOSE, OPEN, Page
from weave.text.boxes import BOX, BOXES

# the head of a table, and the line below it
HEAD = re.compile(
    r"^(?P<head>[ \t>]*\|.+)\n[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$", re.M
)
CELL = re.compile(r"(?<=\|)(?:\\.|[^|\\])*(?=\|)")
BARE = re.compile(r"\[(?P<mark>\$\$?)[^$\n]+(?P=mark)\]\(")  # a link of a formula alone
# words of a link that do not say where it leads, to who hears links alone or searches
VAGUE = re.compile(
    r"\[(?P<words>(?:click |right )?here|this|link|(?:read |learn |see )?more"
    r"|여기|이것|링크|더 보기)\](?=\()",
    re.I,
)

Found = Iterator[tuple[int, str]]


def faults(site: Site) -> Iterator[Fault]:
    for page in site.pages:
        for part in (_headings, _values, _boxes, _links, _tables):
            for offset, message in part(page):
                yield at(page, offset, message)


def _headings(page: Page) -> Found:
    ids = Counter(mark for _, mark in page.headings if mark)
    for offset, mark in page.headings:
        if not mark:
            yield (
                offset,
                ("this heading has no id, and languages link by it; write: ## Words { #short-id }"),
            )
        elif ids[mark] > 1:
            yield offset, f"the id '{mark}' stands on {ids[mark]} headings of this page"
    lines = {page.place(offset)[0] for offset, _ in page.headings}
    for value in page.values:
        if page.place(value.start)[0] in lines:
            said = "lists of headings repeat it without its origin; say it in the text below"
            yield value.start, f"a heading holds the value {value.path}, and {said}"


def _values(page: Page) -> Found:
    for match in re.finditer(r"\{=|=\}", page.text):
        if not any(v.start <= match.start() < v.end for v in page.values):
            yield (
                match.start(),
                (
                    "this value is not closed; end it with =}"
                    if match[0] == "{="
                    else "'=}' has no partner on this line; a value is {= module.path:format =}"
                ),
            )
    for match in re.finditer(f"[{OPEN}{CLOSE}]", page.text):
        yield match.start(), "this character is weave's own; remove it"


def _boxes(page: Page) -> Found:
    for match in BOX.finditer(page.text):
        kind = match["kind"]
        if kind not in BOXES and page.kind_at(match.start("kind")) == "prose":
            hint = near(kind, BOXES, else_all=True)
            yield match.start("kind"), f"no box is called '{kind}'; {hint}"


def _links(page: Page) -> Found:
    for match in BARE.finditer(page.text):
        if page.kind_at(match.start()) == "prose" and page.kind_at(match.start() + 2) == "math":
            yield match.start(), "a link needs a word; take one into its brackets"
    for match in VAGUE.finditer(page.text):
        if page.kind_at(match.start()) == "prose":
            said = match["words"]
            yield (
                match.start(),
                f"a link named '{said}' says not where it leads; name what is there",
            )


def _tables(page: Page) -> Found:
    """Cells of a table's head without a word: nothing would be read out there."""
    for match in HEAD.finditer(page.text):
        if page.kind_at(match.end()) != "prose":
            continue
        for cell in CELL.finditer(match["head"]):
            start = match.start("head") + cell.start()
            kinds = [page.kind_at(start + n) for n in range(len(cell[0]))]
            words = any(c.isalnum() and kind != "math" for c, kind in zip(cell[0], kinds))
            if "math" in kinds and not words:
                blank = len(cell[0]) - len(cell[0].lstrip())
                yield start + blank, "a table head needs a word; write one beside the formula"
