"""Teacher and student at three temperatures, read back from Matplotlib."""

import math

import pytest
from matplotlib.colors import to_rgb

from snippets.figures import distillation as figures

WORDS = {name: f"<{name}>" for name in "x y teacher student".split()}


def softened(logits, t):
    return [1 / sum(math.exp((other - z) / t) for other in logits) for z in logits]


def test_each_panel_has_both_softened_with_its_own_temperature():
    fig = figures.draw_softened(labels=WORDS)
    assert [ax.get_title() for ax in fig.axes] == ["T = 1", "T = 4", "T = 16"]
    # each name stands in its bars' own colour
    colours = {text.get_text(): to_rgb(text.get_color()) for text in fig.texts}
    for ax, t in zip(fig.axes, [1, 4, 16]):
        teacher, student = (
            {
                round(bar.get_x() + bar.get_width() / 2): bar.get_height()
                for bar in ax.patches
                if bar.get_facecolor()[:3] == colours[name]
            }
            for name in ["<teacher>", "<student>"]
        )
        assert list(teacher) == list(student) == [1, 2, 3]
        assert list(teacher.values()) == pytest.approx(softened([2, 1, -1], t))
        assert list(student.values()) == pytest.approx(softened([1, 0, -1], t))
        (line,) = ax.lines
        assert list(line.get_ydata()) == pytest.approx([1 / 3, 1 / 3])
        assert ax.get_ylim() == (0, 1)
    labels = [(ax.get_xlabel(), ax.get_ylabel()) for ax in fig.axes]
    assert labels == [("", "<y>"), ("<x>", ""), ("", "")]
