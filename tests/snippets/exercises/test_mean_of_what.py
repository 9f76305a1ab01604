"""The exercises on means by fractions, and by listing every loss."""

from fractions import Fraction

import pytest

from snippets.exercises import mean_of_what as exercises


def test_class_weights():
    # an image of weight 3 is one that is there three times
    copies = [Fraction(1), Fraction(2), *[Fraction(6, 10)] * 3]
    assert exercises.weighted_mean == pytest.approx(float(sum(copies) / 5))
    assert exercises.by_images == pytest.approx(float(sum(copies) / 3))
    assert exercises.unweighted == pytest.approx(1.2)
    assert exercises.total == pytest.approx(float(sum(copies)))


def test_two_gpus():
    losses = [4] * 30 + [2] * 90
    right = Fraction(sum(losses), len(losses))
    assert exercises.right_mean == exercises.averaged == float(right)
    # the mean of both, each divided by the answer
    both = [Fraction(4 * 30), Fraction(2 * 90)]
    assert sum(both) / Fraction(exercises.divisor) / 2 == right
    assert exercises.half == float(right / 2)


def test_the_mask():
    losses = [Fraction(2)] * 3 + [Fraction(0)] * 5
    assert sum(losses) / 8 == Fraction(exercises.PRINTED)
    assert exercises.token_mean == 2
    assert exercises.masked_sum == sum(losses)
    assert exercises.places == len(losses)
    assert exercises.turned_round == float(Fraction(exercises.PRINTED) * 3 / 8)
