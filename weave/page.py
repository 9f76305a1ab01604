"""Reads the Markdown source of a page: which characters are what."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar, NamedTuple

# private-use characters around what the Markdown extension turns into elements:
# markdown leaves them alone and nobody types them
OPEN, CLOSE = "\ue000", "\ue001"

# one pass, first match wins; what no alternative takes is prose
TOKENS = re.compile(
    r"""
      (?P<front>\A---[ \t]*\n(?s:.*?)\n---[ \t]*(?:\n|\Z))
    | (?P<fence>^(?P<indent>[ \t>]*)(?P<marks>`{3,}|~{3,})(?P<info>[^`\n]*)\n
        (?P<body>(?:.*\n)*?)(?P=indent)(?P=marks)[ \t]*$)
    | (?P<comment><!--(?s:.*?)-->)
    | (?P<code>(?<![`\\])(?P<ticks>`+)(?!`)
        (?:(?!\n[ \t]*\n)(?s:.))+?(?<!`)(?P=ticks)(?!`))
    | (?P<display>(?<!\\)\$\$(?:(?!\n[ \t>]*\n)(?s:.))+?\$\$)
    | (?P<math>(?<![\\$])\$(?=[^\s$])(?:\\.|[^$\\\n]|\n(?![ \t]*\n))+?(?<!\s)\$)
    | (?P<value>\{=(?:(?!\{=).)*?=\})
    | (?P<attributes>\{:?[ \t]*(?:[.\#][\w.-]+|[\w-]+="[^"\n]*")(?:[ \t]+[^}\n]*)?\})
    | (?P<autolink><https?://[^>\s]+>)
    | (?P<tag></?[A-Za-z](?:"[^"]*"|'[^']*'|(?!\n[ \t]*\n)[^<>"'])*>)
    | (?P<image>!\[(?:[^\[\]\n]|\[[^\[\]\n]*\])*\](?:\([^)\n]*\)|\[[^\]\n]*\]))
    | (?P<target>(?<=\])\([^)\n]*\))
    | (?P<definition>^[ ]{0,3}\[(?!\^)[^\]\n]+\]:[ \t]+\S+)
    """,
    re.X | re.M,
)

# one that is not closed takes no other in
VALUE = re.compile(r"\{=(?P<inside>(?:(?!\{=).)*?)=\}")
INSIDE = re.compile(
    r"\s*(?P<path>[^\s:!|]+)\s*(?:!(?P<allow>\w+))?\s*"
    r"(?::(?P<format>[^|]*?))?\s*(?P<words>(?:\|[^|=]+=[^|]*)*)\Z"
)
# as markdown reads them: no blank is needed after the #, and a line of - or =
# makes a heading of the line above
HEADING = re.compile(
    r"^[ \t>]*#{1,6}(?P<words>.*)$"
    r"|(?:\A|(?<=\n\n))(?P<above>[ \t>]*\S.*)\n[ \t>]*(?:=+|-+)[ \t]*$",
    re.M,
)
HEADING_ID = re.compile(r"\{(?!=)[^}\n]*\#(?P<id>[\w.-]+)[^}\n]*\}[ \t]*$")
INCLUDE = re.compile(r"^[ \t>]*-+8<-+[ \t]+[\"'](?P<path>[^\"']+)[\"'][ \t]*$", re.M)

Edit = tuple[int, int, str]  # from, to, and what stands there instead


class Span(NamedTuple):
    """Characters start to end of one kind, as TOKENS names it."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True)
class Fence:
    """A fence as its author wrote it. What each kind means stands in weave/fences/."""

    info: str
    body: str
    indent: str
    start: int
    body_start: int
    end: int

    @property
    def name(self) -> str:
        """The first word after the backticks: python, figure, output, …"""
        return self.info.split()[0] if self.info else ""

    @property
    def argument(self) -> str:
        return self.info.partition(" ")[2].strip()

    @property
    def at(self) -> int:
        """Where its backticks begin."""
        return self.start + len(self.indent)

    CELL: ClassVar[bool] = False  # whether it is code that the page itself runs

    def markdown(self) -> Iterator[tuple[int, int]]:
        """Start and end of the parts of its body that are Markdown like a page."""
        yield from ()


@dataclass(frozen=True)
class Value:
    """`{= path!allow:format|word=text =}` and the kind of span it stands in.

    A value that cannot be read has no path.
    """

    path: str
    format: str | None
    allow: str | None
    words: tuple[tuple[str, str], ...]
    start: int
    end: int
    kind: str


class Page:
    """A page's source, read once.

    name: its path in the repository; kinds: the class of each fence, by its first word.
    """

    def __init__(self, name: str, text: str, kinds: Mapping[str, type[Fence]] | None = None):
        self.name, self.text = name, text
        self.kinds = kinds or {}
        self.spans: list[Span] = []
        self.fences: list[Fence] = []
        for match in TOKENS.finditer(text):
            # groups end with the one around them
            self.spans.append(Span(match.lastgroup or "", *match.span()))
            if match.lastgroup == "fence":
                self.fences.append(self._fence(match))
        self.values = [self._value(match) for match in VALUE.finditer(text)]

    def _fence(self, match: re.Match) -> Fence:
        info = match["info"].strip()
        typed = info == "python" and not INCLUDE.search(match["body"])
        # code that no file of snippets/ holds is a cell of a notebook
        name = "cell" if typed else info.partition(" ")[0]
        kind = self.kinds.get(name) or self.kinds.get("", Fence)
        place = match.start(), match.start("body"), match.end()
        return kind(info, match["body"], match["indent"], *place)

    def _value(self, match: re.Match) -> Value:
        (start, end), kind = match.span(), self.kind_at(match.start())
        if kind == "math" and self.text[start - 1] + self.text[end] == "$$":
            # a formula that is nothing but a value is that value
            start, end, kind = start - 1, end + 1, "prose"
        inside = INSIDE.match(match["inside"])
        if not inside:
            return Value("", None, None, (), start, end, kind)
        pairs = [pair.partition("=") for pair in inside["words"].split("|")[1:]]
        words = tuple((word.strip(), text.strip()) for word, _, text in pairs)
        return Value(inside["path"], inside["format"], inside["allow"], words, start, end, kind)

    @property
    def language(self) -> str:
        return self.name.split("/")[1]

    @property
    def slug(self) -> str:
        """Its name among the pages of its language: worked-example."""
        return self.name.rpartition("/")[2].removesuffix(".md")

    @property
    def front(self) -> str:
        """Its front matter, which is YAML."""
        front = self.spans and self.spans[0].kind == "front"
        return self.text[: self.spans[0].end] if front else ""

    def kind_at(self, offset: int) -> str:
        """The kind of the span at an offset; "prose" outside all of them."""
        for start, inner in self.inner:
            if start <= offset < start + len(inner.text):
                return inner.kind_at(offset - start)
        i = bisect_right(self.spans, offset, key=lambda span: span.start) - 1
        if i >= 0 and offset < self.spans[i].end:
            kind = self.spans[i].kind
            return "prose" if kind == "value" else kind
        return "prose"

    def fence_at(self, offset: int) -> Fence:
        return next(f for f in self.fences if f.start <= offset < f.end)

    @cached_property
    def inner(self) -> list[tuple[int, "Page"]]:
        """Where Markdown stands inside fences, such as a caption; each a page of its own."""
        return [
            (start, Page(self.name, self.text[start:end], self.kinds))
            for fence in self.fences
            for start, end in fence.markdown()
        ]

    @property
    def parts(self) -> list[tuple[int, "Page"]]:
        """The page itself and the Markdown in its fences, each with its offset."""
        return [(0, self), *self.inner]

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column, both counted from 1."""
        line = self.text.count("\n", 0, offset) + 1
        return line, offset - self.text.rfind("\n", 0, offset)

    def prose(self, pattern: re.Pattern) -> Iterator[re.Match]:
        """Matches that begin in prose."""
        return (m for m in pattern.finditer(self.text) if self.kind_at(m.start()) == "prose")

    @cached_property
    def headings(self) -> list[tuple[int, str | None]]:
        """Offset and id of each heading."""
        found = []
        for match in self.prose(HEADING):
            mark = HEADING_ID.search(match["words"] or match["above"] or "")
            found.append((match.start(), mark["id"] if mark else None))
        return found


def edited(text: str, start: int, end: int, edits: Iterable[Edit]) -> str:
    """The text from start to end with the edits that lie in it made."""
    at, parts = start, []
    for first, last, new in sorted(edits):
        # an edit inside one that was made already (a whole fence) is done
        if at <= first and last <= end:
            parts += [text[at:first], new]
            at = last
    return "".join(parts) + text[at:end]
