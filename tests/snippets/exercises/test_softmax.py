"""The exercises on softmax against fractions and closed forms."""

import math
from fractions import Fraction

import pytest

from snippets import softmax as chapter
from snippets.exercises import softmax as exercises


def test_logits_that_are_logs_of_whole_numbers():
    weights = exercises.weights
    shares = [float(Fraction(weight, sum(weights))) for weight in weights]
    assert exercises.q == pytest.approx(shares, rel=1e-15)
    # ln 6 + ln 3 + ln 1 is the log of the product
    product = math.prod(weights)
    assert exercises.divided == pytest.approx([math.log(w, product) for w in weights])


def test_doubled_logits_square_the_powers():
    powers = [math.exp(z) ** 2 for z in chapter.logits]
    assert exercises.doubled == pytest.approx([power / sum(powers) for power in powers])
    assert exercises.doubled == pytest.approx(chapter.at_temperature(chapter.logits, 0.5))


def test_two_softmaxes_over_many_classes():
    others = exercises.VOC_CLASSES - 1
    floor = math.log(math.e + others) - 1
    assert exercises.voc_floor == pytest.approx(floor, rel=1e-14)
    assert math.exp(exercises.voc_chance) == pytest.approx(others + 1)
    assert exercises.voc_share == pytest.approx(floor / math.log(others + 1))
    # with one softmax, logits ever further apart have a loss of less and less
    assert exercises.voc_once == pytest.approx(math.log1p(others * math.exp(-60)), abs=1e-20)


def test_two_outputs_as_one():
    first, second = exercises.PAIR
    # what tells the two apart: the logit whose sigmoid is the probability
    powers = [math.exp(first), math.exp(second)]
    q = powers[1] / sum(powers)
    assert exercises.pair_q == pytest.approx(q, rel=1e-14)
    assert exercises.pair_difference == pytest.approx(math.log(q / (1 - q)))
    assert exercises.pair_mistaken == pytest.approx((1 + math.tanh(second / 2)) / 2, rel=1e-14)
