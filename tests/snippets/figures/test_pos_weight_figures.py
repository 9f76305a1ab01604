"""The mean loss with pos_weight, read back from Matplotlib."""

import math

import numpy as np
import pytest

from snippets.figures import pos_weight as figures
from tests.snippets.figures.reading import told


def test_curves_their_lowest_points_and_their_names():
    names = "x y weighted plain yes no".split()
    ax = figures.draw_mean_loss(labels={name: f"<{name}>" for name in names}).axes[0]
    yes, no, plain, weighted, plain_least, least, dot = ax.lines
    z = yes.get_xdata()
    # one pixel in ten is yes, and counts nine times
    of_yes, of_no = 0.9 * np.log1p(np.exp(-z)), 0.9 * np.log1p(np.exp(z))
    assert yes.get_ydata() == pytest.approx(of_yes)
    assert no.get_ydata() == pytest.approx(of_no)
    assert weighted.get_ydata() == pytest.approx(of_yes + of_no)
    assert plain.get_ydata() == pytest.approx(of_yes / 9 + of_no)
    for mark, curve, at in [(plain_least, plain, -math.log(9)), (least, weighted, 0)]:
        assert mark.get_xdata()[0] == pytest.approx(at, abs=1e-9)
        assert mark.get_ydata()[0] <= min(curve.get_ydata()) + 1e-9
        assert mark.get_color() == curve.get_color()
    assert dot.get_xdata()[0] == -2
    assert dot.get_ydata()[0] == pytest.approx(np.interp(-2, z, weighted.get_ydata()))
    colours = told(ax)
    for name, curve in [("yes", yes), ("no", no), ("plain", plain), ("weighted", weighted)]:
        assert colours[f"<{name}>"] == curve.get_color()
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("<x>", "<y>")
    low, high = ax.get_ylim()
    assert low == 0 and max(weighted.get_ydata()) <= high
