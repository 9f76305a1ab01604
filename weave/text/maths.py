"""LaTeX to MathML at build time, so that formulas need no script."""

import html
import re
import xml.etree.ElementTree as etree
from functools import cache
from typing import NamedTuple

from markdown.treeprocessors import Treeprocessor
from math_core import LatexError, LatexToMathML

from weave.fault import WeaveError
from weave.page import OPEN, Page

# of an aligned formula; the page's policy refuses styles that stand in it
CELLS = {
    "text-align: right;justify-items: end;padding-right: 0;": "right",
    "text-align: left;justify-items: start;padding-left: 0;": "left",
}


class Formula(NamedTuple):
    """Where the LaTeX of a formula stands, dollars left out."""

    start: int
    end: int
    display: bool


def formulas(page: Page) -> list[Formula]:
    """Every formula of a page, those in its fences as well."""
    found = []
    for start, part in page.parts:
        for span in part.spans:
            if span.kind in {"math", "display"}:
                n = 2 if span.kind == "display" else 1
                found.append(Formula(start + span.start + n, start + span.end - n, n == 2))
    return found


@cache
def _converter() -> LatexToMathML:
    return LatexToMathML(fancy_error=False)


@cache
def mathml(latex: str, display: bool) -> str:
    """A formula as a <math> element; raises WeaveError where TeX errs."""
    try:
        made = _converter().convert_with_local_state(latex, displaystyle=display)
    except LatexError as error:
        # it counts from the formula's beginning, with its values in
        at, _, said = str(error).partition(": ")
        rest = latex[int(at) :] if at.isdecimal() else ""
        said = (said or at).rstrip(".")
        near = f" (at '{' '.join(rest[:30].split())}')" if rest.strip() else ""
        raise WeaveError(f"this formula is not valid LaTeX: {said}{near}") from None
    for style, name in CELLS.items():
        made = made.replace(f'style="{style}"', f'class="{name}"')
    if bad := re.search(' style="([^"]*)"', made):
        said = f"this formula needs a style, '{bad[1]}', which pages refuse; write it without"
        raise WeaveError(said)
    return made


class Formulas(Treeprocessor):
    """Formulas become MathML; values in headings and links stay bare."""

    BARE = {"a", "summary", *(f"h{n}" for n in range(1, 7))}
    # what ends a word or a sentence, and a particle: browsers would begin a line with it
    CLOSE = r"[.,:;!?)\]’”…]*"
    AFTER = re.compile(rf"{CLOSE}(?:[가-힣]{{1,6}}(?![가-힣]))?{CLOSE}")

    def run(self, root: etree.Element) -> None:
        for element in root.iter():
            title = "admonition-title" in element.get("class", "")
            if title or element.tag in self.BARE:
                for inner in list(element.iter("span")):
                    if inner.get("class", "").startswith("value"):
                        _bare(inner)
            if element.get("class") == "arithmatex":
                self.formula(element)
        for parent in list(root.iter()):
            for child in list(parent):
                if child.tag == "span" and child.get("class") == "formula":
                    self.keep(parent, child)

    def keep(self, parent: etree.Element, formula: etree.Element) -> None:
        """Keep a formula on one line with its comma and its particle."""
        tail = formula.tail or ""
        if (after := self.AFTER.match(tail)) and after[0]:
            kept = etree.Element("span", {"class": "kept"})
            kept.tail = tail[after.end() :]
            formula.tail = after[0]
            parent[list(parent).index(formula)] = kept
            kept.append(formula)

    def formula(self, element: etree.Element) -> None:
        # arithmatex leaves \(…\) or \[…\], made safe for HTML
        text = html.unescape("".join(element.itertext()))
        if OPEN in text:
            raise WeaveError("write a formula between dollars: $…$ or $$…$$")
        display = text.startswith("\\[")
        math = mathml(text[2:-2].strip(), display)
        for child in list(element):
            element.remove(child)
        element.set("class", "formula")
        if display:
            element.set("tabindex", "0")  # a wide one scrolls, also by keyboard
        element.text = self.md.htmlStash.store(math)


def _bare(value: etree.Element) -> None:
    """Keep the number of a value and drop its origin and its tab stop."""
    value.attrib.clear()
    for origin in value.findall("span"):
        value.remove(origin)
