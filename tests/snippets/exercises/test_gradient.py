"""Slopes of the exercises by fractions."""

from fractions import Fraction

import pytest

from snippets.exercises import gradient as exercises


def test_slopes_of_three_classes():
    # e to the ln 2 is 2: the powers are 2, 1 and 1
    q = [Fraction(2, 4), Fraction(1, 4), Fraction(1, 4)]
    assert exercises.q == pytest.approx([float(x) for x in q], rel=1e-14)
    slopes = [float(x - (c == 1)) for c, x in enumerate(q)]
    assert exercises.slopes == pytest.approx(slopes, rel=1e-14)


def test_the_third_slope_and_the_true_class():
    one, two = [Fraction(str(slope)) for slope in exercises.KNOWN]
    assert exercises.third_slope == pytest.approx(float(-one - two), rel=1e-14)
    assert exercises.third_mistaken == pytest.approx(float(abs(one) + abs(two)), rel=1e-14)
    # only a slope of q - 1 can be negative, and 1, 2 and 3 give back a whole q
    true = {"class_1": 0, "class_2": 1, "class_3": 2}[exercises.known_true]
    q = [slope + (c == true) for c, slope in enumerate([one, two, -one - two])]
    assert sum(q) == 1 and min(q) >= 0
    assert exercises.known_q_true == pytest.approx(float(q[true]), rel=1e-14)
    assert exercises.known_push == pytest.approx(float(1 - q[true]), rel=1e-14)


def test_easy_and_hard_pixels():
    easy_q, hard_q = Fraction(str(exercises.EASY_Q)), Fraction(str(exercises.HARD_Q))
    easy, hard = exercises.EASY * (1 - easy_q), exercises.HARD * (1 - hard_q)
    assert exercises.easy_push == pytest.approx(float(easy), rel=1e-13)
    assert exercises.hard_push == pytest.approx(float(hard), rel=1e-13)
    assert exercises.hard_share == pytest.approx(float(hard / (easy + hard)), rel=1e-13)
    assert exercises.hard_to_easy == pytest.approx(float(hard / easy), rel=1e-13)
    # one pixel of each
    one, other = 1 - easy_q, 1 - hard_q
    assert exercises.hard_times == pytest.approx(float(other / one), rel=1e-13)
    assert exercises.hard_alone == pytest.approx(float(other / (one + other)), rel=1e-13)


def test_a_sum_takes_the_rate_that_moves_the_weights_as_much():
    gradient_of_mean = Fraction(7, 3)  # whatever it is
    gradient_of_sum = exercises.PER_STEP * gradient_of_mean
    moved = Fraction(str(exercises.RATE)) * gradient_of_mean
    assert exercises.rate_for_sum * float(gradient_of_sum) == pytest.approx(float(moved))
    wrong = exercises.rate_mistaken * float(gradient_of_sum)
    assert wrong == pytest.approx(exercises.PER_STEP**2 * float(moved))
