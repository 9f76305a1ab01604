"""The likelihood and its negative log, against fractions and exact integers."""

import math
import struct
from decimal import Decimal, localcontext
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from snippets import training
from snippets import why_log as chapter
from tests.snippets.recordings import recorded

TORCH = recorded("why_log")["values"]
BEFORE = Fraction(1, 10) * Fraction(1, 5) * Fraction(1, 5)
AFTER = Fraction(9, 10) * Fraction(82, 100) * Fraction(7, 10)
probabilities = st.lists(st.floats(1e-6, 1), min_size=1, max_size=12)


def minus_log(fraction, base=None):
    """-log of a fraction to 40 digits; natural without a base."""
    with localcontext() as context:
        context.prec = 40
        ln = Decimal(fraction.denominator).ln() - Decimal(fraction.numerator).ln()
        return float(ln / Decimal(base).ln() if base else ln)


# the minibatch


def test_likelihood_of_the_minibatch():
    assert chapter.likelihood_before == pytest.approx(float(BEFORE), rel=1e-15)
    assert chapter.likelihood_after == pytest.approx(float(AFTER), rel=1e-15)
    assert chapter.one_in_before == pytest.approx(250, rel=1e-15)
    assert chapter.times_likelier == pytest.approx(float(AFTER / BEFORE), rel=1e-14)
    assert AFTER > Fraction(1, 2)  # "more than one time in two"


def test_nll_is_one_logarithm_of_the_product():
    assert chapter.nll_before == pytest.approx(minus_log(BEFORE, 2), rel=1e-15)
    assert chapter.nll_after == pytest.approx(minus_log(AFTER, 2), rel=1e-14)


@given(probabilities)
def test_sum_of_logs_is_log_of_the_product(q_true):
    exact = math.prod(map(Fraction, q_true), start=Fraction(1))
    assert chapter.likelihood(q_true) == pytest.approx(float(exact), rel=1e-13)
    assert chapter.nll(q_true) == pytest.approx(minus_log(exact, 2), rel=1e-12, abs=1e-12)
    assert chapter.nll(q_true) >= 0


def test_a_true_class_ruled_out_has_no_logarithm():
    assert chapter.likelihood([0.5, 0.0]) == 0
    with pytest.raises(ValueError):
        chapter.nll([0.5, 0.0])


# underflow, by exact integers


def exact_power_of_ten(fraction):
    """log10 of a fraction of any size, from its integers."""
    return math.log10(fraction.numerator) - math.log10(fraction.denominator)


@pytest.fixture(scope="module")
def running():
    """The exact product after each of the 999 probabilities."""
    products, product = [], Fraction(1)
    for q in chapter.real.tolist():
        product *= Fraction(q)
        products.append(product)
    return products


def test_real_probabilities_are_those_of_the_true_digits():
    assert chapter.count_real == len(chapter.real) == 999
    q = chapter.q_real.tolist()
    assert chapter.real.tolist() == [row[i % 3] for i, row in enumerate(q)]
    ordered = sorted(chapter.real.tolist())
    assert [chapter.least_real, chapter.most_real] == [ordered[0], ordered[-1]]


def test_the_true_product_and_its_logarithm(running):
    power = exact_power_of_ten(running[-1])
    assert power == pytest.approx(chapter.power_real, rel=1e-13)
    assert chapter.nll_real == pytest.approx(-power * math.log2(10), rel=1e-13)
    assert chapter.nll_real_nats == pytest.approx(-power * math.log(10), rel=1e-13)
    first = training.start.train_nats  # the page says that it is the mean
    assert chapter.nll_real_nats / 999 == pytest.approx(first, rel=1e-13)


@pytest.mark.parametrize("bits, smallest", [(32, -149), (64, -1074)])
def test_least_number_above_zero(bits, smallest):
    # all bits 0 but the last: the least number above 0 of IEEE 754
    code = {32: "<If", 64: "<Qd"}[bits]
    (least,) = struct.unpack("<" + code[2], struct.pack("<" + code[1], 1))
    assert least == 2.0**smallest
    power = getattr(chapter, f"power_{bits}")
    assert power == pytest.approx(smallest * math.log10(2), rel=1e-12)


@pytest.mark.parametrize("bits, smallest", [(32, -149), (64, -1074)])
def test_the_product_is_0_where_the_exact_one_is_too_small(running, bits, smallest):
    zero_at = getattr(chapter, f"zero_at_{bits}")
    # rounding near the end moves this by a factor or two, no more
    halfway = Fraction(2) ** (smallest - 1)
    exact = next(n for n, product in enumerate(running, 1) if product <= halfway)
    assert abs(zero_at - exact) <= 2
    # and rounding by rounding through struct, it is the same
    if bits == 32:
        product = 1.0
        for count, q in enumerate(chapter.real.tolist(), 1):  # noqa: B007
            (q,) = struct.unpack("<f", struct.pack("<f", q))
            (product,) = struct.unpack("<f", struct.pack("<f", product * q))
            if product == 0:
                break
        assert zero_at == count
    assert chapter.product_real == 0
    assert running[-1] > 0


def test_zero_at_gives_none_where_nothing_underflows():
    assert chapter.zero_at([0.5] * 100, float) is None
    # 2 to the -1074 is the last number above 0; 2 to the -1075 rounds to even
    assert chapter.zero_at([0.5] * 2000, float) == 1075
    assert chapter.zero_at([0.5] * 2000, np.float32) == 150


# the optimum


def exact_likelihood(i, k, n):
    """(i/100)^k (1 - i/100)^(n-k), times 100^n: an integer."""
    return i**k * (100 - i) ** (n - k)


def test_one_optimum():
    best = max(range(1, 100), key=lambda i: exact_likelihood(i, 6, 10))
    assert best == 60
    assert chapter.most_likely == chapter.least_nll == 6 / 10 == chapter.M / chapter.N
    exact = Fraction(exact_likelihood(60, 6, 10), 100**10)
    assert chapter.highest_likelihood == pytest.approx(float(exact), rel=1e-14)
    assert chapter.lowest_nll == pytest.approx(minus_log(exact, 2), rel=1e-14)


@given(st.integers(1, 20), st.integers(1, 20), st.floats(0.01, 0.99))
def test_slope_is_0_at_k_of_n_alone(k, others, q):
    n = k + others

    def nats(q):
        return chapter.nll([q] * k + [1 - q] * (n - k), math.log)

    # the formula of the page, against the slope between two near points
    h = 1e-6
    slope = (nats(q + h) - nats(q - h)) / (2 * h)
    assert slope == pytest.approx(-k / q + (n - k) / (1 - q), rel=1e-3, abs=1e-3)
    assert nats(k / n) <= nats(q)


@settings(max_examples=50)
@given(st.floats(0.01, 0.99))
def test_counted_gives_every_image_its_probability(q):
    # the formula q^k (1 - q)^(n - k) of the page, by exact fractions
    exact = Fraction(q) ** 6 * (1 - Fraction(q)) ** 4
    got = chapter.likelihood(chapter.counted(q))
    assert got == pytest.approx(float(exact), rel=1e-13)
    assert len(chapter.counted(q)) == chapter.N == 10


def test_mean_nll_is_the_cross_entropy_of_the_counts():
    entropy = -0.6 * math.log2(0.6) - 0.4 * math.log2(0.4)
    assert chapter.lowest_nll_per_image == pytest.approx(entropy, rel=1e-14)


def test_a_base_is_only_a_constant():
    assert chapter.in_base["log2"] == pytest.approx(minus_log(BEFORE, 2), rel=1e-14)
    assert chapter.in_base["ln"] == pytest.approx(minus_log(BEFORE), rel=1e-14)
    assert chapter.in_base["log10"] == pytest.approx(minus_log(BEFORE, 10), rel=1e-14)
    assert set(chapter.best_in_base.values()) == {0.6}
    assert chapter.BITS_PER_NAT == pytest.approx(math.log2(math.e), rel=1e-15)


@given(st.lists(st.floats(-5, 5), min_size=3, max_size=3), st.integers(0, 2))
def test_slope_in_bits_is_that_in_nats_times_the_constant(logits, target):
    h = 1e-5

    def bits(z):
        powers = [math.exp(x) for x in z]
        return chapter.nll([powers[target] / sum(powers)])

    q = [math.exp(z) for z in logits]
    for i in range(3):
        up, down = list(logits), list(logits)
        up[i] += h
        down[i] -= h
        slope = (bits(up) - bits(down)) / (2 * h)
        nats = q[i] / sum(q) - (i == target)
        assert slope == pytest.approx(nats * chapter.BITS_PER_NAT, abs=1e-6)


# what pytorch recorded


def test_pytorch_agrees():
    for name in ["two_steps", "one_step", "from_product", "log_softmax_twice"]:
        assert TORCH[name] == pytest.approx(chapter.in_base["ln"] / 3, rel=1e-6)
    # probabilities in place of their logarithms: 0.1, 0.2 and 0.2 with a minus
    assert TORCH["no_log"] == pytest.approx(-1 / 6, rel=1e-6)
    loss, slope = TORCH["by_sum"]
    assert loss == pytest.approx(999 * math.log(3), rel=1e-6)
    assert slope == pytest.approx(1 / 3 - 1, rel=1e-6)
    loss, slope = TORCH["by_product"]
    assert math.isinf(loss) and math.isnan(slope)


def test_printed(printed):
    text = printed(chapter)
    for fraction in [BEFORE, AFTER]:
        assert f"{float(fraction):.4f}, {minus_log(fraction, 2):.4f} bits" in text
    assert f"class 1 in {chapter.M} of {chapter.N} images" in text
    assert text.count(f"q = {chapter.M / chapter.N}") == 2
