"""The unit after a value, or in the head of its row or column, is the one that it has.

A name says its unit (mean_nats) or that it has none (q_true, count); any other has that
of its module's docstring, "Losses are in nats unless …". Where that says nothing, pages
must agree on the unit of a name.
"""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from weave.code import modules, places
from weave.fault import Fault, WeaveError
from weave.guards import Site, at
from weave.guards.neighbours import AND
from weave.page import Page, Value
from weave.text.blocks import tables

UNIT = (
    r"(?:(?P<bits>(?:extra )?bits?\b|비트)|(?P<nats>nats?\b|나트)|(?P<bans>bans?\b|밴)"
    r"|(?P<percent>percent\b|퍼센트))"
)
AFTER = re.compile(rf"[\s$*}}]*(?:\\[,; ])?(?:\\text\{{\s*)?{UNIT}", re.I)
HEAD = re.compile(rf"(?:.*\()?{UNIT}\)?", re.I)
# a column of these in a row of losses
UNITLESS = re.compile(r"q\$|probab|확률", re.I)
NAMES = {"bit": "bits", "nat": "nats", "ban": "bans", "log2": "bits", "ln": "nats", "log10": "bans"}
# the letters of the notation, and names of what is no loss
LETTERS = {"p", "q", "z"}
OTHERS = set(
    "accuracies accuracy classes count epoch epochs gap gradients images likelihood logits "
    "perplexity pixels power readings share shares slope slopes times".split()
)
DEFAULT = re.compile(r"\bin\s+(bits|nats|bans)\b", re.I)


class Said(NamedTuple):
    """A value and the unit that a page says it has."""

    page: Page
    value: Value
    unit: str


def faults(site: Site) -> Iterator[Fault]:
    said = [one for page in site.pages for one in _said(page) if one.value.allow != "meant"]
    usual: dict[str, Counter[str]] = {}
    for one in said:
        usual.setdefault(_stem(one.value.path), Counter())[one.unit] += 1
    for one in said:
        path = one.value.path
        counted = usual[_stem(path)]
        unit = unit_of(site.root, path)
        why = f"is in {unit}" if unit else "has no unit"
        if unit is None:
            least = min(counted.values())
            if len(counted) == 1 or counted[one.unit] > least:
                continue
            unit = next(name for name, _ in counted.most_common() if name != one.unit)
            why = f"is in {unit} elsewhere"
        if unit != one.unit:
            yield at(
                one.page,
                one.value.start,
                f"{path} {why}, and the page says {one.unit}; bind the value that is meant",
            )


def unit_of(root: Path, path: str) -> str | None:
    """The unit that a value has; "" for none, None where nothing says it."""
    words = [part.lower().split("_") for part in re.findall(r"[A-Za-z_]\w*", path)]
    for word in words[::-1]:
        for name in word:  # of NATS_PER_BIT the first
            unit = NAMES.get(name.rstrip("s"), name)
            if unit in {*NAMES.values(), "percent"}:
                return unit
    if words[-1][0] in LETTERS or OTHERS & set(words[-1]):
        return ""
    return _default(root, path)


def _default(root: Path, path: str) -> str | None:
    """What the docstring of a value's module says of losses."""
    try:
        module, _ = places.split(root, path)
        code = modules.module_path(root, module).read_bytes()
        told = DEFAULT.search(ast.get_docstring(modules.parsed(code)) or "")
    except (WeaveError, SyntaxError):
        return None  # which has its own fault
    return told[1] if told else None


def _stem(path: str) -> str:
    return re.sub(r"\[\d+\]", "", path)


def _said(page: Page) -> Iterator[Said]:
    found = _in_heads(page) | _after(page)
    for value in page.values:
        if value.path and value.start in found:
            yield Said(page, value, found[value.start])


def _after(page: Page) -> dict[int, str]:
    """The unit right after a value, also at the end of a list: "a, b and c nats"."""
    found: dict[int, str] = {}
    for value, after in [*zip(page.values, [*page.values[1:], None])][::-1]:
        gap = page.text[value.end : after.start] if after else "."
        if match := AFTER.match(page.text, value.end):
            found[value.start] = match.lastgroup or ""
        elif after and after.start in found and value.format == after.format and AND.fullmatch(gap):
            found[value.start] = found[after.start]
    return found


def _in_heads(page: Page) -> dict[int, str]:
    """The unit in the head of a value's row or column."""
    found: dict[int, str] = {}
    for table in tables(page):
        for row in table[1:]:
            for head, cell in zip(table[0][1:], row[1:]):
                beside = "" if UNITLESS.search(head.text) else row[0].text
                match = HEAD.fullmatch(beside.strip("* ")) or HEAD.fullmatch(head.text)
                if match:
                    found |= {value.start: match.lastgroup or "" for value in cell.values}
    return found
