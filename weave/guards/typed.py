"""Refuses numerals that somebody typed: a reader sees those that the build computed.

The source is first flattened to what a reader would see: markup, escapes and
entities go, values become a mark. So 0.**8008**, 0\\.8008 and 0&#46;8008 are
found as well as 0.8008. Every character keeps its place in the source. Which kinds
may be typed all the same stands in weave/text/numerals.py.
"""

import html
import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from weave.fault import Fault
from weave.fences import Kind, load
from weave.guards import Site, at
from weave.page import Fence, Page, Span
from weave.text import numerals
from weave.text.numerals import MARK

Rule = Callable[[str], Iterator[tuple[int, int]]]  # numerals.prose, .code or .formula
Seen = tuple[str, int]  # a character, and its place in the source
Read = tuple[list[Seen], Rule]  # what is read in one go, and what holds for it

DIGIT = re.compile(r"\d")
# the whole of 0.8008, not its parts
WHOLE = re.compile(rf"[.-]?\d(?:[.,·/:⁄^×-]?[\d{MARK}])*(?: ?[%‰])?")
# a format that fills with what looks like a number
FILL = re.compile(r"\w[<>=^]")
MEND = "compute it in snippets/ and bind it: {= module.path:format =}"

# attributes that nobody sees or hears; all others are read
UNSEEN = (
    "class|id|href|src|srcset|style|width|height|colspan|rowspan|scope|tabindex|role|lang|markdown"
    "|loading|decoding|rel|target|type|for|name|data-[a-z-]+|viewBox|xmlns|d|x|y|cx|cy|r"
)
READ = re.compile(
    rf"(?<![\w-])(?!(?:{UNSEEN})\s*=)[A-Za-z][\w:-]*\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'>}}]+)", re.I
)
# front matter that is for programs
SETTINGS = re.compile(r"^(?:jupyter|jupytext|date):.*\n(?:[ \t]+.*\n)*", re.M)
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
        pages.append(load(site.root, "README.md"))
    for page in pages:
        for offset, message in typed(page):
            yield at(page, offset, message)


def typed(page: Page) -> list[tuple[int, str]]:
    """(offset, message) for each numeral that a reader would see typed."""
    found: dict[int, int] = {}  # {start: end} in the source
    for seen, rule in reads(page):
        flat = "".join([character for character, _ in seen])
        for start, end in rule(flat):
            whole = next(one for one in WHOLE.finditer(flat) if one.end() >= end)
            first, last = seen[min(start, whole.start())][1], seen[whole.end() - 1][1] + 1
            if not any(a < last and first < b for a, b in found.items()):
                found[first] = last
    for value in page.values:
        if FILL.match(value.format or ""):
            found[value.start] = value.end
    return [
        (start, f"a typed number, '{page.text[start:end].strip()}'; {MEND}")
        for start, end in found.items()
    ]


def _every(text: str) -> Iterator[tuple[int, int]]:
    """No kind may be typed."""
    return (match.span() for match in DIGIT.finditer(text))


@lru_cache(maxsize=128)
def reads(page: Page) -> list[Read]:
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
            others.append((_prose(page.text, start, value.start + word.end(1)), _every))
    return [(prose, numerals.prose), *others]


def _span(page: Page, span: Span) -> tuple[list[Seen], list[Read]]:
    """What stands in the prose for a span that is none, and what of it is read apart."""
    start, inside = span.start, page.text[span.start : span.end]
    parts: list[tuple[int, int]] = []
    stand_in = MARK
    if span.kind in {"math", "display"}:
        return [(MARK, start)], [(_plain(inside, start), numerals.formula)]
    if span.kind == "code":
        ticks = len(inside) - len(inside.lstrip("`"))
        code = _plain(inside[ticks:-ticks], start + ticks)
        # it may go on in the prose around it: 0.`8008`
        return [(MARK, start)], [(code, numerals.code)]
    if span.kind == "fence":
        return [("\n", start)], list(_fence(page, page.fence_at(start)))
    if span.kind == "front":
        parts, stand_in = [(0, len(inside))], "\n"
        inside = SETTINGS.sub(lambda match: " " * len(match[0]), inside)
    elif span.kind in {"tag", "attributes"}:
        parts, stand_in = [match.span(1) for match in READ.finditer(inside)], ""
    elif span.kind in {"image", "target"}:
        if title := TITLE.search(inside):
            parts.append((title.start(1), len(inside)))
        if span.kind == "image":
            parts.append((0, max(inside.rfind("]("), inside.rfind("]["))))
    elif span.kind == "comment":
        stand_in = ""
    rule: Rule = numerals.prose
    read = [(_prose(inside, first, last, start), rule) for first, last in parts]
    return [(stand_in, start)] if stand_in else [], read


def _prose(text: str, start: int, end: int, shift: int = 0) -> list[Seen]:
    """Prose without emphasis and escapes, entities as their characters."""
    seen = []
    for match in PROSE.finditer(text[start:end]):
        piece, at = match[0], shift + start + match.start()
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
        seen += [(c, place) for c in (MARK if len(piece) > 1 else numerals.plain(piece))]
    return seen


def _fence(page: Page, fence: Fence) -> Iterator[Read]:
    """What a reader sees of a fence, as its kind says it."""
    inner = dict(page.inner)
    for said in fence.says(page) if isinstance(fence, Kind) else []:
        if said.kind == "page":
            for seen, rule in reads(inner[said.start]):
                yield [(c, said.start + place) for c, place in seen], rule
        else:
            read = _prose if said.kind == "words" else _lines
            rule = numerals.prose if said.kind == "words" else numerals.code
            yield read(page.text, said.start, said.end), rule


def _lines(text: str, start: int, end: int) -> list[Seen]:
    return _plain(text[start:end], start)
