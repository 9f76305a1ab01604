"""Where the values of a page stand: in which paragraph, row, list or table."""

import re
from bisect import bisect_right
from functools import lru_cache
from typing import NamedTuple

from weave.page import VALUE, Page, Value

# an empty line ends a block; an item or a row is one of its own
BREAK = re.compile(r"^[ \t>]*(?:\n|(?:[-*+]|\d+\.)[ \t]|\|)", re.M)
# what the first cell of a row of totals says
TOTAL = re.compile(r"\W*(?:total|합계|합)\W*", re.I)
RULE = re.compile(r"[\s:|-]+")  # between a table's head and its rows


class Cell(NamedTuple):
    """What stands between two bars of a table; only: its value, if it has just one."""

    start: int
    text: str
    values: list[Value]

    @property
    def only(self) -> Value | None:
        return self.values[0] if len(self.values) == 1 else None


def blocks(page: Page) -> list[list[Value]]:
    """The values of each paragraph, item, row, formula on its own, and line of a fence."""
    starts = {0, *(match.start() for match in BREAK.finditer(page.text))}
    starts |= {edge for span in page.spans if span.kind == "display" for edge in span[1:]}
    for fence in page.fences:
        starts |= {fence.start, fence.end}
        lines = re.finditer("\n", page.text[fence.start : fence.end])
        starts |= {fence.start + line.end() for line in lines}
    edges = sorted(starts)
    found: dict[int, list[Value]] = {}
    for value in page.values:
        found.setdefault(bisect_right(edges, value.start), []).append(value)
    return [found[n] for n in sorted(found)]


def section(page: Page, offset: int) -> str:
    """The id of the last heading before an offset."""
    before = [mark for start, mark in page.headings if start <= offset]
    return (before[-1] if before else "") or ""


@lru_cache(maxsize=100)
def tables(page: Page) -> list[list[list[Cell]]]:
    """The cells of each row of each table; its first row is its head. Nobody changes them."""
    found: list[list[list[Cell]]] = [[]]
    at = 0
    for line in page.text.splitlines(keepends=True):
        if line.lstrip(" >").startswith("|") and page.kind_at(at + line.index("|")) == "prose":
            if not RULE.fullmatch(line):
                found[-1].append(_cells(page, at, line))
        elif found[-1]:
            found.append([])
        at += len(line)
    return [table for table in found if table]


def _cells(page: Page, at: int, line: str) -> list[Cell]:
    # a bar in a value parts its words, not cells
    plain = VALUE.sub(lambda match: match[0].replace("|", " "), line)
    bars = [match.start() for match in re.finditer(r"(?<!\\)\|", plain)]
    values = [value for value in page.values if at < value.start < at + len(line)]
    return [
        Cell(
            at + a + 1,
            line[a + 1 : b].strip(),
            [value for value in values if at + a < value.start < at + b],
        )
        for a, b in zip(bars, bars[1:])
    ]
