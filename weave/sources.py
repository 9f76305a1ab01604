"""Finds, imports and fingerprints the modules in snippets/."""

import ast
import hashlib
import importlib
import importlib.machinery
import importlib.util
import sys
import sysconfig
from functools import lru_cache
from pathlib import Path


class _FromSource(importlib.machinery.SourceFileLoader):
    """Imports without .pyc: their one-second clock can hide a quick edit."""

    def get_code(self, fullname):
        return self.source_to_code(self.get_data(self.path), self.path)


class _Finder:
    """Imports snippets.* from one repository, whatever sys.path says."""

    root = None

    @classmethod
    def find_spec(cls, name, path=None, target=None):
        if cls.root is None or name.partition(".")[0] != "snippets":
            return None
        place = cls.root / name.replace(".", "/")
        if place.with_suffix(".py").is_file():
            file = str(place.with_suffix(".py"))
            return importlib.util.spec_from_file_location(
                name, file, loader=_FromSource(name, file)
            )
        if place.is_dir():
            spec = importlib.machinery.ModuleSpec(name, None, is_package=True)
            spec.submodule_search_locations = [str(place)]
            return spec
        return None


def load(root, module):
    """Import snippets.<module> of this repository, running it once."""
    if _Finder not in sys.meta_path:
        sys.meta_path.insert(0, _Finder)
    if _Finder.root != root:
        for name in _imported():
            del sys.modules[name]
        _Finder.root = root
    return importlib.import_module(f"snippets.{module}")


def _imported():
    return [name for name in sys.modules if name.partition(".")[0] == "snippets"]


def forget(changed):
    """Drop imported snippets for which changed(name) holds."""
    for name in _imported():
        # a folder holds no results, and what stays still asks it
        folder = hasattr(sys.modules[name], "__path__")
        if not folder and changed(name.partition(".")[2]):
            module = sys.modules.pop(name)
            # `from snippets import name` asks the package before sys.modules
            package, _, last = name.rpartition(".")
            if getattr(sys.modules.get(package), last, None) is module:
                delattr(sys.modules[package], last)


def module_path(root, module):
    return root / "snippets" / (module.replace(".", "/") + ".py")


def file_of(root, module):
    """A module's path as the pages and messages name it."""
    return module_path(root, module).relative_to(root).as_posix()


def modules(root):
    """Names of all snippet modules, dotted, without the leading snippets."""
    base = root / "snippets"
    return sorted(
        ".".join(path.relative_to(base).with_suffix("").parts)
        for path in base.rglob("*.py")
        if path.name != "__init__.py"
    )


@lru_cache(maxsize=1000)
def parsed(code):
    """The syntax tree of some code; nobody changes it. Raises SyntaxError."""
    return ast.parse(code)


@lru_cache(maxsize=1000)
def imports(code, module):
    """Names of what a module's code imports from snippets/."""
    package = f"snippets.{module}".rpartition(".")[0]
    found = imported(ast.walk(parsed(code)), package)
    return {name.partition(".")[2] for name in found if name.startswith("snippets.")}


def imported(nodes, package):
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


def closure(root, module):
    """The module and all snippet modules that it imports, near or far."""
    seen, waiting = set(), [module]
    while waiting:
        name = waiting.pop()
        path = module_path(root, name)
        if name in seen or not path.is_file():
            continue
        seen.add(name)
        try:
            waiting += imports(path.read_bytes(), name)
        except SyntaxError:
            pass  # running it will say so, with the line
    return sorted(seen)


def fingerprint(root, *modules):
    """A hash of all that the results of some modules depend on.

    Their code and the code they import, every data file under snippets/, this
    package, the versions of Python and of all that is installed.
    """
    digest = hashlib.sha256(_surroundings().encode())
    near = {name for module in modules for name in closure(root, module)}
    files = [module_path(root, name) for name in sorted(near)]
    for path in files + data_files(root):
        digest.update(f"{path.relative_to(root)}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def code_hash(root, module):
    """Fingerprint of a PyTorch program and the snippets that it imports."""
    digest = hashlib.sha256()
    for name in closure(root, module):
        digest.update(module_path(root, name).read_bytes())
    return digest.hexdigest()


def data_files(root):
    return sorted(
        path
        for path in (root / "snippets").rglob("*")
        if path.is_file() and path.suffix not in {".py", ".pyc"}
    )


def clock(root):
    """Changes when any file under snippets/ is written, added or removed."""
    return tuple(
        (str(path), path.stat().st_mtime_ns, path.stat().st_size)
        for path in sorted((root / "snippets").rglob("*"))
        if path.is_file() and path.suffix != ".pyc"
    )


@lru_cache(maxsize=None)
def _surroundings():
    """Versions of python, of every installed package and of weave itself."""
    site = Path(sysconfig.get_path("purelib"))
    installed = sorted(path.name for path in site.glob("*.dist-info"))
    weave = [
        f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}"
        for path in sorted(Path(__file__).parent.glob("*.py"))
    ]
    return "\n".join([sys.version, sys.platform, *installed, *weave])
