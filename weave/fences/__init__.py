"""One file a fence: all that the site knows of that kind. A new file here is a new fence.

Whoever looks at pages asks their fences, never for a kind: a page calls markdown(), the
extension weave(), guards says(), uses(), alike() and faults(), a notebook cells().
"""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from weave.code import texts
from weave.fault import WeaveError
from weave.page import Fence, Page

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from weave.build.notebook import Notebook
    from weave.expand import Loom
    from weave.extension import Weave

# the `key: words` lines of a body; lines that begin with a blank go on
LINE = r"^INDENT(?P<key>[\w-]+):[ \t]+(?P<text>\S.*(?:\nINDENT[ \t]+.*)*)$"
TITLE = re.compile(r"title=(\"[^\"]*\"|'[^']*')")


class Said(NamedTuple):
    """A stretch of the page that a reader sees: "words", "code", or Markdown ("page")."""

    start: int
    end: int
    kind: str


class Alike(NamedTuple):
    """Something that both languages must have: its kind, what tells it, and its name."""

    kind: str
    key: str
    at: int
    name: str


class Kind(Fence):
    """A fence that somebody knows. Every method may be left as it is here."""

    NAME = ""  # the word after the backticks
    EXAMPLE = ""  # how to write it; an argument in it must be there
    FILLED = False  # the build fills it, its body stays empty
    LOOKS_AROUND = False  # other pages change it

    def weave(self, loom: "Loom") -> str:
        """The Markdown that takes its place."""
        return loom.text(self.start, self.end)

    def says(self, page: Page) -> Iterator[Said]:
        """What of it a reader sees or hears as it is written."""
        yield from self.title(page)
        yield Said(self.body_start, self.body_start + len(self.body), "code")

    def uses(self) -> set[str]:
        """Paths into snippets/, and modules, that it shows or asks."""
        return set()

    def alike(self) -> Iterator[Alike]:
        """What of it must be the same in both languages."""
        yield Alike(self.NAME, self.argument, self.at, self.argument)

    def faults(self, page: Page, root: Path) -> Iterator[tuple[int, str]]:
        """(offset, message) for what is wrong with it before anything is computed."""
        if self.FILLED and self.body.strip():
            yield self.at, f"the build fills an '{self.NAME}' fence; leave its body empty"

    def cells(self, notebook: "Notebook") -> list[tuple[str, list[dict]]]:
        """(code, outputs) of each cell that it becomes in a notebook."""
        return []

    # --- what the kinds share

    def title(self, page: Page) -> Iterator[Said]:
        if title := TITLE.search(self.info):
            at = page.text.index(title[1], self.start)
            yield Said(at, at + len(title[1]), "words")

    def named(self) -> str:
        """The argument, without which this kind of fence says nothing."""
        if not self.argument:
            raise WeaveError(f"this fence names nothing; write: ```{self.EXAMPLE}")
        return self.argument

    @property
    def lines(self) -> list[re.Match]:
        """Matches for the `key: words` lines of its body."""
        pattern = LINE.replace("INDENT", re.escape(self.indent))
        return list(re.finditer(pattern, self.body, re.M))

    def span(self, line: re.Match) -> tuple[int, int]:
        """Where the words of such a line stand in the page."""
        return self.body_start + line.start("text"), self.body_start + line.end("text")


class Block(Protocol):
    """What a fence becomes where Markdown is not enough."""

    def html(self, parent: "Element", number: int, weave: "Weave") -> None:
        """Add its elements to the page; number tells it from other blocks."""

    def jupyter(self) -> list[str]:
        """The Markdown rows of it in a notebook, where it stands in an exercise or a list."""


@cache
def kinds() -> dict[str, type[Kind]]:
    """Every kind of fence, by its name; "" is a listing in any language."""
    found: dict[str, type[Kind]] = {}
    for module in pkgutil.iter_modules(__path__):
        for thing in vars(importlib.import_module(f"{__name__}.{module.name}")).values():
            if isinstance(thing, type) and issubclass(thing, Kind) and thing is not Kind:
                found[thing.NAME] = thing
    return found


def read(name: str, text: str) -> Page:
    """A page with its fences as what they are."""
    return Page(name, text, kinds())


def load(root: Path, name: str) -> Page:
    """A page of a repository; a byte order mark is no character of it."""
    return read(name, texts.read(root, name))
