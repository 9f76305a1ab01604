"""A row of a table that is named a total is what the rows above it add up to."""

import math
from collections.abc import Iterator

from weave.fault import Fault
from weave.guards import Site, at
from weave.guards.equations import bound
from weave.text.blocks import TOTAL, Cell, tables


def faults(site: Site) -> Iterator[Fault]:
    for page in site.pages:
        for table in tables(page):
            for n, row in enumerate(table):
                if TOTAL.fullmatch(row[0].text):
                    for column in zip(*table[1:n], row):
                        total = column[-1].only
                        if total and (said := _wrong(site, column)):
                            yield at(page, total.start, said)


def _wrong(site: Site, column: tuple[Cell, ...]) -> str:
    """What is wrong with the last cell of a column; "" where one above has no number."""
    numbers = [bound(site, cell.only) if cell.only else None for cell in column]
    *above, last = [number.full for number in numbers if number] or [0.0]
    if len(above) + 1 < len(column) or not above or math.isclose(sum(above), last, rel_tol=1e-6):
        return ""
    return f"the rows above add up to {sum(above):.6g}, not {last:.6g}; bind their total here"
