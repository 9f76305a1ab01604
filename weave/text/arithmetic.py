r"""Works out the sides of a formula, such as -\log_2 {= … =}, where they are numbers.

A small Pratt parser. Each number is worked out twice: as it is shown, and in full. A
side with a letter that stands for no number is symbolic, which is no fault.
"""

import math
import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from weave.page import VALUE

TOKEN = re.compile(
    rf"""(?P<value>{VALUE.pattern}) | (?P<number>\d+(?:\{{,\}}\d{{3}})*(?:\.\d+)?)
      | (?P<label>\\text\{{[^{{}}]*[:\ ]\}})
      | (?P<blank>\\[,;:!\ ]|\\(?:q?quad|left|right|[bB]igg?[lr]?)(?![A-Za-z])
          |\\(?:begin|end)\{{aligned\}}|\\text\{{\s*(?:bits?|nats?|비트|나트)\s*\}}
          |^[ \t]*>|[\s&~])
      | (?P<word>\\(?:text|mathrm|operatorname)\{{[^{{}}]*\}})
      | (?P<sign>\\[A-Za-z]+|\\.|.)""",
    re.X | re.S | re.M,
)
PLUS, TIMES, CALL = 1, 2, 3
INFIX: dict[str, tuple[int, Callable]] = {
    "+": (PLUS, operator.add),
    "-": (PLUS, operator.sub),
    "/": (TIMES, operator.truediv),
    r"\div": (TIMES, operator.truediv),
    r"\times": (TIMES, operator.mul),
    r"\cdot": (TIMES, operator.mul),
}
CLOSES = {"(": ")", "[": "]", "{": "}"}
BESIDE = {*CLOSES, r"\frac", r"\sqrt", r"\ln", r"\log"}  # times is left out before them


@dataclass(frozen=True)
class Number:
    """As it is shown, and in full.

    step: what its last digit counts, where it stands alone; exact: nobody knows more of it.
    """

    shown: float
    full: float
    step: float = 0
    exact: bool = False

    @property
    def rounded(self) -> bool:
        return self.step > 0 and not close(self.shown, self.full)


Worked = Number | list["Worked"]
TWO, HUNDRED, E = Number(2, 2), Number(100, 100), Number(math.e, math.e)


class Token(NamedTuple):
    """kind: number, word, label, sign, or the name of a number; at: where in the formula."""

    kind: str
    text: str
    at: int
    worked: Worked = E


class Unread(Exception):
    """Why a side is no number; symbolic: it has letters, which is no fault."""

    def __init__(self, why: str, symbolic: bool = False):
        super().__init__(why)
        self.symbolic = symbolic


Names = Mapping[tuple[str, ...], Worked]


def close(a: float, b: float, within: float = 1e-12) -> bool:
    return math.isclose(a, b, rel_tol=within, abs_tol=within)


def number(text: str, full: str | None = None) -> Number | None:
    """A number by its digits; full: those of the value that it shows, None where typed."""
    digits = text.replace(",", "").rstrip("%")
    share = 100 if text.endswith("%") else 1
    step = 10.0 ** -len(digits.partition(".")[2]) / share
    try:
        shown = float(digits) / share
        return Number(shown, float(full) if full else shown, step, full is None)
    except ValueError:
        return None


def tokens(latex: str, values: Mapping[int, Number | None]) -> list[Token]:
    """values: what the bound values of a formula are, by their offsets in it."""
    found = []
    for match in TOKEN.finditer(latex):
        kind, text, at = match.lastgroup or "", match[0], match.start()
        if kind in {"value", "number"}:
            known = values.get(at) if kind == "value" else number(text.replace("{,}", ""))
            found.append(Token("number" if known else "word", text, at, known or E))
        elif kind != "blank":
            found.append(Token(kind, text, at))
    return found


def worked(side: list[Token], names: Names) -> Worked:
    """What a side comes to. Raises Unread."""
    reader = Reader(side, names)
    found = reader.expression()
    if reader.next():
        raise Unread(f"'{reader.next()}' is not understood")
    return found


def apply(function: Callable[..., float], *given: Worked) -> Worked:
    """A function of numbers, or of lists of them one by one."""
    sizes = {len(one) for one in given if isinstance(one, list)}
    if len(sizes) > 1:
        raise Unread("two lists of different lengths")
    if sizes:
        [size] = sizes
        rows = zip(*[one if isinstance(one, list) else [one] * size for one in given])
        return [apply(function, *row) for row in rows]
    try:
        shown = function(*[one.shown for one in given if isinstance(one, Number)])
        full = function(*[one.full for one in given if isinstance(one, Number)])
        return Number(float(shown), float(full))
    except (ArithmeticError, ValueError, TypeError) as error:
        raise Unread(f"{type(error).__name__}: {error}") from None


class Reader:
    """The tokens of a side, from left to right."""

    def __init__(self, side: list[Token], names: Names):
        # brackets go on over the end of a line
        self.side, self.at = [token for token in side if token.text != r"\\"], 0
        for name in sorted(names, key=len, reverse=True):
            for at in range(len(self.side) - len(name), -1, -1):
                if tuple(token.text for token in self.side[at : at + len(name)]) == name:
                    known = Token("name", " ".join(name), at, names[name])
                    self.side[at : at + len(name)] = [known]

    def next(self) -> str:
        return self.side[self.at].text if self.at < len(self.side) else ""

    def take(self, wanted: str = "") -> Token:
        if not self.next() or wanted and self.next() != wanted:
            raise Unread(f"'{wanted or 'a number'}' is missing")
        self.at += 1
        return self.side[self.at - 1]

    def expression(self, least: int = 0) -> Worked:
        left = self.prefix()
        while text := self.next():
            if text == "^":
                self.take()
                left = apply(operator.pow, left, self.argument())
            elif text == r"\%":
                self.take()
                left = apply(operator.truediv, left, HUNDRED)
            elif text in INFIX and INFIX[text][0] > least:
                self.take()
                left = apply(INFIX[text][1], left, self.expression(INFIX[text][0]))
            elif least < TIMES and self.beside():
                left = apply(operator.mul, left, self.expression(TIMES))
            else:
                break
        return left

    def beside(self) -> bool:
        """Whether the next token is a factor without a sign before it."""
        kind, text = self.side[self.at][:2]
        if kind == "number" and self.side[self.at - 1].kind == "number":
            raise Unread("two numbers stand side by side")
        return kind in {"number", "word", "name"} or text in BESIDE or text.isalpha()

    def prefix(self) -> Worked:
        token = self.take()
        text = token.text
        if token.kind in {"number", "name"}:
            return token.worked if token.kind == "number" else self.named(token)
        if text in {"-", "+"}:
            found = self.expression(PLUS)
            return apply(operator.neg, found) if text == "-" else found
        if text in CLOSES:
            return self.list(CLOSES[text])
        if text == "e":
            return E
        if text in CALLS:
            return CALLS[text](self)
        letters = token.kind == "word" or text.isalpha() or text.startswith("\\")
        raise Unread(f"'{text}' is no number", symbolic=letters)

    def named(self, token: Token) -> Worked:
        found = token.worked
        if self.next() == "(":
            raise Unread(f"'{token.text}' is a function", symbolic=True)
        if self.next() != "_" or not isinstance(found, list):
            return found
        self.take()
        n = self.argument()
        if isinstance(n, Number) and n.exact and 1 <= n.full <= len(found):
            return found[int(n.full) - 1]
        raise Unread(f"'{token.text}' has no such place")

    def list(self, end: str) -> Worked:
        found = [self.expression()]
        while self.next() == ",":
            self.take()
            found.append(self.expression())
        self.take(end)
        return found if len(found) > 1 else found[0]

    def argument(self) -> Worked:
        """{…} or a single token, as TeX takes it."""
        text = self.next()
        if text.isdecimal() and len(text) > 1:
            raise Unread(f"TeX takes only the first digit of {text}; write {{{text}}}")
        return self.prefix()

    def root(self) -> Worked:
        degree = self.prefix() if self.next() == "[" else TWO
        return apply(lambda x, n: x ** (1 / n), self.argument(), degree)

    def log(self) -> Worked:
        self.take("_")
        base = self.argument()
        return apply(math.log, self.expression(CALL), base)

    def braced(self) -> Worked:
        r"""\underbrace: what stands below says what it is."""
        depth = 0
        while depth or self.next() != "_":
            text = self.take().text
            depth += (text in CLOSES) - (text in CLOSES.values())
        self.take()
        return self.argument()


CALLS: dict[str, Callable[[Reader], Worked]] = {
    r"\frac": lambda reader: apply(operator.truediv, reader.argument(), reader.argument()),
    r"\sqrt": Reader.root,
    r"\ln": lambda reader: apply(math.log, reader.expression(CALL)),
    r"\log": Reader.log,
    r"\underbrace": Reader.braced,
}
