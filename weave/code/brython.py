"""Which programs Brython can run, in the browser.

A module can run there if all that it and the snippets under it import is in
Brython's own library, as numpy is not, and if none of them reads a file beside it.
"""

import ast
import json
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path

from weave.code import modules


def runnable(root: Path, module: str) -> bool:
    """Whether a module is a program, and Brython has all that it needs."""
    body = modules.parsed(modules.module_path(root, module).read_bytes()).body
    program = any(getattr(node, "name", "") == "main" for node in body)
    return program and all(name in library() for name in needs(root, module))


def needs(root: Path, module: str) -> set[str]:
    """Names of what is outside snippets/ that a module leads to; __file__ for its folder."""
    near = modules.closure(root, module)
    return set().union(*(_outside(modules.module_path(root, name).read_bytes()) for name in near))


@lru_cache(maxsize=1000)
def _outside(code: bytes) -> set[str]:
    """Names of what some code itself needs outside snippets/."""
    found = set()
    for node in ast.walk(modules.parsed(code)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            found.add(node.module or "")
        elif isinstance(node, ast.Name) and node.id == "__file__":
            found.add(node.id)  # a page has no folder
    return {name for name in found if name.partition(".")[0] != "snippets"}


@cache
def library() -> dict[str, list]:
    """Brython's standard library: {name: [suffix, source, imports, …]}."""
    text = asset("brython_stdlib.js").decode()
    found, _ = json.JSONDecoder().raw_decode(text, text.index('{"$timestamp"'))
    del found["$timestamp"]
    return found


@cache
def asset(name: str) -> bytes:
    """A file of Brython's own."""
    return resources.files("brython").joinpath("data", name).read_bytes()
