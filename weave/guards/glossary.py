"""Each term of the glossary has a meaning, a place, and the other language's word."""

from collections.abc import Iterator

from weave.fault import Fault
from weave.guards import Site, at
from weave.text import glossary


def faults(site: Site) -> Iterator[Fault]:
    pages = [page for page in site.pages if page.name.endswith(f"/{glossary.PAGE}")]
    entries = {page.name: {t.id: t for t in glossary.read(page.text)} for page in pages}
    for page in pages:
        for term in entries[page.name].values():
            if not term.line:
                yield at(page, term.offset, f"'{term.name}' has no meaning; say it in one line")
            if not term.taught:
                yield at(
                    page,
                    term.offset,
                    (
                        f"'{term.name}' says not where it is taught; write under its "
                        "meaning: the other word · [Softmax](softmax.md#why-exp)"
                    ),
                )
    for page, other in zip(pages, pages[::-1]) if len(pages) == 2 else []:
        for term in entries[page.name].values():
            twin = entries[other.name].get(term.id, term)
            if twin is term:
                continue
            if twin.other != term.name:
                yield at(
                    page,
                    term.offset,
                    (f"'{term.name}' is '{twin.other}' in {other.name}; write the same word"),
                )
            if twin.symbols != term.symbols:
                yield at(
                    page,
                    term.offset,
                    (
                        f"'{term.name}' has the symbols {' '.join(term.symbols)}, "
                        f"but {' '.join(twin.symbols)} in {other.name}"
                    ),
                )
