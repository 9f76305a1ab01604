"""Every page is on the way through the site: in nav, with a title, a question and an end."""

import re
from collections.abc import Iterator

from weave.fault import Broken, Fault
from weave.guards import Site, at
from weave.page import Page
from weave.text import chapters, opening
from weave.text.words import LANGUAGES

# the last heading of a chapter, and below it three lines to take along
SHORT = "in-short"
END = {"ko": f"## 세 줄 요약 {{ #{SHORT} }}", "en": f"## In short {{ #{SHORT} }}"}


def faults(site: Site) -> Iterator[Fault]:
    try:
        entries = {language: chapters.nav(site.root, language) for language in LANGUAGES}
    except Broken as error:
        yield Fault(error.file, error.line, 1, error.message)
        return
    first, *others = entries.values()
    if not first:
        return  # nothing to find one's way through
    named = [entry.file for entry in first]
    for other in others:
        if [entry.file for entry in other] != named:
            entry = other[0] if other else first[0]
            said = f"nav names other pages than {first[0].config}, or in another order"
            yield Fault(entry.config, entry.line, 1, said)
    yield from _lacking(site, entries, named)
    for page in site.pages:
        yield from _opening(site, page, named)
        yield from _ending(site, page)


def _lacking(
    site: Site, entries: dict[str, list[chapters.Entry]], named: list[str]
) -> Iterator[Fault]:
    """Pages that nav does not name, and names in nav that are no pages."""
    said = set(named)
    for page in site.pages:
        file = page.name.split("/", 2)[2]
        if file not in said:
            said.add(file)  # once, not in each language
            message = f'no line of nav in {chapters.CONFIG} names this page; add "  - {file}"'
            yield at(page, 0, message)
    for language in LANGUAGES:
        for entry in entries[language]:
            if f"docs/{language}/{entry.file}" not in site.names:
                yield Fault(
                    entry.config,
                    entry.line,
                    1,
                    f"nav names docs/{language}/{entry.file}, and there is no such page; "
                    "write it, or remove this line",
                )


def _opening(site: Site, page: Page, named: list[str]) -> Iterator[Fault]:
    """Pages whose title does not say which they are, or that ask nothing."""
    mark = page.headings[0][1] if page.headings else None
    if page.slug == chapters.HOME:
        if mark and f"{mark}.md" in named:
            yield at(page, page.headings[0][0], f"the page {mark}.md has that id already")
        return
    if mark != page.slug:
        start = page.headings[0][0] if page.headings else 0
        yield at(page, start, f"a title's id is its page's name; write: # Title {{ #{page.slug} }}")
    lines = {line.partition(":")[0] for line in page.front.split("\n") if line.partition(":")[2]}
    if "question" not in lines:
        said = "this page has no question; begin it with --- and a line question: …"
        yield at(page, 0, said)
    if opening.offers(page, site.root, page.slug) and "description" not in lines:
        said = "this chapter has no description; begin it with --- and a line description: …"
        yield at(page, 0, said)


def _ending(site: Site, page: Page) -> Iterator[Fault]:
    """Chapters that do not end with what a reader should take along."""
    if not opening.module(page, site.root):
        return
    start, mark = page.headings[-1] if page.headings else (0, None)
    if mark != SHORT:
        said = "this chapter does not end with what to remember; write as its last section: "
        yield at(page, start, said + END[page.language])
    elif len(re.findall(r"^- ", page.text[start:], re.M)) != 3:
        said = "below this heading stand other than three lines; write three that begin with '- '"
        yield at(page, start, said)
