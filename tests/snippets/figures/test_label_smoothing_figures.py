"""The floor under a smoothed loss, read back from Matplotlib."""

import math

import pytest
from matplotlib.colors import to_rgb

from snippets.figures import label_smoothing as figures
from tests.snippets.figures.reading import told

SHARES = [0.91, *[0.01] * 9]  # label_smoothing=0.1 with ten classes


def test_the_curve_touches_its_floor_at_the_target():
    names = "x y smoothed one_hot floor best".split()
    ax = figures.draw_floor(labels={name: f"<{name}>" for name in names}).axes[0]
    one_hot, smoothed, dot = ax.lines
    for line, p in [(one_hot, [1, *[0] * 9]), (smoothed, SHARES)]:
        for q, loss in zip(*line.get_data()):
            logs = [math.log(q), *[math.log((1 - q) / 9)] * 9]
            assert loss == pytest.approx(-sum(a * b for a, b in zip(p, logs)), rel=1e-9)
    floor = -sum(p * math.log(p) for p in SHARES)
    assert dot.get_xdata() == pytest.approx([0.91])
    assert dot.get_ydata() == pytest.approx([floor])
    assert min(smoothed.get_ydata()) == pytest.approx(floor, abs=1e-4)
    (band,) = ax.patches
    assert (band.get_y(), band.get_height()) == pytest.approx((0, floor))
    assert to_rgb(dot.get_color()) == band.get_facecolor()[:3]
    colours = told(ax)
    assert colours["<one_hot>"] == one_hot.get_color()
    assert colours["<smoothed>"] == smoothed.get_color()
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("<x>", "<y>")
    assert ax.get_xlim() == (0, 1) and ax.get_ylim()[0] == 0
