"""A value follows its neighbours: after q[0] and q[1] comes q[2], not another thing.

In a row, a column or a list of three or more, whose paths differ in one number that
grows by one, the only path that does not is questioned. !meant says that it is meant.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from weave.fault import Fault
from weave.guards import Site, at
from weave.page import Page, Value
from weave.text.blocks import TOTAL, Cell, tables

# what stands between two values of a list
AND = re.compile(r"[\s$*(){}&\\]*(?:,|,? and|,? or|과|와|이나|나|\+|\\times|×)[\s$*(){}&\\]*")


class Spot(NamedTuple):
    """A value at its place in a line of them."""

    place: int
    value: Value


def faults(site: Site) -> Iterator[Fault]:
    for page in site.pages:
        lines = [line for table in tables(page) for line in _lines(table)]
        for line in [*lines, *_lists(page)]:
            if found := _odd(line):
                value, expected = found
                yield at(
                    page,
                    value.start,
                    (
                        f"{value.path} does not follow its neighbours, which lead to {expected}; "
                        f"bind that, or write {{= {value.path}!meant:{value.format} =}}"
                    ),
                )


def _odd(line: list[Spot]) -> tuple[Value, str] | None:
    """The only value that does not fit, and what would."""
    if len(line) < 3 or _pattern(line):
        return None
    for n, (place, value) in enumerate(line):
        if pattern := _pattern(line[:n] + line[n + 1 :]):
            before, offset, after = pattern
            return value, f"{before}{place + offset}{after}"
    return None


def _pattern(line: list[Spot]) -> tuple[str, int, str] | None:
    """(before, offset, after) where each path is before, its place + offset, after."""
    parts = [re.split(r"(\d+)", spot.value.path) for spot in line]
    if len({len(one) for one in parts}) > 1:
        return None
    apart = [n for n, column in enumerate(zip(*parts)) if len(set(column)) > 1]
    if len(apart) != 1 or apart[0] % 2 == 0:
        return None
    [n] = apart
    offsets = {int(one[n]) - spot.place for one, spot in zip(parts, line)}
    if len(offsets) > 1:
        return None
    return "".join(parts[0][:n]), offsets.pop(), "".join(parts[0][n + 1 :])


def _lines(table: list[list[Cell]]) -> Iterator[list[Spot]]:
    """The rows and columns of a table; a cell that fits into one is not odd in the other."""
    grid = {
        (i, j): cell.only
        for i, row in enumerate(table)
        if not TOTAL.fullmatch(row[0].text)  # totals.py adds them up
        for j, cell in enumerate(row)
        if cell.only and cell.only.allow != "meant"
    }
    rows = [[(i, j) for i2, j in grid if i2 == i and j] for i in range(len(table))]
    columns = [[(i, j) for i, j2 in grid if j2 == j and i] for j in range(len(table[0]))]
    lines = [[Spot(j, grid[i, j]) for i, j in row] for row in rows]
    lines += [[Spot(i, grid[i, j]) for i, j in column] for column in columns]
    fine = {spot.value for line in lines if len(line) > 2 and _pattern(line) for spot in line}
    for line in lines:
        odd = _odd(line)
        if odd and odd[0] not in fine:
            yield line


def _lists(page: Page) -> Iterator[list[Spot]]:
    """Values of one format with nothing but a comma or an "and" between them."""
    run: list[Value] = []
    for value in [*page.values, None]:
        gap = page.text[run[-1].end : value.start] if run and value else ""
        goes_on = value and run and value.format == run[-1].format and AND.fullmatch(gap)
        if not goes_on:
            yield [Spot(n, one) for n, one in enumerate(run) if one.allow != "meant"]
            run = []
        if value:
            run.append(value)
