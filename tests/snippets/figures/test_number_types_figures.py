"""What the still figures of types and of the missing term show."""

import math

import pytest

from snippets.figures import from_the_post, number_types

STEPS = {n: f"<{n}>" for n in "x written subtracted log_softmax power total q loss".split()}
SUM = {n: f"<{n}>" for n in "whole post missing".split()}


def test_bars_end_where_the_loss_is_inf():
    ax = number_types.draw_steps(labels=STEPS).axes[0]
    ends = [bar.get_x() + bar.get_width() for bar in ax.patches[::2]]
    # float16: e^z overflows at 16 ln 2, e^-z is 0 from 25 ln 2 on
    assert ends == [
        math.ceil(2 * 16 * math.log(2)) / 2,
        math.ceil(2 * 25 * math.log(2)) / 2,
        1000,
    ]
    texts = [text.get_text() for text in ax.texts]
    assert texts.count("inf") == 3 and texts.count("14") == 2
    assert {"<power>", "<total>", "<q>", "<loss>"} < set(texts)


def test_the_first_loss_is_a_hole_in_the_post():
    ax = from_the_post.draw_sum(labels=SUM).axes[0]
    filled = [bar.get_fill() for bar in ax.patches]
    assert filled == [True, True, True, False, True, True]
    widths = [bar.get_width() for bar in ax.patches]
    losses = [-math.log2(q) for q in [0.9, 0.82, 0.7]]
    assert widths == pytest.approx(losses * 2, abs=0.005)
    texts = [text.get_text() for text in ax.texts]
    assert texts == [
        *["0.1520", "0.2863", "0.5146", "<whole>", "0.9529"],
        *["<missing>", "0.2863", "0.5145", "<post>", "0.8008"],
    ]
