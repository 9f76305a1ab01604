"""LaTeX to MathML."""

import pytest

from weave.fault import WeaveError
from weave.text.maths import mathml


@pytest.mark.parametrize(
    "latex, parts",
    [
        ("q = 0.8008", ["<mi>q</mi>", "<mn>0.8008</mn>"]),
        ("80\\%", ["<mn>80</mn>", "%"]),
        ("-\\sum_x p(x) \\log_2 q(x)", ["∑", "log"]),
        ("\\begin{aligned} q &= 1 \\\\ &= 2 \\end{aligned}", ["<mtable", "<mtr>"]),
        ("\\text{정답}", ["정답"]),
    ],
)
def test_mathml(latex, parts):
    found = mathml(latex, False)
    assert found.startswith("<math>") and found.endswith("</math>")
    assert all(part in found for part in parts), found


def test_display():
    assert mathml("a", True).startswith('<math display="block">')


def test_a_page_carries_no_latex():
    assert mathml("a_1", False) == "<math><msub><mi>a</mi><mn>1</mn></msub></math>"


@pytest.mark.parametrize(
    "latex, said",
    [
        ("\\frac{1}{", 'Expected closing token "}", but reached end of input'),
        ("\\text{가} + \\nosuch + 1", "Unknown command \"\\nosuch\" (at '\\nosuch + 1')"),
        ("a & b", "(at '& b')"),
        ("}", "(at '}')"),
    ],
)
def test_error(latex, said):
    with pytest.raises(WeaveError, match="^this formula is not valid LaTeX: [^0-9]") as error:
        mathml(latex, False)
    assert str(error.value).endswith(said)
