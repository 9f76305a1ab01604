"""Every constant of snippets/: a number grows, a text loses a letter's shape, a truth turns."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tools.mutate import Edit, Mutant, mutant

# arguments that say how a figure looks, not what it says
LOOKS = set(
    "figsize left right top bottom hspace wspace color colors colour c alpha linewidth linewidths "
    "lw linestyle ls fontsize fontweight size labelsize labelpad pad padding rotation ha va zorder "
    "marker markersize ms width height height_ratios width_ratios arrowprops xytext textcoords "
    "loc bbox_to_anchor clip_on edgecolor facecolor handlelength ymin ymax xmin xmax frameon "
    "interpolation cmap vmin vmax length which axis style hatch weight boxstyle".split()
)
PLACES = {"subplots_adjust", "set_visible", "set_color", "tick_params", "set_position", "margins"}
# arguments and methods that say which numbers an axis has
AXES = re.compile(r"(?:set_)?[xyz]?(?:lim|ticks|ticklabels|label|bound)\Z")
STRING = re.compile(
    r"([a-zA-Z]*)(\"\"\".*?\"\"\"|'''.*?'''|\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*')", re.S
)
# what a text in an f-string is: a format, or words between the braces
PART = re.compile(r"\{[^{}:]*(?::(?P<format>[^{}]*)|\{[^{}]*\}[^{}]*)?\}|(?P<words>[^{}]+)")


def mutants(root: Path) -> Iterator[Mutant]:
    for path in sorted((root / "snippets").rglob("*.py")):
        yield from of(path.relative_to(root).as_posix(), path.read_text(encoding="utf-8"))


def of(file: str, text: str) -> Iterator[Mutant]:
    """The mutants of one file, in its order."""
    figure = file.startswith("snippets/figures/")
    lines = [line.encode() for line in text.split("\n")]
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line.decode()) + 1)

    def place(row: int, column: int) -> int:
        return starts[row - 1] + len(lines[row - 1][:column].decode())

    for node, near in _constants(ast.parse(text), ()):
        if figure and near & (LOOKS | PLACES):
            continue
        start = place(node.lineno, node.col_offset)
        end = place(node.end_lineno or 0, node.end_col_offset or 0)
        words = isinstance(node, ast.JoinedStr) or isinstance(node.value, str)
        placing = figure and not words and not any(AXES.match(name) for name in near)
        # what is printed beside a number, and how many of its digits
        placing = placing or (words and "print" in near)
        for first, last, new in _changes(node, text, start, end):
            yield mutant("constant", text, [Edit(file, first, last, new)], placing)


def _constants(node: ast.AST, near: tuple[str, ...]) -> Iterator[tuple]:
    """(constant, names of the arguments and methods that it stands in), in order."""
    body = getattr(node, "body", None)
    skip = None
    if isinstance(node, (ast.Module, ast.FunctionDef, ast.ClassDef)) and ast.get_docstring(node):
        skip = body[0] if body else None
    if isinstance(node, ast.If) and "__main__" in ast.unparse(node.test):
        return
    said = isinstance(node, ast.Constant) and isinstance(node.value, (bool, int, float, str))
    if said or isinstance(node, ast.JoinedStr):
        yield node, frozenset(near)
    else:
        if isinstance(node, ast.Call):
            near = (*near, getattr(node.func, "attr", getattr(node.func, "id", "")))
        if isinstance(node, ast.keyword):
            near = (*near, node.arg or "")
        for child in ast.iter_child_nodes(node):
            if child is not skip:
                yield from _constants(child, near)


def _changes(node, text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    if isinstance(node, ast.JoinedStr) or isinstance(node.value, str):
        for match in STRING.finditer(text, start, end):
            for first, last in _words(match):
                if change := _other(text[first:last]):
                    at, new = change
                    yield first + at, first + at + 1, new
    else:
        yield start, end, number(node.value)


def number(value: bool | int | float) -> str:
    """Another number of its kind, near enough that nothing breaks by itself."""
    if isinstance(value, bool):
        return repr(not value)
    if isinstance(value, int):
        return repr(value + 1)
    return repr(float(f"{value * 1.5:.6g}") if value else 1.0)


def _words(match: re.Match) -> Iterator[tuple[int, int]]:
    """Where the words and the formats of a string stand."""
    quotes = 3 if match[2][:3] in {'"""', "'" * 3} else 1
    start, end = match.start(2) + quotes, match.end() - quotes
    if "f" not in match[1].lower():
        yield start, end
        return
    for part in PART.finditer(match.string, start, end):
        for name in ("words", "format"):
            if part[name]:
                yield part.span(name)


def _other(words: str) -> tuple[int, str] | None:
    """A letter in the middle and the one after it; of a format the last digit."""
    letters = [n for n, c in enumerate(words) if c.isalnum() and words[n - 1 : n] != "\\"]
    if not letters:
        return None
    digits = [n for n in letters if words[n].isdigit()]
    at = digits[-1] if digits else letters[len(letters) // 2]
    after = words[at].translate(str.maketrans("9zZ", "0aA"))
    return at, after if after != words[at] else chr(ord(words[at]) + 1)
