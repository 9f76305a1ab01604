"""Mean scores against fractions: a variance, and how far q is from p."""

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from snippets import proper_scores as chapter


@given(st.integers(1, 99))
def test_expected_scores(n):
    p, q = Fraction(str(chapter.P)), Fraction(n, 100)
    cross_entropy = -float(p) * math.log(n / 100) - float(1 - p) * math.log1p(-n / 100)
    # the variance of the class, and how far q is from p
    squared = p * (1 - p) + (q - p) ** 2
    absolute = p * (1 - q) + (1 - p) * q
    assert chapter.expected_scores(n / 100) == pytest.approx(
        [cross_entropy, float(squared), float(absolute)], rel=1e-12
    )


def test_honest_scores_are_best_at_the_true_share():
    best_nats, best_square, best_absolute = chapter.best
    assert best_nats == best_square == chapter.P
    # along q the absolute error is a line: its best place is an end
    assert best_absolute == max(chapter.grid)


def test_the_table():
    for q, (nats, squared, absolute) in zip(chapter.TRIED, chapter.expected_at, strict=True):
        p, exact = Fraction(str(chapter.P)), Fraction(str(q))
        assert nats == pytest.approx(-float(p) * math.log(q) - float(1 - p) * math.log1p(-q))
        assert squared == pytest.approx(float(p * (1 - p) + (exact - p) ** 2))
        assert absolute == pytest.approx(float(p * (1 - exact) + (1 - p) * exact))
