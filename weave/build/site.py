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
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from weave.build import browser, cards, licences, notebook, offline, policy, searched, shown, styles
from weave.build.beside import Beside
from weave.build.staging import Failed, Staging
from weave.code.library import Library
from weave.code.worker import FRESH
from weave.code.workers import Workers
from weave.fault import Broken, Fault, Faults
from weave.fences import sources
from weave.guards import check
from weave.text.opening import FOLDER
from weave.text.words import LANGUAGES

CONFIGS = {"ko": "mkdocs.yml", "en": "mkdocs.en.yml"}  # every builder reads them

# writes the pages of a language, and what they offer to download, into a folder
Render = Callable[[str, Path], None]


def build(library: Library, final: Path, render: Render, site_url: str | None = None) -> None:
    """Both languages, whole, at `final`. Raises Faults, or whatever `render` raises."""
    guard(library)
    with Staging(final) as staging, closing(others(library, staging, render, site_url)) as rest:
        render(LANGUAGES[0], folder_of(staging, LANGUAGES[0]))
        finish(library, staging, rest)


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


def others(library: Library, staging: Staging, render: Render, site_url: str | None) -> Beside:
    """Begins the pages of all languages but the first; what is wrong with them is waited for."""
    for language in LANGUAGES[1:]:  # a fork has no running snippets
        downloads(library, language, url_of(language, site_url))

    def make() -> list[Fault]:
        found = []
        for language in LANGUAGES[1:]:
            render(language, folder_of(staging, language))
            found += look(library, language, staging)
        return found

    def apart(left: Workers = library.workers) -> None:
        """Leaves the processes of snippets to whom they are of; would start others if asked."""
        FRESH.clear()
        library.workers = Workers(library.root)

    return Beside(make, apart)


def look(library: Library, language: str, staging: Staging) -> list[Fault]:
    """Reads the pages of a language: what they may not show, and what is searched in them."""
    folder = folder_of(staging, language)
    searched.publish(library.root, language, folder)
    return list(shown.faults(staging.folder, shown.pages(folder)))


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


def finish(library: Library, staging: Staging, rest: Beside, edited: bool = False) -> None:
    """What no page holds; then the new site, if its pages show what they may, replaces the old.

    rest: all languages but the first. edited: whether it is served meanwhile, by what writes
    scripts of its own into pages.
    """
    if faults := [*look(library, LANGUAGES[0], staging), *rest.wait()]:
        raise Faults(faults)
    browser.publish(library.root, staging.folder)
    if not edited:
        for language in LANGUAGES:
            styles.publish(folder_of(staging, language))
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
