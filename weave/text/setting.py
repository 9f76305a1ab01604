"""How text is set: where no line may break, minus signs, columns of figures."""

import re
import xml.etree.ElementTree as etree

from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

JOINER = "\u2060"  # where it stands no line breaks
# korean has particles and endings without a space before them, and browsers break after these
CLOSES = ")]}%’”\"'」』>–-"
PARTICLE = re.compile(f"(?<=[{re.escape(CLOSES)}])(?=[가-힣])")
# not in 1-3, a-1, 1e-05 or --1
HYPHEN = re.compile(r"(?<![\w.,)\]−–-])-(?=\.?\d|inf\b)")
# no line breaks in (N, C, T), in 9 × 9 or in q = 1; short code is kept whole as well
WHOLE = re.compile(r"\((?:[A-Za-z\d−.…*]{1,4}, ){1,4}[A-Za-z\d−.…*]{1,4}\)| [×=] (?=\S|$)")
SHORT = 18  # characters
FIGURE = re.compile(r"[-−+]?(?:[\d.,]+%?|inf)|nan")
APART = {"pre", "code", "script", "style", "svg", "textarea"}
BLOCKS = {"p", "li", "td", "th", "dd", "dt", "div", "summary", "figcaption", "br", "figure"}
BLOCKS |= {f"h{n}" for n in range(1, 7)}


def minus(text: str) -> str:
    """A text with minus signs where it has hyphens before numbers."""
    return HYPHEN.sub("−", text)


class Setting(Treeprocessor):
    """The finished text of a page."""

    def run(self, root: etree.Element) -> None:
        self.last = ""  # the character before, on the same line
        self.walk(root)
        for parent in list(root.iter()):
            for n, table in enumerate(parent):
                if table.tag == "table":
                    columns(table)
                    heads(table)
                    parent[n] = framed(table)
        for cell in list(root.iter("th")):
            if not "".join(cell.itertext()).strip():
                cell.tag = "td"  # it is no head of anything

    def walk(self, element: etree.Element) -> None:
        if element.tag in BLOCKS:
            self.last = ""
        if element.tag in APART:
            # as code closes with a box, no matter what is in it
            self.last = ")" if element.tag == "code" else ""
            words = "".join(element.itertext())
            if element.tag == "code" and " " in words and len(words) <= SHORT:
                element.set("class", f"{element.get('class', '')} kept".strip())
        elif element.get("class") != "origin":
            element.text = self.set(element.text)
            for child in element:
                self.walk(child)
                child.tail = self.set(child.tail)
        if element.tag in BLOCKS:
            self.last = ""

    def set(self, text: str | None) -> str | None:
        """A stretch of text, after what stands before it."""
        if not text:
            return text
        whole = PARTICLE.sub(JOINER, self.last + minus(text))[len(self.last) :]
        whole = WHOLE.sub(lambda found: found[0].replace(" ", "\u00a0"), whole)
        self.last = text[-1]
        return AtomicString(whole) if isinstance(text, AtomicString) else whole


def framed(table: etree.Element) -> etree.Element:
    """A table in what scrolls where the page is narrower, as Material's styles have it."""
    frame = etree.Element("div", {"class": "md-typeset__scrollwrap"})
    etree.SubElement(frame, "div", {"class": "md-typeset__table"}).append(table)
    frame.tail, table.tail = table.tail, None
    return frame


def heads(table: etree.Element) -> None:
    """Below an empty corner each row begins with its own head."""
    firsts = [row[0] for row in table.iter("tr") if len(row)]
    if firsts and firsts[0].tag == "th" and not _words(firsts[0]):
        for first in firsts[1:]:
            first.tag = "th"
            first.set("scope", "row")


def columns(table: etree.Element) -> None:
    """Right for columns, but the first, that hold nothing but figures."""
    rows = [[cell for cell in row if cell.tag in {"td", "th"}] for row in table.iter("tr")]
    for head, *cells in list(zip(*rows, strict=False))[1:]:
        words = [_words(cell) for cell in cells]
        if any(words) and all(FIGURE.fullmatch(word) for word in words if word):
            for cell in [head, *cells]:
                cell.set("class", "figures")


def _words(cell: etree.Element) -> str:
    """What one reads in a cell, the cards of values left out."""
    parts = [cell.text or ""]
    for child in cell:
        parts += ["" if child.get("class") == "origin" else _words(child), child.tail or ""]
    return "".join(parts).strip()
