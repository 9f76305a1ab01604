"""Which numerals a text may show although nothing computed them: few kinds, all named.

Text is flat here, as a reader sees it: without markup, a MARK where a computed value
stands, digits of every script as ASCII. What is of none of the kinds is refused, however
it is written: a new way to write a number needs no new rule.
"""

import re
import unicodedata
from collections.abc import Iterator

MARK = "\ufffc"  # stands for what the build computed
SEVERAL = "00"  # stands for a sign that is a number of its own: ¾, ⁸, Ⅷ, 九 stays a word

# \b would not part float16 from 은, which is written without a space
A, Z = r"(?<![A-Za-z\d_])", r"(?![A-Za-z\d_])"
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
YEAR = r"(?:1[5-9]|20)\d\d"
# things that have a number in their name, with the words around it that make it one
NAMED = re.compile(
    # software, licences, standards, models
    rf"{A}(?:Python|CPython) [23](?:\.1?\d){{0,2}}(?!\.?\d)"
    rf"|{A}(?:PyTorch|NumPy) [12](?:\.\d\d?){{0,2}}(?!\.?\d)"
    rf"|{A}(?:CC BY|CC BY-SA|OFL) [1-4]\.[01](?!\.?\d)"
    rf"|{A}(?:UTF-8|UTF-16|SHA-256|HTTP/[123]|GPT-[1-4]|ResNet-(?:18|34|50|101|152)|CS231n){Z}"
    rf"|{A}[Tt]op-[1-9]{Z}"
    # types, functions, dimensions, kernels, sections
    rf"|{A}(?:bfloat|float|uint|int|fp|x)(?:8|16|32|64|86|128|256|8664){Z}"
    rf"|{A}(?:log(?:2|10|1p)|L[12]|[236]D|\d-by-\d|\ds){Z}"
    rf"|{A}(?P<side>\d)×(?P=side)(?!\d)|(?<=[Ss]ection )\d\.\d{Z}|{A}\d\.\d(?=절)"
    rf"|(?<=[^A-Za-z][A-Z] [-+] )1{Z}|{A}(?:ln|log2|exp) \d+{Z}"
    rf"|{A}[01] [×÷] (?:0{Z}|(?=\(?[-−]?inf{Z}))"
    # lists that are no decimals, and what a probability stays within
    rf"|{A}\d(?:,\d){{2,}}{Z}|(?<=[\[{{(])[01],[01](?=[\])}}])|(?<=[a-z] [≤≥<>] )[01]{Z}"
    # the base of a power whose exponent is computed, or asked for
    rf"|{A}10(?=(?:의 (?:몇|{MARK})| ?to the (?:power )?(?:of )?{MARK}))"
    # years of a source, and dates
    rf"|(?<=\(){YEAR}(?=\))|(?<=, ){YEAR}(?=\))"
    rf"|(?<=et al\. ){YEAR}{Z}|(?<= 외 ){YEAR}{Z}|{A}{YEAR}년(?: \d\d?월(?: \d\d?일)?)?"
    rf"|(?<=[Ii]n ){YEAR}(?=[.,;:)]|\Z| (?:for|to|by|and)\b)"
    rf"|{A}(?:{MONTHS}) {YEAR}{Z}|(?<=[Pp]aper of ){YEAR}(?=[.,;:)\]]|\Z)"
    rf"|{A}{YEAR}(?:-\d\d-\d\d|\.\d\d?\.\d\d?){Z}"
    # addresses, times, places in files and books
    rf"|https?://\S+|{A}127\.0\.0\.1(?::\d+)?{Z}|{A}\d\d?:\d\d{Z}"
    rf"|{A}arXiv:\d{{4}}\.\d+|{A}doi:\s?10\.\S+|{A}ISBN[: -]?[\dX -]+{Z}"
    rf"|[\w/-]+\.(?:py|md|js|yml):\d+{Z}|{A}[\w.-]+/[\w.-]+#\d+{Z}"
    # numbers of a list
    r"|^[ \t>]*1?\d[.)](?=[ \t])",
    re.M,
)
# in code also names, formats, and the arguments that say where
CODE = re.compile(rf"(?:dim|axis)=-?\d{Z}|:\.\d[a-z]|{NAMED.pattern}|[A-Za-z_]\w*", re.M)

# beside one of these a whole number is no count and no name, but a part or a result
SIGN = r"=≈≃≅≒≡≐<>≤≥≪≫∼→←⇒↦~±√∝×÷∕⁄/^"
BEFORE = re.compile(
    rf"(?:[{SIGN}+*−$€₩·.,:_'’-]|[{SIGN}+*−-] |(?<![가-힣])약 ?|대략 |거의 |무려 "
    r"|\b(?:about|around|roughly|nearly|almost|approximately|approx\.|circa) )\Z",
    re.I,
)
NEARLY = re.compile(r"(?:nearly|almost|거의) \Z")  # 0 says where a thing tends to
AFTER = re.compile(
    rf"[{SIGN}%‰٪]| [{SIGN}%‰]|[+*−–-] ?\d|[.,:·'’][\d{MARK}]| [+*−–-] \d"
    r"| ?(?:-?fold|times|(?:-?[mk]?(?:bit|nat|ban|dit|hartley)s?)(?!-)|per ?cent|pct|percentage)\b"
    r"| ?(?:비트|나트|디트|퍼센트|반(?![가-힣])|프로(?![가-힣])|할(?![가-힣])|푼|분의|점(?![가-힣])"
    r"|배(?!치|열|경|분|포|우|운|울)|[십백천억]|(?<!0)만(?![가-힣]))"
)
# code has signs of its own: only what looks like a result is one
RESULT = re.compile(r"(?:(?<![=!<>:])= ?-?|-> ?|tensor\(-?|[≈≃→] ?|[.\d])\Z")


def prose(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each numeral that nothing computed, in sentences, titles, labels."""
    for start, end in _unnamed(text, NAMED):
        if end - start > 1 or _glued(text, start, end) or _beside(text, start, end):
            yield start, end


def code(text: str) -> Iterator[tuple[int, int]]:
    """The same in `code` and in fences that no file of snippets/ fills."""
    for start, end in _unnamed(text, CODE):
        after = re.match(r"\.\d|[%‰]| ?(?:bit|nat)s?\b", text[end:])
        result = RESULT.search(text[:start].rpartition("\n")[2])
        if end - start > 1 or after or result or MARK in text[max(start - 1, 0) : end + 1]:
            yield start, end


def _unnamed(text: str, names: re.Pattern) -> Iterator[tuple[int, int]]:
    """The runs of digits that are no part of a name; most texts have no digit at all."""
    runs = [match.span() for match in re.finditer(r"\d+", text)]
    named = [match.span() for match in names.finditer(text)] if runs else []
    for start, end in runs:
        if not any(a <= start and end <= b for a, b in named):
            yield start, end


def _glued(text: str, start: int, end: int) -> bool:
    """Whether a letter or a computed value touches it; Korean needs no space: 3개, 2는."""
    around = text[max(start - 1, 0) : start] + text[end : end + 1]
    return any(c in (MARK, "_") or (c.isalpha() and not "가" <= c <= "힣") for c in around)


def _beside(text: str, start: int, end: int) -> bool:
    line = text[:start].rpartition("\n")[2]
    if text[start:end] == "0" and NEARLY.search(line):
        return bool(AFTER.match(text, end))
    return bool(BEFORE.search(line[-16:]) or AFTER.match(text, end))


def plain(character: str) -> str:
    """A digit, point or sign of any script as ASCII, nothing for what nobody sees."""
    if character.isascii():
        return character
    category = unicodedata.category(character)
    if category == "Cf" or character == "\u034f":
        return ""
    if category[0] == "N":
        index = unicodedata.decomposition(character).startswith("<sub>")
        digit = (unicodedata.digit if index else unicodedata.decimal)(character, None)
        return SEVERAL if digit is None else str(digit)
    same = unicodedata.normalize("NFKC", character)
    return same if same in set(".%=,:/+-<>~") else character


# --- formulas, as LaTeX

TOKEN = re.compile(
    r"(?P<words>\\(?:text[a-z]*|operatorname)\s*\{[^{}]*\})"
    r"|(?P<index>[_^]\s*(?:\{(?:[^{}]|\{[^{}]*\})*\}|\\[A-Za-z]+|.))"
    r"|(?P<new>\\\\|\\(?:begin|end)\{[a-z]*\})"
    r"|(?P<equal>:?=|[≈≃≅≡]|\\(?:approx|simeq|cong|doteq|equiv|coloneqq)(?![A-Za-z]))"
    r"|(?P<order>[<>≤≥→∈]|\\(?:[lg]eq?q?|ll|gg|ne|neq|to|mapsto|in|(?:long)?(?:left)?rightarrow"
    r"|(?:Left)?Rightarrow|propto|sim|mid|implies|iff)(?![A-Za-z]))"
    r"|(?P<layout>\\(?:[,;:! {}%]|left|right|[bB]igg?[lr]?|q?quad|displaystyle|[dt]?frac|sqrt|cdot"
    r"|times|div|pm|ldots|dots|boxed|math[a-z]+)(?![A-Za-z])|\\[,;:!{}%]|[${}\[\]()|&~+*/−,.\s-])"
    rf"|(?P<digits>\d+)|(?P<letter>\\[A-Za-z]+|\\.|{MARK}|.)",
    re.S,
)
# grouping and thin spaces, which can hide what stands together: 0{,}8, 0.\,8
HIDES = re.compile(r"\\(?:[,;:! ]|math[a-z]+(?![A-Za-z]))|[{}~\s]|\\(?=[%{}])")
LIST = re.compile(r"\\?[(\[{]\s*\d(?:\s*,\s*\d)+\s*\\?[)\]}]")
BASE = re.compile(
    rf"(?<![\d.,])10(?=\^\{{?-?{MARK})|(?<=\\log_)10|(?<=\\ln )10{Z}|(?<=\\log_\{{)10(?=\}})"
    # what has no result
    r"|1 \\div 0|0 \\times \\infty"
)


def formula(text: str) -> Iterator[tuple[int, int]]:
    """The same in LaTeX: whole numbers may be parts of a side, indices and exponents.

    A side of a relation that holds numbers alone says a result, and is refused.
    """
    if not re.search(r"\d", text):
        return
    named = [match.span() for match in BASE.finditer(text)]
    side: list[re.Match] = []
    before = ""  # the kind of relation that the side stands behind
    for token in [*TOKEN.finditer(text), None]:
        kind = token.lastgroup if token else "new"
        if kind not in {"new", "equal", "order"}:
            assert token
            side.append(token)
            continue
        yield from _side(text, side, {before, kind or ""} - {"new", ""}, named)
        side, before = [], "" if kind == "new" else kind or ""


def _side(
    text: str, side: list[re.Match], relations: set[str], named: list[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    alone = all(
        token.lastgroup in {"layout", "digits"}
        or (token.lastgroup == "index" and not re.search(rf"[A-Za-z{MARK}]", token[0]))
        for token in side
    )
    written = "".join(token[0] for token in side).strip(" \n\t&\\,.$")
    said = relations and ("equal" in relations or written not in "01")
    fine = not alone or LIST.fullmatch(written) or (re.fullmatch(r"\d|-1", written) and not said)
    for n, token in enumerate(side):
        if token.lastgroup == "words":
            inner = token.start() + token[0].index("{") + 1
            yield from ((inner + a, inner + b) for a, b in prose(text[inner : token.end() - 1]))
        for run in re.finditer(r"\d+", token[0] if token.lastgroup != "words" else ""):
            start, end = token.start() + run.start(), token.start() + run.end()
            if any(a <= start and end <= b for a, b in named):
                continue
            power = token[0][0] == "^" and n and side[n - 1].lastgroup == "digits"
            index = token.lastgroup == "index" and not re.search(r"\.\d", token[0])
            if len(run[0]) > 1 or power or not (index or (fine and not _joined(text, start, end))):
                yield start, end


def _joined(text: str, start: int, end: int) -> bool:
    """Whether a numeral is a part of a longer one, or has a unit, once it is typeset."""
    before = HIDES.sub("", text[max(start - 12, 0) : start])[-2:]
    after = HIDES.sub("", text[end : end + 24])
    apart = re.search(r"\d(?:\\[,;:! ]|~|\{,?\})+\Z", text[max(start - 12, 0) : start])
    unit = re.sub(r"^\\(?:text|mathrm)", "", after)
    return bool(
        apart
        or re.search(rf"[{MARK}.·'’]\Z|dotp\Z", before)
        or re.match(rf"[{MARK}%]|[.·'’]\d|\\l?dotp", after)
        or re.match(r"(?:\\[,;:! ]|~|\{,?\})+\d", text[end:])
        or re.match(r"(?:bit|nat|ban|percent|비트|나트|퍼센트)", unit)
    )
