"""Whose work the site carries, and on which terms: a text and a page, from what is installed."""

import contextlib
import re
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import NamedTuple

from weave.text.words import LICENCES

NAME = "licences.txt"  # in the folder of each language
PAGE = "licences.md"
# what of others a browser gets: (a distribution, its licences, what is shipped of it, and where)
SHIPPED = [
    (
        "mkdocs-material",
        "/licenses/LICENSE",
        "pages and style: Material for MkDocs",
        "assets/",
    ),
    (
        "mkdocs-material",
        ".icons/material/LICENSE",
        "icons in pages: Material Design Icons",
        "*.html",
    ),
    ("mkdocs-material", ".icons/fontawesome/LICENSE.txt", "icons in pages: Font Awesome", "*.html"),
    ("pscript", "/licenses/LICENSE", "scripts of figures that answer: PScript", "*.html"),
]
# the name of each licence, and what its text says in small letters
TERMS = [
    (
        "MIT",
        r"to any person obtaining a copy of this software|license:? \(?mit\b|mit licen[cs]e",
    ),
    ("BSD", r"redistributions in binary form|bsd licen[cs]e"),
    ("CC BY 4.0", r"cc by 4\.0"),
    ("CC BY-SA 3.0", r"cc by-sa 3\.0"),
    ("SIL OFL", r"sil open font license"),
    ("Article 7 of the Korean Copyright Act", r"article 7 of the korean copyright act"),
]


class Part(NamedTuple):
    """Something that is shipped."""

    what: str
    version: str
    where: str
    said: str

    @property
    def called(self) -> str:
        said = " ".join(self.said.lower().split())
        return ", ".join(name for name, words in TERMS if re.search(words, said))


def parts(root: Path) -> list[Part]:
    """All that is shipped; root: the repository, whose own terms come first."""
    found = []
    for file in [root / "LICENSE", *sorted((root / "theme").rglob("*LICENSE.txt"))]:
        if file.is_file():
            where = file.parent.relative_to(root).as_posix().removeprefix("theme/") + "/"
            version = ""
            with contextlib.suppress(PackageNotFoundError):  # a font is no package
                version = distribution(file.name.partition(".")[0]).version
            found.append(Part(file.name, version, where, file.read_text(encoding="utf-8")))
    for name, end, what, where in SHIPPED:
        said = "\n".join(_files(name, re.escape(end)))
        found.append(Part(what, distribution(name).version, where, said))
    return found


def text(root: Path) -> str:
    """All of it."""
    return "\n\n".join(
        f"{'=' * 72}\n{f'{one.what} {one.version}'.strip()}\n{'=' * 72}\n\n{one.said.strip()}"
        for one in parts(root)
    )


def page(root: Path, language: str) -> str:
    """The same as a page of Markdown: each thing, its licence, and where it lies."""
    words = LICENCES[language]
    rows = [f"| {words['what']} | {words['version']} | {words['licence']} | {words['where']} |"]
    rows.append("| --- | --- | --- | --- |")
    for one in parts(root):
        name = one.what.removesuffix(".LICENSE.txt").rpartition(": ")[2]
        what = words["own"] if name == "LICENSE" else name
        version = f'<data value="{one.version}">{one.version}</data>' if one.version else ""
        rows.append(f"| {what} | {version} | {one.called} | `{one.where}` |")
    front = "---\nsearch: {exclude: true}\n---\n"
    about = words["about"].format(text=f"[{NAME}]({NAME})")
    return "\n".join([front, f"# {words['title']}", "", about, "", *rows, ""])


@cache
def _files(name: str, end: str) -> list[str]:
    """The texts of a distribution's files whose path ends so; one at least."""
    found = distribution(name)
    paths = [path for path in found.files or [] if re.search(f"{end}$", path.as_posix())]
    if not paths:
        raise FileNotFoundError(f"{found.name} {found.version} has no file {end}")
    return [path.read_text(encoding="utf-8") for path in sorted(paths)]
