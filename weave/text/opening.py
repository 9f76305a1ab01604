"""The opening of a page: its title, and the first paragraph, which asks and answers.

The id of the title is the page's own name: that tells the Markdown extension which
page it has, and so what can be downloaded there.
"""

import re
import xml.etree.ElementTree as etree
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from markdown.util import AtomicString

from weave.code import modules
from weave.page import Edit, Page
from weave.text.words import DOWNLOADS

if TYPE_CHECKING:
    from weave.expand import Loom
    from weave.extension import Weave

FOLDER = "downloads"  # of the site
BRANCH = "notebooks"  # of the repository, from which Colab opens them
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


def offers(page: Page, root: Path, name: str) -> bool:
    """Whether it can be taken along as a notebook: a chapter with a module, or a lab."""
    lab = any(fence.CELL for fence in page.fences)
    return bool(name) and (lab or bool(modules.module_of(root, name)))


@dataclass
class Downloads:
    """The page's notebook and its code, to take along."""

    slug: str

    def html(self, parent: etree.Element, number: int, weave: "Weave") -> None:
        language = weave.getConfig("language")
        words = DOWNLOADS[language]
        row = etree.SubElement(parent, "p", {"class": "downloads"})
        for kind in ["ipynb", "py"]:
            file = f"{self.slug}.{kind}"
            given = {"href": f"{FOLDER}/{file}", "download": file}
            etree.SubElement(row, "a", given).text = AtomicString(words[kind])
        if address := colab(weave.getConfig("repo_url"), language, self.slug):
            etree.SubElement(row, "a", {"href": address}).text = AtomicString(words["colab"])

    def jupyter(self) -> list[str]:
        return []  # whoever reads it has it


def downloads(loom: "Loom") -> list[Edit]:
    """The edit that puts them below the opening of a page, if it has any."""
    name = slug(loom.page, loom.library.root, loom.language)
    if not offers(loom.page, loom.library.root, name):
        return []
    at = end(loom.page)
    return [(at, at, loom.token(Downloads(name)) + "\n")]


def colab(repo_url: str, language: str, slug: str) -> str:
    """Where Colab opens a page's notebook; "" for a repository not on GitHub."""
    on_github = re.fullmatch(r"https://github\.com/([\w.-]+/[\w.-]+?)(?:\.git)?/?", repo_url)
    if not on_github:
        return ""
    place = f"{on_github[1]}/blob/{BRANCH}/{language}/{slug}.ipynb"
    return f"https://colab.research.google.com/github/{place}"
