"""What the entropy figures show, read back and compared with closed forms."""

import math

import pytest
from matplotlib.colors import to_rgb

from snippets.figures import entropy as figures

CODES = {n: f"<{n}>" for n in "x y own other road building tree car".split()}
PARTS = {n: f"<{n}>" for n in "x y own other road building tree car".split()}
FLOOR = {n: f"<{n}>" for n in "x y loss floor extra best".split()}
WAYS = {n: f"<{n}>" for n in "x y p forward reverse".split()}
ALLEY = {"road": 1 / 2, "building": 1 / 4, "tree": 1 / 8, "car": 1 / 8}
PARK = {"road": 1 / 4, "building": 1 / 8, "tree": 1 / 8, "car": 1 / 2}


def test_code_areas_are_bits():
    panels = figures.draw_codes(labels=CODES).axes
    for ax, name, share in zip(panels, ["own", "other"], [ALLEY, PARK], strict=True):
        assert ax.get_title() == f"<{name}>"
        bars = ax.patches[:4]
        assert [bar.get_width() for bar in bars] == list(ALLEY.values())
        assert [bar.get_height() for bar in bars] == [-math.log2(x) for x in share.values()]
        # side by side from 0 to 1
        ends = [bar.get_x() + bar.get_width() for bar in bars]
        assert [bar.get_x() for bar in bars] == [0, *ends[:-1]] and ends[-1] == 1
        area = sum(bar.get_width() * bar.get_height() for bar in bars)
        assert area == {"own": 14 / 8, "other": 18 / 8}[name]
        names, words = ax.texts[::2], ax.texts[1::2]
        assert [text.get_text() for text in names] == [f"<{x}>" for x in ALLEY]
        assert [len(text.get_text()) for text in words] == [bar.get_height() for bar in bars]
        for bar, above, inside in zip(bars, names, words):
            middle = bar.get_x() + bar.get_width() / 2
            assert above.get_position()[0] == inside.get_position()[0] == middle
            assert above.get_position()[1] > bar.get_height() > inside.get_position()[1]
        assert ax.get_ylabel() == "<y>"
    (dashes,) = panels[1].patches[4:]
    heights, edges, _ = dashes.get_data()
    assert list(heights) == [1, 2, 3, 3] and list(edges) == [0, 1 / 2, 3 / 4, 7 / 8, 1]
    ticks = [text.get_text() for text in panels[1].get_xticklabels()]
    assert ticks == ["0", "1/2", "3/4", "", "1"]
    assert panels[1].get_xlabel() == "<x>"


def test_parts_are_own_length_extra_and_saved():
    ax = figures.draw_parts(labels=PARTS).axes[0]
    *bars, own, other = ax.patches
    low, rest = bars[::2], bars[1::2]
    # 1/2 x 1 + 1/4 x 2 + 1/8 x 3 + 1/8 x 1: what both codes need
    assert [bar.get_height() for bar in low] == [1, 2, 3, 1]
    assert [(bar.get_y(), bar.get_height()) for bar in rest] == [(1, 1), (2, 1), (3, 0), (1, 2)]
    for pair in [low, rest]:
        assert [bar.get_width() for bar in pair] == list(ALLEY.values())
        assert [bar.get_x() for bar in pair] == [0, 1 / 2, 3 / 4, 7 / 8]
    # extra where the other's word is longer, saved where it is shorter
    extra, _, _, saved = [to_rgb(bar.get_facecolor()[:3]) for bar in rest]
    assert extra == to_rgb(rest[1].get_facecolor()[:3]) != saved
    for line, heights in [(own, [1, 2, 3, 3]), (other, [2, 3, 3, 1])]:
        data = line.get_data()
        assert list(data.values) == heights
        assert list(data.edges) == [0, 1 / 2, 3 / 4, 7 / 8, 1]
    words = [text.get_text() for text in ax.texts]
    signed = [word for word in words if word[0] in "+−"]
    assert signed == ["+0.50", "+0.25", "−0.25"]
    assert sum(float(word.replace("−", "-")) for word in signed) == 18 / 8 - 14 / 8
    assert set(words) - set(signed) == {f"<{n}>" for n in [*ALLEY, "own", "other"]}
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("<x>", "<y>")


def test_floor_is_below_and_kl_on_top():
    ax = figures.draw_floor(labels=FLOOR).axes[0]
    curve, dot = ax.lines
    q, loss = curve.get_data()
    assert loss == pytest.approx([-(3 * math.log2(x) + math.log2(1 - x)) / 4 for x in q], rel=1e-12)
    floor = 2 - 0.75 * math.log2(3)
    assert dot.get_xdata() == [3 / 4] and dot.get_ydata() == pytest.approx([floor])
    assert min(loss) == pytest.approx(floor, abs=1e-3)
    low, high = (area.get_paths()[0].get_extents() for area in ax.collections)
    assert (low.y0, low.y1) == pytest.approx((0, floor))
    assert (high.y0, high.y1) == pytest.approx((floor, max(loss)))
    words = {text.get_text(): text for text in ax.texts}
    assert set(words) == {f"<{n}>" for n in "loss floor extra best".split()}
    # each name lies in its own area, the curve's above the curve
    x, y = words["<floor>"].get_position()
    assert 0 < y < floor
    x, y = words["<extra>"].get_position()
    assert floor < y < -(3 * math.log2(x) + math.log2(1 - x)) / 4
    x, y = words["<loss>"].get_position()
    assert y > -(3 * math.log2(x) + math.log2(1 - x)) / 4
    assert words["<loss>"].get_color() == curve.get_color()
    assert ax.get_ylim() == (0, 3) and min(loss) > 0
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("<x>", "<y>")


def test_directions():
    panels = figures.draw_directions(labels=WAYS).axes
    guests = [1, 1, 1, 8, 24, 8, 1, 1, 1, 10, 31, 10, 1, 1, 1]
    for ax, name in zip(panels, ["forward", "reverse"], strict=True):
        assert ax.get_title() == f"<{name}>" and ax.get_ylabel() == "<y>"
        assert [bar.get_height() * 100 for bar in ax.patches] == pytest.approx(guests)
        middles = [bar.get_x() + bar.get_width() / 2 for bar in ax.patches]
        assert middles == pytest.approx(list(range(8, 23)))
        (line,) = ax.lines
        hours, q = line.get_data()
        assert list(hours) == list(range(8, 23)) and sum(q) == pytest.approx(1)
        assert max(q) < ax.get_ylim()[1]
        assert to_rgb(ax.title.get_color()) == to_rgb(line.get_color())
        # one peak: logarithms of a normal curve bend by the same amount
        logs = [math.log(x) for x in q]
        bends = [a - 2 * b + c for a, b, c in zip(logs, logs[1:], logs[2:])]
        assert bends == pytest.approx([bends[0]] * 13) and bends[0] < 0
    # the forward one gives both peaks something, the reverse one does not
    forward, reverse = (ax.lines[0].get_ydata() for ax in panels)
    assert min(forward[4], forward[10]) > 0.05 > 0.001 > reverse[4]
    assert reverse[10] > 0.5
    (p,) = panels[0].texts
    assert p.get_text() == "<p>"
    assert p.get_position()[0] == 12 and p.get_position()[1] > 0.24
    assert panels[1].get_xlabel() == "<x>"
