"""What a page needs to run a by-hand listing: `publish(root, site)`."""

import ast
import gzip
import json
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from weave.code import modules, sections, texts
from weave.code.brython import asset, library, needs, runnable
from weave.code.memory import Memory

RUN = "assets/run"  # in the site, and in the theme
KEPT = "@run"  # its name in the memory; no module can have it


def publish(root: Path, site: Path) -> None:
    """Write all snippets, what runs some of them, and the list of both."""
    folder = site / RUN
    _write(folder / "brython.js", asset("brython.js"))
    files = {modules.file_of(root, name): name for name in modules.modules(root)}
    contents = {file: sections.program(root, file).encode() for file in files}
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
        memory.put(KEPT, "engine", (_size(asset("brython.js")), None))
        memory.save()
    for file, content in contents.items():
        _write(site / file, content)
    for file, (_, bundled) in kept.items():
        if bundled:
            _write(folder / f"{file}.json", bundled.encode())
    sizes = {file: size for file, (size, _) in kept.items()}
    _write(folder / "manifest.json", _json(sizes).encode())


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
        tree = modules.parsed(source)
    except SyntaxError:
        return listed  # written for a newer python than this one
    home = name if package else name.rpartition(".")[0]
    return modules.imported(_outside_functions(tree), home)


def _outside_functions(tree: ast.AST) -> Iterator[ast.AST]:
    for node in ast.iter_child_nodes(tree):
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node
            yield from _outside_functions(node)


def _size(content: bytes) -> int:
    """How many bytes a web server sends for it."""
    return len(gzip.compress(content, mtime=0))


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _json(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, sort_keys=True)
