"""The two micro-batches, read back from Matplotlib."""

import pytest
from matplotlib.colors import to_rgb

from snippets.figures import mean_of_what as figures
from tests.snippets.figures.reading import told


def test_areas_are_sums_and_lines_are_means():
    names = "x y first second of_means over_all".split()
    ax = figures.draw_micro_batches(labels={name: f"<{name}>" for name in names}).axes[0]
    first, second = ax.patches
    boxes = [(bar.get_x(), bar.get_width(), bar.get_height()) for bar in (first, second)]
    assert boxes == [(0, 10, 3), (10, 100, 1)]
    of_means, over_all = ax.lines
    assert set(of_means.get_ydata()) == {2}
    assert over_all.get_ydata() == pytest.approx([(10 * 3 + 100 * 1) / 110] * 2)
    # a line covers as much as both bars: level them out
    area = sum(width * height for _, width, height in boxes)
    assert over_all.get_ydata()[0] * 110 == pytest.approx(area)
    colours = told(ax)
    assert colours["<of_means>"] == colours["2.0000"] == of_means.get_color()
    assert colours["<over_all>"] == colours["1.1818"] == over_all.get_color()
    for name, bar in [("<first>", first), ("<second>", second)]:
        assert to_rgb(colours[name]) == bar.get_facecolor()[:3]
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("<x>", "<y>")
    assert ax.get_xlim() == (0, 110) and ax.get_ylim()[1] > 3
