"""What Run prints of numbers is what CPython prints: 10,000 cases, and the edges by name.

The same program runs in the page and in this Python, so that nothing is copied. Of
functions that are not exact in any library 13 digits are compared.
"""

import subprocess
import sys

import pytest

from tests.site.conftest import UNKEPT
from tests.site.test_run import FILE, Panel

SEEDS = [1, 77, 4242, 31337, 271828]
COUNT = 2000
PROGRAM = '''\
import math

state = SEED


def pick(n):
    """A whole number below n, the same in each Python."""
    global state
    state = state * 48271 % 2147483647
    return state % n


ODD = [0.0, -0.0, math.inf, -math.inf, math.nan, 1e22, 5e-324, 1.7976931348623157e308]
NAMES = "sqrt log log2 log10 exp log1p sin cosh floor ceil expm1".split()


def number():
    kind = pick(8)
    sign = 1 - 2 * pick(2)
    if kind == 0:  # a short decimal that ends in 5
        return sign * (10 * pick(100000) + 5) / 10 ** (1 + pick(8))
    if kind == 1:  # a tie, exact in binary
        return sign * (2 * pick(5000) + 1) / 2 ** (1 + pick(6))
    if kind == 2:  # a short decimal
        return sign * pick(100000) / 10 ** pick(7)
    if kind == 3:  # any size
        return sign * math.ldexp(1 + pick(2147483647) / 2147483647, pick(2000) - 1000)
    if kind == 4:  # a power of ten, or beside it
        return sign * 10.0 ** (pick(60) - 30) * (1 + (pick(3) - 1) * 2**-52)
    if kind == 5:
        return ODD[pick(len(ODD))]
    if kind == 6:
        return sign * pick(10 ** (1 + pick(9)))
    return sign * pick(2147483647) / 2147483647


SPECS = ".0f .1f .2f .4f .6f f e .0e .3e g .0g .3g .10g #.3g #.0f % .1% ,.2f 012.3f +.2f".split()
SPECS += ">12.2f <12.2f ^12.2f *^14.1e 015,.2f _.1f .3 .12 10 + E G F".split() + ["", " .1f"]
PERCENT = ["%.2f", "%8.3f", "%-9.1e|", "%+g", "%05.1f", "%.0f", "%s", "%r", "%#.0f", "% .2e", "%G"]


def one():
    x = number()
    kind = pick(10)
    if kind < 3:
        return round(x, pick(12) - 3) if pick(4) else round(x)
    if kind < 6:
        return format(x, SPECS[pick(len(SPECS))])
    if kind == 6:
        return PERCENT[pick(len(PERCENT))] % x
    if kind == 7:
        name = NAMES[pick(len(NAMES))]
        found = getattr(math, name)(x)
        return found if name in ("sqrt", "floor", "ceil") else format(found, ".13g")
    if kind == 8:
        return format(math.log(x, [2, 10, 3, 0.5, 1, 0, -1, math.e][pick(8)]), ".13g")
    return format(x ** [2, 0.5, -1, 3, 40.0, -2, 1000][pick(7)], ".12g") if x >= 0 else x / number()


for n in range(COUNT):
    try:
        print(one())
    except (ValueError, OverflowError, ZeroDivisionError) as error:
        print(type(error).__name__)
'''
EDGES = """\
round(2.675, 2), round(0.5), round(2.5), round(-2.5, 0), round(25, -1), round(35, -1)
round(1e22), round(12345678901234567890, -3), round(5e-324, 320), round(True), (2.675).__round__(2)
f"{0.5:.0f}", f"{2.5:.0f}", f"{-1.5:.0f}", f"{0.34895:.4f}", f"{1e22:.3f}", f"{-0.0:.1f}"
f"{1e23:e}", f"{9.9999e9:.3e}", f"{5e-324:.3g}", f"{2**70:.2f}", f"{True:.1f}", f"{-0.04:z.1f}"
"%.2f %5.1f%% %s" % (2.675, 2.25, "a"), "%(a).0f" % {"a": 2.5}, "%s" % 0.1, "%d" % 2.9
"{:>9.2f}|{:,}".format(1.005, 1234567.5), format(1234.5, "012,.1f"), format(1.0, ".3")
math.log(1000, 10), math.log(8, 2), math.log(125, 5), math.log(10**400), math.log(10**400, 10)
math.log(0), math.log(-1), math.log(-math.inf), math.log(2, 1), math.log(2, 0), math.log2(0)
2.0**5000, pow(10.0, 400), (-2.0) ** 5001, 10**400 * 1.0, 10**400 / 10**399, (10**400) ** -1
math.exp(1000), math.exp(-1000), math.cosh(1000), math.expm1(1000), math.pow(10, 400), 1e308 * 10
math.sqrt(-1), math.sqrt(-0.0), math.sqrt(-math.inf), math.sqrt("1"), math.sin(math.inf)
math.acos(2), math.atanh(1), math.log1p(-1), math.log(math.nan), math.fmod(1, 0), math.pow(0, -1)
math.floor(1e300), math.ceil(-1e300), math.trunc(1e30), math.floor(math.nan), math.ceil(math.inf)
int(1e300), float(10**400), round(math.inf), round(math.nan), 1 // 0.0, 1 % 0.0, 1 / 0, 0.0**-1
math.fsum([0.1] * 10), math.fsum([1e308] * 10), format(59, ".3"), format(1.5, "d")
"""
# the parts of a line, one by one: the kind of an error is compared, as its words change
LOOK = """\
import math

for text in TEXTS:
    try:
        print(text, "=", eval(text))
    except Exception as error:
        print(text, "=", type(error).__name__)
"""


@pytest.fixture(scope="module")
def panel(opened):
    with opened("worked-example/") as page:
        yield Panel(page).open(FILE)


def by_python(source):
    done = subprocess.run(
        [sys.executable, "-c", source], capture_output=True, text=True, encoding="utf-8", check=True
    )
    return done.stdout.splitlines()


def parts(line):
    """The expressions of a line that are parted by commas outside brackets and quotes."""
    found, depth, quoted = [""], 0, False
    for sign in line:
        quoted ^= sign == '"'
        depth += 0 if quoted else (sign in "([{") - (sign in ")]}")
        if sign == "," and not depth and not quoted:
            found.append("")
        else:
            found[-1] += sign
    return [part.strip() for part in found]


def differing(panel, source):
    """(what the page prints, what CPython prints) where these are not the same."""
    shown = panel.run(source=source).splitlines()
    expected = by_python(source)
    assert len(shown) == len(expected)
    return [pair for pair in zip(shown, expected, strict=True) if len(set(pair)) > 1]


@pytest.mark.parametrize("seed", SEEDS)
def test_ten_thousand_cases(panel, seed):
    source = PROGRAM.replace("SEED", str(seed)).replace("COUNT", str(COUNT))
    assert differing(panel, source) == []
    assert len(set(by_python(source))) > COUNT // 2  # they are cases


def test_the_edges(panel):
    texts = [part for line in EDGES.splitlines() for part in parts(line)]
    assert len(texts) > 80
    assert differing(panel, LOOK.replace("TEXTS", repr(texts))) == []


def test_a_difference_would_be_seen(panel, address):
    """Without what mends them Brython's own numbers differ in many cases."""
    source = PROGRAM.replace("SEED", "1").replace("COUNT", "500")
    with panel.page.context.browser.new_context() as context:
        page = context.new_page()
        page.add_init_script(UNKEPT)
        page.route(
            "**/numbers.js", lambda route: route.fulfill(body="", content_type="text/javascript")
        )
        page.goto(f"{address}worked-example/")
        plain = Panel(page).open(FILE)
        plain.editor.fill(source)
        plain.press("run")
        plain.wait("끝났습니다|오류가")
        shown = plain.printed.text_content().splitlines()
    expected = by_python(source)
    # some of its errors are JavaScript's, and end the program early
    assert sum(a != b for a, b in zip(shown, expected, strict=False)) > 5
