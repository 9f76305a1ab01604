"""What would make a page untrue, unequal or broken. One promise a file.

Each file has a function `faults(site)` that gives what is wrong; a new file here is
a new guard. `make check` runs them all, and so does each build before anything is built.
`notes(site)`, where a file has it, tells what it cannot judge, which is no fault.
"""

import importlib
import pkgutil
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from types import ModuleType

from weave import fences
from weave.code.library import ROOT, Library
from weave.expand import Loom, expand
from weave.fault import Fault
from weave.fences import Kind
from weave.page import Page
from weave.text.words import LANGUAGES

FIRST = "files"  # without it no other guard could read


class Site:
    """Every page of a repository, and what answers for it."""

    def __init__(self, library: Library):
        self.library, self.root = library, library.root
        self.names = [
            path.relative_to(self.root).as_posix()
            for language in LANGUAGES
            for path in sorted((self.root / "docs" / language).glob("*.md"))
        ]

    @cached_property
    def pages(self) -> list[Page]:
        return [fences.load(self.root, name) for name in self.names]

    @cached_property
    def used(self) -> set[str]:
        """Every dotted path into snippets/ that a page names."""
        values = {value.path for page in self.pages for value in page.values if value.path}
        return values.union(*(fence.uses() for _, fence in self.fences()))

    def named(self, name: str) -> Page | None:
        return next((page for page in self.pages if page.name == name), None)

    def of(self, language: str) -> list[Page]:
        return [page for page in self.pages if page.language == language]

    def woven(self, page: Page) -> Loom:
        return expand(page, self.library)

    def fences(self) -> Iterator[tuple[Page, Kind]]:
        for page in self.pages:
            for fence in page.fences:
                if isinstance(fence, Kind):
                    yield page, fence


def at(page: Page, offset: int, message: str) -> Fault:
    """A fault at a place of a page."""
    return Fault(page.name, *page.place(offset), message)


def check(
    root: Path | str = ROOT, library: Library | None = None, notes: list[str] | None = None
) -> list[Fault]:
    """All faults of the site in this repository, in order; notes: takes what is none."""
    library = library or Library(root)
    library.refresh()
    site = Site(library)
    found: set[Fault] = set()
    for guard in guards():
        found |= set(guard.faults(site))
        if found and guard.__name__.endswith(f".{FIRST}"):
            return sorted(found)
    if notes is not None:
        told = [guard.notes(site) for guard in guards() if hasattr(guard, "notes")]
        notes += [f"note: {note}" for guard in told for note in guard]
    library.save()
    return sorted(found)


def guards() -> list[ModuleType]:
    names = sorted((one.name for one in pkgutil.iter_modules(__path__)), key=FIRST.__ne__)
    return [importlib.import_module(f"{__name__}.{name}") for name in names]
