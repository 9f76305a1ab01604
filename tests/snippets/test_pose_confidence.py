"""The confidence of a point, by search, by slopes and by Decimal."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from snippets import pose_confidence as chapter


def exact(distance, c, w="0.015"):
    d, c, w = Decimal(distance), Decimal(c), Decimal(w)
    return d * c - w * c.ln()


@given(st.floats(0.001, 1), st.floats(0.01, 1))
def test_no_confidence_is_better(distance, c):
    best = chapter.best_c(distance)
    lowest = chapter.point_loss(distance, best)
    assert chapter.point_loss(distance, c) >= lowest - 1e-12
    assert 0 < best <= 1


@given(st.floats(0.02, 1))
def test_the_slope_is_0_there(distance):
    best, step = chapter.best_c(distance), 1e-7
    up = chapter.point_loss(distance, best + step)
    down = chapter.point_loss(distance, best - step)
    assert (up - down) / (2 * step) == pytest.approx(0, abs=1e-6)


def test_the_rows():
    for point, (d, c) in zip(
        chapter.points, [("0.005", 1), ("0.015", 1), ("0.03", "0.5"), ("0.06", "0.25")]
    ):
        assert point.mm == pytest.approx(float(Decimal(d) * 1000))
        assert point.c == pytest.approx(float(c))
        assert point.both == pytest.approx(float(exact(d, c)))
        assert point.trust + point.doubt == pytest.approx(point.both)
        assert point.sure == pytest.approx(float(d))
    assert chapter.later_c == pytest.approx(0.3)
    assert chapter.W_MM == pytest.approx(15)


def test_printed(printed):
    assert "30 mm    0.5000   0.02540" in printed(chapter)
