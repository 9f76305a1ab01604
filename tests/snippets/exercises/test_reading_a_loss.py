"""The exercises on reading a loss, by fractions and closed forms."""

import math
from fractions import Fraction

import pytest

from snippets import reading_a_loss
from snippets.exercises import reading_a_loss as exercises


def test_printed_above_the_validation_loss():
    assert exercises.why_above == "earlier"
    good = reading_a_loss.good
    assert good.train_nats[1] < good.val_nats[1] < reading_a_loss.printed_good[0]
    assert exercises.asked_q == pytest.approx(1 / math.exp(0.3))


def test_ece_of_two_bins():
    # each answer's gap, one by one
    first, second = Fraction(95, 100) - Fraction(4, 6), Fraction(3, 4) - Fraction(55, 100)
    answers = [first] * 6 + [second] * 4
    assert exercises.right_ece == pytest.approx(float(sum(answers) / 10))
    assert exercises.signed == pytest.approx(float((6 * first - 4 * second) / 10))
    assert exercises.unweighted == pytest.approx(float((first + second) / 2))
    assert exercises.gaps == pytest.approx([float(first), float(second)])
    assert exercises.accuracies == pytest.approx([2 / 3, 3 / 4])
    assert exercises.weights == pytest.approx([0.6, 0.4])


def test_a_temperature():
    # softmax of (z, 0, 0) is 1 / (1 + 2 exp(-z))
    assert exercises.scaled_q == pytest.approx(1 / (1 + 2 * math.exp(-2)))
    assert exercises.as_trained_q == pytest.approx(1 / (1 + 2 * math.exp(-4)))
    assert exercises.sharper_q == pytest.approx(1 / (1 + 2 * math.exp(-8)))
    assert exercises.divided_q == pytest.approx(exercises.as_trained_q / 2)
    assert exercises.divided == [2, 0, 0]
