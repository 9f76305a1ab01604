"""Both languages have the same pages, headings, values, code, figures and exercises."""

from collections import Counter
from collections.abc import Iterator

from weave.fault import Fault
from weave.fences import Alike, Kind
from weave.guards import Site, at
from weave.page import Page
from weave.text.boxes import exercises
from weave.text.words import LANGUAGES


def faults(site: Site) -> Iterator[Fault]:
    slugs: dict[str, dict[str, Page]] = {}
    for page in site.pages:
        slugs.setdefault(page.name.split("/", 2)[2], {})[page.language] = page
    for slug, versions in slugs.items():
        for language in LANGUAGES:
            if language not in versions:
                there = next(iter(versions.values()))
                yield Fault(there.name, 1, 1, f"docs/{language}/{slug} is missing")
        if len(versions) < len(LANGUAGES):
            continue
        for here, other in [LANGUAGES, LANGUAGES[::-1]]:
            yield from _lacking(versions[here], versions[other])
        first, page = (versions[language] for language in LANGUAGES)
        order = [[mark for _, mark in one.headings] for one in (first, page)]
        if order[0] != order[1] and Counter(order[0]) == Counter(order[1]):
            yield Fault(page.name, 1, 1, f"its headings stand in another order: {order[1]}")


def _lacking(here: Page, other: Page) -> Iterator[Fault]:
    """Faults at the things of one page that the other has fewer of.

    Told apart by section, so that a fault is where something is missing.
    """
    marks = [{mark for _, mark in page.headings} for page in (here, other)]
    shared = (marks[0] & marks[1]) - {None}
    there = Counter((section, one.kind, one.key) for section, one in _sections(other, shared))
    for section, one in _sections(here, shared):
        key = (section, one.kind, one.key)
        if there[key]:
            there[key] -= 1
        else:
            said = f"{other.name} lacks this {' '.join(filter(None, [one.kind, one.name]))}"
            yield at(here, one.at, f"{said} in #{section}" if section else said)


def _sections(page: Page, shared: set) -> Iterator[tuple[str, Alike]]:
    """All that both languages must have, each with the id of its section.

    shared: the ids of headings that begin a section; a heading itself has none.
    """
    starts = [(offset, mark) for offset, mark in page.headings if mark in shared]
    for one in _contents(page):
        before = [mark for start, mark in starts if start <= one.at]
        yield (before[-1] or "") if before and one.kind != "heading" else "", one


def _contents(page: Page) -> Iterator[Alike]:
    for value in page.values:
        if value.path:  # one that cannot be read has its own fault
            key = f"{{= {value.path}:{value.format} =}}"
            yield Alike("value", key, value.start, page.text[value.start : value.end])
    for offset, mark in page.headings:
        if mark:
            yield Alike("heading", mark, offset, f"#{mark}")
    for offset in exercises(page):
        yield Alike("exercise", "", offset, "")
    for fence in page.fences:
        if isinstance(fence, Kind):
            yield from fence.alike()
