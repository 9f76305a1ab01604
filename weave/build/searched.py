"""What the search looks through: `publish(root, language, folder)`, whatever built the pages.

A section of a page is an entry; code stands apart, and a formula once. Beside them lie
the names of one thing: the glossary's in both languages, and theme/names.txt.
"""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from weave.build import shown
from weave.code import texts
from weave.code.svg import HANGUL
from weave.fences import sources
from weave.text import glossary
from weave.text.words import LANGUAGES

NAMES = "theme/names.txt"
ARTICLE = "md-content__inner"
HIDDEN = '<meta name="search-exclude"'  # of theme/main.html
VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
BLOCK = {"p", "li", "td", "th", "tr", "div", "pre", "summary", "figcaption", "dt", "dd"}
BLOCK |= {"br", "h1", "h2", "h3", "h4", "math"}
# what a formula says by where its second part stands
JOINED = {("mfrac", 2): "/", ("msup", 2): "^", ("msubsup", 3): "^"}
SKIPPED = {"button", "nav", "script", "style", "svg"}
CLASSES = {"headerlink", "md-content__button", "linenos"}
# what no section holds, and the colours of code: most of a page, and taken out at once
UNSEEN = re.compile(r"<(svg|script|style)\b.*?</\1>", re.S)
COLOURED = re.compile(r'<span class="\w{1,3}">([^<]*)</span>')


def publish(root: Path, language: str, folder: Path) -> None:
    """Write what is searched beside the pages of a language; folder: where they are."""
    pages = (path for path in shown.pages(folder) if path.name != "404.html")
    sections = [one for path in pages for one in read(path, folder)]
    for name, marks in sorted(sources.ids(root).items()):  # of all code the names alone
        page = name.removesuffix(".md")
        title = f"{page.rpartition('/')[2]}.py"
        code = " ".join(sorted(marks))
        sections.append({"id": f"{page}/", "page": title, "title": title, "body": "", "code": code})
    found = {"names": names(root, language), "sections": sections}
    (folder / "search").mkdir(parents=True, exist_ok=True)
    _write(folder / "search" / "sections.json", found)


def names(root: Path, language: str) -> list[list[str]]:
    """Groups of names for one thing; on English pages none in Korean."""
    known: dict[str, list[str]] = {}
    for one in LANGUAGES:
        for term in glossary.read(_text(root, f"docs/{one}/{glossary.PAGE}")):
            known.setdefault(term.id, []).append(term.name)
    lines = _text(root, NAMES).splitlines()
    groups = [line.split(",") for line in lines if line and line[0] != "#"]
    both = [[name.strip() for name in group] for group in [*known.values(), *groups]]
    read = [
        [name for name in group if language == "ko" or not HANGUL.search(name)] for group in both
    ]
    return [group for group in read if len(set(group)) > 1]


def read(path: Path, folder: Path) -> Iterator[dict[str, str]]:
    """The sections of a built page; none where it says that it is not searched."""
    text = path.read_text(encoding="utf-8")
    if HIDDEN in text:
        return
    reader = Reader(path.relative_to(folder).as_posix().removesuffix("index.html"))
    reader.feed(COLOURED.sub(r"\1", UNSEEN.sub("", text[text.find("<article") :])))
    for section in reader.sections:
        tidy = {name: " ".join(text.split()) for name, text in section.items()}
        yield {**tidy, "page": " ".join(reader.sections[0]["title"].split())}


class Reader(HTMLParser):
    """What a reader sees of an article, by section."""

    def __init__(self, where: str) -> None:
        super().__init__()
        self.where = where
        self.sections: list[dict[str, str]] = []
        self.open: list[list] = []  # [tag, what its text is, how many children so far]

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        classes = set(given.get("class", "").split())
        if tag in BLOCK:
            self.handle_data(" ")
        if self.open:
            self.open[-1][2] += 1
            self.handle_data(JOINED.get((self.open[-1][0], self.open[-1][2]), ""))
        if tag == "msqrt":
            self.handle_data("√")
        if tag in VOID:
            return
        kind = self.open[-1][1] if self.open else ""
        if tag == "article" and ARTICLE in classes:
            kind = "body"
        elif tag in SKIPPED or classes & CLASSES or "data-search-exclude" in given:
            kind = ""
        elif kind and tag in {"h1", "h2", "h3"} and "id" in given:
            mark = "" if tag == "h1" else f"#{given['id']}"
            self.sections.append({"id": self.where + mark, "title": "", "body": "", "code": ""})
            kind = "title"
        elif kind and tag == "pre":
            kind = "code"
        self.open.append([tag, kind, 0])

    def handle_endtag(self, tag: str) -> None:
        if tag in {open for open, _, _ in self.open}:
            while self.open.pop()[0] != tag:
                pass
        if tag in BLOCK:
            self.handle_data(" ")

    def handle_data(self, data: str) -> None:
        kind = self.open[-1][1] if self.open else ""
        if kind and self.sections:
            self.sections[-1][kind] += re.sub("[\u2060-\u2064\u200b]", "", data)


def _text(root: Path, name: str) -> str:
    """What stands in a file that a repository may lack."""
    return texts.read(root, name) if (root / name).is_file() else ""


def _write(path: Path, content: dict) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, sort_keys=True), encoding="utf-8")
