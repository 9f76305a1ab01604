"""Every word of a guard's rule: an alternative of a pattern, an entry of a table, gone."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tools.mutate import Edit, Mutant, mutant

TOKEN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\((?:\?(?:P<\w+>|<?[=!]|[a-z]*:))?|[)|]", re.S)
RAW = re.compile(r"\b(?:r|rf|fr)(\"\"\"|\"|')(?P<inside>(?s:.*?))(?<!\\)\1")


def mutants(root: Path) -> Iterator[Mutant]:
    for path in sorted((root / "weave" / "guards").glob("*.py")):
        yield from of(path.relative_to(root).as_posix(), path.read_text(encoding="utf-8"))


def of(file: str, text: str) -> Iterator[Mutant]:
    """The mutants of one guard."""
    lines = [0]
    for line in text.split("\n"):
        lines.append(lines[-1] + len(line.encode()) + 1)
    raw = text.encode()

    def place(row: int | None, column: int | None) -> int:
        return len(raw[: lines[(row or 1) - 1] + (column or 0)].decode())

    def span(node: ast.expr) -> tuple[int, int]:
        return place(node.lineno, node.col_offset), place(node.end_lineno, node.end_col_offset)

    tree = ast.parse(text)
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    cuts: dict[tuple[int, ...], None] = {}  # the parts of one text know no place of their own
    for node in ast.walk(tree):
        if isinstance(node, (ast.List, ast.Set, ast.Dict)):
            cuts |= dict.fromkeys(tuple(range(*cut)) for cut in _entries(node, span, text))
        elif isinstance(node, (ast.Constant, ast.JoinedStr)) and id(node) not in docstrings:
            cuts |= dict.fromkeys(map(tuple, _alternatives(text, *span(node))))
    for cut in sorted(cuts):
        yield mutant("rule", text, [Edit(file, n, m, "") for n, m in _runs(cut)])


def _runs(places: tuple[int, ...]) -> list[tuple[int, int]]:
    """Neighbouring places as (from, to)."""
    starts = [n for n in places if n - 1 not in places]
    ends = [n + 1 for n in places if n + 1 not in places]
    return list(zip(starts, ends))


def _entries(node, span, text: str) -> Iterator[tuple[int, int]]:
    """Each entry of a table of constants, with the comma after it."""
    entries = node.values if isinstance(node, ast.Dict) else node.elts
    heads = node.keys if isinstance(node, ast.Dict) else node.elts
    if len(entries) < 2 or not all(isinstance(one, ast.Constant | ast.Tuple) for one in entries):
        return
    for head, entry in zip(heads, entries):
        if head is not None:
            comma = re.compile(r"[ \n]*,?").match(text, span(entry)[1])
            yield span(head)[0], comma.end() if comma else span(entry)[1]


def _alternatives(text: str, start: int, end: int) -> Iterator[list[int]]:
    """Each alternative of each group of a pattern, with one bar beside it; by places."""
    # a pattern may be written in several pieces
    inside = [n for m in RAW.finditer(text, start, end) for n in range(*m.span("inside"))]
    pattern = "".join(text[n] for n in inside)
    groups = [[0]]  # where a group begins, and the bars in it; all of it is the outermost
    for token in TOKEN.finditer(pattern):
        if token[0].startswith("("):
            groups.append([token.end()])
        elif token[0] == ")":
            if len(groups) == 1:
                return  # no pattern
            yield from _cuts([*groups.pop(), token.start()], inside)
        elif token[0] == "|":
            groups[-1].append(token.start())
    if len(groups) == 1:
        yield from _cuts([*groups[0], len(pattern)], inside)


def _cuts(bars: list[int], inside: list[int]) -> Iterator[list[int]]:
    first, *others = bars
    if len(others) > 1:
        yield inside[first : others[0] + 1]
        for bar, following in zip(others, others[1:]):
            yield inside[bar:following]
