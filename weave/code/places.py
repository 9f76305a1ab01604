"""Where a dotted path leads: to which module, and to which of its names and lines."""

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from weave.code import modules
from weave.fault import WeaveError, near


class Place(NamedTuple):
    """Where a name of a snippet gets its value."""

    file: str
    line: int
    name: str = ""  # its id on the page of the file; "" where the module says it nowhere


def split(root: Path, path: str) -> tuple[str, str]:
    """A dotted path as the longest module name and what is left."""
    names = path.split(".")
    for n in range(len(names), 0, -1):
        module = ".".join(names[:n])
        identifiers = all(part.isidentifier() for part in names[:n])
        if identifiers and modules.module_path(root, module).is_file():
            return module, path[len(module) + 1 :]
    known = modules.modules(root)
    # a module in a folder is like as much of the path as it has names
    like = [m for m in known if near(".".join(names[: m.count(".") + 1]), [m])]
    hint = f"did you mean {' or '.join(like)}?" if like else f"there are: {', '.join(known)}"
    raise WeaveError(f"no module in snippets/ for '{path}'; {hint}")


def place(root: Path, module: str, rest: str) -> Place:
    """Where the first name of a path is given, followed through imports."""
    name = rest.replace("[", ".").partition(".")[0]
    given, imported = _names(modules.module_path(root, module).read_bytes())
    if name in imported:  # what another snippet gives is defined there
        return place(root, *imported[name])
    file = modules.file_of(root, module)
    return Place(file, given[name][0], name) if name in given else Place(file, 1)


def names(root: Path, module: str) -> dict[str, tuple[int, int]]:
    """The first and the last line of what gives each name of a module."""
    return _names(modules.module_path(root, module).read_bytes())[0]


@cache
def _names(code: bytes) -> tuple[dict[str, tuple[int, int]], dict[str, tuple[str, str]]]:
    """The lines of each name of a module; of an imported one the module and its name there."""
    lines: dict[str, tuple[int, int]] = {}
    imported: dict[str, tuple[str, str]] = {}
    try:
        tree = modules.parsed(code)
    except SyntaxError:
        return lines, imported
    for node in _statements(tree.body):
        span = getattr(node, "lineno", 1), getattr(node, "end_lineno", 1)
        lines |= dict.fromkeys(_given(node), span)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("snippets."):
            module = (node.module or "").partition(".")[2]
            for alias in node.names:
                imported.setdefault(alias.asname or alias.name, (module, alias.name))
    return lines, imported


def _given(node: ast.AST) -> set[str]:
    """The names that a statement gives a value, or defines."""
    targets = getattr(node, "targets", [getattr(node, "target", node)])
    parts = [part for target in targets for part in getattr(target, "elts", [target])]
    return {getattr(part, "id", getattr(part, "name", "")) or "" for part in parts} - {""}


def _statements(body: Iterable[ast.AST]) -> Iterator[ast.AST]:
    """The statements of a module, also those under with, if, for and try."""
    for node in body:
        yield node
        if not isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            for inner in ("body", "orelse", "handlers", "finalbody"):
                yield from _statements(getattr(node, inner, []))
