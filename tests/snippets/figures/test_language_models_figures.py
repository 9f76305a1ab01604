"""The curve and the sentence, read back from Matplotlib."""

import math

import matplotlib
import pytest

from snippets import constitution
from snippets.figures import language_models as figures
from tests.snippets.figures.reading import told


def words(names):
    return {name: f"<{name}>" for name in names.split()}


def test_the_curve_falls_past_three_models():
    ax = figures.draw_curve(labels=words("x y guess frequencies one trained")).axes[0]
    *models, curve = ax.lines
    heights = [line.get_ydata()[0] for line in models]
    # ln V, the frequencies, the pairs
    assert heights[0] == pytest.approx(math.log(len(set("".join(constitution.lines)))))
    assert heights == sorted(heights, reverse=True)
    steps, nats = curve.get_data()
    assert nats[0] == pytest.approx(heights[0], rel=1e-6) and nats[-1] < heights[-1]
    assert [round(step) for step in steps[1:5]] == [1, 2, 4, 8]
    # it passes the frequencies between the eighth update and the sixteenth
    assert nats[5] < heights[1] < nats[4]
    low, high = ax.get_ylim()
    assert low < min(nats) and max(nats) < high
    colours = told(ax)
    for name, line in zip(["guess", "frequencies", "one", "trained"], [*models, curve]):
        assert colours[f"<{name}>"] == line.get_color()


def test_the_bars_are_the_costs_of_the_syllables():
    with matplotlib.rc_context({"font.family": ["NanumGothic"]}):  # as on the site
        ax = figures.draw_pieces(labels=words("y a_piece a_character")).axes[0]
    sentence = [text.get_text() for text in ax.get_xticklabels()]
    assert any("".join(sentence) in line for line in constitution.test)
    heights = [bar.get_height() for bar in ax.patches]
    assert len(heights) == len(sentence) and max(heights) < ax.get_ylim()[1]
    piece, character = ax.lines
    # each syllable is a character: the two means are one
    assert piece.get_ydata()[0] == character.get_ydata()[0]
    assert piece.get_ydata()[0] == pytest.approx(sum(heights) / len(heights))
    colours = {text.get_text(): text.get_color() for text in ax.texts}
    assert colours["<a_piece>"] == piece.get_color()
    assert colours["<a_character>"] == character.get_color()
