"""What the figures on inf and nan show, read back from Matplotlib."""

import math

import pytest
from matplotlib.colors import same_color

from snippets.figures import stability as figures
from tests.snippets.figures.reading import told

WORDS = {name: f"<{name}>" for name in "x y fine slope loss stable naive inf".split()}

# fraction bits and largest exponent of the three types, from IEEE 754
BITS = [(10, 15), (23, 127), (52, 1023)]


def shown(texts):
    return [text.get_text() for text in texts]


def test_bars_end_where_slope_and_loss_break():
    fig = figures.draw_breaks(labels=WORDS)
    ax = fig.axes[0]
    rows = {}
    for bar in ax.patches:
        row = round(bar.get_y() + bar.get_height() / 2)
        rows.setdefault(row, []).append(bar)
    assert list(rows) == [0, 1, 2, 3]
    numbers = []
    for row, (bits, top) in enumerate(BITS):
        slope = math.ceil(math.log(2) * (top + 1))
        loss = math.ceil(math.log(2) * (top + bits))
        numbers += [f"float{[16, 32, 64][row]}", str(slope), str(loss)]
        ends = [bar.get_x() + bar.get_width() for bar in rows[row]]
        assert ends == pytest.approx([slope, loss, 2000])
        assert [bar.get_x() for bar in rows[row]] == pytest.approx([1, slope, loss])
    # the last bar is whole, in the colour of what is right
    (whole,) = rows[3]
    assert whole.get_x() + whole.get_width() == pytest.approx(2000)
    assert shown(ax.texts) == [*numbers, "<stable>"]
    colours = [bar.get_facecolor() for bar in rows[0]]
    assert same_color(whole.get_facecolor(), colours[0]) and len(set(colours)) == 3
    (legend,) = fig.legends
    assert shown(legend.get_texts()) == ["<fine>", "<slope>", "<loss>"]
    keys = [patch.get_facecolor() for patch in legend.get_patches()]
    assert keys == colours
    assert ax.get_xscale() == "log" and ax.get_xlim() == (1, 2000)
    # the first type stands on top
    assert ax.get_ylim()[0] > ax.get_ylim()[1]
    assert ax.get_xlabel() == "<x>"


def test_float16_loses_its_steps_and_then_the_loss():
    ax = figures.draw_float16(labels=WORDS).axes[0]
    stable, naive, upright = ax.lines
    gaps = list(stable.get_xdata())
    assert (gaps[0], gaps[-1]) == (8, 20)
    exact = [gap + math.log1p(math.exp(-gap)) for gap in gaps]
    assert [float(y) for y in stable.get_ydata()] == pytest.approx(exact, rel=2e-3)
    for gap, loss in zip(gaps, naive.get_ydata()):
        # probabilities are whole numbers of 2^-24, near enough to e^-gap
        units = round(2**24 / (1 + math.exp(gap)))
        if units == 0:
            assert math.isinf(loss)
        elif units < 1000:
            # where the exact value lies midway, either neighbour will do
            near = [24 * math.log(2) - math.log(u) for u in {units, units + 1, max(units - 1, 1)}]
            assert min(abs(float(loss) - y) for y in near) < 0.02
    (end,) = set(upright.get_xdata())
    assert end == math.floor(25 * math.log(2) * 32) / 32
    assert told(ax) == {
        "<stable>": stable.get_color(),
        "<naive>": naive.get_color(),
        "<inf>": naive.get_color(),
    }
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("<x>", "<y>")
    assert ax.get_xlim() == ax.get_ylim() == (8, 20)
