"""Finds and fingerprints the modules in snippets/. Needs the standard library alone."""

import ast
import contextlib
import hashlib
import sys
import sysconfig
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock

READING = Lock()  # python 3.11 counts for all threads together how deep a tree is


def module_path(root: Path, module: str) -> Path:
    return root / "snippets" / (module.replace(".", "/") + ".py")


def file_of(root: Path, module: str) -> str:
    """A module's path as the pages and messages name it."""
    return module_path(root, module).relative_to(root).as_posix()


def modules(root: Path) -> list[str]:
    """Names of all snippet modules, dotted, without the leading snippets."""
    base = root / "snippets"
    return sorted(
        ".".join(path.relative_to(base).with_suffix("").parts)
        for path in base.rglob("*.py")
        if path.name != "__init__.py"
    )


def module_of(root: Path, slug: str) -> str | None:
    """The module of a chapter, by the name of its page; None where it has none."""
    module = slug.replace("-", "_")
    return module if module_path(root, module).is_file() else None


@lru_cache(maxsize=1000)
def parsed(code: str | bytes) -> ast.Module:
    """The syntax tree of some code; nobody changes it. Raises SyntaxError."""
    try:
        with READING:
            return ast.parse(code)
    except ValueError as error:  # it holds a NUL
        raise SyntaxError(str(error)) from None


@lru_cache(maxsize=1000)
def imports(code: str | bytes, module: str) -> set[str]:
    """Names of what a module's code imports from snippets/."""
    package = f"snippets.{module}".rpartition(".")[0]
    found = imported(ast.walk(parsed(code)), package)
    return {name.partition(".")[2] for name in found if name.startswith("snippets.")}


def imported(nodes: Iterable[ast.AST], package: str) -> set[str]:
    """Names of modules, and of what they hold, in the imports among some nodes."""
    found = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            # `from . import near` begins in the package, `from ..` above it
            parts = package.split(".")[: 1 - node.level or None]
            inside = ".".join([*(parts if node.level else []), node.module or ""])
            inside = inside.strip(".")
            found |= {inside, *(f"{inside}.{alias.name}" for alias in node.names)}
    return found


def closure(root: Path, module: str) -> list[str]:
    """The module and all snippet modules that it imports, near or far."""
    seen, waiting = set(), [module]
    while waiting:
        name = waiting.pop()
        path = module_path(root, name)
        if name in seen or not path.is_file():
            continue
        seen.add(name)
        with contextlib.suppress(SyntaxError):  # running it will say so, with the line
            waiting += imports(path.read_bytes(), name)
    return sorted(seen)


def base(root: Path, module: str) -> str:
    """The module that another imports with the most behind it; "" if it imports none."""
    try:
        body = parsed(module_path(root, module).read_bytes()).body
    except SyntaxError:
        return ""  # running it will say so
    found = imported(body, f"snippets.{module}".rpartition(".")[0])
    near = {name.partition(".")[2]: closure(root, name.partition(".")[2]) for name in sorted(found)}
    # not one that imports this one as well
    tall = {name: len(far) for name, far in near.items() if name in far and module not in far}
    return max(tall, key=lambda name: tall[name], default="")


def fingerprint(root: Path, *modules: str) -> str:
    """A hash of all that the results of some modules depend on.

    Their code and the code they import, every data file under snippets/, the
    code of this folder, the versions of Python and of all that is installed.
    """
    digest = hashlib.sha256(_surroundings().encode())
    near = {name for module in modules for name in closure(root, module)}
    files = [module_path(root, name) for name in sorted(near)]
    for path in files + data_files(root):
        digest.update(f"{path.relative_to(root).as_posix()}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def code_hash(root: Path, module: str) -> str:
    """Fingerprint of a PyTorch program and the snippets that it imports."""
    digest = hashlib.sha256()
    for name in closure(root, module):
        digest.update(module_path(root, name).read_bytes())
    return digest.hexdigest()


def data_files(root: Path) -> list[Path]:
    return sorted(
        path
        for path in (root / "snippets").rglob("*")
        if path.is_file() and path.suffix not in {".py", ".pyc"}
    )


def clock(root: Path) -> tuple:
    """Changes when any file under snippets/ is written, added or removed."""
    return tuple(
        (str(path), path.stat().st_mtime_ns, path.stat().st_size)
        for path in sorted((root / "snippets").rglob("*"))
        if path.is_file() and path.suffix != ".pyc"
    )


@cache
def _surroundings() -> str:
    """Versions of python, of every installed package, and of what gives answers."""
    site = Path(sysconfig.get_path("purelib"))
    installed = sorted(path.name for path in site.glob("*.dist-info"))
    weave = [
        f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}"
        for path in sorted(Path(__file__).parent.rglob("*.py"))
    ]
    return "\n".join([sys.version, sys.platform, *installed, *weave])
