"""Reads the Markdown source of a page: which characters are what."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from weave.fault import WeaveError

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
KINDS = (
    "front fence comment code display math value attributes autolink tag image "
    "target definition"
).split()

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
EXERCISE = re.compile(r"^[ \t]*(?:\?\?\?\+?|!!!)[ \t]+exercise\b", re.M)
# in the body of a figure fence; lines that begin with a blank go on
TEXT = r"^INDENT(?P<key>[\w-]+):[ \t]+(?P<text>\S.*(?:\nINDENT[ \t]+.*)*)$"
INCLUDE = re.compile(r"^[ \t>]*-+8<-+[ \t]+[\"'](?P<path>[^\"']+)[\"'][ \t]*$", re.M)


@dataclass(frozen=True)
class Span:
    """Characters start to end of one of KINDS."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True)
class Fence:
    info: str
    body: str
    indent: str
    start: int
    body_start: int
    end: int

    @property
    def name(self):
        """The first word after the backticks: python, figure, output, …"""
        return self.info.split()[0] if self.info else ""

    @property
    def argument(self):
        return self.info.partition(" ")[2].strip()

    def named(self, example):
        """The argument, without which this kind of fence says nothing."""
        if not self.argument:
            raise WeaveError(f"this fence names nothing; write: ```{example}")
        return self.argument

    @property
    def texts(self):
        """Matches for the `key: text` lines of a figure's body."""
        lines = TEXT.replace("INDENT", re.escape(self.indent))
        return list(re.finditer(lines, self.body, re.M))


@dataclass(frozen=True)
class Value:
    """`{= path!allow:format|word=text =}` and the kind of span it stands in.

    A value that cannot be read has no path.
    """

    path: str | None
    format: str | None
    allow: str | None
    words: tuple
    start: int
    end: int
    kind: str

    @property
    def key(self):
        """What must be the same in both languages."""
        return f"{{= {self.path}:{self.format} =}}"


class Page:
    """A page's source, read once. `name` is its path in the repository."""

    def __init__(self, name, text):
        self.name = name
        self.text = text
        self.spans = []
        self.fences = []
        lab = False
        for match in TOKENS.finditer(text):
            kind = next(k for k in KINDS if match[k] is not None)
            self.spans.append(Span(kind, *match.span()))
            if kind == "front":
                lab = "kernelspec:" in match["front"]
            if kind == "fence":
                info = match["info"].strip()
                self.fences.append(
                    Fence(
                        "cell" if lab and info == "python" else info,
                        match["body"],
                        match["indent"],
                        match.start(),
                        match.start("body"),
                        match.end(),
                    )
                )
        self.values = [self._value(match) for match in VALUE.finditer(text)]

    def _value(self, match):
        kind = self.kind_at(match.start())
        inside = INSIDE.match(match["inside"])
        if not inside:
            return Value(None, None, None, (), *match.span(), kind)
        words = tuple(
            tuple(part.strip() for part in pair.split("=", 1))
            for pair in inside["words"].split("|")[1:]
        )
        return Value(
            inside["path"],
            inside["format"],
            inside["allow"],
            words,
            *match.span(),
            kind,
        )

    def kind_at(self, offset):
        """The kind of the span at an offset; "prose" outside all of them."""
        for start, caption in self.captions:
            if start <= offset < start + len(caption.text):
                return caption.kind_at(offset - start)
        i = bisect_right(self._starts, offset) - 1
        if i >= 0 and offset < self.spans[i].end:
            kind = self.spans[i].kind
            return "prose" if kind == "value" else kind
        return "prose"

    def fence_at(self, offset):
        return next(f for f in self.fences if f.start <= offset < f.end)

    @cached_property
    def captions(self):
        """(offset, page) of each figure's caption: it is Markdown of its own."""
        return [
            (fence.body_start + text.start("text"), Page(self.name, text["text"]))
            for fence in self.fences
            if fence.name == "figure"
            for text in fence.texts
            if text["key"] == "caption"
        ]

    @cached_property
    def formulas(self):
        """(start, end, whether display) of each formula, dollars left out."""
        found = []
        for start, page in [(0, self), *self.captions]:
            for span in page.spans:
                if span.kind in {"math", "display"}:
                    n = 2 if span.kind == "display" else 1
                    found.append((start + span.start + n, start + span.end - n, n == 2))
        return found

    @cached_property
    def _starts(self):
        return [span.start for span in self.spans]

    def place(self, offset):
        """Line and column, both counted from 1."""
        line = self.text.count("\n", 0, offset) + 1
        return line, offset - self.text.rfind("\n", 0, offset)

    @cached_property
    def headings(self):
        """(offset, id or None) of each heading."""
        found = []
        for match in HEADING.finditer(self.text):
            if self.kind_at(match.start()) == "prose":
                mark = HEADING_ID.search(match["words"] or match["above"] or "")
                found.append((match.start(), mark and mark["id"]))
        return found

    @cached_property
    def exercises(self):
        return [
            match.start()
            for match in EXERCISE.finditer(self.text)
            if self.kind_at(match.start()) == "prose"
        ]

    @cached_property
    def includes(self):
        """(offset, path) of each file that the page takes in."""
        return [(m.start("path"), m["path"]) for m in INCLUDE.finditer(self.text)]


def edited(text, start, end, edits):
    """The text from start to end with the edits that lie in it made."""
    at, parts = start, []
    for first, last, new in sorted(edits):
        # an edit inside one that was made already (a whole fence) is done
        if at <= first and last <= end:
            parts += [text[at:first], new]
            at = last
    return "".join(parts) + text[at:end]
