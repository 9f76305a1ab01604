"""```sources: all the code of snippets/, a page a file; values lead to the names there.

Of itself the fence is the list of these pages, with a module it is that module's code.
"""

import ast
import contextlib
import html
import re
import xml.etree.ElementTree as etree
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from markdown.util import AtomicString

from weave.code import modules, places
from weave.code.library import Answer
from weave.fences import Kind
from weave.text import concepts

if TYPE_CHECKING:
    from weave.expand import Loom
    from weave.extension import Weave

PAGE = "code.md"  # the list
FRONT = "---\nsearch: {exclude: true}\n---\n"

# words are words, and whole numbers are counts or were given: they carry no mark
MARKED = re.compile(r"[-+]?(?!\d+(?:\.0)?\Z)(?:[\d.]+(?:e[-+]\d+)?|inf|nan)")


def page_of(file: str) -> str:
    """The page of a snippet: code/pytorch/units.md."""
    return f"code/{_inside(file)}.md"


def _inside(file: str) -> str:
    return file.removeprefix("snippets/").removesuffix(".py")


def pages(root: Path) -> dict[str, str]:
    """{file: Markdown} of the page of each module, the same in every language."""
    made = {}
    for module in modules.modules(root):
        file = modules.file_of(root, module)
        *folders, name = file.split("/")
        up = "../" * len(folders)
        # its title leads back to the list
        way = "".join(f"[{one}/]({up}{PAGE}#{one})" for one in folders)
        made[page_of(file)] = f"{FRONT}\n# {way}{name}\n\n```sources {module}\n```\n"
    return made


def ids(root: Path) -> dict[str, set[str]]:
    """{file: what a link may lead to} of the same pages."""
    named = {modules.file_of(root, name): name for name in modules.modules(root)}
    return {page_of(file): {*places.names(root, name)} for file, name in named.items()}


def said(root: Path, module: str) -> str:
    """The first line of a module's docstring."""
    with contextlib.suppress(SyntaxError):  # running it says so, with the line
        tree = modules.parsed(modules.module_path(root, module).read_bytes())
        return (ast.get_docstring(tree) or "").partition("\n")[0]
    return ""


def link(place: places.Place, shown: str = "") -> etree.Element:
    """A link to a name of a snippet, on the page of its file."""
    mark = f"#{place.name}" if place.name else ""
    given = {"href": f"{page_of(place.file)}{mark}", "class": "place"}
    element = etree.Element("a", given)
    element.text = AtomicString(f"{shown or place.file}:{place.line}")
    return element


def shown(answer: Answer, path: str) -> etree.Element:
    """A value: the number, and where it came from one hover or tap away."""
    decimals = re.search(r"\d\.\d", answer.text)
    plain = "" if decimals or MARKED.fullmatch(answer.full) else " plain"
    given = {"class": f"value{plain}{concepts.of_value(path, answer.full)}", "tabindex": "0"}
    span = etree.Element("span", given)
    number = etree.SubElement(span, "data", {"value": answer.full})
    number.text = AtomicString(answer.text)
    given = {"class": "origin", "data-search-exclude": ""}
    origin = etree.SubElement(span, "span", given)
    code = etree.SubElement(origin, "code")
    code.text = AtomicString(path)
    code.tail = AtomicString(f" = {answer.full} ")
    origin.append(link(answer.place))
    return span


def bare(answer: Answer) -> str:
    """A value where markdown makes no elements: the number alone."""
    return f'<data value="{html.escape(answer.full)}">{html.escape(answer.text)}</data>'


@dataclass
class Module:
    """The whole source of a module."""

    name: str

    def html(self, parent: etree.Element, number: int, weave: "Weave") -> None:
        holder = etree.SubElement(parent, "div", {"class": "highlight listing"})
        rows = weave.library.lines(self.name)
        # lines and their numbers are two texts side by side, and not an element each
        counted = etree.SubElement(holder, "pre", {"class": "numbers", "aria-hidden": "true"})
        counted.text = AtomicString("\n".join(str(n) for n, _ in rows))
        # straight in pre: highlighters take pre > code for theirs
        around = [(etree.SubElement(holder, "pre", {"tabindex": "0"}), len(rows) + rows[-1][0])]
        begun: dict[int, list[tuple[int, str]]] = {}
        for name, (first, last) in places.names(weave.library.root, self.name).items():
            begun.setdefault(first, []).append((last, name))
        for n, row in rows:
            while n > around[-1][1]:
                around.pop()
            _add(around[-1][0], "\n" if n > rows[0][0] else "")
            for last, name in sorted(begun.get(n, []), reverse=True):
                around.append((etree.SubElement(around[-1][0], "span", {"id": name}), last))
            _add(around[-1][0], weave.raw(row))

    def jupyter(self) -> list[str]:
        return []  # a notebook packs the files that it needs


def _add(element: etree.Element, text: str) -> None:
    """Text at the end of an element, which markdown leaves as it is."""
    if len(element):
        element[-1].tail = AtomicString((element[-1].tail or "") + text)
    else:
        element.text = AtomicString((element.text or "") + text)


@dataclass
class Listed:
    """Modules of a folder, each with what it says of itself."""

    names: list[str]

    def html(self, parent: etree.Element, number: int, weave: "Weave") -> None:
        root, rows = weave.library.root, etree.SubElement(parent, "ul", {"class": "sources"})
        for name in self.names:
            file = modules.file_of(root, name)
            row = etree.SubElement(rows, "li")
            # ids of when all code was one page; page.js leads on from them
            mark = _inside(file).replace("/", "-")
            link = etree.SubElement(row, "a", {"href": page_of(file), "id": mark})
            etree.SubElement(link, "code").text = AtomicString(file.rpartition("/")[2])
            link.tail = " "
            about = etree.SubElement(row, "code", {"lang": "en"})
            about.text = AtomicString(said(root, name))

    def jupyter(self) -> list[str]:
        return []


class Sources(Kind):
    NAME = "sources"
    EXAMPLE = "sources"
    FILLED = True

    def uses(self) -> set[str]:
        return {self.argument} - {""}

    def weave(self, loom: "Loom") -> str:
        root = loom.library.root
        if self.argument:
            return loom.block(self, Module(places.split(root, self.argument)[0]))
        folders: dict[str, list[str]] = {}
        for name in modules.modules(root):
            folders.setdefault(modules.file_of(root, name).rpartition("/")[0], []).append(name)
        return "\n".join(
            f"## `{folder}/` {{ #{_inside(folder)} }}\n{loom.block(self, Listed(names))}"
            for folder, names in sorted(folders.items())
        )
