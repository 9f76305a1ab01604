"""What of snippets/ is told to the browser, and what cannot be."""

import re

import pytest

from weave.fault import WeaveError
from weave.fences import ask

HEAD = """
from math import exp

total = 1j
share = 0.8
text = "</script><!-- <script>"
"""


@pytest.fixture
def told(repository):
    """The JavaScript of a function that some code defines."""

    def tell(code, name="f"):
        repository.write("snippets/m.py", HEAD + code)
        repository.library.refresh()
        return repository.library.javascript({name: f"m.{name}"})

    return tell


@pytest.mark.parametrize(
    "code",
    [
        "def f(total):\n    return total",
        "def f(x):\n    total = x\n    return total",
        "def f(x):\n    total, other = x\n    return total + other",
        "def f(x):\n    for total in x:\n        return total",
        "def f(x):\n    for n, total in x:\n        return total",
        "def f(x):\n    return [total for total in x]",
        "def f(x):\n    return sum(total * n for n, total in x)",
        "def f(x):\n    g = lambda total: total\n    return g(x)",
        "def f(x):\n    def g(total):\n        return total\n    return g(x)",
        "def f(x):\n    total = 0\n    def g(y):\n        return total + y\n    return g(x)",
        "def f(x: total) -> total:\n    return x",
        'def f(x):\n    """total"""\n    return x.total',
    ],
)
def test_a_local_name_is_the_functions_own(told, code):
    assert "const total" not in told(code)


def test_a_name_of_the_module_comes_along(told):
    # share is read before the loop gives that name to something in another scope
    code = "def g(x):\n    return x\n\ndef f(x, y=share):\n"
    script = told(code + "    return [share for share in x] + g(share)")
    assert "const share = 0.8" in script
    assert "g = function" in script


@pytest.mark.parametrize(
    "code, says",
    [
        ("def f(x):\n    with x as total:\n        return total", "a With"),
        ("def f(x):\n    return (total := x)", "a NamedExpr"),
        ("def f(x):\n    return total", "'m.total' holds a complex"),
        ("def f(x):\n    return mising + x", "needs 'mising', which m does not have"),
        ("def f(x):\n    return sorted(x)", "of python's own it has: abs, all"),
        ("def f(x):\n    return [max for max in max(x)]", "'max'"),
        ("def f(x):\n    round = x\n    return round(2.5)", "called 'round'"),
        ("def f(x):\n    return max(x, key=abs)", "an argument by name"),
        ("def f(x):\n    return f'{x:.0f}'", "a format"),
        ("def f(x):\n    return f'{x!r}'", "a format"),
        ("def f(x):\n    x[0] = 1\n    return x", "a change to what stands in a list"),
        ("def f(x):\n    return x.pop()", "a method 'pop'"),
        ("def f(x):\n    return {x: 1}", "a Dict"),
        ("def f(x):\n    return x & 1", "a BitAnd"),
        ("def f(x):\n    return x + 1j", "the constant 1j"),
        ("def f(x):\n    return x + 9007199254740993", "the constant 9007199254740993"),
        ("def f(*x):\n    return x", "arguments that have no place"),
        ("import math\ndef f(x):\n    return math.gamma(x)", "of math it has: exp, log"),
        ("import numpy as np\ndef f(x):\n    return np.pi * x", "needs numpy"),
        ("from math import gamma\ndef f(x):\n    return gamma(x)", "needs math.gamma"),
        ("class A:\n    pass\ndef f(x):\n    return A(x)", "called 'A'"),
        ("def f(x):\n    try:\n        return x\n    finally:\n        pass", "a Try"),
    ],
)
def test_what_browsers_might_do_otherwise_is_refused(told, code, says):
    with pytest.raises(WeaveError, match=re.escape(says)):
        told(code)


def test_a_file_is_named_by_what_it_has(told, repository):
    names = []
    for code in ["return x", "return x + 1", "return x"]:
        script = told(f"def f(x):\n    {code}")
        names.append(ask.formulas(repository.library, {"f": "m.f"}))
        made = repository.library.files[f"assets/formulas/{names[-1]}"]
        assert made == f"export default {script}\n"
    assert names[0] == names[2] != names[1]
