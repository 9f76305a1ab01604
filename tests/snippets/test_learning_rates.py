"""Losses after one step against powers of e moved by hand."""

import math
from fractions import Fraction

import pytest

from snippets import learning_rates as chapter

# the post's images before training, in hundredths
Q = [[Fraction(n, 100) for n in row] for row in [[10, 54, 36], [48, 20, 32], [48, 32, 20]]]


def after(push, rate):
    """Powers of image 1's logits ln q moved by rate times push."""
    return [float(q) * math.exp(rate * float(p)) for q, p in zip(Q[0], push)]


@pytest.mark.parametrize("rate", [0.0, 0.5, 4.0, 12.0])
def test_losses_over_the_learning_rate(rate):
    powers = after([0.9, -0.54, -0.36], rate)
    alone = math.log1p((powers[1] + powers[2]) / powers[0])
    assert chapter.loss_alone(rate) == pytest.approx(alone, rel=1e-9)
    # three targets, one each: the mean of p is 1/3, 1/3, 1/3
    push = [Fraction(1, 3) - q for q in Q[0]]
    powers = after(push, rate)
    shared = math.log(sum(powers)) - math.log(math.prod(powers)) / 3
    assert chapter.loss_shared(rate) == pytest.approx(shared, rel=1e-12)


def test_learning_rates_of_the_page():
    exact = [float(q - Fraction(1, 3)) for q in Q[0]]
    assert chapter.shared == pytest.approx(exact, rel=1e-12)
    # by powers once more: at rate 0, at the good and at the large one
    push = [Fraction(1, 3) - q for q in Q[0]]
    for rate, loss in [
        (0, chapter.shared_start),
        (chapter.GOOD_RATE, chapter.shared_good),
        (chapter.LARGE_RATE, chapter.shared_large),
    ]:
        powers = after(push, rate)
        exact = math.log(sum(powers)) - math.log(math.prod(powers)) / 3
        assert loss == pytest.approx(exact, rel=1e-12)
    assert chapter.alone_start == pytest.approx(math.log(10), rel=1e-14)
    # no prediction is better than equal shares; the large step is worse than none
    assert math.log(3) < chapter.shared_good < chapter.shared_start < chapter.shared_large
