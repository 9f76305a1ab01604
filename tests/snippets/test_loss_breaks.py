"""The gaps at which a loss breaks, against the bits of IEEE 754 and Decimal."""

import math
from decimal import Decimal, localcontext
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from snippets import loss_breaks as chapter
from snippets.stability import TYPES
from tests.snippets.exact import exact_exp, exact_ln, limit

# fraction bits and largest exponent of the three types, from IEEE 754
BITS = [(10, 15), (23, 127), (52, 1023)]


def smallest(bits, top):
    """The smallest number above 0, as an exponent of 2."""
    return 1 - top - bits


@given(st.floats(0, 1500))
def test_the_stable_loss_in_float64_is_ln_of_1_plus_e_to_the_gap(gap):
    stable = chapter.at_gap(gap, np.float64).stable
    assert stable == pytest.approx(gap + math.log1p(math.exp(-gap)), rel=1e-14)


@given(st.integers(0, 600), st.sampled_from([0, 1, 2]))
def test_each_type_is_right_to_its_own_precision(gap, i):
    step = 2.0 ** -BITS[i][0]
    exact = gap + math.log1p(math.exp(-gap))
    at = chapter.at_gap(gap, TYPES[i])
    assert float(at.stable) == pytest.approx(exact, rel=2 * step)
    if gap < math.log(2) * -smallest(*BITS[i]) - math.log(2 / step):
        # a probability that is no subnormal number yet is as precise
        assert float(at.naive) == pytest.approx(exact, rel=2 * step, abs=4 * step)


@pytest.mark.parametrize("i", range(3))
def test_where_slope_and_loss_break(i):
    bits, top = BITS[i]
    # q is rounded to 0 below half of the smallest number
    half = Decimal(2) ** (smallest(bits, top) - 1)
    assert chapter.loss_breaks[i] == math.ceil(-exact_ln(half))
    assert chapter.slope_breaks[i] == math.ceil(exact_ln(limit(bits, top)))
    for gap, name in [
        (chapter.loss_breaks[i], "naive"),
        (chapter.slope_breaks[i], "one_over_q"),
    ]:
        assert math.isinf(getattr(chapter.at_gap(gap, TYPES[i]), name))
        assert math.isfinite(getattr(chapter.at_gap(gap - 1, TYPES[i]), name))


def test_the_last_step_of_float16():
    # q is 2^-24, the smallest number; losses from 16 to 32 lie 1/64 apart
    nearest = Fraction(round(24 * math.log(2) * 64), 64)
    assert Fraction(float(chapter.coarse.naive)) == nearest
    assert chapter.coarse.stable == chapter.COARSE_GAP
    # gaps go by 1/32, and q is rounded to 0 from 25 ln 2 on
    assert chapter.last_finite == math.floor(25 * math.log(2) * 32) / 32
    assert all(np.float16(gap) == gap for gap in chapter.gaps_float16)


@given(st.floats(0, 60))
def test_slope_with_epsilon_is_a_slope(gap):
    def loss(z):
        q = 1 / (1 + exact_exp(Decimal(gap) - z))
        return -exact_ln(q + Decimal(chapter.EPSILON))

    step = Decimal("1e-12")
    with localcontext() as context:
        context.prec = 60
        slope = (loss(step) - loss(-step)) / (2 * step)
    q = float(1 / (1 + exact_exp(gap)))
    assert chapter.slope_with_epsilon(q) == pytest.approx(float(slope), rel=1e-8)


def test_epsilon():
    # below half of the smallest float16
    assert Fraction(chapter.EPSILON) < Fraction(1, 2**25) and chapter.epsilon_in_float16 == 0
    q = 1 / (1 + exact_exp(chapter.WRONG_GAP))
    assert chapter.wrong_q == pytest.approx(float(q), rel=1e-13)
    assert chapter.wrong_loss == pytest.approx(float(-exact_ln(q)), rel=1e-14)
    short = float(-exact_ln(q + Decimal(chapter.EPSILON)))
    assert chapter.wrong_loss_with_epsilon == pytest.approx(short, rel=1e-14)
    slope = float(-q * (1 - q) / (q + Decimal(chapter.EPSILON)))
    assert chapter.wrong_slope_with_epsilon == pytest.approx(slope, rel=1e-12)


def test_printed(printed):
    text = printed(chapter)
    for bits, top in BITS:
        breaks = math.ceil((1 - smallest(bits, top)) * math.log(2))
        assert f"loss inf from gap {breaks} on" in text


def test_the_smallest_number_of_float16():
    """Its half is 0, and it is not."""
    smallest = np.float16(2.0**-chapter.step_power)
    assert smallest > 0 and smallest / np.float16(2) == 0
