"""The opening of a page, which asks and answers, and what its end offers to run.

The id of the title is the page's own name: that tells the Markdown extension which
page it has, and so what can be run and downloaded there.
"""

import re
import xml.etree.ElementTree as etree
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from markdown.util import AtomicString

from weave.code import brython, modules, sections
from weave.page import INCLUDE, Edit, Page
from weave.text.words import DOWNLOADS

if TYPE_CHECKING:
    from weave.expand import Loom
    from weave.extension import Weave

FOLDER = "downloads"  # of the site
BRANCH = "notebooks"  # of the repository, from which Colab opens them
AFTER = {"exercises", "short"}  # ids of what stands below the panel
PARAGRAPH = re.compile(r"[^\n]*\n\s*(?P<words>(?:\S[^\n]*(?:\n|\Z))+)")


def slug(page: Page, root: Path, language: str) -> str:
    """The page's name, as the id of its title says it; "" for the home page."""
    mark = page.headings[0][1] if page.headings else None
    return mark if mark and (root / "docs" / language / f"{mark}.md").is_file() else ""


def end(page: Page) -> int:
    """Where the first paragraph below the title ends."""
    title = page.headings[0][0] if page.headings else 0
    paragraph = PARAGRAPH.match(page.text, title)
    if paragraph and page.kind_at(paragraph.start("words")) != "fence":
        return paragraph.end()
    return page.text.find("\n", title) + 1


def module(page: Page, root: Path) -> str | None:
    """A chapter's module: that of its name, or where it has exercises the first that it shows."""
    own = modules.module_of(root, page.slug)
    if own or all(mark != "exercises" for _, mark in page.headings):
        return own
    top = (file for file in _shown(page) if file.count("/") == 1 and (root / file).is_file())
    return next((Path(file).stem for file in top), None)


def _shown(page: Page) -> dict[str, None]:
    """The files whose code a page takes in, in its order."""
    return dict.fromkeys(match["path"].partition(":")[0] for match in INCLUDE.finditer(page.text))


def offers(page: Page, root: Path, name: str) -> bool:
    """Whether it can be taken along as a notebook: a chapter with a module, or a lab."""
    lab = any(fence.CELL for fence in page.fences)
    return bool(name) and (lab or bool(module(page, root)))


@dataclass
class Offer:
    """What a page has to run, here and elsewhere: one panel, and one row of files."""

    slug: str  # "" where there is nothing to take along
    files: list[str]  # the programs that run in the page
    said: str  # what the panel is called, or why there is none; see DOWNLOADS

    def html(self, parent: etree.Element, number: int, weave: "Weave") -> None:
        words = DOWNLOADS[weave.getConfig("language")]
        if self.files:
            self.panel(parent, words, sections.program(weave.library.root, self.files[0]))
        if self.slug:
            self.row(parent, words, weave)

    def panel(self, parent: etree.Element, words: dict[str, str], program: str) -> None:
        """run.js fills it when it is opened; without scripts it is not shown."""
        given = {"class": "run", "data-files": " ".join(self.files), "data-search-exclude": ""}
        summary = etree.SubElement(etree.SubElement(parent, "details", given), "summary")
        summary.text = AtomicString(words["run" if self.said == "run" else "part"])
        file = self.files[0].removeprefix("snippets/")
        told = etree.SubElement(summary, "span")
        told.text = AtomicString(f"{file}, ")
        count = etree.SubElement(told, "data", {"value": str(program.count("\n"))})
        count.text, count.tail = AtomicString(count.get("value", "")), AtomicString(words["lines"])

    def row(self, parent: etree.Element, words: dict[str, str], weave: "Weave") -> None:
        row = etree.SubElement(parent, "p", {"class": "downloads", "data-search-exclude": ""})
        if self.said in {"numpy", "lab"}:
            etree.SubElement(row, "span").text = AtomicString(words[self.said])
        for kind in ["ipynb", "py"]:
            file = f"{self.slug}.{kind}"
            given = {"href": f"{FOLDER}/{file}", "download": file}
            etree.SubElement(row, "a", given).text = AtomicString(words[kind])
        language = weave.getConfig("language")
        if address := colab(weave.getConfig("repo_url"), language, self.slug):
            etree.SubElement(row, "a", {"href": address}).text = AtomicString(words["colab"])

    def jupyter(self) -> list[str]:
        return []  # whoever reads it has it


def offer(loom: "Loom") -> list[Edit]:
    """The edit that puts it where the reader has the whole chapter, if it has any.

    That is before the exercises; a lab is a notebook, and says so below its opening.
    """
    page, root = loom.page, loom.library.root
    if not (name := slug(page, root, loom.language)):
        return []
    own, files = module(page, root), programs(page, root)
    offered = name if offers(page, root, name) else ""
    if not offered and not files:
        return []
    runs = own and modules.file_of(root, own) in files
    said = "run" if runs else "numpy" if own else "lab" if offered else "part"
    at = end(page) if said == "lab" else ending(page)
    return [(at, at, "\n" + loom.token(Offer(offered, files, said)) + "\n")]


def ending(page: Page) -> int:
    """Where a chapter has said all: what is left are exercises and what sums it up."""
    after = [at for at, mark in page.headings if mark in AFTER]
    return min(after, default=len(page.text))


def programs(page: Page, root: Path) -> list[str]:
    """The files that it shows and that run in a browser, its own one first."""
    files = {modules.file_of(root, name): name for name in modules.modules(root)}
    found = [f for f in _shown(page) if f in files and brython.runnable(root, files[f])]
    own = module(page, root)
    return sorted(found, key=lambda file: files[file] != own)


def colab(repo_url: str, language: str, slug: str) -> str:
    """Where Colab opens a page's notebook; "" for a repository not on GitHub."""
    on_github = re.fullmatch(r"https://github\.com/([\w.-]+/[\w.-]+?)(?:\.git)?/?", repo_url)
    if not on_github:
        return ""
    place = f"{on_github[1]}/blob/{BRANCH}/{language}/{slug}.ipynb"
    return f"https://colab.research.google.com/github/{place}"
