"""The chapters in the order of nav in mkdocs.yml; a page says its own title and question.

The title is its first heading, whose id is the page's name, and the question stands
in its front matter. Where a repository has no mkdocs.yml, or no nav in it, there are none.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from weave.code import texts
from weave.fault import Broken

CONFIG = "mkdocs.yml"
HOME = "index"
TITLE = re.compile(r"^#[ \t]+(?P<words>.+?)[ \t]*(?:\{[ \t]*#(?P<id>[\w-]+)[^{}]*\}[ \t]*)?$", re.M)
FRONT = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*$", re.S | re.M)


@dataclass(frozen=True)
class Entry:
    """A page that nav names, under which headline, and in which line of which file."""

    file: str
    section: str
    config: str
    line: int
    name: str = ""  # its short title, where nav gives it one

    @property
    def slug(self) -> str:
        return self.file.removesuffix(".md")


@dataclass(frozen=True)
class Chapter:
    slug: str
    section: str
    title: str
    question: str
    name: str  # in lists of pages


def nav(root: Path, language: str = "ko") -> list[Entry]:
    """Every page of nav, in its order. Raises Broken where that is no YAML."""
    # English may have a nav of its own, for the words of its headlines
    for name in [f"mkdocs.{language}.yml", CONFIG]:
        if (root / name).is_file():
            # compose knows lines, and makes nothing of tags such as !ENV
            config = _yaml(yaml.compose, texts.read(root, name), name)
            for key, value in config.value if isinstance(config, yaml.MappingNode) else []:
                if key.value == "nav":
                    return list(_entries(name, value, ""))
    return []


def _entries(config: str, node: yaml.Node, section: str, name: str = "") -> Iterator[Entry]:
    if isinstance(node, yaml.SequenceNode):
        for one in node.value:
            yield from _entries(config, one, section)
    elif isinstance(node, yaml.MappingNode):
        # `Words: page.md`, or a headline with pages below it
        for key, value in node.value:
            below = isinstance(value, yaml.SequenceNode)
            yield from _entries(config, value, key.value if below else section, key.value)
    elif str(node.value).endswith(".md"):
        yield Entry(node.value, section, config, node.start_mark.line + 1, name)


def _yaml(read: Callable, text: str, file: str, before: int = 0) -> Any:
    """What YAML says; before: how many lines of the file stand above it."""
    try:
        return read(text)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line if error.problem_mark else 0
        said = f"is not valid YAML: {error.problem}"
        raise Broken(file, line + before + 1, said) from None


def titled(text: str, slug: str, file: str) -> tuple[str, str]:
    """The title and the question of a page."""
    title, front = TITLE.search(text), FRONT.match(text)
    about = _yaml(yaml.safe_load, front[1], file, before=1) if front else None
    question = about.get("question") if isinstance(about, dict) else None
    return title["words"] if title else slug, str(question or "")


def read(root: Path, language: str) -> list[Chapter]:
    """The chapters of a language; a page that is not there has its own fault."""
    found = []
    for entry in nav(root, language):
        path = root / "docs" / language / entry.file
        if path.is_file():
            file = path.relative_to(root).as_posix()
            text = texts.read(root, file)
            title, question = titled(text, entry.slug, file)
            found.append(Chapter(entry.slug, entry.section, title, question, entry.name or title))
    return found
