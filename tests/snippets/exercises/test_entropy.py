"""Entropies of the exercises by counting digits and in 40 digits."""

import math
from decimal import Decimal, localcontext
from fractions import Fraction

import pytest

from snippets.entropy import p, q
from snippets.exercises import entropy as exercises
from snippets.label_smoothing import ALPHA


def nats(p, q):
    """-sum of p ln q to 40 digits, of exact fractions."""

    def decimal(x):
        return Decimal(x.numerator) / Decimal(x.denominator)

    with localcontext() as context:
        context.prec = 40
        return float(-sum(decimal(a) * decimal(b).ln() for a, b in zip(p, q) if a))


def digits(share):
    """n where share is 1 / 2^n: the halvings counted, no logarithm."""
    return Fraction(share).denominator.bit_length() - 1


def mean_digits(shares, lengths):
    return float(sum(Fraction(a) * digits(b) for a, b in zip(shares, lengths)))


def test_three_classes():
    three = exercises.THREE
    assert exercises.h_three == mean_digits(three, three)
    assert exercises.sum_three == sum(map(digits, three))


def test_the_car_park_in_the_alley_code():
    assert exercises.h_qp == mean_digits(q, p)
    assert exercises.h_q == mean_digits(q, q)


def test_the_floor_of_pascal_voc():
    classes, alpha = exercises.VOC_CLASSES, Fraction(str(ALPHA))
    exact = [1 - alpha + alpha / classes] + [alpha / classes] * (classes - 1)
    assert exercises.voc == pytest.approx([float(x) for x in exact], rel=1e-14)
    assert exercises.voc_nats == pytest.approx(nats(exact, exact), rel=1e-13)
    assert exercises.voc_true_only_nats == pytest.approx(-math.log(exact[0]), rel=1e-13)
    # the loss as it was read is the floor, rounded, and neither of the others
    floors = {"floor": nats(exact, exact), "zero": 0, "true_only": -math.log(exact[0])}
    near = [name for name, floor in floors.items() if abs(floor - exercises.voc_read) <= 0.005]
    assert near == [exercises.voc_verdict]


def test_words_of_equal_length_cost_the_same_for_any_photo():
    assert exercises.uniform_p == mean_digits(q, exercises.UNIFORM) == 2
    assert exercises.kl_uniform == 2 - mean_digits(p, p)
    assert exercises.one_hot_extra == 2
