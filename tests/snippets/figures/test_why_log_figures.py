"""The figures of the chapter on the logarithm, read back from Matplotlib."""

import math

import pytest
from matplotlib.colors import same_color

from snippets import why_log
from snippets.figures import why_log as figures
from tests.snippets.figures.reading import told

NAMES = "x y likelihood nll best float32 float64 sum".split()
WORDS = {name: f"<{name}>" for name in NAMES}


def test_two_axes_and_one_optimum():
    left, right = figures.draw_one_optimum(labels=WORDS).axes
    likelihood, top, upright = left.lines
    nll, bottom = right.lines
    q = likelihood.get_xdata()
    assert likelihood.get_ydata() == pytest.approx([x**6 * (1 - x) ** 4 for x in q])
    q = nll.get_xdata()
    assert nll.get_ydata() == pytest.approx([-math.log(x**6 * (1 - x) ** 4, 2) for x in q])
    # both dots and the line between them stand at 6 of 10
    assert list(top.get_xdata()) == list(bottom.get_xdata()) == [0.6]
    assert set(upright.get_xdata()) == {0.6}
    assert top.get_ydata()[0] == pytest.approx(max(likelihood.get_ydata()))
    assert bottom.get_ydata()[0] == pytest.approx(min(nll.get_ydata()))
    for ax, line in [(left, likelihood), (right, nll)]:
        low, high = ax.get_ylim()
        assert low == 0 and max(line.get_ydata()) < high
        assert ax.yaxis.label.get_color() == line.get_color()
    assert [left.get_xlabel(), left.get_ylabel(), right.get_ylabel()] == [
        "<x>",
        "<likelihood>",
        "<nll>",
    ]
    assert [text.get_text() for text in left.texts] == ["<best>"]


def test_underflow_where_the_line_meets_the_limits():
    ax = figures.draw_underflow(labels=WORDS).axes[0]
    line, limit_32, dot_32, limit_64, dot_64 = ax.lines
    total, expected = 0, []
    for q in why_log.real.tolist():
        total += math.log(q) / math.log(10)
        expected.append(total)
    assert list(line.get_xdata()) == list(range(1, 1000))
    assert line.get_ydata() == pytest.approx(expected)
    for limit, dot, power in [(limit_32, dot_32, -149), (limit_64, dot_64, -1074)]:
        assert list(limit.get_ydata()) == pytest.approx([power * math.log10(2)] * 2)
        (count,), (height,) = dot.get_data()
        assert height == pytest.approx(expected[count - 1])
        # the dot is at the limit, to within a factor or two
        assert abs(height - power * math.log10(2)) < 1.5
    assert told(ax) == {
        "<float32>": limit_32.get_color(),
        "<float64>": limit_64.get_color(),
        "<sum>": line.get_color(),
    }
    assert same_color(limit_32.get_color(), dot_32.get_color())
    low, high = ax.get_ylim()
    assert low < expected[-1] and high == 0
    assert [ax.get_xlabel(), ax.get_ylabel()] == ["<x>", "<y>"]
