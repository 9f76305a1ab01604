"""```sources: all the code of snippets/, each line with an anchor; values lead there."""

import html
import re
import xml.etree.ElementTree as etree
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markdown.util import AtomicString

from weave.code import modules
from weave.code.coloured import anchor
from weave.code.library import Answer
from weave.fences import Kind
from weave.text import concepts

if TYPE_CHECKING:
    from weave.expand import Loom
    from weave.extension import Weave

PAGE = "code.md"  # where a value's line of code is shown

# words are words, and whole numbers are counts or were given: they carry no mark
MARKED = re.compile(r"[-+]?(?!\d+(?:\.0)?\Z)(?:[\d.]+(?:e[-+]\d+)?|inf|nan)")


def link(file: str, line: int, shown: str = "") -> etree.Element:
    """A link to a line of a snippet on the page that shows all code."""
    given = {"href": f"{PAGE}#{anchor(file, line)}", "class": "place"}
    element = etree.Element("a", given)
    element.text = AtomicString(f"{shown or file}:{line}")
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
    origin.append(link(answer.file, answer.line))
    return span


def bare(answer: Answer) -> str:
    """A value where markdown makes no elements: the number alone."""
    return f'<data value="{html.escape(answer.full)}">{html.escape(answer.text)}</data>'


@dataclass
class Module:
    """The whole source of a module."""

    name: str

    def html(self, parent: etree.Element, number: int, weave: "Weave") -> None:
        file = modules.file_of(weave.library.root, self.name)
        holder = etree.SubElement(parent, "div", {"class": "highlight listing"})
        # lines stand in pre itself: highlighters take pre > code for theirs
        pre = etree.SubElement(holder, "pre", {"tabindex": "0"})
        for n, row in weave.library.lines(self.name):
            mark = anchor(file, n)
            line = etree.SubElement(pre, "span", {"class": "line", "id": mark})
            # no tab stop: hundreds would stand between a reader and the end
            given = {"href": f"#{mark}", "class": "number", "tabindex": "-1"}
            shown = etree.SubElement(line, "a", given)
            shown.text = AtomicString(str(n))
            shown.tail = AtomicString(weave.raw(row))

    def jupyter(self) -> list[str]:
        return []  # a notebook packs the files that it needs


class Sources(Kind):
    NAME = "sources"
    EXAMPLE = "sources"
    FILLED = True
    MAKES_IDS = True

    def weave(self, loom: "Loom") -> str:
        parts = []
        for module in modules.modules(loom.library.root):
            file = modules.file_of(loom.library.root, module)
            parts.append(f"## `{file}` {{ #{anchor(file)} }}\n{loom.block(self, Module(module))}")
        return "\n".join(parts)
