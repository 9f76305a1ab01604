"""Functions of snippets/ told to the browser, so that figures can answer.

PScript turns plain Python into JavaScript, but JavaScript divides by zero and
finds something at any index of a list. So whatever may go another way there is
first made a call of a function in PYTHON, which does as Python does, errors
included, and what none of them does is refused. Browsers tell 1 from 1.0 as
little as JSON does, and of an error they know the kind, not the words.

What a function calls comes along: functions and numbers of its own module, and
of the snippets that this imports from.
"""

import ast
import builtins
import copy
import json
import re
import symtable

from weave.code import modules, places
from weave.fault import WeaveError

# of python's math
MATH = {
    "exp": """x => {
  const y = Math.exp(py_num(x))
  return y === Infinity && x < y ? py_fail("OverflowError") : y
}""",
    "log": """(x, base) => base === undefined ? Math.log(py_positive(x))
  : py_div(py_log(x), py_log(base))""",
    "log2": "x => Math.log2(py_positive(x))",
    "log10": "x => Math.log10(py_positive(x))",
    "sqrt": """x => py_num(x) < 0 ? py_fail("ValueError") : Math.sqrt(x)""",
    "inf": "Infinity",
    "nan": "NaN",
    "e": "Math.E",
    "prod": "xs => py_iter(xs).reduce((a, b) => py_mul(a, b), 1)",
}
# of python's own
BUILTINS = {
    "abs": "x => Math.abs(py_num(x))",
    "all": "xs => py_iter(xs).every(py_bool)",
    "any": "xs => py_iter(xs).some(py_bool)",
    "bool": "x => Array.isArray(x) ? x.length > 0 : x !== x || Boolean(x)",
    "enumerate": "(xs, from = 0) => py_iter(xs).map((x, n) => [n + from, x])",
    "float": "x => py_num(x)",
    "int": """x => Number.isFinite(py_num(x)) ? Math.trunc(x)
  : py_fail(x !== x ? "ValueError" : "OverflowError")""",
    "isinstance": """(x, ...kinds) => {
  const number = Number.isInteger(x) ? "int" : "float"
  const kind = {number, string: "str", boolean: "bool"}[typeof x] ?? (Array.isArray(x) && "list")
  return kinds.includes(kind) || kind === "bool" && kinds.includes("int")
}""",
    "len": "xs => py_iter(xs).length",
    "list": "xs => [...py_iter(xs)]",
    "map": "(f, ...lists) => py_zip(...lists).map(given => f(...given))",
    "max": "(...xs) => py_best(xs, (a, b) => a > b)",
    "min": "(...xs) => py_best(xs, (a, b) => a < b)",
    "pow": "(a, b) => py_power(a, b)",
    "range": """(a, b, step = 1) => {
  const [from, to] = (b === undefined ? [0, a] : [a, b]).map(py_whole)
  if (py_whole(step) === 0) py_fail("ValueError")
  const length = Math.max(0, Math.ceil((to - from) / step))
  return Array.from({length}, (_, n) => from + n * step)
}""",
    "round": """(x, digits = null) => {
  if (digits === null) return py_int(x), py_even(x)
  const size = Math.abs(py_num(x)), unit = 10 ** -py_whole(digits)
  if (digits < 0) return py_even(x / unit) * unit
  if (!(size < 1e21) || digits > 99) return x
  // a half exactly, by all the digits that it has
  const exact = size.toFixed(100), rest = exact.split(".")[1].slice(digits)
  const down = exact.slice(0, -rest.length)
  const even = /^50*$/.test(rest) && /[02468]\\.?$/.test(down)
  return (x < 0 ? -1 : 1) * Number(even ? down : size.toFixed(digits))
}""",
    "sum": "(xs, from = 0) => py_iter(xs).reduce((a, b) => py_add(a, b), from)",
    "tuple": "xs => [...py_iter(xs)]",
    "zip": """(...lists) => {
  const length = lists.length && Math.min(...lists.map(py_len))
  return Array.from({length}, (_, n) => lists.map(xs => xs[n]))
}""",
}
METHODS = {
    "append": "(xs, x) => { xs.push(x) }",
    "index": """(xs, x) => {
  const at = py_iter(xs).findIndex(one => py_eq(one, x))
  return at < 0 ? py_fail("ValueError") : at
}""",
    "insert": "(xs, at, x) => { xs.splice(py_whole(at), 0, x) }",
}
OPERATIONS = {
    ast.Add: "add",
    ast.Sub: "sub",
    ast.Mult: "mul",
    ast.Div: "div",
    ast.FloorDiv: "floor",
    ast.Mod: "mod",
    ast.Pow: "power",
}
# javascript that does what python does
PYTHON = {
    "fail": "name => { throw Object.assign(new Error(name), {name}) }",
    "num": """x => typeof x === "number" ? x
  : typeof x === "boolean" ? Number(x) : py_fail("TypeError")""",
    "whole": """x => Number.isInteger(py_num(x)) ? Number(x) : py_fail("TypeError")""",
    "positive": """x => py_num(x) <= 0 ? py_fail("ValueError") : x""",
    "nonzero": """x => py_num(x) === 0 ? py_fail("ZeroDivisionError") : x""",
    "iter": """xs => Array.isArray(xs) ? xs : typeof xs === "string" ? [...xs]
  : py_fail("TypeError")""",
    "at": """(xs, n) => {
  const at = py_whole(n) < 0 ? py_len(xs) + n : Number(n)
  return at < 0 || at >= py_len(xs) ? py_fail("IndexError") : xs[at]
}""",
    "eq": """(a, b) => Array.isArray(a) && Array.isArray(b)
  ? a.length === b.length && a.every((x, n) => py_eq(x, b[n]))
  : a === b || typeof a === "boolean" && Number(a) === b
    || typeof b === "boolean" && Number(b) === a""",
    "in": """(x, xs) => typeof xs === "string" ? xs.includes(x)
  : py_iter(xs).some(one => py_eq(one, x))""",
    # what is no number is never better, so the first one stays
    "best": """(xs, better) => {
  const all = xs.length === 1 ? py_iter(xs[0]) : xs
  if (!all.length) py_fail("ValueError")
  return all.reduce((a, b) => better(py_num(b), py_num(a)) ? b : a)
}""",
    "even": """x => {
  const low = Math.floor(x), over = x - low
  return over < 0.5 || over === 0.5 && low % 2 === 0 ? low : low + 1
}""",
    "add": """(a, b) => Array.isArray(a) && Array.isArray(b) ? [...a, ...b]
  : typeof a === "string" && typeof b === "string" ? a + b : py_num(a) + py_num(b)""",
    "sub": "(a, b) => py_num(a) - py_num(b)",
    "neg": "x => -py_num(x)",
    "mul": """(a, b) => {
  if (Array.isArray(b) || typeof b === "string") [a, b] = [b, a]
  if (!Array.isArray(a) && typeof a !== "string") return py_num(a) * py_num(b)
  const times = Math.max(0, py_whole(b))
  if (typeof a === "string") return a.repeat(times)
  return Array.from({length: a.length * times}, (_, n) => a[n % a.length])
}""",
    "div": "(a, b) => py_num(a) / py_nonzero(b)",
    "mod": """(a, b) => {
  const left = py_num(a) % py_nonzero(b)
  return left && left < 0 !== b < 0 ? left + Number(b) : left
}""",
    "floor": """(a, b) => {
  const left = py_num(a) % py_nonzero(b)
  const times = (a - left) / b - (left && left < 0 !== b < 0 ? 1 : 0)
  return Math.floor(times) + (times - Math.floor(times) > 0.5 ? 1 : 0)
}""",
    # python's other results have no number here: 2j, or one of 400 digits
    "power": """(a, b) => {
  if (py_num(a) === 1 || a === -1 && py_num(b) ** 2 === Infinity) return 1
  if (Number(a) === 0 && py_num(b) < 0 && b > -Infinity) py_fail("ZeroDivisionError")
  const y = a ** py_num(b), given = Number.isFinite(a) && Number.isFinite(b)
  if (given && Math.abs(a) ** b === Infinity) py_fail("OverflowError")
  return given && y !== y ? py_fail("ValueError") : y
}""",
    **MATH,
    **BUILTINS,
    **METHODS,
}
# the rest of python's grammar says the same in both
KNOWN = (
    ast.FunctionDef, ast.arguments, ast.arg, ast.Return, ast.Assign, ast.AugAssign, ast.Expr,
    ast.If, ast.For, ast.While, ast.Break, ast.Continue, ast.Pass, ast.Raise,
    ast.Name, ast.Attribute, ast.Subscript, ast.Slice, ast.Constant, ast.List, ast.Tuple,
    ast.ListComp, ast.GeneratorExp, ast.comprehension, ast.Lambda, ast.Call, ast.Starred,
    ast.IfExp, ast.BoolOp, ast.UnaryOp, ast.BinOp, ast.Compare,
    ast.expr_context, ast.boolop, ast.unaryop, ast.operator, ast.cmpop,
)


def translate(library, functions):
    """A JavaScript expression: an object with a function for each path.

    functions: {name in the browser: dotted path into snippets/}.
    """
    import pscript  # only pages with live figures need it

    found = Found(library)
    for path in functions.values():
        module, name = places.split(library.root, path)
        found.add(module, name, path)
    tree = ast.Module(list(found.functions.values()), [])
    try:
        script = pscript.py2js(ast.unparse(tree), docstrings=False)
    except Exception as error:  # pscript has no error class of its own for all
        raise WeaveError(
            f"{', '.join(functions.values())} cannot be told to the browser: {error}"
        ) from error
    given = ", ".join(f"{k}: {p.rpartition('.')[2]}" for k, p in functions.items())
    constants = [f"const {name} = {js}" for name, js in found.constants.items()]
    body = "\n".join([*constants, script])
    lines = [f"const py_{name} = {PYTHON[name]}" for name in _used(body)]
    told = "(() => {\n" + "\n".join([*lines, body]) + f"\nreturn {{{given}}}\n}})()"
    # in a text, </script> would end the script; code never has these two together
    return re.sub("<(?=[/!])", r"\\u003c", told)


def _used(script):
    """The names in PYTHON that some JavaScript needs, in its order."""
    names, waiting = set(), [script]
    while waiting:
        new = set(re.findall(r"\bpy_(\w+)", waiting.pop())) & PYTHON.keys() - names
        names |= new
        waiting += [PYTHON[name] for name in new]
    return [name for name in PYTHON if name in names]


class Found:
    """Functions and constants that are needed, each once."""

    def __init__(self, library):
        self.library = library
        self.functions = {}
        self.constants = {}
        self.homes = {}

    def add(self, module, name, path):
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

    def _told(self, function, module, path):
        """A function as PScript can read it; what it needs is added too."""
        bare = _bare(function)
        needed, own = _scopes(bare)
        table = self._table(module)
        python = {n for n in needed if not _binds(table, n) and hasattr(builtins, n)}
        told = _Told(path, python, own, math="math" in needed - own)
        made = told.visit(bare)
        for name in sorted(told.used & needed - python):
            self.add(module, name, path)
        return made

    def _table(self, module):
        code = modules.module_path(self.library.root, module).read_text(encoding="utf-8")
        return symtable.symtable(code, module, "exec")

    def _claim(self, module, name, path):
        home = self.homes.setdefault(name, module)
        if home != module:
            raise WeaveError(
                f"'{path}' needs two things named '{name}', of {home} and of {module}; rename one"
            )

    def _imported(self, module, there, name, path):
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


def _bare(function):
    """A copy of a function without docstrings and annotations."""
    function = ast.parse(ast.unparse(function)).body[0]
    for node in ast.walk(function):
        if isinstance(node, ast.arg):
            node.annotation = None
        if isinstance(node, ast.FunctionDef):
            node.returns = None
            if ast.get_docstring(node) is not None:
                node.body = node.body[1:] or [ast.Pass()]
    return function


def _binds(table, name):
    """Whether a scope gives a name its meaning."""
    try:
        symbol = table.lookup(name)
    except KeyError:
        return False
    return symbol.is_assigned() or symbol.is_imported() or symbol.is_parameter()


def _scopes(function):
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


class _Told(ast.NodeTransformer):
    """Makes a call of a function in PYTHON of all that JavaScript may do otherwise.

    python: the names that are python's own; own: the function's; math: whether
    there is the module.
    """

    def __init__(self, path, python, own, math):
        self.path, self.python, self.own, self.math = path, python, own, math
        self.used = set()

    def visit(self, node):
        if not isinstance(node, KNOWN):
            self.refuse(f"a {type(node).__name__}")
        return super().visit(node)

    def refuse(self, what, hint=""):
        raise WeaveError(f"'{self.path}' has {what}, which cannot be told to the browser{hint}")

    def test(self, node):
        """A condition, which must be true or false for JavaScript."""
        if isinstance(node, ast.BoolOp):
            return ast.BoolOp(node.op, [self.test(value) for value in node.values])
        made = self.visit(node)
        if isinstance(made, (ast.Compare, ast.UnaryOp)):
            return made
        return _is(made if _gives_bool(made) else _call("bool", made), True)

    def visit_FunctionDef(self, node):
        given = node.args
        if node.decorator_list or given.vararg or given.kwarg or given.kwonlyargs:
            self.refuse("a decorator, or arguments that have no place")
        return self.generic_visit(node)

    def visit_Raise(self, node):
        kind = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
        if not isinstance(kind, ast.Name) or node.cause:
            self.refuse("a raise without a kind of error of its own")
        return ast.Expr(_call("fail", ast.Constant(kind.id)))

    def visit_AugAssign(self, node):
        if not isinstance(node.target, ast.Name):
            self.refuse("a change to what stands in a list")
        read = ast.Name(node.target.id, ast.Load())
        return self.visit(ast.Assign([node.target], ast.BinOp(read, node.op, node.value), lineno=0))

    def visit_For(self, node):
        node.iter = _call("iter", node.iter)
        return self.generic_visit(node)

    def visit_comprehension(self, node):
        ifs = [self.test(condition) for condition in node.ifs]
        iter = _call("iter", self.visit(node.iter))
        return ast.comprehension(self.visit(node.target), iter, ifs, node.is_async)

    def visit_GeneratorExp(self, node):
        # pscript has no generators of that kind
        return self.visit(ast.ListComp(node.elt, node.generators))

    def visit_If(self, node):
        test, node.test = self.test(node.test), ast.Constant(True)
        node = self.generic_visit(node)
        node.test = test
        return node

    visit_IfExp = visit_While = visit_If

    def visit_UnaryOp(self, node):
        if isinstance(node.op, ast.Not):
            return ast.UnaryOp(node.op, self.test(node.operand))
        if not isinstance(node.op, ast.USub):
            self.refuse(f"a {type(node.op).__name__}")
        if isinstance(node.operand, ast.Constant):
            return node
        return _call("neg", self.visit(node.operand))

    def visit_BoolOp(self, node):
        left, right = node.values[0], node.values[1:]
        rest = self.visit(right[0] if len(right) == 1 else ast.BoolOp(node.op, right))
        made = self.visit(copy.deepcopy(left))
        sides = [rest, made] if isinstance(node.op, ast.And) else [made, rest]
        return ast.IfExp(self.test(left), *sides)

    def visit_BinOp(self, node):
        if type(node.op) not in OPERATIONS:
            self.refuse(f"a {type(node.op).__name__}")
        return _call(OPERATIONS[type(node.op)], self.visit(node.left), self.visit(node.right))

    def visit_Compare(self, node):
        sides = [node.left, *node.comparators]
        pairs = [self.compared(*pair) for pair in zip(sides, node.ops, sides[1:])]
        return pairs[0] if len(pairs) == 1 else ast.BoolOp(ast.And(), pairs)

    def compared(self, left, op, right):
        sides = self.visit(left), self.visit(right)
        if isinstance(op, (ast.Eq, ast.NotEq)):
            return _is(_call("eq", *sides), isinstance(op, ast.Eq))
        if isinstance(op, (ast.In, ast.NotIn)):
            return _is(_call("in", *sides), isinstance(op, ast.In))
        if not isinstance(op, (ast.Is, ast.IsNot)):
            sides = [side if isinstance(side, ast.Constant) else _call("num", side)
                     for side in sides]
        return ast.Compare(sides[0], [op], [sides[1]])

    def visit_Subscript(self, node):
        if not isinstance(node.ctx, ast.Load):
            self.refuse("a change to what stands in a list")
        if isinstance(node.slice, ast.Slice):
            return self.generic_visit(node)
        return _call("at", self.visit(node.value), self.visit(node.slice))

    def visit_Attribute(self, node):
        if self.math and isinstance(node.value, ast.Name) and node.value.id == "math":
            if node.attr not in MATH:
                self.refuse(f"math.{node.attr}", f"; of math it has: {', '.join(MATH)}")
            return ast.Name(f"py_{node.attr}", ast.Load())
        return self.generic_visit(node)

    def visit_Constant(self, node):
        kept = node.value is None or isinstance(node.value, (str, bool, float))
        if not kept and not (isinstance(node.value, int) and abs(node.value) <= 2**53):
            self.refuse(f"the constant {node.value!r}")
        return node

    def visit_Name(self, node):
        if node.id in self.python:
            if node.id in self.own or node.id not in BUILTINS:
                self.refuse(f"'{node.id}'", f"; of python's own it has: {', '.join(BUILTINS)}")
            return ast.Name(f"py_{node.id}", node.ctx)
        self.used.add(node.id)
        return node

    def visit_Call(self, node):
        import pscript

        if node.keywords:
            self.refuse("an argument by name")
        function = self.visit(node.func)
        if isinstance(function, ast.Attribute):
            if function.attr not in METHODS:
                self.refuse(f"a method '{function.attr}'", f"; it has: {', '.join(METHODS)}")
            given = [function.value, *map(self.visit, node.args)]
            return _call(function.attr, *given)
        if isinstance(function, ast.Name):
            if function.id == "py_isinstance":
                kinds = node.args[1].elts if isinstance(node.args[1], ast.Tuple) else node.args[1:]
                return _call("isinstance", self.visit(node.args[0]),
                             *[ast.Constant(kind.id) for kind in kinds])
            # pscript takes these for python's own, or for a class
            taken = hasattr(pscript.Parser, f"function_{function.id}")
            if taken or function.id[0].isupper():
                self.refuse(f"a function of its own called '{function.id}'", "; rename it")
        return ast.Call(function, [self.visit(one) for one in node.args], [])


def _call(name, *given):
    return ast.Call(ast.Name(f"py_{name}", ast.Load()), list(given), [])


def _gives_bool(node):
    names = {"py_isinstance", "py_all", "py_any", "py_bool"}
    return isinstance(node, ast.Call) and getattr(node.func, "id", "") in names


def _is(node, constant):
    return ast.Compare(node, [ast.Is()], [ast.Constant(constant)])
