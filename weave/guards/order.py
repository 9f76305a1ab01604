"""In a paragraph, item, row or formula both languages name their values in one order.

So two that changed places in one language are seen. Where words stand in another order,
a value that says !meant in one of them is left out; in both it says something else.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import zip_longest

from weave.fault import Fault
from weave.guards import Site, at
from weave.page import Page, Value
from weave.text.blocks import blocks, section
from weave.text.words import LANGUAGES

Key = tuple[str, str | None]


def faults(site: Site) -> Iterator[Fault]:
    first, second = LANGUAGES
    for page in site.of(second):
        other = site.named(page.name.replace(f"docs/{second}/", f"docs/{first}/", 1))
        if other:
            yield from _between(page, other)


def _between(here: Page, other: Page) -> Iterator[Fault]:
    mine, theirs = _sections(here), _sections(other)
    for mark, these in mine.items():
        those = theirs.get(mark, [])
        if _counted(these) != _counted(those):
            continue  # parity says what is missing
        for one, two in zip(these, those):
            if said := _differs(one, two, other, _meant(one) ^ _meant(two)):
                value, message = said
                yield at(here, value.start, message)
                break  # what comes after has only moved


def _sections(page: Page) -> dict[str, list[list[Value]]]:
    """{id of a heading: the blocks below it}"""
    found: dict[str, list[list[Value]]] = {}
    for block in blocks(page):
        found.setdefault(section(page, block[0].start), []).append(block)
    return found


def _key(value: Value) -> Key:
    return value.path, value.format


def _counted(found: list[list[Value]]) -> Counter[Key]:
    return Counter(_key(value) for block in found for value in block)


def _meant(block: list[Value]) -> set[Key]:
    return {_key(value) for value in block if value.allow == "meant"}


def _differs(
    mine: list[Value], theirs: list[Value], other: Page, meant: set[Key]
) -> tuple[Value, str] | None:
    """The first value of a block that is not the one of the other language."""
    one, two = ([v for v in block if _key(v) not in meant] for block in (mine, theirs))
    for value, there in zip_longest(one, two):
        if value and there and value.path == there.path:
            continue
        line, column = other.place((there or theirs[0]).start)
        stands = f"here stands {value.path}" if value else "this paragraph lacks one"
        mark = ""
        if value and not value.allow:
            mark = f", or write {{= {value.path}!meant:{value.format} =}}"
        return value or mine[0], (
            f"{stands}, and at {other.name}:{line}:{column} "
            f"{there.path if there else 'a paragraph without it'}; "
            f"name the same values in the same order{mark}"
        )
    return None
