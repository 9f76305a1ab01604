"""What the home page's still figure shows, compared with powers of 2."""

import pytest

from snippets.figures import one_point as figures

WORDS = {n: f"<{n}>" for n in "x y unit".split()}


def test_one_point_and_one_number():
    ax = figures.draw_point(labels=WORDS).axes[0]
    curve, along, drop, dot = ax.lines
    for q, loss in zip(*curve.get_data()):
        assert 2**-loss == pytest.approx(q)
    ((q,), (loss,)) = dot.get_data()
    assert 2**-loss == pytest.approx(q) and q == 0.1
    assert [*along.get_xdata()] == [0, q] and [*drop.get_ydata()] == [0, loss]
    texts = {text.get_text() for text in ax.texts}
    assert texts == {"q = 0.10", "3.3219", "<unit>", "<y>"}
