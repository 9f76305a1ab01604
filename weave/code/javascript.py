"""Functions of snippets/ told to the browser, so that figures can answer.

PScript turns plain Python (lists, arithmetic, math) into JavaScript. What a
function calls comes along: functions and numbers of its own module, and of
the snippets that this imports from.
"""

import ast
import json
import re

from weave.code import modules, places
from weave.fault import WeaveError

# what browsers have for python's own
MATH = {
    "exp": "Math.exp",
    "log": "(x, base) => base === undefined ? Math.log(x) : Math.log(x) / Math.log(base)",
    "log2": "Math.log2",
    "log10": "Math.log10",
    "sqrt": "Math.sqrt",
    "inf": "Infinity",
    "nan": "NaN",
    "e": "Math.E",
    "prod": "(xs) => xs.reduce((a, b) => a * b, 1)",
}
INT = "class int { static [Symbol.hasInstance](x) { return Number.isInteger(x) } }"


def translate(library, functions):
    """A JavaScript expression: an object with a function for each path.

    functions: {name in the browser: dotted path into snippets/}.
    """
    import pscript  # only pages with live figures need it

    found = Found(library)
    for path in functions.values():
        module, name = places.split(library.root, path)
        found.add(module, name, path)
    tree = ast.Module([_bare(node) for node in found.functions.values()], [])
    try:
        script = pscript.py2js(ast.unparse(tree), docstrings=False)
    except Exception as error:  # pscript has no error class of its own for all
        raise WeaveError(
            f"{', '.join(functions.values())} cannot be told to the browser: {error}"
        ) from error
    given = ", ".join(f"{k}: {p.rpartition('.')[2]}" for k, p in functions.items())
    used = set(re.findall(r"\bmath\.(\w+)", script))
    math = ", ".join(f"{name}: {js}" for name, js in MATH.items() if name in used)
    lines = [f"const math = {{{math}}}", INT]
    lines += [f"const {name} = {js}" for name, js in found.constants.items()]
    return "(() => {\n" + "\n".join([*lines, script]) + f"\nreturn {{{given}}}\n}})()"


class Found:
    """Functions and constants that are needed, each once."""

    def __init__(self, library):
        self.library = library
        self.functions = {}
        self.constants = {}
        self.homes = {}

    def add(self, module, name, path):
        if self.homes.get(name) == module:
            return
        file = modules.module_path(self.library.root, module)
        for node in modules.parsed(file.read_bytes()).body:
            if isinstance(node, ast.FunctionDef) and node.name == name:
                self._claim(module, name, path)
                self.functions[name] = node
                inner = {n.arg for n in ast.walk(node) if isinstance(n, ast.arg)}
                for used in ast.walk(node):
                    if isinstance(used, ast.Name) and used.id not in inner:
                        self.add(module, used.id, path)
            elif isinstance(node, ast.ImportFrom):
                for alias in node.names:
                    if (alias.asname or alias.name) == name:
                        self._imported(node.module, alias.name, name, path)
            elif isinstance(node, ast.Assign) and name in {
                getattr(target, "id", None) for target in node.targets
            }:
                self._claim(module, name, path)
                data = self.library.data(f"{module}.{name}")
                self.constants[name] = json.dumps(data["data"])
        # any other is python's own, or the function's

    def _claim(self, module, name, path):
        home = self.homes.setdefault(name, module)
        if home != module:
            raise WeaveError(
                f"'{path}' needs two things named '{name}', of {home} and of {module}; rename one"
            )

    def _imported(self, module, there, name, path):
        if module == "math" and there in MATH:
            self.constants[name] = MATH[there]
        elif (module or "").startswith("snippets.") and there == name:
            self.add(module.removeprefix("snippets."), name, path)
        else:
            raise WeaveError(
                f"'{path}' needs {module}.{there}, which browsers do not have; "
                f"of math they have: {', '.join(MATH)}"
            )


class _Lists(ast.NodeTransformer):
    """sum(… for …) as sum([… for …]): pscript has no generators of that kind."""

    def visit_GeneratorExp(self, node):
        self.generic_visit(node)
        return ast.ListComp(node.elt, node.generators)


def _bare(function):
    """The function as pscript can read it, without its docstring."""
    function = ast.parse(ast.unparse(function)).body[0]
    if ast.get_docstring(function) is not None:
        function.body = function.body[1:] or [ast.Pass()]
    return _Lists().visit(function)
