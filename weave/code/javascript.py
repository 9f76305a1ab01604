"""Functions of snippets/ told to the browser, so that figures can answer.

PScript turns plain Python into JavaScript, once told.py has made it do as Python does.
What a function calls comes along: functions and numbers of its own module, and of the
snippets that this imports from. Browsers tell 1 from 1.0 as little as JSON does, and of
an error they know the kind, not the words.
"""

import ast
import builtins
import copy
import json
import re
import symtable
from typing import TYPE_CHECKING, Any

from weave.code import modules, places, texts
from weave.code.told import MATH, Told
from weave.fault import WeaveError

if TYPE_CHECKING:
    from weave.code.library import Library


def translate(library: "Library", functions: dict[str, str]) -> str:
    """A JavaScript function: of what python.js has it makes an object with all of these.

    functions: {name in the browser: dotted path into snippets/}.
    """
    import pscript  # only pages with live figures need it

    found = Found(library)
    for path in functions.values():
        module, name = places.split(library.root, path)
        found.add(module, name, path)
    tree = ast.Module(list(found.functions.values()), [])
    try:
        with modules.READING:
            script = pscript.py2js(ast.unparse(tree), docstrings=False)
    except Exception as error:  # pscript has no error class of its own for all
        raise WeaveError(
            f"{', '.join(functions.values())} cannot be told to the browser: {error}"
        ) from error
    given = ", ".join(f"{k}: {p.rpartition('.')[2]}" for k, p in functions.items())
    constants = [f"const {name} = {js}" for name, js in found.constants.items()]
    body = "\n".join([*constants, script])
    used = ", ".join(sorted(set(re.findall(r"\bpy_\w+", body))))
    return f"({{{used}}}) => {{\n{body}\nreturn {{{given}}}\n}}"


class Found:
    """Functions and constants that are needed, each once."""

    def __init__(self, library: "Library"):
        self.library = library
        self.functions: dict[str, ast.stmt] = {}
        self.constants: dict[str, str] = {}
        self.homes: dict[str, str] = {}

    def add(self, module: str, name: str, path: str) -> None:
        """Add what a name at the top of a module stands for."""
        if self.homes.get(name) == module:
            return
        text = modules.module_path(self.library.root, module).read_bytes()
        for node in modules.parsed(text).body:
            if isinstance(node, ast.FunctionDef) and node.name == name:
                self._claim(module, name, path)
                self.functions[name] = self._told(node, module, path)
                return
            if isinstance(node, (ast.Import, ast.ImportFrom)):
                for alias in node.names:
                    if (alias.asname or alias.name) == name:
                        self._imported(getattr(node, "module", ""), alias.name, name, path)
                        return
        if not _binds(self._table(module), name):
            raise WeaveError(f"'{path}' needs '{name}', which {module} does not have")
        data = self.library.data(f"{module}.{name}")
        if data is None:
            raise WeaveError(f"'{path}' needs '{name}', which is no plain function")
        self._claim(module, name, path)
        self.constants[name] = json.dumps(data["data"])

    def _told(self, function: ast.FunctionDef, module: str, path: str) -> Any:
        """A function as PScript can read it; what it needs is added too."""
        bare = _bare(function)
        needed, own = _scopes(bare)
        table = self._table(module)
        python = {n for n in needed if not _binds(table, n) and hasattr(builtins, n)}
        told = Told(path, python, own, math="math" in needed - own)
        made = told.visit(bare)
        for name in sorted(told.used & needed - python):
            self.add(module, name, path)
        return made

    def _table(self, module: str) -> symtable.SymbolTable:
        root = self.library.root
        code = texts.read(root, modules.file_of(root, module))
        return symtable.symtable(code, module, "exec")

    def _claim(self, module: str, name: str, path: str) -> None:
        home = self.homes.setdefault(name, module)
        if home != module:
            raise WeaveError(
                f"'{path}' needs two things named '{name}', of {home} and of {module}; rename one"
            )

    def _imported(self, module: str, there: str, name: str, path: str) -> None:
        if module == "math" and there in MATH:
            self._claim("math", name, path)
            self.constants[name] = f"py_{there}"
        elif (module or "").startswith("snippets.") and there == name:
            self.add(module.removeprefix("snippets."), name, path)
        else:
            raise WeaveError(
                f"'{path}' needs {f'{module}.{there}'.strip('.')}, which browsers do not "
                f"have; of math they have: {', '.join(MATH)}"
            )


def _bare(function: ast.FunctionDef) -> Any:
    """A copy of a function without docstrings and annotations."""
    bare: Any = copy.deepcopy(function)
    for node in ast.walk(bare):
        if isinstance(node, ast.arg):
            node.annotation = None
        if isinstance(node, ast.FunctionDef):
            node.returns = None
            if ast.get_docstring(node) is not None:
                node.body = node.body[1:] or [ast.Pass()]
    return bare


def _binds(table: symtable.SymbolTable, name: str) -> bool:
    """Whether a scope gives a name its meaning."""
    try:
        symbol = table.lookup(name)
    except KeyError:
        return False
    return symbol.is_assigned() or symbol.is_imported() or symbol.is_parameter()


def _scopes(function: ast.FunctionDef) -> tuple[set[str], set[str]]:
    """(names from around a function, names of its own), its inner scopes' too."""
    around = symtable.symtable(ast.unparse(function), function.name, "exec")
    needed, own, waiting = set(), set(), [around]
    while waiting:
        table = waiting.pop()
        waiting += table.get_children()
        for symbol in table.get_symbols():
            if symbol.is_global():
                needed.add(symbol.get_name())
            elif _binds(table, symbol.get_name()):
                own.add(symbol.get_name())
    return needed, own
