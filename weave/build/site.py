"""What must happen whatever builds the pages; knows no builder.

Guards first. Then both languages go into a folder beside the site, which takes the
site's place only when all of it is whole: a failed build leaves the last good one.
"""

import shutil
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self
from uuid import uuid4

from weave.build import browser, notebook
from weave.code.library import Library
from weave.fault import Broken, Fault, Faults
from weave.guards import check
from weave.text.opening import FOLDER
from weave.text.words import LANGUAGES

CONFIGS = {"ko": "mkdocs.yml", "en": "mkdocs.en.yml"}  # every builder reads them

# writes the pages of a language, and what they offer to download, into a folder
Render = Callable[[str, Path], None]


class Failed(Exception):
    """A builder that could not make its pages; the message says why."""


def build(library: Library, final: Path, render: Render) -> None:
    """Both languages, whole, at `final`. Raises Faults, or whatever `render` raises."""
    guard(library)
    with Staging(final) as staging:
        for language in LANGUAGES:
            render(language, staging.folder_of(language))
        finish(library, staging)


def guard(library: Library) -> None:
    """Raises Faults with every fault of the repository, if it has any."""
    if faults := check(library.root, library):
        raise Faults(faults)
    try:
        for language in LANGUAGES:
            notebook.make(library, language)
    except Broken as error:
        raise Faults([Fault(error.file, error.line, 1, error.message)]) from None
    library.save()


def downloads(library: Library, language: str, url: str) -> dict[str, str]:
    """{path in the folder of a language: content}; url: where its pages will be."""
    made = notebook.make(library, language, url)
    return {f"{FOLDER}/{name}": content for name, content in made.items()}


def url_of(language: str, site_url: str | None) -> str:
    """Where the pages of a language will be; "" if nobody said where the site will."""
    if not site_url:
        return ""
    return "/".join([site_url.rstrip("/"), *_inside(language), ""])


def finish(library: Library, staging: "Staging") -> None:
    """What no page holds; then the new site replaces the old one."""
    browser.publish(library.root, staging.folder)
    staging.replace()
    library.save()


def told(faults: Faults, built: bool) -> str:
    """The last line about some faults; built: whether a site was asked for."""
    many = len(faults.faults)
    said = f"{many} {'fault' if many == 1 else 'faults'} found"
    return f"{said}; the last good site is kept" if built else said


class Staging:
    """A folder beside the site that replaces it, or is gone when the build is over."""

    def __init__(self, final: Path) -> None:
        self.final = final.absolute()
        self.final.parent.mkdir(parents=True, exist_ok=True)
        # beside it, as only then a rename is enough
        self.folder = self.final.with_name(f".site-{uuid4().hex[:8]}")
        self.folder.mkdir()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.discard()

    def folder_of(self, language: str) -> Path:
        return self.folder.joinpath(*_inside(language))

    def replace(self) -> None:
        old = self.folder.with_name(f"{self.folder.name}-old")
        if self.final.exists():
            self.final.rename(old)
        self.folder.rename(self.final)
        shutil.rmtree(old, ignore_errors=True)

    def discard(self) -> None:
        """Leave nothing behind; does nothing after `replace`."""
        shutil.rmtree(self.folder, ignore_errors=True)


def _inside(language: str) -> list[str]:
    """The folder of a language in the site: the first one has the site itself."""
    return [] if language == LANGUAGES[0] else [language]
