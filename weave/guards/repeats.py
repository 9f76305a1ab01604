"""A value stands once in a paragraph, an item, a table or a line of a fence.

A second time another one may be meant: "from 4.0 to 4.0" is how a name copied by mistake
looks. !meant says that it is right, and formulas, which go on from line to line, are left out.
"""

from collections.abc import Iterator

from weave.fault import Fault
from weave.guards import Site, at
from weave.page import Page, Value
from weave.text.blocks import blocks, tables

FORMULAS = {"math", "display"}


def faults(site: Site) -> Iterator[Fault]:
    for page in site.pages:
        for value in _again(page):
            yield at(
                page,
                value.start,
                f"{value.path} stands here a second time; bind the value that is meant, "
                f"or write {{= {value.path}!meant:{value.format} =}}",
            )


def _again(page: Page) -> list[Value]:
    whole = [[v for row in table for cell in row for v in cell.values] for table in tables(page)]
    found = {}
    for values in [*blocks(page), *whole]:
        seen = set()
        for value in values:
            if value.allow or page.kind_at(value.start) in FORMULAS:
                continue
            if (value.path, value.format) in seen:
                found[value.start] = value  # once, in its row as in its table
            seen.add((value.path, value.format))
    return [found[start] for start in sorted(found)]
