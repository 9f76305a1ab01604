"""The glossary page as data: what each term means and where it is taught.

An entry is a heading with the term, one plain line with its meaning, and a
line that begins with the other language's word and leads to where the term is
taught:

    ### 로짓 { #logits }

    소프트맥스를 거치기 전의 점수입니다.

    logits · 기호 $z$ · 배우는 곳: [소프트맥스](softmax.md#why-exp)
"""

import re
from dataclasses import dataclass

from weave.fault import Fault

PAGE = "glossary.md"
HEADING = re.compile(
    r"^###[ \t]+(?P<name>.+?)[ \t]*\{[ \t]*#(?P<id>[\w-]+)[ \t]*\}$", re.M
)
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
    symbols: tuple
    taught: str | None
    offset: int

    @property
    def pattern(self):
        """A regular expression for the term as it stands in a sentence."""
        words = [re.escape(word) for word in self.name.split()]
        if re.search("[가-힣]", self.name):
            # 교차엔트로피 is 교차 엔트로피; a particle may follow
            return r"(?<![가-힣])" + r"[ \n]?".join(words)
        return r"\b" + r"[ \n-]".join(words) + r"(?:e?s)?\b"


def read(text):
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
                taught and taught["page"],
                match.start(),
            )
        )
    return terms


def _plain(text):
    """What a reader sees of a paragraph, on one line."""
    return " ".join(MARKUP.sub(lambda m: m[1] or "", text).split())


def finder(terms):
    """(a pattern that finds any of the terms, the terms in its groups' order)."""
    # the longest first: 교차 엔트로피 is no 엔트로피
    ordered = sorted(terms, key=lambda term: -len(term.name))
    pattern = "|".join(f"({term.pattern})" for term in ordered)
    return re.compile(pattern or r"(?!)", re.I), ordered


def faults(pages):
    """What a glossary lacks: a meaning, a place, the other language's word."""
    glossaries = [page for page in pages if page.name.endswith(f"/{PAGE}")]
    entries = {}
    for page in glossaries:
        terms = read(page.text)
        entries[page] = {term.id: term for term in terms}
        for term in terms:
            at = page.place(term.offset)
            if not term.line:
                yield Fault(
                    page.name, *at, f"'{term.name}' has no meaning; say it in one line"
                )
            if term.taught is None:
                yield Fault(
                    page.name,
                    *at,
                    f"'{term.name}' says not where it is taught; write under its "
                    "meaning: the other word · [Softmax](softmax.md#why-exp)",
                )
    if len(glossaries) == 2:
        for page, other in [glossaries, glossaries[::-1]]:
            for term in entries[page].values():
                twin = entries[other].get(term.id)
                if twin and twin.other != term.name:
                    yield Fault(
                        page.name,
                        *page.place(term.offset),
                        f"'{term.name}' is '{twin.other}' in {other.name}; "
                        "write the same word",
                    )
                if twin and twin.symbols != term.symbols:
                    yield Fault(
                        page.name,
                        *page.place(term.offset),
                        f"'{term.name}' has the symbols {' '.join(term.symbols)}, "
                        f"but {' '.join(twin.symbols)} in {other.name}"
                    )
