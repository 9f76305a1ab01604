"""`python -m tools.paths`: what one reads of weave/ to understand or to change it.

tests/weave/test_house.py holds each path, and the shape of the house, to its bounds.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WEAVE = ROOT / "weave"
ROOMS = 10  # files and folders at the top
MODULE, FUNCTION = 250, 50  # lines

# what somebody wants: (how many lines that may take, the files)
PATHS = {
    "how a page becomes HTML": (
        850,
        "__init__ page expand extension fences/__init__ code/library fault",
    ),
    "add a fence": (550, "page expand fences/__init__ fences/proof"),
    "add a guard": (150, "guards/__init__ guards/links"),
}


def files() -> dict[str, Path]:
    """{dotted name: file} of every module of weave."""
    found = {}
    for path in sorted(WEAVE.rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        found[".".join(parts).removesuffix(".__init__")] = path
    return found


def rooms() -> list[str]:
    """What stands at the top of weave/, side by side."""
    return sorted({room(name) for name in files()} - {""})


def room(module: str) -> str:
    """The file or folder at the top in which a module is; the map itself is none."""
    return module.partition(".")[2].partition(".")[0]


def length(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """(name, lines) of every function of a file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


def imports() -> dict[str, set[str]]:
    """{module: the modules of weave that it needs}, also those that a function imports.

    What only a type checker reads is no need.
    """
    known = files()
    found = {}
    for module, path in known.items():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        package = module if path.name == "__init__.py" else module.rpartition(".")[0]
        names = set()
        for node in _needed(tree):
            if isinstance(node, ast.Import):
                names |= {alias.name for alias in node.names}
            else:
                above = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join([*(above if node.level else []), node.module or ""]).strip(".")
                inside = {f"{base}.{alias.name}" for alias in node.names}
                # `from weave import fences` needs fences, not the map
                names |= inside & known.keys() or {base}
        found[module] = (names & known.keys()) - {module}
    return found


def _needed(tree: ast.AST) -> Iterator[ast.Import | ast.ImportFrom]:
    """The imports in a tree that are made when it runs."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            yield node
        elif isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            for other in node.orelse:
                yield from _needed(other)
        else:
            yield from _needed(node)


def between_rooms() -> dict[str, set[str]]:
    """The same, room by room."""
    found: dict[str, set[str]] = {name: set() for name in rooms()}
    for module, needed in imports().items():
        if room(module):
            found[room(module)] |= {room(one) for one in needed} - {room(module), ""}
    return found


def circle(arrows: dict[str, set[str]]) -> list[str]:
    """One way that leads back to where it began; empty where there is none."""
    done: set[str] = set()

    def walk(name: str, way: list[str]) -> list[str]:
        if name in way:
            return [*way[way.index(name) :], name]
        if name in done:
            return []
        for other in sorted(arrows[name]):
            if found := walk(other, [*way, name]):
                return found
        done.add(name)
        return []

    return next((found for name in sorted(arrows) if (found := walk(name, []))), [])


def read(files: str) -> int:
    """How many lines some files of weave/ have."""
    return sum(length(WEAVE / f"{name}.py") for name in files.split())


def table() -> str:
    rows = [f"{'':28} {'lines':>5} {'may be':>6}"]
    for what, (most, names) in PATHS.items():
        rows.append(f"{what:28} {read(names):5} {most:6}   {names}")
    rows += ["", f"{'rooms':28} {len(rooms()):5} {ROOMS:6}   {' '.join(rooms())}"]
    longest = max(files(), key=lambda name: length(files()[name]))
    rows.append(f"{'longest module':28} {length(files()[longest]):5} {MODULE:6}   {longest}")
    lines, function = max(
        (lines, f"{module}.{name}")
        for module, path in files().items()
        for name, lines in functions(path)
    )
    rows.append(f"{'longest function':28} {lines:5} {FUNCTION:6}   {function}")
    return "\n".join(rows)


if __name__ == "__main__":
    print(table())
