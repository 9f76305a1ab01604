"""What a page needs to run a by-hand listing: `publish(root, site)`.

Brython runs it in the browser. A module can run there if all that it and the
snippets under it import is in Brython's own library, as numpy is not.
"""

import ast
import gzip
import json
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from weave.code import modules, texts
from weave.code.memory import Memory

RUN = "assets/run"  # in the site, and in the theme
KEPT = "@run"  # its name in the memory; no module can have it


def publish(root: Path, site: Path) -> None:
    """Write all snippets, what runs some of them, and the list of both."""
    folder = site / RUN
    _write(folder / "brython.js", _brython("brython.js"))
    files = {modules.file_of(root, name): name for name in modules.modules(root)}
    contents = {file: (root / file).read_bytes() for file in files}
    memory = Memory(root / ".cache" / "weave")
    # {file: (what to load, gzipped; its bundle)}; one that cannot run has 0
    kept = memory.open(KEPT, modules.fingerprint(root, *files.values()))
    if not kept:
        for file, module in files.items():
            size, bundled = 0, None
            if runnable(root, module):
                bundled = bundle(root, module)
                size = _size(bundled.encode()) + _size(contents[file])
            memory.put(KEPT, file, (size, bundled))
        memory.put(KEPT, "engine", (_size(_brython("brython.js")), None))
        memory.save()
    for file, content in contents.items():
        _write(site / file, content)
    for file, (_, bundled) in kept.items():
        if bundled:
            _write(folder / f"{file}.json", bundled.encode())
    sizes = {file: size for file, (size, _) in kept.items()}
    _write(folder / "manifest.json", _json(sizes).encode())


def runnable(root: Path, module: str) -> bool:
    """Whether a module is a program, and Brython has all that it needs."""
    body = modules.parsed(modules.module_path(root, module).read_bytes()).body
    program = any(getattr(node, "name", "") == "main" for node in body)
    return program and all(name in library() for name in needs(root, module))


def bundle(root: Path, module: str) -> str:
    """JSON of every other module that one needs, as Brython keeps its own.

    {name: [".py", source, imports]}, with a 1 at the end for a package.
    """
    needed = {name: library()[name] for name in _standard(needs(root, module))}
    for name in modules.closure(root, module):
        parents = f"snippets.{name}".split(".")[:-1]
        for n in range(len(parents)):
            needed[".".join(parents[: n + 1])] = [".py", "", [], 1]
        if name != module:
            source = texts.read(root, modules.file_of(root, name))
            needed[f"snippets.{name}"] = [".py", source, []]
    return _json(needed)


def needs(root: Path, module: str) -> set[str]:
    """Names of the modules outside snippets/ that a module leads to."""
    found = set()
    for name in modules.closure(root, module):
        tree = modules.parsed(modules.module_path(root, name).read_bytes())
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level:
                found.add(node.module or "")
    return {name for name in found if name.partition(".")[0] != "snippets"}


@cache
def library() -> dict[str, list]:
    """Brython's standard library: {name: [suffix, source, imports, …]}."""
    text = _brython("brython_stdlib.js").decode()
    found, _ = json.JSONDecoder().raw_decode(text, text.index('{"$timestamp"'))
    del found["$timestamp"]
    return found


def _standard(names: Iterable[str]) -> list[str]:
    """The names and all that they import, as far as the library has it."""
    seen, waiting = set(), list(names)
    while waiting:
        name = waiting.pop()
        if name in library() and name not in seen:
            seen.add(name)
            waiting += [name.rpartition(".")[0], *_needed(name)]
    return sorted(seen)


@cache
def _needed(name: str) -> Iterable[str]:
    """What a module of the library imports when it is imported itself.

    Its own list also names what functions import when they are called, and so
    leads from types to half of the library.
    """
    suffix, source, *more = library()[name]
    listed, package = (more[0] if more else []), len(more) > 1
    if suffix != ".py":
        return listed
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return listed  # written for a newer python than this one
    home = name if package else name.rpartition(".")[0]
    return modules.imported(_outside_functions(tree), home)


def _outside_functions(tree: ast.AST) -> Iterator[ast.AST]:
    for node in ast.iter_child_nodes(tree):
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node
            yield from _outside_functions(node)


@cache
def _brython(name: str) -> bytes:
    return resources.files("brython").joinpath("data", name).read_bytes()


def _size(content: bytes) -> int:
    """How many bytes a web server sends for it."""
    return len(gzip.compress(content, mtime=0))


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _json(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, sort_keys=True)
