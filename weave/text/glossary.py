"""The glossary page as data: what each term means and where it is taught.

An entry is a heading with the term, one plain line with its meaning, and a
line that begins with the other language's word and leads to where the term is
taught:

    ### 로짓 { #logits }

    소프트맥스를 거치기 전의 점수입니다.

    logits · 기호 $z$ · 다루는 장: [소프트맥스](softmax.md#why-exp)
"""

import re
import xml.etree.ElementTree as etree
from dataclasses import dataclass
from pathlib import Path

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from weave.fault import WeaveError
from weave.text import concepts

PAGE = "glossary.md"
HEADING = re.compile(r"^###[ \t]+(?P<name>.+?)[ \t]*\{[ \t]*#(?P<id>[\w-]+)[ \t]*\}$", re.M)
NEXT = re.compile(r"^#{1,3}[ \t]", re.M)
TAUGHT = re.compile(r"\]\((?P<page>[\w-]+\.md)(?:#[\w-]+)?\)")
SYMBOL = re.compile(r"(?<![\\$])\$[^$\n]+\$")
MARKUP = re.compile(r"\[([^\]]*)\]\([^)]*\)|</?[a-z][^>]*>|[*`$]")


@dataclass(frozen=True)
class Term:
    """One entry; `line` is its meaning in plain text."""

    id: str
    name: str
    other: str
    line: str
    symbols: tuple[str, ...]
    taught: str
    offset: int

    @property
    def pattern(self) -> str:
        """A regular expression for the term as it stands in a sentence."""
        words = [re.escape(word) for word in self.name.split()]
        if re.search("[가-힣]", self.name):
            # 교차엔트로피 is 교차 엔트로피; a particle may follow
            return r"(?<![가-힣])" + r"[ \n]?".join(words)
        return r"\b" + r"[ \n-]".join(words) + r"(?:e?s)?\b"


def read(text: str) -> list[Term]:
    """Every well-formed entry of a glossary page, in its order."""
    terms = []
    for match in HEADING.finditer(text):
        after = NEXT.search(text, match.end())
        body = text[match.end() : after.start() if after else len(text)]
        line, _, rest = body.strip().partition("\n\n")
        if not rest and TAUGHT.search(line):
            line, rest = "", line  # the place alone, without a meaning
        taught = TAUGHT.search(rest)
        terms.append(
            Term(
                match["id"],
                match["name"],
                _plain(rest).partition(" · ")[0],
                _plain(line),
                tuple(SYMBOL.findall(rest)),
                taught["page"] if taught else "",
                match.start(),
            )
        )
    return terms


def _plain(text: str) -> str:
    """What a reader sees of a paragraph, on one line."""
    return " ".join(MARKUP.sub(lambda m: m[1] or "", text).split())


def finder(terms: list[Term]) -> tuple[re.Pattern, list[Term]]:
    """(a pattern that finds any of the terms, the terms in its groups' order)."""
    # the longest first: 교차 엔트로피 is no 엔트로피
    ordered = sorted(terms, key=lambda term: -len(term.name))
    pattern = "|".join(f"({term.pattern})" for term in ordered)
    return re.compile(pattern or r"(?!)", re.I), ordered


class Terms(Treeprocessor):
    """Links each term of the glossary where a page first uses it."""

    # in these a link would be wrong, or no sentence stands in them
    APART = {"a", "code", "pre", "th", "summary", "figure", "svg", "script", "style"}
    APART |= {f"h{n}" for n in range(1, 7)}
    CLASSES = {"value", "formula", "arithmatex", "admonition-title"}

    def __init__(self, md: Markdown, glossary: Path):
        super().__init__(md)
        if not glossary.is_file():
            raise WeaveError(
                f"there is no glossary '{glossary}'; mend the option of "
                "weave.extension, or leave it out"
            )
        self.glossary = glossary

    def run(self, root: etree.Element) -> None:
        known = read(self.glossary.read_text(encoding="utf-8"))
        ids = {element.get("id") for element in root.iter("h3")}
        if ids >= {term.id for term in known}:
            return  # the glossary itself
        self.pattern, self.order = finder(known)
        self.linked: set[str] = set()
        self.walk(root)

    def walk(self, element: etree.Element) -> None:
        classes = set(element.get("class", "").split())
        if element.tag in self.APART or classes & self.CLASSES:
            return
        children = list(element)
        self.link(element, None, element.text)
        for child in children:
            self.walk(child)
            self.link(element, child, child.tail)

    def link(self, parent: etree.Element, before: etree.Element | None, text: str | None) -> None:
        """Link terms in the text of parent, or in the tail of a child."""
        if not text or isinstance(text, AtomicString):
            return
        for match in self.pattern.finditer(text):
            term = self.order[(match.lastindex or 1) - 1]
            if term.id in self.linked:
                continue
            self.linked.add(term.id)
            colour = concepts.TERMS.get(term.id, "")
            given = {"class": f"term{colour}", "href": f"{PAGE}#{term.id}", "title": term.line}
            a = etree.Element("a", given)
            a.text = AtomicString(match[0])
            a.tail = text[match.end() :]
            if before is None:
                parent.text = text[: match.start()]
                parent.insert(0, a)
            else:
                before.tail = text[: match.start()]
                parent.insert(list(parent).index(before) + 1, a)
            self.link(parent, a, a.tail)
            return
