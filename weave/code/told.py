"""Rewrites a function so that PScript's JavaScript of it does what Python does.

JavaScript divides by zero and finds something at any index of a list. So whatever may go
another way there becomes a call of a function in theme/assets/python.js, which does as
Python does, errors included, and what none of them does is refused.
"""

import ast
import copy
from typing import Any, NoReturn

from weave.fault import WeaveError

# what theme/assets/python.js has of python's math, of its own, and of lists
MATH = "exp log log2 log10 sqrt inf nan e prod".split()
BUILTINS = (
    "abs all any bool enumerate float int isinstance len list map max"
    " min pow range round sum tuple zip"
).split()
METHODS = "append index insert join".split()
OPERATIONS = {
    ast.Add: "add",
    ast.Sub: "sub",
    ast.Mult: "mul",
    ast.Div: "div",
    ast.FloorDiv: "floor",
    ast.Mod: "mod",
    ast.Pow: "power",
}
# the rest of python's grammar says the same in both
KNOWN = (
    ast.FunctionDef,
    ast.arguments,
    ast.arg,
    ast.Return,
    ast.Assign,
    ast.AugAssign,
    ast.Expr,
    ast.If,
    ast.For,
    ast.While,
    ast.Break,
    ast.Continue,
    ast.Pass,
    ast.Raise,
    ast.Name,
    ast.Attribute,
    ast.Subscript,
    ast.Slice,
    ast.Constant,
    ast.List,
    ast.Tuple,
    ast.ListComp,
    ast.GeneratorExp,
    ast.comprehension,
    ast.Lambda,
    ast.Call,
    ast.Starred,
    ast.IfExp,
    ast.BoolOp,
    ast.UnaryOp,
    ast.BinOp,
    ast.JoinedStr,
    ast.FormattedValue,
    ast.Compare,
    ast.expr_context,
    ast.boolop,
    ast.unaryop,
    ast.operator,
    ast.cmpop,
)


class Told(ast.NodeTransformer):
    """Makes a call of all that JavaScript may do otherwise.

    python: the names that are python's own; own: the function's; math: whether
    there is the module.
    """

    def __init__(self, path: str, python: set[str], own: set[str], math: bool):
        self.path, self.python, self.own, self.math = path, python, own, math
        self.used: set[str] = set()

    def visit(self, node: Any) -> Any:
        if not isinstance(node, KNOWN):
            self.refuse(f"a {type(node).__name__}")
        return super().visit(node)

    def refuse(self, what: str, hint: str = "") -> NoReturn:
        raise WeaveError(f"'{self.path}' has {what}, which cannot be told to the browser{hint}")

    def test(self, node: Any) -> Any:
        """A condition, which must be true or false for JavaScript."""
        if isinstance(node, ast.BoolOp):
            return ast.BoolOp(node.op, [self.test(value) for value in node.values])
        made = self.visit(node)
        if isinstance(made, (ast.Compare, ast.UnaryOp)):
            return made
        return _is(made if _gives_bool(made) else _call("bool", made), True)

    def visit_FunctionDef(self, node: Any) -> Any:
        given = node.args
        if node.decorator_list or given.vararg or given.kwarg or given.kwonlyargs:
            self.refuse("a decorator, or arguments that have no place")
        return self.generic_visit(node)

    def visit_Raise(self, node: Any) -> Any:
        kind = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
        if not isinstance(kind, ast.Name) or node.cause:
            self.refuse("a raise without a kind of error of its own")
        return ast.Expr(_call("fail", ast.Constant(kind.id)))

    def visit_AugAssign(self, node: Any) -> Any:
        if not isinstance(node.target, ast.Name):
            self.refuse("a change to what stands in a list")
        read = ast.Name(node.target.id, ast.Load())
        return self.visit(ast.Assign([node.target], ast.BinOp(read, node.op, node.value), lineno=0))

    def visit_For(self, node: Any) -> Any:
        node.iter = _call("iter", node.iter)
        return self.generic_visit(node)

    def visit_comprehension(self, node: Any) -> Any:
        ifs = [self.test(condition) for condition in node.ifs]
        iter = _call("iter", self.visit(node.iter))
        return ast.comprehension(self.visit(node.target), iter, ifs, node.is_async)

    def visit_GeneratorExp(self, node: Any) -> Any:
        # pscript has no generators of that kind
        return self.visit(ast.ListComp(node.elt, node.generators))

    def visit_If(self, node: Any) -> Any:
        test, node.test = self.test(node.test), ast.Constant(True)
        node = self.generic_visit(node)
        node.test = test
        return node

    visit_IfExp = visit_While = visit_If

    def visit_UnaryOp(self, node: Any) -> Any:
        if isinstance(node.op, ast.Not):
            return ast.UnaryOp(node.op, self.test(node.operand))
        if not isinstance(node.op, ast.USub):
            self.refuse(f"a {type(node.op).__name__}")
        if isinstance(node.operand, ast.Constant):
            return node
        return _call("neg", self.visit(node.operand))

    def visit_BoolOp(self, node: Any) -> Any:
        left, right = node.values[0], node.values[1:]
        rest = self.visit(right[0] if len(right) == 1 else ast.BoolOp(node.op, right))
        made = self.visit(copy.deepcopy(left))
        sides = [rest, made] if isinstance(node.op, ast.And) else [made, rest]
        return ast.IfExp(self.test(left), *sides)

    def visit_BinOp(self, node: Any) -> Any:
        if type(node.op) not in OPERATIONS:
            self.refuse(f"a {type(node.op).__name__}")
        return _call(OPERATIONS[type(node.op)], self.visit(node.left), self.visit(node.right))

    def visit_JoinedStr(self, node: Any) -> Any:
        return _call("text", *map(self.visit, node.values))

    def visit_FormattedValue(self, node: Any) -> Any:
        if node.format_spec or node.conversion != -1:
            self.refuse("a format")
        return self.visit(node.value)

    def visit_Compare(self, node: Any) -> Any:
        sides = [node.left, *node.comparators]
        pairs = [self.compared(*pair) for pair in zip(sides, node.ops, sides[1:])]
        return pairs[0] if len(pairs) == 1 else ast.BoolOp(ast.And(), pairs)

    def compared(self, left: Any, op: Any, right: Any) -> Any:
        sides = self.visit(left), self.visit(right)
        if isinstance(op, (ast.Eq, ast.NotEq)):
            return _is(_call("eq", *sides), isinstance(op, ast.Eq))
        if isinstance(op, (ast.In, ast.NotIn)):
            return _is(_call("in", *sides), isinstance(op, ast.In))
        if not isinstance(op, (ast.Is, ast.IsNot)):
            left, right = (
                side if isinstance(side, ast.Constant) else _call("num", side) for side in sides
            )
            return ast.Compare(left, [op], [right])
        return ast.Compare(sides[0], [op], [sides[1]])

    def visit_Subscript(self, node: Any) -> Any:
        if not isinstance(node.ctx, ast.Load):
            self.refuse("a change to what stands in a list")
        if isinstance(node.slice, ast.Slice):
            return self.generic_visit(node)
        return _call("at", self.visit(node.value), self.visit(node.slice))

    def visit_Attribute(self, node: Any) -> Any:
        if self.math and isinstance(node.value, ast.Name) and node.value.id == "math":
            if node.attr not in MATH:
                self.refuse(f"math.{node.attr}", f"; of math it has: {', '.join(MATH)}")
            return ast.Name(f"py_{node.attr}", ast.Load())
        return self.generic_visit(node)

    def visit_Constant(self, node: Any) -> Any:
        kept = node.value is None or isinstance(node.value, (str, bool, float))
        if not kept and not (isinstance(node.value, int) and abs(node.value) <= 2**53):
            self.refuse(f"the constant {node.value!r}")
        return node

    def visit_Name(self, node: Any) -> Any:
        if node.id in self.python:
            if node.id in self.own or node.id not in BUILTINS:
                self.refuse(f"'{node.id}'", f"; of python's own it has: {', '.join(BUILTINS)}")
            return ast.Name(f"py_{node.id}", node.ctx)
        self.used.add(node.id)
        return node

    def visit_Call(self, node: Any) -> Any:
        import pscript  # only pages with live figures need it

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
                second: Any = node.args[1]
                kinds: Any = second.elts if isinstance(second, ast.Tuple) else [second]
                names = [ast.Constant(kind.id) for kind in kinds]
                return _call("isinstance", self.visit(node.args[0]), *names)
            # pscript takes these for python's own, or for a class
            taken = hasattr(pscript.Parser, f"function_{function.id}")
            if taken or function.id[0].isupper():
                self.refuse(f"a function of its own called '{function.id}'", "; rename it")
        return ast.Call(function, [self.visit(one) for one in node.args], [])


def _call(name: str, *given: Any) -> ast.Call:
    return ast.Call(ast.Name(f"py_{name}", ast.Load()), list(given), [])


def _gives_bool(node: Any) -> bool:
    names = {"py_isinstance", "py_all", "py_any", "py_bool"}
    return isinstance(node, ast.Call) and getattr(node.func, "id", "") in names


def _is(node: Any, constant: bool) -> ast.Compare:
    return ast.Compare(node, [ast.Is()], [ast.Constant(constant)])
