"""The exercises on inf and nan against Decimal and the bits of float16."""

import math
from decimal import Decimal

import pytest

from snippets.exercises import stability as exercises
from snippets.loss_breaks import EPSILON
from tests.snippets.exact import exact_exp

# the largest float16, and from where on numbers are rounded to inf
LARGEST, LIMIT = 2**16 - 2**5, 2**16 - 2**4


def test_naive_softmax_in_float16():
    assert exact_exp(12) > LIMIT  # the power is inf, and inf / inf is nan
    first, second, third = exercises.naive_half
    assert math.isnan(first) and second == third == 0
    # 1 / inf is 0, printed as the page's options are
    assert exercises.naive_half_text == "nan,0,0"
    top = exact_exp(12)
    exact = [float(top / (top + 2)), *[float(1 / (top + 2))] * 2]
    assert exercises.exact_half == pytest.approx(exact, rel=1e-14)


def test_logits_in_the_thousands():
    # as far apart as 0, 1 and 2, and the answer says so
    first, *others = exercises.THOUSANDS
    assert [z - first for z in others] == [1, 2]
    log_sum = math.log(1 + math.exp(-1) + math.exp(-2))
    assert exercises.thousands_log_sum == pytest.approx(log_sum)
    assert exercises.thousands_loss == pytest.approx(log_sum + 2)
    assert exercises.thousands_mistaken == pytest.approx(log_sum - first)


def test_as_many_pixels_as_float16_can_sum():
    chance = math.log(exercises.VOC_CLASSES)
    assert exercises.voc_chance == pytest.approx(chance)
    assert exercises.most_pixels * chance <= LARGEST < (exercises.most_pixels + 1) * chance
    assert exercises.most_side**2 * chance < LARGEST
    assert exercises.exact_side**2 * chance == pytest.approx(LARGEST, rel=1e-14)
    # one more does overflow, even after rounding
    assert (exercises.most_side + 1) ** 2 * chance > LIMIT
    assert exercises.mistaken_side**2 <= LARGEST < (exercises.mistaken_side + 1) ** 2


def test_where_q_is_epsilon():
    q = Decimal(EPSILON)
    slope = -q * (1 - q) / (q + q)
    assert exercises.epsilon_slope == pytest.approx(float(slope), rel=1e-12)
    assert exercises.epsilon_share == pytest.approx(float(slope / (q - 1)), rel=1e-12)
    # q is epsilon at this gap
    assert 1 / (1 + math.exp(exercises.epsilon_gap)) == pytest.approx(EPSILON, rel=1e-12)
    short = -math.log(EPSILON) + math.log(EPSILON + EPSILON)
    assert exercises.epsilon_loss_short == pytest.approx(short)
