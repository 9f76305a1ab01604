"""Refuses numbers that somebody typed where the build should compute them.

The source is first flattened to what a reader would see: markup, escapes and
entities go, values become a mark. So 0.**8008**, 0\\.8008 and 0&#46;8008 are
found as well as 0.8008. Every character keeps its place in the source.
"""

import html
import re
import unicodedata

from weave.page import INCLUDE

MARK = "\ufffc"  # stands for what is no typed text: a value, a link's target

NAME = r"(?<![A-Za-z_\d.])"
TYPED = [
    (re.compile(rf"{NAME}\d*\.\d+|(?<![\w.])\d+(?:\.\d+)+"), "a typed decimal"),
    (re.compile(r"\d+\s*(?:%|퍼센트|per ?cent\b)"), "a typed percentage"),
    (re.compile(rf"{NAME}0,\d+"), "a typed decimal"),
    (re.compile(rf"{NAME}\d+(?:\.\d+)?[eE][-+−]?\d+\b"), "a typed decimal"),
    (re.compile(r"\d+\s*(?:bits?\b|nats?\b|비트|나트|배(?![가-힣]*열))"), "a typed result"),
    (re.compile(r"(?:≈|≃|≒|≅|\\approx|\\simeq|\\doteq)\s*[-−+]?\d+"), "a typed result"),
    (re.compile(rf"{NAME}\d{{1,3}}(?:,\d{{3}})+\b"), "a typed number"),
    (re.compile(rf"{NAME}(?!(?:19|20)\d\d(?!\d))\d{{3,}}(?!\d)"), "a typed number"),
]
# in code `dim=1` is an argument; elsewhere an equals sign before a number
# gives a result
EQUALS = re.compile(r"(?<![<>!=:])=\s*[-−+]?\d+")
EQUALS_IN_CODE = re.compile(r"(?<![<>!=:])=\s+[-−+]?\d+")

# names whose version or number is part of the name
NAMED = re.compile(r"(?:Python|BY-SA|BY|ISO|SIL OFL|OFL)[ -]\d+(?:\.\d+)*")
MEND = "compute it in snippets/ and bind it: {= module.path:format =}"


def typed(page):
    """(offset, message) for each number that a reader would see typed."""
    found = {}
    for flat, places, in_code in _seen(page):
        allowed = [match.span() for match in NAMED.finditer(flat)]
        equals = EQUALS_IN_CODE if in_code else EQUALS
        for pattern, what in [*TYPED, (equals, "a typed result")]:
            for match in pattern.finditer(flat):
                start, end = match.span()
                if any(a < end and start < b for a, b in allowed):
                    continue
                offset = places[start]
                # the first and so the most telling name is kept
                known = any(a <= offset < b for a, b in found)
                if not known:
                    found[offset, places[end - 1] + 1] = (what, match[0].strip())
    return [
        (start, f"{what}, '{text}'; {MEND}")
        for (start, _), (what, text) in found.items()
    ]


def _seen(page):
    """(text, place of each character, whether code) for all that is read."""
    flat, places = [], []

    def add(text, at):
        flat.append(text)
        places.extend([at] * len(text))

    at = 0
    for span in [*page.spans, None]:
        end = span.start if span else len(page.text)
        _prose(page.text, at, end, add)
        if span is None:
            break
        inside = page.text[span.start : span.end]
        if span.kind in {"math", "display"}:
            yield from _maths(inside, span.start)
            add(MARK, span.start)
        elif span.kind == "code":
            for text, where in _without_values(inside.strip("`"), span.start + len(inside) - len(inside.lstrip("`"))):
                yield _digits(text), list(range(where, where + len(text))), True
                _plain(text, where, add)
        elif span.kind == "fence":
            add("\n", span.start)
            fence = next(f for f in page.fences if f.start == span.start)
            yield from _fence(fence)
        elif span.kind == "front":
            yield from _pieces(inside, span.start)
            add("\n", span.start)
        elif span.kind == "tag":
            for match in re.finditer(
                r"\b(?:alt|title|aria-label|summary|content)\s*=\s*(\"[^\"]*\"|'[^']*')", inside
            ):
                yield from _pieces(match[1], span.start + match.start(1))
        elif span.kind == "image":
            alt = inside[: inside.index("](")]
            yield from _pieces(alt, span.start)
            add(MARK, span.start)
        elif span.kind in {"value", "target", "autolink", "definition"}:
            add(MARK, span.start)
        at = span.end
    yield "".join(flat), places, False


def _prose(text, start, end, add):
    """Prose without emphasis and escapes, entities as their characters."""
    for match in re.finditer(r"&#?\w+;|[*_\\~^]+|\{=.*?=\}|.", text[start:end], re.S):
        piece, at = match[0], start + match.start()
        if piece[0] in "*_\\^" or piece == "~~":
            continue
        if piece.startswith("{=") and len(piece) > 2:
            add(MARK, at)
        else:
            _plain(html.unescape(piece), at, add, whole=True)


def _plain(text, at, add, whole=False):
    for n, character in enumerate(_digits(text)):
        add(character, at if whole else at + n)


def _digits(text):
    """Digits, points and percent signs of other scripts as ASCII."""
    return "".join(
        str(unicodedata.decimal(c)) if unicodedata.decimal(c, None) is not None
        else {"．": ".", "％": "%", "＝": "=", "。": "."}.get(c, c)
        for c in text
        if c not in "\u200b\u2060\ufeff"
    ) if not text.isascii() else text


def _without_values(text, start):
    """The stretches between values, each with its place."""
    at = 0
    for match in re.finditer(r"\{=.*?=\}", text):
        yield text[at : match.start()], start + at
        at = match.end()
    yield text[at:], start + at


def _pieces(text, start):
    for part, at in _without_values(text, start):
        flat, places = [], []

        def add(character, where):
            flat.append(character)
            places.append(where)

        _prose(part, 0, len(part), add)
        yield "".join(flat), [at + place for place in places], False


def _maths(text, start):
    """LaTeX without indices, grouping braces and thin spaces."""
    kept = []
    for match in re.finditer(
        r"[_^](?:\{[^{}]*\}|.)|\{=.*?=\}|\\[,!;:]|\\%|\\[A-Za-z]+|[{}$&]|.", text, re.S
    ):
        piece, at = match[0], start + match.start()
        if piece[0] in "_^":
            # limits of sums may be typed, decimals in an exponent may not
            kept.append((MARK, at))
            inner = piece[1:].strip("{}")
            if re.search(r"\d\.\d", inner):
                kept += [(c, at + n) for n, c in enumerate(inner, start=1)]
                kept.append((MARK, at))
        elif piece.startswith("{=") and len(piece) > 2:
            kept.append((MARK, at))
        elif piece == r"\%":
            kept.append(("%", at))
        elif piece in {"{", "}", "$", "&"} or re.fullmatch(r"\\[,!;:]", piece):
            continue
        elif piece.startswith("\\") and len(piece) > 2:
            kept += [(c, at) for c in piece + " "]
        else:
            kept.append((_digits(piece), at))
    yield (
        "".join(c for c, _ in kept),
        [at for c, at in kept for _ in c],
        False,
    )


def _fence(fence):
    """The words of a figure; the text of a fence that no snippet made."""
    at = fence.body_start
    for line in fence.body.splitlines(keepends=True):
        if not INCLUDE.match(line):
            for text, where in _without_values(line, at):
                yield _digits(text), list(range(where, where + len(text))), True
        at += len(line)
