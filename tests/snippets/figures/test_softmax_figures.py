"""What the softmax figures show, read back and compared with closed forms."""

import math

import pytest

from snippets.figures import softmax as figures
from tests.snippets.figures.reading import told

WORDS = {name: f"<{name}>" for name in "x y temperature once twice".split()}


def shown(text):
    return [t.get_text() for t in text]


def test_temperatures_are_softmax_of_the_same_logits():
    panels = figures.draw_temperatures(labels=WORDS).axes
    titles = [ax.get_title() for ax in panels]
    assert titles == [f"<temperature> = {t}" for t in ["0.25", "1", "4", "16"]]
    for ax, t in zip(panels, [0.25, 1, 4, 16]):
        powers = [math.exp(z / t) for z in [2, 1, -1]]
        heights = [bar.get_height() for bar in ax.patches]
        assert heights == pytest.approx([power / sum(powers) for power in powers])
        assert shown(ax.texts) == [f"{q:.2f}" for q in heights]
        assert list(ax.get_yticks()) == pytest.approx([0, 1 / 3, 1])
        # room for the number over the highest bar
        assert ax.get_ylim()[1] > max(heights) + 0.1
    # the panels on the left name the heights for those on the right
    for ax in panels[::2]:
        assert shown(ax.get_yticklabels()) == ["0", "1/3", "1"]
    assert shown([ax.xaxis.label for ax in panels]) == ["", "", "<x>", "<x>"]
    assert shown([ax.yaxis.label for ax in panels]) == ["<y>", "", "<y>", ""]


def test_two_softmaxes_stay_between_the_lines():
    ax = figures.draw_twice(labels=WORDS).axes[0]
    once, twice, floor, ceiling = ax.lines
    t, loss = once.get_data()
    assert (t[0], t[-1]) == (-4, 4)
    assert loss == pytest.approx([math.log(1 + math.exp(-x) + math.exp(-2 * x)) for x in t])
    assert list(floor.get_ydata()) == pytest.approx([math.log(math.e + 2) - 1] * 2)
    assert list(ceiling.get_ydata()) == pytest.approx([math.log(math.e + 2)] * 2)
    t, loss = twice.get_data()
    bottom = [sum(math.exp(z) for z in [x, -x, 0]) for x in t]
    q = [[math.exp(z) / b for z in [x, -x, 0]] for x, b in zip(t, bottom)]
    expected = [math.log(sum(math.exp(q_k - q_x[0]) for q_k in q_x)) for q_x in q]
    assert loss == pytest.approx(expected)
    assert floor.get_ydata()[0] < min(loss) and max(loss) < ceiling.get_ydata()[0]
    # each name stands in its line's own colour
    assert told(ax) == {"<once>": once.get_color(), "<twice>": twice.get_color()}
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("<x>", "<y>")
