"""Entropies of the exercises by counting digits."""

from fractions import Fraction

from snippets.entropy import p, q
from snippets.exercises import entropy as exercises


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


def test_words_of_equal_length_cost_the_same_for_any_photo():
    assert exercises.uniform_p == mean_digits(q, exercises.UNIFORM) == 2
    assert exercises.kl_uniform == 2 - mean_digits(p, p)
    assert exercises.one_hot_extra == 2
