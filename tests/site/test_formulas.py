"""Formulas told to the browser give what CPython gives."""

import json
import math
import random

import pytest

from snippets import by_hand
from weave.library import Library

FUNCTIONS = ["softmax", "log_softmax", "cross_entropy", "gradient"]
ODD = {"inf": math.inf, "-inf": -math.inf, "nan": math.nan}
RUN = """([source, cases]) => {
  const given = (0, eval)(source)
  const odd = {inf: Infinity, "-inf": -Infinity, nan: NaN}
  const read = x => Array.isArray(x) ? x.map(read) : x in odd ? odd[x] : x
  const tell = x => Array.isArray(x) ? x.map(tell)
    : Number.isFinite(x) ? x : Number.isNaN(x) ? "nan" : x > 0 ? "inf" : "-inf"
  return cases.map(([name, ...given_to]) => {
    try { return tell(given[name](...given_to.map(read))) }
    catch (error) { return error.name }
  })
}"""


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
        edges = [[700.0, -700.0], [-700.0, 700.0], [700.0], [-math.inf, 0.0],
                 [0.0, -math.inf], [-math.inf, -math.inf], [math.inf, 0.0],
                 [math.nan, 1.0], [1.0, math.nan], [0.0], [1e308, -1e308], []]
        calls += [(name, logits, *target) for logits in edges]
    for target in [-1, 2, True, 1.5, "0"]:
        calls.append(("cross_entropy", [1.0, 2.0], target))
    return calls


def python(name, *given):
    try:
        return getattr(by_hand, name)(*given)
    except Exception as error:
        return type(error).__name__


def told(x):
    """As JSON can carry it."""
    if isinstance(x, list):
        return [told(one) for one in x]
    if isinstance(x, float) and not math.isfinite(x):
        return "nan" if math.isnan(x) else str(x)
    return x


def same(a, b):
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, float) and isinstance(b, (int, float)):
        # a probability that underflows in one may be a subnormal in the other
        return math.isclose(a, b, rel_tol=1e-12, abs_tol=1e-300)
    return a == b


def differences(browser, source, calls):
    page = browser.new_page()
    try:
        given = [[name, *map(told, rest)] for name, *rest in calls]
        answers = page.evaluate(RUN, [source, json.loads(json.dumps(given))])
    finally:
        page.close()
    assert len(answers) == len(calls)
    return [
        (call, answer)
        for call, answer in zip(calls, answers)
        if not same(told(python(*call)), answer)
    ]


@pytest.fixture(scope="module")
def source():
    return Library().javascript({name: f"by_hand.{name}" for name in FUNCTIONS})


def test_ten_thousand_calls_give_what_cpython_gives(browser, source):
    assert differences(browser, source, cases())[:3] == []


@pytest.mark.parametrize(
    "right, wrong",
    [
        ("power / total", "power / (total + 1e-9)"),
        ("(z - top) - log_total", "(z - top) - log_total * 1.0000000001"),
        ("q[i] - p[i]", "p[i] - q[i]"),
        ("0.0 - log_q", "- 1 - log_q"),
        ("target >= classes", "target > classes"),
    ],
)
def test_a_wrong_formula_is_caught(browser, source, right, wrong):
    assert right in source
    # the last ones are the edges
    assert differences(browser, source.replace(right, wrong), cases()[-200:])
