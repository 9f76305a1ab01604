"""The ruler and the zones, read back from Matplotlib."""

import math

import pytest
from matplotlib.colors import to_rgb

from snippets.figures import units as figures
from tests.snippets.figures.reading import rows

RULER = {"nats": "<nats>", "bits": "<bits>", "perfect": "<perfect>", "classes": "<N>"}
ZONES = {name: f"<{name}>" for name in "nats bits better worse guess before after".split()}
COUNTS = [2, 3, 10, 1000, 50257]


def test_ruler_marks_each_ln_c():
    ax = figures.draw_ruler(labels=RULER).axes[0]
    # marks begin on the axis, leaders where the marks end
    marks = sorted(line.get_ydata()[0] for line in ax.lines if line.get_xdata()[0] == 0)
    leaders = {tuple(line.get_ydata()) for line in ax.lines if line.get_xdata()[0] > 0}
    heights = {"<perfect>": 0.0}
    heights |= {f"<{c}>: ln {c} ≈ {math.log(c):.4f}": math.log(c) for c in COUNTS}
    assert marks == pytest.approx(sorted(heights.values()))
    # each leader goes from its mark to its words, which keep their distance
    places = {text.get_text(): text.get_position()[1] for text in ax.texts}
    assert places.keys() == heights.keys() and len(leaders) == len(heights)
    for words, place in places.items():
        (start,) = [start for start, end in leaders if end == place]
        assert start == pytest.approx(heights[words])
        assert abs(place - start) < 0.2
    at = sorted(places.values())
    assert min(b - a for a, b in zip(at, at[1:])) > 0.5
    low, high = ax.get_ylim()
    assert low == 0 and high > max(heights.values())


def test_ruler_has_bits_beside_nats():
    figure = figures.draw_ruler(labels=RULER)
    figure.draw_without_rendering()
    ax = figure.axes[0]
    (bits,) = ax.child_axes
    low, high = bits.get_ylim()
    nats = ax.get_ylim()
    assert (low, high) == pytest.approx((nats[0] / math.log(2), nats[1] / math.log(2)))
    assert (ax.get_ylabel(), bits.get_ylabel()) == ("<nats>", "<bits>")


def test_zones_meet_at_ln_3_with_the_post_on_both_sides():
    figure = figures.draw_zones(labels=ZONES)
    figure.draw_without_rendering()
    ax = figure.axes[0]
    better, worse = [patch.get_extents() for patch in ax.patches]
    inverse = ax.transData.inverted()
    edges = [inverse.transform(box)[:, 0] for box in (better, worse)]
    assert edges[0] == pytest.approx([0, math.log(3)], abs=1e-9)
    assert edges[1] == pytest.approx([math.log(3), 2.2], abs=1e-9)
    border, after, before = ax.lines
    assert set(border.get_xdata()) == {math.log(3)}
    assert after.get_xdata() == pytest.approx([-math.log(0.9 * 0.82 * 0.7) / 3])
    assert before.get_xdata() == pytest.approx([math.log(250) / 3])
    # a dot has the colour of its zone
    for dot, patch in [(after, ax.patches[0]), (before, ax.patches[1])]:
        assert to_rgb(dot.get_color()) == patch.get_facecolor()[:3]
    words = {text.get_text(): text.get_position()[0] for text in ax.texts}
    assert set(words) == {f"<{n}>" for n in "better worse guess before after".split()}
    assert words["<better>"] < math.log(3) < words["<worse>"]
    (bits,) = ax.child_axes
    assert bits.get_xlim()[1] == pytest.approx(2.2 / math.log(2))


def test_one_loss_is_read_on_four_scales():
    names = "nats bits probability perplexity better worse".split()
    ax = figures.draw_reading(labels={name: f"<{name}>" for name in names}).axes[0]
    better, worse = ax.patches
    mean = math.log(250) / 3
    assert ax.get_xlim() == pytest.approx((0, 2 * math.log(3)))
    assert better.get_facecolor() != worse.get_facecolor()
    # two uprights, where the guess is and where the loss is
    uprights = [line.get_xdata() for line in ax.lines]
    uprights = sorted(x[0] for x in uprights if x[0] == x[1])
    assert uprights == pytest.approx([math.log(3), mean])
    # what belongs to one scale stands just above and just below its line
    assert rows(ax, near=20) == [
        ["<better>", "<worse>"],
        ["<nats>", "0", f"{math.log(3):.4f}", f"{mean:.4f}"],
        ["<bits>", "0", f"{math.log2(3):.4f}", f"{math.log2(250) / 3:.4f}"],
        ["<probability>", "1", f"{1 / 3:.4f}", f"{250 ** (-1 / 3):.4f}"],
        ["<perplexity>", "1", "3", f"{250 ** (1 / 3):.4f}"],
    ]
