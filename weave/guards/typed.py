"""Refuses numbers that somebody typed where the build should compute them.

The source is first flattened to what a reader would see: markup, escapes and
entities go, values become a mark. So 0.**8008**, 0\\.8008 and 0&#46;8008 are
found as well as 0.8008. Every character keeps its place in the source.
"""

import html
import re
import unicodedata
from collections.abc import Iterator

from weave.fault import Fault
from weave.fences import Kind, read
from weave.guards import Site, at
from weave.page import Fence, Page, Span

Seen = tuple[str, int]  # a character, and its place in the source
Read = tuple[list[Seen], bool]  # what is read in one go, and whether it is code

MARK = "\ufffc"  # stands for what is no typed text: a value, a link's target

NAME = r"(?<![A-Za-z_\d.])"
TYPED = [
    # .4f is a format, .8008 a number
    ("a typed decimal", rf"{NAME}(?:\d+\.\d+|\.\d+(?![\dA-Za-z%]))"),
    ("a typed percentage", r"\d+\s*(?:[%‰]|퍼센트|per ?cent|프로(?![가-힣]))"),
    # 0,8 is a decimal; (1,0,0), {0,1} and 0,1,2 are lists
    ("a typed decimal", rf"{NAME}(?:0,\d{{3,}}|0·\d\d|\d+,\d{{4,}})"),
    ("a typed decimal", r"(?<![A-Za-z_\d.,(\[{])0,\d{1,2}(?![\d,])"),
    ("a typed decimal", rf"{NAME}\d+(?:\.\d+)?[eE][-+−]?\d+\b"),
    (
        "a typed decimal",
        rf"\d\s*(?:[×⋅·]|\\times|\\cdot)\s*10(?!\d)\s*(?:{MARK}|[-−⁻⁰¹²³⁴-⁹])",
    ),
    ("a typed result", r"\d+\s*(?:bits?\b|nats?\b|비트|나트|배(?!치|열|경|분|포|우|운|울))"),
    ("a typed result", r"(?:≈|≃|≒|≅|\\approx|\\simeq|\\doteq)\s*[-−+]?\d+"),
    ("a typed number", rf"{NAME}\d{{1,3}}(?:,\d{{3}})+\b"),
    ("a typed number", rf"{NAME}(?!(?:19|20)\d\d(?!\d))\d{{3,}}(?!\d)"),
]
# in code `dim=1` is an argument; elsewhere an equals sign before a number
# gives a result
EQUALS = r"(?<![<>!=:])=\s*[-−+]?\d+"
EQUALS_IN_CODE = r"(?<![<>!=:])=\s+[-−+]?\d+"

DIGIT = re.compile(r"\d")  # each of the patterns needs one

# numbers that are part of a name, a date, an address or where to find a book
NAMED = re.compile(
    r"(?:Python|BY-SA|BY|ISO|SIL OFL|OFL|SHA)[ -]\d+(?:\.\d+)*"
    r"|(?:19|20)\d\d\.\d{1,2}\.\d{1,2}(?![\d.])|\d{4}년"
    r"|127\.0\.0\.1(?::\d+)?"
    r"|arXiv:\d{4}\.\d+|doi:\s*10\.\S+|ISBN[: -]*[\dX -]+",
    re.I,
)
MEND = "compute it in snippets/ and bind it: {= module.path:format =}"

# attributes that a reader sees or hears
READ = re.compile(
    r"(?<![\w-])(?:alt|title|label|placeholder|summary|content|value|aria-\w+)"
    r"\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'>}]+)",
    re.I,
)
# the title in [words](target "title")
TITLE = re.compile(r"[ \t](\"[^\"\n]*\"|'[^'\n]*')[ \t]*\)\Z")
# the text that a page gives for a value: {= path:s|word=text =}
WORD = re.compile(r"\|[^|=]*=([^|]*)")
VALUE = r"\{=.*?=\}"
PROSE = re.compile(rf"[^&*_\\~^{{]+|&#?\w+;|[*_\\~^]+|{VALUE}|.", re.S)
PLAIN = re.compile(rf"{VALUE}|.", re.S)
# what reads as it stands: no digit of another script is in it, nothing unseen
AS_IT_STANDS = re.compile(r"[\x00-\x7f가-힣×·–—‘’“”…−]*")


def faults(site: Site) -> Iterator[Fault]:
    pages = list(site.pages)
    if (site.root / "README.md").is_file():
        # nothing is woven into it, so it must do without results
        pages.append(read("README.md", (site.root / "README.md").read_text(encoding="utf-8")))
    for page in pages:
        for offset, message in typed(page):
            yield at(page, offset, message)


def typed(page: Page) -> list[tuple[int, str]]:
    """(offset, message) for each number that a reader would see typed."""
    found: dict[tuple[int, int], tuple[str, str]] = {}
    for seen, in_code in _seen(page):
        flat = "".join([character for character, _ in seen])
        if not DIGIT.search(flat):
            continue
        allowed = [match.span() for match in NAMED.finditer(flat)]
        equals = EQUALS_IN_CODE if in_code else EQUALS
        for what, pattern in [*TYPED, ("a typed result", equals)]:
            for match in re.finditer(pattern, flat):
                start, end = match.span()
                if any(a < end and start < b for a, b in allowed):
                    continue
                first, last = seen[start][1], seen[end - 1][1]
                # the first and so the most telling name is kept
                if not any(a <= last and first < b for a, b in found):
                    found[first, last + 1] = (what, match[0].strip())
    return [(start, f"{what}, '{text}'; {MEND}") for (start, _), (what, text) in found.items()]


def _seen(page: Page) -> list[Read]:
    """All that is read. Prose comes first: in 0.`8008` it has all of the number."""
    prose: list[Seen] = []
    others: list[Read] = []
    at = 0
    for span in page.spans:
        prose += _prose(page.text, at, span.start)
        here, apart = _span(page, span)
        prose += here
        others += apart
        at = span.end
    prose += _prose(page.text, at, len(page.text))
    for value in page.values:
        for word in WORD.finditer(page.text[value.start : value.end - 2]):
            start = value.start + word.start(1)
            others.append((_prose(page.text, start, value.start + word.end(1)), False))
    return [(prose, False), *others]


def _span(page: Page, span: Span) -> tuple[list[Seen], list[Read]]:
    """What stands in the prose for a span that is none, and what of it is read apart."""
    start, inside = span.start, page.text[span.start : span.end]
    parts: list[tuple[int, int]] = []
    stand_in = MARK
    if span.kind in {"math", "display"}:
        return [(MARK, start)], [(_maths(inside, start), False)]
    if span.kind == "code":
        ticks = len(inside) - len(inside.lstrip("`"))
        code = _plain(inside[ticks:-ticks], start + ticks)
        # it may go on in the prose around it: 0.`8008`
        return [(MARK if c == "=" else c, place) for c, place in code], [(code, True)]
    if span.kind == "fence":
        return [("\n", start)], list(_fence(page, page.fence_at(start)))
    if span.kind == "front":
        parts, stand_in = [(0, len(inside))], "\n"
    elif span.kind in {"tag", "attributes"}:
        parts, stand_in = [match.span(1) for match in READ.finditer(inside)], ""
    elif span.kind in {"image", "target"}:
        if title := TITLE.search(inside):
            parts.append((title.start(1), len(inside)))
        if span.kind == "image":
            parts.append((0, max(inside.rfind("]("), inside.rfind("]["))))
    elif span.kind == "comment":
        stand_in = ""
    read = [(_prose(page.text, start + first, start + last), False) for first, last in parts]
    return [(stand_in, start)] if stand_in else [], read


def _prose(text: str, start: int, end: int) -> list[Seen]:
    """Prose without emphasis and escapes, entities as their characters."""
    seen = []
    for match in PROSE.finditer(text[start:end]):
        piece, at = match[0], start + match.start()
        if piece[0] not in "&*_\\~^{":
            seen += _plain(piece, at)  # words, the most of a page
            continue
        if piece[0] in "*_\\^" or piece == "~~":
            continue
        if piece.startswith("{=") and len(piece) > 2:
            seen.append((MARK, at))
        else:
            seen += [(c, at) for c, _ in _plain(html.unescape(piece), at)]
    return seen


def _plain(text: str, at: int) -> list[Seen]:
    """Text as it stands, values as a mark."""
    if "{=" not in text and AS_IT_STANDS.fullmatch(text):
        return [(character, at + n) for n, character in enumerate(text)]
    seen = []
    for match in PLAIN.finditer(text):
        piece, place = match[0], at + match.start()
        seen += [(c, place) for c in (MARK if len(piece) > 1 else _digit(piece))]
    return seen


def _digit(character: str) -> str:
    """Digits, points and percent signs of other scripts as ASCII."""
    if character.isascii():
        return character
    if unicodedata.category(character) == "Cf" or character == "\u034f":
        return ""  # nobody sees a zero-width space or a soft hyphen
    digit = unicodedata.decimal(character, None)
    other = {"．": ".", "％": "%", "＝": "=", "。": ".", "，": ","}
    return other.get(character, character) if digit is None else str(digit)


# markup that shows nothing of its own
UNSEEN = re.compile(
    r"\\[,!;:> ]|[{}$&~]|\\(?:math[a-z]+|text[a-z]*|operatorname|boldsymbol|bm|boxed"
    r"|q?quad|displaystyle|left|right|big[a-z]*)(?![A-Za-z])\s*"
)
MATHS = re.compile(rf"[_^](?:\{{[^{{}}]*\}}|.)|{VALUE}|{UNSEEN.pattern}|\\%|\\[A-Za-z]+|\\?.", re.S)


def _maths(text: str, start: int) -> list[Seen]:
    """LaTeX without indices, grouping braces and thin spaces."""
    seen = []
    for match in MATHS.finditer(text):
        piece, at = match[0], start + match.start()
        if piece[0] in "_^":
            # limits of sums may be typed, decimals in an exponent may not
            seen.append((MARK, at))
            if re.search(r"\.\d", piece):
                seen += [(c, at + n) for n, c in enumerate(piece) if c not in "_^{}"]
                seen.append((MARK, at))
        elif piece.startswith("{=") and len(piece) > 2:
            seen.append((MARK, at))
        elif UNSEEN.fullmatch(piece):
            continue
        elif piece == r"\%":
            seen.append(("%", at))
        elif piece.startswith("\\") and piece[1:].isalpha():
            seen += [(c, at) for c in piece + " "]
        else:
            seen += [(c, at) for part in piece for c in _digit(part)]
    return seen


def _fence(page: Page, fence: Fence) -> Iterator[Read]:
    """What a reader sees of a fence, as its kind says it."""
    inner = dict(page.inner)
    for said in fence.says(page) if isinstance(fence, Kind) else []:
        if said.kind == "page":
            for seen, in_code in _seen(inner[said.start]):
                yield [(c, said.start + place) for c, place in seen], in_code
        else:
            read = _prose if said.kind == "words" else _lines
            yield read(page.text, said.start, said.end), said.kind == "code"


def _lines(text: str, start: int, end: int) -> list[Seen]:
    return _plain(text[start:end], start)
