"""Compares the pages of Zensical with those of MkDocs, and exits with 1 where they differ.

Zensical follows MkDocs and has no place in the lock: `pip install zensical` first. What
stands between <article> and </article> must be the same, tag by tag and word by word,
and the page's description; around them each has a theme of its own. All other files that
pages lead to are compared too.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from difflib import unified_diff
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from uuid import uuid4

import yaml

from weave.build import mkdocs, site
from weave.code.library import ROOT, Library

FOLDER = ROOT / ".cache" / "builders"  # below the repository, or Zensical does not write
SHOWN = 20  # lines of a difference
BESIDE = ["downloads", "snippets", "assets/live", "assets/formulas", "assets/run", "en/downloads"]


class Article(HTMLParser):
    """The tags and words of a page's article, one a line."""

    # what a search does not read, which Zensical takes out when it has obeyed
    LEFT_OUT = frozenset({"data-search-exclude"})
    SKIP = ("id", "__skip")  # Zensical's mark of where the words begin

    def __init__(self, html: str) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.inside = self.skipping = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.skipping = self.SKIP in attrs
        # a page's description, and its way to the other language
        beside = ("name", "description") in attrs or ("rel", "alternate") in attrs
        if beside or self.inside and not self.skipping:
            kept = sorted(
                f" {name}={value!r}" for name, value in attrs if name not in self.LEFT_OUT
            )
            self.lines.append(f"<{tag}{''.join(kept)}>")
        self.inside |= tag == "article"

    def handle_endtag(self, tag: str) -> None:
        self.inside &= tag != "article"
        if self.inside and not self.skipping:
            self.lines.append(f"</{tag}>")
        self.skipping = False

    def handle_data(self, data: str) -> None:
        if self.inside and data.strip():
            self.lines.append(" ".join(data.split()))


def main() -> None:
    library = Library(ROOT)
    folders = []
    for builder, render in [("mkdocs", mkdocs.renderer(library)), ("zensical", renderer(library))]:
        folders.append(FOLDER / builder)
        site.build(library, folders[-1], render)
    wrong = 0
    for name in names(folders[0]):
        found = difference(*(folder / name for folder in folders))
        wrong += bool(found)
        if found or name.endswith(".html"):
            print(f"{name}: {'differs' if found else 'the same'}")
        for line in found[:SHOWN]:
            print(f"    {line[:160]}")
        if len(found) > SHOWN:
            print(f"    and {len(found) - SHOWN} more")
    sys.exit(f"{wrong} files differ" if wrong else None)


def renderer(library: Library) -> site.Render:
    """Makes the pages of a language, with the Zensical that is installed here."""
    root = library.root

    def render(language: str, folder: Path) -> None:
        url = site.url_of(language, os.environ.get("SITE_URL"))
        docs = FOLDER / f"docs-{language}"  # it knows no pages but those of one folder
        shutil.rmtree(docs, ignore_errors=True)
        shutil.copytree(root / "docs" / language, docs)
        _write(docs, site.pages(library, language))
        given = {"INHERIT": site.CONFIGS[language], "site_dir": _within(root, folder)}
        given["docs_dir"] = _within(root, docs)
        with _config(root, {**given, "site_url": url or None}) as config:
            # not --clean, which would delete all of .cache, and with it what is remembered
            ran = subprocess.run(
                [sys.executable, "-m", "zensical", "build", "--strict", "-f", config],
                cwd=root,
                env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
                capture_output=True,
                text=True,
                check=False,
            )
        if ran.returncode:
            raise site.Failed(f"Zensical made no pages in {language}:\n{ran.stdout}{ran.stderr}")
        _write(folder, site.downloads(library, language, url))

    return render


def _write(folder: Path, made: dict[str, Any]) -> None:
    for path, content in made.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.encode())


def _within(root: Path, folder: Path) -> str:
    if not folder.resolve().is_relative_to(root):
        raise site.Failed(f"Zensical writes nowhere but below {root}")
    return folder.resolve().relative_to(root).as_posix()


@contextmanager
def _config(root: Path, content: dict[str, str | None]) -> Iterator[Path]:
    """A file of settings; Zensical takes them from nowhere else, and all in one folder."""
    file = root / f".site-{uuid4().hex[:8]}.yml"
    try:
        file.write_text(yaml.safe_dump(content), encoding="utf-8")
        yield file
    finally:
        file.unlink()


def names(site: Path) -> list[str]:
    """The pages of a site, and the files beside them that it offers."""
    pages = list(site.rglob("index.html"))
    files = [file for folder in BESIDE for file in (site / folder).rglob("*") if file.is_file()]
    return sorted(path.relative_to(site).as_posix() for path in [*pages, *files])


def difference(one: Path, other: Path) -> list[str]:
    """What a file has and its twin has not, as diff says it; [] if there is nothing."""
    if not other.is_file():
        return ["it is missing"]
    if one.suffix != ".html":
        return [] if one.read_bytes() == other.read_bytes() else ["its bytes are others"]
    mine, theirs = (Article(file.read_text(encoding="utf-8")).lines for file in (one, other))
    # the first two lines of a diff are names of files
    return list(unified_diff(mine, theirs, n=0, lineterm=""))[2:]


if __name__ == "__main__":
    main()
