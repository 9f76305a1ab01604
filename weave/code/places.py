"""The file and line where a name of a snippet gets its value."""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

from weave.code import modules


def place(root: Path, module: str, rest: str) -> tuple[str, int]:
    """File and line of the first name of a path, followed through imports."""
    name = rest.replace("[", ".").partition(".")[0]
    try:
        tree = modules.parsed(modules.module_path(root, module).read_bytes())
    except SyntaxError:
        tree = ast.Module([], [])
    line = 1
    for node in _statements(tree.body):
        if name in _given(node):
            line = getattr(node, "lineno", 1)
        # what another snippet gives is defined there
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("snippets."):
            for alias in node.names:
                if name == (alias.asname or alias.name):
                    return place(root, (node.module or "").partition(".")[2], alias.name)
    return modules.file_of(root, module), line


def _given(node: ast.AST) -> set[str | None]:
    """The names that a statement gives a value, or defines."""
    targets = getattr(node, "targets", [getattr(node, "target", node)])
    parts = [part for target in targets for part in getattr(target, "elts", [target])]
    return {getattr(part, "id", getattr(part, "name", None)) for part in parts}


def _statements(body: Iterable[ast.AST]) -> Iterator[ast.AST]:
    """The statements of a module, also those under with, if, for and try."""
    for node in body:
        yield node
        if not isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            for inner in ("body", "orelse", "handlers", "finalbody"):
                yield from _statements(getattr(node, inner, []))
