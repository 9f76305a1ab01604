"""What must happen whatever builds the pages; knows no builder.

Guards first. Then both languages go into a folder beside the site, which takes the
site's place only when all of it is whole: a failed build leaves the last good one.
"""

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from weave.build import browser, cards, licences, notebook, offline, policy, searched, shown
from weave.build.staging import Failed, Staging
from weave.code.library import Library
from weave.fault import Broken, Fault, Faults
from weave.fences import sources
from weave.guards import check
from weave.text.opening import FOLDER
from weave.text.words import LANGUAGES

CONFIGS = {"ko": "mkdocs.yml", "en": "mkdocs.en.yml"}  # every builder reads them

# writes the pages of a language, and what they offer to download, into a folder
Render = Callable[[str, Path], None]


def build(library: Library, final: Path, render: Render) -> None:
    """Both languages, whole, at `final`. Raises Faults, or whatever `render` raises."""
    guard(library)
    with Staging(final) as staging:
        for language in LANGUAGES:
            render(language, folder_of(staging, language))
        finish(library, staging)


def guard(library: Library) -> list[str]:
    """Raises Faults with every fault of the repository, if it has any; else gives notes."""
    if sys.flags.optimize > 1:
        raise Failed("a build needs docstrings; run Python without -OO or PYTHONOPTIMIZE=2")
    if os.environ.get("SOURCE_DATE_EPOCH"):
        date(library.root)  # of a wrong one nobody else says so plainly
    notes: list[str] = []
    if faults := check(library.root, library, notes):
        raise Faults(faults)
    try:
        for language in LANGUAGES:
            notebook.make(library, language)
    except Broken as error:
        raise Faults([Fault(error.file, error.line, 1, error.message)]) from None
    library.save()
    return notes


def downloads(library: Library, language: str, url: str) -> dict[str, Any]:
    """{path in the folder of a language: content} of what pages load or offer.

    url: where its pages will be; a picture of a page can be shared only from there.
    """
    made = notebook.make(library, language, url)
    given = {f"{FOLDER}/{name}": content for name, content in made.items()}
    shared = cards.make(library, language) if url else {}
    return {**given, **shared, **library.files, licences.NAME: licences.text(library.root)}


def pages(library: Library, language: str) -> dict[str, str]:
    """{path among the pages of a language: Markdown} of those that nobody writes."""
    root = library.root
    return {**sources.pages(root), licences.PAGE: licences.page(root, language)}


def url_of(language: str, site_url: str | None) -> str:
    """Where the pages of a language will be; "" if nobody said where the site will."""
    if not site_url:
        return ""
    return "/".join([site_url.rstrip("/"), *_inside(language), ""])


def date(root: Path) -> str:
    """The day of the last commit, so that the same files give the same site on any day.

    SOURCE_DATE_EPOCH goes first; without git it is the day of the file that leads a build,
    which an archive of a commit dates like that commit.
    """
    # a repository that this one lies in has other commits
    around = {**os.environ, "GIT_CEILING_DIRECTORIES": str(root.parent)}
    asked = ["git", "-C", str(root), "log", "-1", "--format=%ct"]
    seconds = os.environ.get("SOURCE_DATE_EPOCH", "")
    with contextlib.suppress(OSError):  # where there is no git
        seconds = seconds or subprocess.run(asked, env=around, capture_output=True).stdout.decode()
    try:
        when = float(seconds or (root / CONFIGS[LANGUAGES[0]]).stat().st_mtime)
        return datetime.fromtimestamp(when, UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        raise Failed(f"SOURCE_DATE_EPOCH is '{seconds}', no number of seconds") from None


def finish(library: Library, staging: Staging, edited: bool = False) -> None:
    """What no page holds; then the new site, if its pages show what they may, replaces the old.

    edited: whether it is served meanwhile, by what writes scripts of its own into pages.
    """
    if faults := list(shown.faults(staging.folder)):
        raise Faults(faults)
    browser.publish(library.root, staging.folder)
    for language in LANGUAGES:
        searched.publish(library.root, language, folder_of(staging, language))
    if not edited:
        policy.publish(staging.folder)
        offline.publish(staging.folder)
    library.save()
    staging.replace()


def folder_of(staging: Staging, language: str) -> Path:
    return staging.folder.joinpath(*_inside(language))


def told(error: Faults | OSError, built: bool) -> str:
    """The last line about what is wrong; built: whether a site was asked for."""
    if isinstance(error, Faults):
        many = len(error.faults)
        said = f"{many} {'fault' if many == 1 else 'faults'} found"
    else:
        # copying a folder tells of each file
        [*_, why] = error.args[0][0] if isinstance(error, shutil.Error) else [str(error)]
        said = f"the system says: {why}"
    return f"{said}; the last good site is kept" if built else said


def _inside(language: str) -> list[str]:
    """The folder of a language in the site: the first one has the site itself."""
    return [] if language == LANGUAGES[0] else [language]
