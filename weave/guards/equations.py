r"""A formula whose sides are numbers is true: = to the last digit shown, ≈ where one is rounded.

What stands left of a first =, such as z in $z = (…)$, is that number up to the next heading.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from weave.fault import Fault, WeaveError
from weave.guards import Site, at
from weave.page import Page, Value
from weave.text.arithmetic import (
    CLOSES,
    Number,
    Token,
    Unread,
    Worked,
    close,
    number,
    tokens,
    worked,
)
from weave.text.blocks import section
from weave.text.maths import Formula, formulas

EQUAL = {"=": "=", r"\approx": "≈"}
SAYS = re.compile(r"(?<!\{)=(?!\})|\\approx")
OTHER = {"<", ">", r"\le", r"\ge", r"\ne", r"\to", r"\leftarrow", r"\Rightarrow"}
Names = dict[tuple[str, ...], Worked]
Chain = list[tuple[Token | None, list[Token]]]  # (relation, side), none before the first


def faults(site: Site) -> Iterator[Fault]:
    for page, formula, found in _read(site):
        for offset, message in found.faults:
            yield at(page, formula.start + offset, message)


def notes(site: Site) -> Iterator[str]:
    """Formulas that say what is equal to a value, and have a side that is not worked out."""
    unread = [at(page, one.start, "") for page, one, found in _read(site) if found.unread]
    if unread:
        places = ", ".join(f"{one.file}:{one.line}" for one in unread)
        yield f"formulas with a side that is not worked out: {places}"


class Found:
    """What has been found in one formula."""

    def __init__(self) -> None:
        self.faults: list[tuple[int, str]] = []
        self.unread: list[str] = []  # why a side is no number


@lru_cache(maxsize=1)
def _read(site: Site) -> list[tuple[Page, Formula, Found]]:
    read = []
    for page in site.pages:
        names: dict[str, Names] = {}
        for formula in sorted(formulas(page)):
            latex = page.text[formula.start : formula.end]
            if not SAYS.search(latex):
                continue
            values = {
                value.start - formula.start: bound(site, value)
                for value in page.values
                if formula.start <= value.start < formula.end
            }
            known = names.setdefault(section(page, formula.start), {})
            found = Found()
            for chain in _chains(tokens(latex, values)):
                _judge_chain(chain, known, found)
            if values:
                read.append((page, formula, found))
    return read


def bound(site: Site, value: Value) -> Number | None:
    """What a value shows; None where it is no number, or has its own fault."""
    try:
        answer = site.library.value(value.path, value.format, value.allow)
    except WeaveError:
        return None
    words = (value.format or "").endswith("s")
    return number(answer.text, None if words else answer.full)


def _judge_chain(chain: Chain, names: Names, found: Found) -> None:
    before: Worked | None = None
    for n, (relation, side) in enumerate(chain):
        now: Worked | None = None
        try:
            now = worked(side, names) if side else None
        except Unread as why:
            # letters alone are no fault; letters beside a value leave that unread
            if not why.symbolic or any(token.text.startswith("{=") for token in side):
                found.unread.append(str(why))
        if relation and relation.text in EQUAL and now is not None:
            name = tuple(token.text for token in chain[n - 1][1])
            letter = len(name) == 1 and name[0].isalpha() and name != ("e",)
            if n == 1 and (letter or before is None and 1 < len(name) < 12):
                names[name] = now
                before = None
            for said in _judge(before, EQUAL[relation.text], now):
                found.faults.append((relation.at, said))
        before = now


def _judge(left: Worked | None, relation: str, right: Worked) -> Iterator[str]:
    """What is wrong with left = right or left ≈ right; left is None where it has letters."""
    if isinstance(right, list):
        lefts = left if isinstance(left, list) else [left] * len(right)
        if isinstance(left, Number) or len(lefts) != len(right):
            yield "a list is no number, and no longer list; mend one of the two"
            return
        for pair in zip(lefts, right):
            yield from _judge(pair[0], relation, pair[1])
    elif left is None:
        if relation == "=" and right.rounded:
            yield f"{right.shown:.10g} is rounded, so write ≈ for ="
    elif isinstance(left, list):
        yield "a list is no number; mend one of the two"
    else:
        within = max(
            one.step / 2 for one in (left, right, Number(0, 0)) if one.exact or not one.step
        )
        near = relation == "≈" and abs(left.full - right.full) <= within * (1 + 1e-9)
        if not near and not close(left.full, right.full, 1e-9):
            yield f"{left.full:.8g} is not {right.full:.8g}; is the right value bound here?"
        elif relation == "=" and not close(left.shown, right.shown):
            yield f"as shown, {left.shown:.8g} is only near {right.shown:.8g}; write ≈ for ="


def _chains(found: list[Token]) -> list[Chain]:
    """The statements of a formula; a derivation goes on over lines."""
    chains: list[Chain] = []
    for line in _split(found, lambda token: token.text == r"\\"):
        for n, part in enumerate(_split(line[1], lambda t: t.kind == "label" or t.text == ",")):
            sides = _split(part[1], lambda t: t.text in EQUAL or t.text in OTHER)
            if n or not chains or sides[0][1] and len(sides) > 1:
                chains.append(sides)
            else:  # the line goes on with the last side, or with a relation
                chains[-1][-1][1].extend(sides[0][1])
                chains[-1].extend(sides[1:])
    return chains


def _split(found: list[Token], parts: Callable[[Token], bool]) -> Chain:
    """Cut at the tokens that part, unless they stand in brackets."""
    cut: Chain = [(None, [])]
    depth = 0
    for token in found:
        depth += (token.text in CLOSES) - (token.text in CLOSES.values())
        if not depth and parts(token):
            cut.append((token, []))
        else:
            cut[-1][1].append(token)
    return cut
