"""Formulas told to the browser give what CPython gives, errors included."""

import importlib
import inspect
import json
import math
import random
import re

import pytest

from snippets import by_hand
from tests.site.pages import DOCS
from weave.code import places
from weave.code.library import Library

FUNCTIONS = ["softmax", "log_softmax", "cross_entropy", "gradient"]
LIVE = re.compile(r"^ *live: \S+ (.*)$", re.M)
PYTHON = (DOCS.parent.parent / "theme/assets/python.js").read_text(encoding="utf-8")
RUN = """async ([python, sources, cases]) => {
  const of = await import(URL.createObjectURL(new Blob([python], {type: "text/javascript"})))
  const given = sources.map(source => (0, eval)(source)(of))
  const odd = {inf: Infinity, "-inf": -Infinity, nan: NaN}
  const read = x => Array.isArray(x) ? x.map(read) : x in odd ? odd[x] : x
  const tell = x => Array.isArray(x) ? x.map(tell) : typeof x !== "number" ? x
    : Number.isFinite(x) ? x : Number.isNaN(x) ? "nan" : x > 0 ? "inf" : "-inf"
  return cases.map(([n, name, ...given_to]) => {
    try { return tell(given[n][name](...given_to.map(read))) }
    catch (error) { return error.name }
  })
}"""


# --- how the two are compared


def told(x):
    """As JSON can carry it."""
    if isinstance(x, (list, tuple)):
        return [told(one) for one in x]
    if isinstance(x, float) and not math.isfinite(x):
        return "nan" if math.isnan(x) else str(x)
    return x


def same(a, b, near=1e-300):
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(same(x, y, near) for x, y in zip(a, b))
    if isinstance(a, float) and isinstance(b, (int, float)):
        # a probability that underflows in one may be a subnormal in the other
        return math.isclose(a, b, rel_tol=1e-12, abs_tol=near)
    return a == b


def python(function, given):
    try:
        answer = function(*given)
    except Exception as error:
        return type(error).__name__
    # browsers have no complex numbers, and say so
    return "ValueError" if isinstance(answer, complex) else answer


def differences(browser, sources, calls, near=lambda name: 1e-300):
    """Of calls (number of the source, name, function, arguments), those that differ."""
    page = browser.new_page()
    try:
        cases = [[n, name, *map(told, given)] for n, name, _, given in calls]
        answers = page.evaluate(RUN, [PYTHON, sources, json.loads(json.dumps(cases))])
    finally:
        page.close()
    assert len(answers) == len(calls)
    return [
        (name, given, right, answer)
        for (_, name, function, given), answer in zip(calls, answers)
        if not same(right := told(python(function, given)), answer, near(name))
    ]


# --- by hand, at length


def cases():
    """10,000 random calls, and the edges."""
    dice = random.Random(20261123)
    calls = []
    for n in range(10_000):
        classes = dice.randint(1, 50)
        spread = dice.choice([1, 10, 100, 700])
        logits = [dice.uniform(-spread, spread) for _ in range(classes)]
        if n % 20 == 0:
            # masked classes, and what describes no distribution
            logits[dice.randrange(classes)] = dice.choice(
                [-math.inf, math.inf, math.nan, 0.0, -0.0, 700.0, -700.0]
            )
        name = FUNCTIONS[n % 4]
        target = [dice.randrange(classes)] if name in FUNCTIONS[2:] else []
        calls.append((name, logits, *target))
    for name in FUNCTIONS:
        target = [0] if name in FUNCTIONS[2:] else []
        edges = [
            [700.0, -700.0],
            [-700.0, 700.0],
            [700.0],
            [-math.inf, 0.0],
            [0.0, -math.inf],
            [-math.inf, -math.inf],
            [math.inf, 0.0],
            [math.nan, 1.0],
            [1.0, math.nan],
            [0.0],
            [1e308, -1e308],
            [],
        ]
        calls += [(name, logits, *target) for logits in edges]
    for target in [-1, 2, True, 1.5, "0"]:
        calls.append(("cross_entropy", [1.0, 2.0], target))
    return [(0, name, getattr(by_hand, name), given) for name, *given in calls]


@pytest.fixture(scope="module")
def source():
    return Library().javascript({name: f"by_hand.{name}" for name in FUNCTIONS})


def test_ten_thousand_calls_give_what_cpython_gives(browser, source):
    assert differences(browser, [source], cases())[:3] == []


@pytest.mark.parametrize(
    "right, wrong",
    [
        ("py_div(power, total)", "py_div(power, total + 1e-9)"),
        ("py_sub(z, top), log_total", "py_sub(z, top), log_total * 1.0000000001"),
        ("py_sub(py_at(q, i), py_at(p, i))", "py_sub(py_at(p, i), py_at(q, i))"),
        ("py_sub(0.0, py_at(log_q", "py_sub(-1, py_at(log_q"),
        ("(py_num(target) < 0)", "(py_num(target) < -1)"),
    ],
)
def test_a_wrong_formula_is_caught(browser, source, right, wrong):
    assert right in source
    # the last ones are the edges
    assert differences(browser, [source.replace(right, wrong)], cases()[-200:])


# --- all that pages bind

EDGES = [
    0.0,
    -0.0,
    1.0,
    -1.0,
    0.5,
    -0.5,
    2.0,
    1e-300,
    5e-324,
    1e308,
    -1e308,
    709.7,
    709.8,
    710.0,
    -745.0,
    -746.0,
    math.inf,
    -math.inf,
    math.nan,
    None,
    "1",
]


def numbers(low, high, least=1, most=8):
    def some(dice, given):
        return [dice.uniform(low, high) for _ in range(dice.randint(least, most))]

    return some


def distribution(dice, given):
    """As many shares as p has, some of them 0."""
    classes = len(given["p"]) if "p" in given else dice.randint(1, 6)
    counts = [dice.choice([0, 1, dice.randint(1, 16)]) for _ in range(classes)]
    return [count / (sum(counts) or 1) for count in counts]


def grid(dice, side):
    """A square of 0 and 1, with at least one of each."""
    cells = [0, 1] + [dice.randint(0, 1) for _ in range(side * side - 2)]
    return [cells[n : n + side] for n in range(0, side * side, side)]


# what a page may give: for an argument of that name, or of that function
GIVEN = {
    "logits": numbers(-30, 30),
    "slopes": lambda dice, given: [dice.uniform(-1, 1) for _ in given["logits"]],
    "target": lambda dice, given: dice.randrange(len(given["logits"])),
    "temperature": lambda dice, given: dice.choice([0.25, 1.0, 4.0, 16.0]),
    "learning_rate": lambda dice, given: dice.uniform(0, 12),
    "z": lambda dice, given: dice.uniform(-40, 40),
    "p": distribution,
    "q": distribution,
    "why_log.counted.q": lambda dice, given: dice.random(),
    "edges": lambda dice, given: [0, *sorted(dice.randint(0, 16) for _ in range(3)), 16],
    "label": lambda dice, given: dice.choice([1, 2, 3]),
    "q_true": lambda dice, given: dice.random(),
    "p_true": lambda dice, given: dice.random(),
    "alpha": lambda dice, given: dice.random(),
    "why_log.likelihood.q_true": numbers(0, 1),
    "why_log.nll.q_true": numbers(0, 1),
    "base": lambda dice, given: dice.choice([2, math.e, 10]),
    "loss": lambda dice, given: dice.uniform(0, 1000),
    "nats": lambda dice, given: dice.uniform(0, 1000),
    "mean_nats": lambda dice, given: dice.uniform(0, dice.choice([1, 20, 1000])),
    "count": lambda dice, given: dice.randint(1, 1_000_000),
    "classes": lambda dice, given: dice.randint(2, 60_000),
    "losses": numbers(0, 10),
    "how": lambda dice, given: dice.choice(["sum", "mean"]),
    "share": lambda dice, given: dice.uniform(0.01, 0.99),
    "pos_weight": lambda dice, given: dice.uniform(0.1, 100),
    "sizes": lambda dice, given: [dice.randint(1, 200), dice.randint(1, 200)],
    "shares": numbers(0, 1),
    "sures": numbers(0, 1),
    "rights": numbers(0, 1),
    "values": numbers(0, 1),
    "gap": lambda dice, given: dice.choice([dice.uniform(1, 20), dice.uniform(1, 1000)]),
    "which": lambda dice, given: dice.randrange(4),
    "way": lambda dice, given: dice.randrange(3),
    "means": lambda dice, given: [dice.uniform(0, 5), dice.uniform(0, 5)],
    "pieces.reading.bits": numbers(0, 16),
    "characters": lambda dice, given: dice.randint(1, 20),
    "truth": lambda dice, given: grid(dice, 5),
    "guess": lambda dice, given: grid(dice, 5),
    "moved_mask.called.how": lambda dice, given: dice.choice(["moved", "nothing"]),
    "right": lambda dice, given: dice.randint(-6, 6),
    "down": lambda dice, given: dice.randint(-6, 6),
    "student": numbers(-30, 30, 3, 3),
    "teacher": numbers(-30, 30, 3, 3),
    "sure": lambda dice, given: dice.uniform(0.5, 0.99),
}
# 1.0 is no index in python, and browsers cannot tell it from 1
INDICES = [-1, 0, 1, 50, True, False, 1.5, math.nan, math.inf, None, "1"]
ODD = {
    **dict.fromkeys(["target", "right", "down"], INDICES),
    # places in a list, which a figure takes from its own
    "which": [0, 1, 2, 3],
    "way": [0, 1, 2],
}
# a difference of two near numbers is exact to the last digits of those alone
DIFFERENCES = {
    "entropy.lengths",
    "entropy.parts",
    "by_hand.gradient",
    "distillation.slopes",
    "distillation.slopes_times_t2",
    "gradient.step_down",
    "why_not_mse.slopes",
    "pos_weight.slope",
    "pos_weight.best_logit",
}


def bound():
    """Each function that a page's figure takes: its path, and itself."""
    library = Library()
    texts = [page.read_text(encoding="utf-8") for page in DOCS.parent.glob("*/*.md")]
    lines = [line for text in texts for line in LIVE.findall(text)]
    paths = {pair.partition("=")[2] for line in lines for pair in line.split()}
    functions = {}
    for path in sorted(path for path in paths if library.data(path) is None):
        module, name = places.split(library.root, path)
        functions[path] = getattr(importlib.import_module(f"snippets.{module}"), name)
    return functions


def calls_of(path, function):
    """Random calls of a function, then each of its arguments at the extremes."""
    dice = random.Random(f"20261126 {path}")
    # a page leaves out what it may
    names = [
        name
        for name, parameter in inspect.signature(function).parameters.items()
        if parameter.default is parameter.empty
    ]
    for name in names:
        assert f"{path}.{name}" in GIVEN or name in GIVEN, (
            f"nothing says what '{name}' of {path} may be; add it to GIVEN in {__file__}"
        )

    def ordinary():
        given = {}
        for name in names:
            given[name] = GIVEN.get(f"{path}.{name}", GIVEN.get(name))(dice, given)
        return given

    calls = [ordinary() for _ in range(300)]
    for name in names:
        edges = ODD.get(name, EDGES)
        for given in (ordinary() for _ in range(5)):
            if isinstance(given[name], list):
                at = dice.randrange(len(given[name]) or 1)
                lists = [given[name][:at] + [x] + given[name][at + 1 :] for x in EDGES]
                edges = [*lists, [], [0, 0], [math.inf, math.inf], [-math.inf] * 2, *EDGES]
            calls += [{**given, name: edge} for edge in edges]
    return [list(given.values()) for given in calls]


def test_each_function_of_a_page_gives_what_cpython_gives(browser):
    functions = bound()
    assert len(functions) > 10
    library = Library()
    sources = [library.javascript({called(path): path}) for path in functions]
    calls = [
        (n, called(path), function, given)
        for n, (path, function) in enumerate(functions.items())
        for given in calls_of(path, function)
    ]

    def near(name):
        return 1e-11 if name in map(called, DIFFERENCES) else 1e-300

    found = differences(browser, sources, calls, near)
    assert {name: case for name, *case in reversed(found)} == {}


def called(path):
    """What JavaScript can call it."""
    return path.replace(".", "_")


def test_a_function_that_nothing_is_known_of_is_named():
    with pytest.raises(AssertionError, match="nothing says what 'gamma' of focal.focal may be"):
        calls_of("focal.focal", lambda q_true, gamma: 0)


# --- each operation

OPERATIONS = """
import math
from math import e, exp, inf, log, log2, log10, nan, prod, sqrt

NUMBERS = [1, 2, 3]

def add(a, b): return a + b
def subtract(a, b): return a - b
def multiply(a, b): return a * b
def divide(a, b): return a / b
def floor(a, b): return a // b
def modulo(a, b): return a % b
def power(a, b): return a ** b
def power_of(a, b): return pow(a, b)
def less(a, b): return a < b
def between(a, b): return a < b <= 2
def equal(a, b): return a == b
def unequal(a, b): return a != b
def larger(a, b): return max(a, b)
def smaller(a, b): return min(a, b)
def logarithm(a, b): return log(a, b)
def chosen(a, b): return 1 if a else 2 if not b else 3
def either(a, b): return 1 if a or b else 2
def both(a, b): return a and b
def rounded(a, b): return round(a, b)
def changed(a, b):
    a += b
    a *= 2
    return a

def negative(a): return -a
def size(a): return abs(a)
def whole(a): return int(a)
def fraction(a): return float(a)
def truth(a): return bool(a)
def nearest(a): return round(a)
def power_of_e(a): return exp(a)
def dotted(a): return math.log(a) + math.exp(1)
def natural(a): return log(a)
def binary(a): return log2(a)
def decimal(a): return log10(a)
def root(a): return sqrt(a)
def constants(a): return [e, inf, nan, a]
def kinds(a): return [isinstance(a, bool), isinstance(a, (str, list)), isinstance(a, float)]
def counted(a): return [n for n in range(a)]
def said(a): return f"{a} of '{a}'"
def joined(a): return ", ".join(a)
def position(a): return NUMBERS.index(a)

def element(a, b): return a[b]
def part(a, b): return [a[1:], a[:b], a[-2:]]
def within(a, b): return [b in a, b not in a]
def inserted(a, b):
    made = [x for x in a]
    made.insert(b, 9)
    made.append(8)
    return made
def numbered(a, b): return [[n, x] for n, x in enumerate(a, 1) if n != b]
def steps(a, b): return list(range(a[0], a[1], b))

def total(a): return sum(a)
def product(a): return prod(a)
def largest(a): return max(a)
def smallest(a): return min(a)
def every(a): return all(a)
def some(a): return any(a)
def pairs(a): return list(zip(a, a[1:]))
def logs(a): return list(map(log, a))
def count(a): return len(a)
def loop(a):
    n = 0
    for x in a:
        while n < x and not n > 8:
            n += 1
        if n > 5:
            break
    return n
def checked(a):
    if len(a) < 2:
        raise KeyError(f"{len(a)} are too few")
    return a[-1]
"""
FLOATS = [x for x in EDGES if isinstance(x, float)] + [
    0.1,
    -0.1,
    2.5,
    -2.5,
    1.5,
    3.0,
    -3.0,
    7.0,
    0.125,
    2.675,
    1e22,
    123456.5,
    True,
    False,
]
LISTS = [
    [],
    [0.0],
    [1.0, 2.0, 3.0],
    [math.nan, 1.0],
    [1.0, math.nan],
    [math.inf, -math.inf],
    [3, 1, 2, 2],
    [1e308, 1e308],
    [None],
    ["a"],
    [[1], [2]],
    3.0,
    None,
]


@pytest.fixture
def operations(tmp_path):
    """(JavaScript of OPERATIONS, its functions)"""
    (tmp_path / "snippets").mkdir()
    (tmp_path / "snippets" / "operations.py").write_text(OPERATIONS, encoding="utf-8")
    names = re.findall(r"^def (\w+)", OPERATIONS, re.M)
    space = {}
    exec(OPERATIONS, space)
    # the constant is read as pages do, which runs the module of that root
    library = Library(tmp_path)
    library.data = lambda path: {"data": space[path.rpartition(".")[2]]}
    source = library.javascript({name: f"operations.{name}" for name in names})
    return source, {name: space[name] for name in names}


def test_each_operation_gives_what_cpython_gives(browser, operations):
    source, functions = operations
    numbers = [
        "add",
        "subtract",
        "multiply",
        "divide",
        "floor",
        "modulo",
        "power",
        "power_of",
        "less",
        "between",
        "equal",
        "unequal",
        "larger",
        "smaller",
        "logarithm",
        "chosen",
        "either",
        "both",
        "changed",
    ]
    calls = [(name, a, b) for name in numbers for a in FLOATS for b in FLOATS]
    odd = [None, "ab", [], [1, 2]]
    calls += [(name, a, b) for name in ["add", "equal", "divide"] for a in odd for b in [*odd, 2.0]]
    calls += [("multiply", a, b) for a in [[], [1, 2]] for b in [0, 1, 3, -1, 1.5]]
    calls += [("rounded", a, b) for a in FLOATS for b in [None, 0, 1, 2, 3, 20, -1, -2]]
    halves = [n + 0.5 for n in range(-6, 6)] + [0.05, 1.005, 1.015, 2.675, 0.375, -0.125, 1250.0]
    calls += [("rounded", a, b) for a in halves for b in [0, 1, 2, -2]]
    single = [
        "negative",
        "size",
        "whole",
        "fraction",
        "truth",
        "nearest",
        "power_of_e",
        "dotted",
        "natural",
        "binary",
        "decimal",
        "root",
        "constants",
        "position",
    ]
    calls += [(name, a) for name in single for a in [*FLOATS, *halves]]
    calls += [("kinds", a) for a in [True, 1.5, "a", [1], None, math.nan]]
    calls += [("said", a) for a in [0, 3, -100, 2**40, "a"]]
    calls += [("joined", a) for a in [[], ["a"], ["a", "b"], "ab", [1], ["a", None], None]]
    calls += [("counted", a) for a in [0, 3, -2, 1.5, None]]
    lists = [
        "total",
        "product",
        "largest",
        "smallest",
        "every",
        "some",
        "pairs",
        "logs",
        "count",
        "loop",
        "checked",
    ]
    calls += [(name, a) for name in lists for a in LISTS]
    # lists themselves have no order there
    calls = [call for call in calls if call[1] != [[1], [2]] or call[0] not in lists[2:4]]
    some = [[], [1], [1, 2, 3], [3, 1, True]]
    calls += [
        (name, a, b)
        for name in ["element", "part", "inserted", "within", "numbered"]
        for a in some
        for b in [0, 1, 2, -1, -2, 5, -5]
    ]
    calls += [("element", [1, 2, 3], b) for b in [1.5, None, "0", True]]
    calls += [("steps", a, b) for a in [[0, 5], [5, 0], [2, 2]] for b in [1, 2, -1, -2, 0]]
    assert {name for name, *_ in calls} == set(functions)
    found = differences(browser, [source], [(0, n, functions[n], given) for n, *given in calls])
    assert found[:5] == []
    assert len(calls) > 10_000


# --- where formulas may not stand

ASSETS = DOCS.parents[1] / "theme" / "assets"
LIVES = sorted(ASSETS.glob("live/*.js"))
SCRIPTS = [*LIVES, *sorted(ASSETS.glob("ask/*.js"))]
LAYOUT = re.compile(r"^const LAYOUT = \{.*?\}\n", re.M | re.S)
QUIET = re.compile(r"//[^\n]*|\"[^\"\n]*\"")  # comments and texts
TYPED = {
    "a decimal outside LAYOUT": re.compile(r"\d\.\d|(?<![\w.\])])\.\d|\de-?\d"),
    "a function of Math that is no rounding": re.compile(
        r"Math\.(?!abs|ceil|floor|hypot|max|min|round|sign)\w+"
    ),
    "a power": re.compile(r"\*\*"),
    "a sum": re.compile(r"\.reduce"),
    "arithmetic with what Python gave": re.compile(
        r"\b(?:state|start|f)\.\w+(?:\.\w+|\[[^\]]*\]|\([^()]*\))* *[-+*/%] (?!LAYOUT)"
        r"|[-+*/%] (?:state|start|f)\."
    ),
    "a limit of an axis that is typed": re.compile(
        r"\b[xy]: \[(?:[^\]]*, )?-?(?:[2-9]|\d\d+)(?:, [^\]]*)?\]"
    ),
}


def typed(script):
    """What of a figure's script is a formula or a result, as far as one can tell."""
    code = QUIET.sub("", LAYOUT.sub("", script))
    return [(what, match[0]) for what, at in TYPED.items() for match in at.finditer(code)]


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_no_formula_is_written_in_javascript(script):
    assert typed(script.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "line",
    [
        "const scaled = z.map(value => value / state.T)",
        "const total = counts.reduce((a, b) => a + b)",
        'set: {unit: 1, kind: "mean", loss: 0.6931, classes: 2}',
        "set: {loss: .6931}",
        "const high = Math.log10",
        "const base = {2: 2, e: Math.E, 10: 10}",
        "const picture = plot({...FRAME, y: [0, 0.0014]})",
        "const right = plot({...FRAME, y: [0, 42]})",
        "const along = step ** (1 - n / 60)",
        "say(f.loss(q, 2) / count)",
        "const short = x => (x >= 1e6 ? words.most : say(x))",
    ],
)
def test_a_formula_in_javascript_is_caught(line):
    assert typed(f"const LAYOUT = {{half: 0.35}}\n{line}\n")


@pytest.mark.parametrize("script", LIVES, ids=lambda path: path.stem)
def test_the_words_of_the_fence_are_written_once(script):
    text = script.read_text(encoding="utf-8")
    its = rf"^```figure [^\n]*\n((?:(?!```).)*^live: {script.stem}\b.*?)^```"
    fence = re.compile(its, re.M | re.S)
    labels = [
        label
        for page in DOCS.parent.glob("*/*.md")
        for body in fence.findall(page.read_text(encoding="utf-8"))
        for key, label in re.findall(r"^(\w+): (.*)$", body, re.M)
        if key not in {"live", "title", "alt", "caption"}
        if " " in label or not label.isascii()  # else it may be the name of something
    ]
    assert labels
    assert [label for label in labels if f'"{label}"' in text] == []
