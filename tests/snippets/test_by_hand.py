"""by_hand against exact fractions, fifty-digit decimals and calculus."""

import math
from decimal import Decimal, localcontext
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from snippets import by_hand
from snippets import cross_entropy as in_numpy

EPS = 2.0**-52
INF = math.inf

wide = st.lists(st.floats(-1500, 1500), min_size=1, max_size=8)
narrow = st.lists(st.floats(-20, 20), min_size=1, max_size=6)
counts = st.lists(st.integers(1, 1000), min_size=1, max_size=8)
steady = settings(deadline=None)


def exact_log_softmax(logits):
    """z - ln(sum of exp z), with fifty digits and no shift."""
    with localcontext() as context:
        context.prec = 50
        total = sum(Decimal(z).exp() for z in logits)
        return [Decimal(z) - total.ln() for z in logits]


def bound(logits):
    """The rounding allowed to a log-probability.

    the shift, the sum of at most 8 terms and the logarithm each round by a few
    eps: of the largest distance between logits, or of 1.
    """
    return 16 * EPS * (1 + max(logits) - min(logits))


# --- softmax


@steady
@given(counts)
def test_softmax_of_log_counts_is_the_exact_share_of_each_count(counts):
    q = by_hand.softmax([math.log(n) for n in counts])
    for got, n in zip(q, counts, strict=True):
        # ln n is at most 7, so its rounding moves a share by 7 eps or less
        assert got == pytest.approx(float(Fraction(n, sum(counts))), rel=64 * EPS)


@steady
@given(wide)
def test_softmax_sums_to_one_and_stays_between_0_and_1(logits):
    q = by_hand.softmax(logits)
    assert math.fsum(q) == pytest.approx(1, abs=16 * EPS)
    assert all(0 <= share <= 1 for share in q)


@pytest.mark.parametrize("shift", [-1e300, -1e4, -700.0, 700.0, 1e4, 1e300])
def test_softmax_of_equal_logits_is_uniform_wherever_they_lie(shift):
    assert by_hand.softmax([shift] * 4) == [0.25] * 4


def test_softmax_gives_an_impossible_class_zero():
    assert by_hand.softmax([3.0, -INF, 3.0]) == [0.5, 0.0, 0.5]


# --- log_softmax


@steady
@given(wide)
def test_log_softmax_agrees_with_fifty_digits(logits):
    exact = exact_log_softmax(logits)
    for got, want in zip(by_hand.log_softmax(logits), exact, strict=True):
        assert got == pytest.approx(float(want), abs=bound(logits), rel=0)


@steady
@given(narrow)
def test_log_softmax_is_the_log_of_softmax(logits):
    # within 40 of each other nothing underflows, so both ways are open
    for log_q, q in zip(by_hand.log_softmax(logits), by_hand.softmax(logits)):
        assert log_q == pytest.approx(math.log(q), abs=2 * bound(logits), rel=0)


def test_log_softmax_is_exact_where_softmax_underflows():
    # ln(1 + exp(-1400)) is far below the last bit of 1400
    assert by_hand.softmax([700.0, -700.0]) == [1.0, 0.0]
    assert by_hand.log_softmax([700.0, -700.0]) == [0.0, -1400.0]


def test_log_softmax_of_an_impossible_class_is_minus_infinity():
    got = by_hand.log_softmax([3.0, -INF, 3.0])
    assert got[1] == -INF
    assert got[0] == got[2] == pytest.approx(-math.log(2), abs=4 * EPS)


# --- cross_entropy


@pytest.mark.parametrize("classes", range(1, 12))
@pytest.mark.parametrize("level", [0.0, -2.5, 700.0, -700.0, 1e6])
def test_equal_logits_cost_the_log_of_the_number_of_classes(classes, level):
    for target in range(classes):
        loss = by_hand.cross_entropy([level] * classes, target)
        assert loss == pytest.approx(math.log(classes), abs=8 * EPS)


@steady
@given(counts, st.data())
def test_the_loss_of_log_counts_is_the_log_of_an_exact_ratio(counts, data):
    target = data.draw(st.integers(0, len(counts) - 1))
    ratio = Fraction(sum(counts), counts[target])
    loss = by_hand.cross_entropy([math.log(n) for n in counts], target)
    assert loss == pytest.approx(math.log(ratio), abs=128 * EPS)


@steady
@given(wide, st.floats(-1500, 1500), st.data())
def test_a_shift_of_all_logits_changes_nothing(logits, shift, data):
    target = data.draw(st.integers(0, len(logits) - 1))
    shifted = [z + shift for z in logits]
    # each shifted logit is itself rounded, by at most half of eps * 3000
    assert by_hand.cross_entropy(shifted, target) == pytest.approx(
        by_hand.cross_entropy(logits, target), abs=bound(logits) + 2 * EPS * 3000
    )
    for got, want in zip(by_hand.softmax(shifted), by_hand.softmax(logits)):
        assert got == pytest.approx(want, abs=64 * EPS * 3000)


def test_an_impossible_class_leaves_the_loss_finite():
    loss = by_hand.cross_entropy([0.0, -INF, 0.0], 2)
    assert loss == pytest.approx(math.log(2), abs=4 * EPS)


def test_an_impossible_target_costs_infinity():
    assert by_hand.cross_entropy([0.0, -INF], 1) == INF


def test_a_perfect_loss_is_plus_zero():
    assert math.copysign(1, by_hand.cross_entropy([700.0, -700.0], 0)) == 1


# --- gradient


@steady
@given(wide, st.data())
def test_the_gradient_is_q_minus_p_and_sums_to_zero(logits, data):
    target = data.draw(st.integers(0, len(logits) - 1))
    slopes = by_hand.gradient(logits, target)
    exact = exact_log_softmax(logits)
    for i, (slope, log_q) in enumerate(zip(slopes, exact, strict=True)):
        want = float(log_q.exp()) - (i == target)
        assert slope == pytest.approx(want, abs=bound(logits))
    assert math.fsum(slopes) == pytest.approx(0, abs=16 * EPS)


@steady
@given(narrow, st.data())
def test_the_gradient_is_the_slope_of_the_loss(logits, data):
    target = data.draw(st.integers(0, len(logits) - 1))
    slopes = by_hand.gradient(logits, target)
    h = 1e-5
    for i, slope in enumerate(slopes):
        up, down = list(logits), list(logits)
        up[i] += h
        down[i] -= h
        rise = by_hand.cross_entropy(up, target) - by_hand.cross_entropy(down, target)
        # the third derivative is below 0.1: h * h / 6 of it is 2e-12, and the
        # rounding of two losses near 40 over 2 * h is about 1e-9
        assert slope == pytest.approx(rise / (2 * h), abs=2e-8)


def test_the_gradient_at_known_shares():
    # shares 1/2, 1/4, 1/4
    slopes = by_hand.gradient([math.log(2), 0.0, 0.0], 1)
    assert slopes == pytest.approx([0.5, -0.75, 0.25], abs=8 * EPS)


def test_the_gradient_of_an_impossible_class_is_zero():
    assert by_hand.gradient([0.0, -INF, 0.0], 0) == [-0.5, 0.0, 0.5]


# --- the same in numpy


@steady
@given(wide, st.data())
def test_numpy_says_the_same(logits, data):
    target = data.draw(st.integers(0, len(logits) - 1))
    z = np.array(logits)
    allowed = 2 * bound(logits)
    assert np.allclose(in_numpy.softmax(z), by_hand.softmax(logits), rtol=0, atol=allowed)
    assert np.allclose(in_numpy.log_softmax(z), by_hand.log_softmax(logits), rtol=0, atol=allowed)
    assert in_numpy.cross_entropy(z, target) == pytest.approx(
        by_hand.cross_entropy(logits, target), abs=allowed
    )


# --- what has no answer


@pytest.mark.parametrize(
    "logits",
    [
        [math.nan, 0.0],
        [0.0, math.nan],
        [0.0, math.nan, 2.0],
        [INF, 0.0],
        [0.0, INF],
        [INF, INF],
        [INF, -INF],
        [-INF, -INF],
        [-INF],
    ],
)
def test_no_distribution_gives_nan_throughout(logits):
    everything = [
        *by_hand.softmax(logits),
        *by_hand.log_softmax(logits),
        by_hand.cross_entropy(logits, 0),
    ]
    assert all(math.isnan(x) for x in everything)
    assert all(math.isnan(x) for x in by_hand.gradient(logits, 0))


@pytest.mark.parametrize(
    "call",
    [
        lambda: by_hand.softmax([]),
        lambda: by_hand.log_softmax([]),
        lambda: by_hand.cross_entropy([], 0),
        lambda: by_hand.gradient([], 0),
    ],
)
def test_no_logits(call):
    with pytest.raises(ValueError) as error:
        call()
    assert str(error.value) == "logits is empty: give one number per class"


@pytest.mark.parametrize("function", [by_hand.cross_entropy, by_hand.gradient])
@pytest.mark.parametrize("target", [-1, -3, 3, 100])
def test_a_target_out_of_range(function, target):
    with pytest.raises(IndexError) as error:
        function([1.0, 2.0, 3.0], target)
    assert str(error.value) == f"target {target} is out of range: expected 0 to 2"


@pytest.mark.parametrize("function", [by_hand.cross_entropy, by_hand.gradient])
@pytest.mark.parametrize(
    "target, shown",
    [(True, "True"), (False, "False"), (1.0, "1.0"), ("1", "'1'"), (None, "None"), ([1], "[1]")],
)
def test_a_target_that_is_no_int(function, target, shown):
    with pytest.raises(TypeError) as error:
        function([1.0, 2.0, 3.0], target)
    assert str(error.value) == f"target must be an int, got {shown}"


def test_nothing_given_is_changed():
    logits = [1.0, 2.0, 3.0]
    by_hand.gradient(logits, 0)
    by_hand.cross_entropy(logits, 0)
    assert logits == [1.0, 2.0, 3.0]


def test_the_demonstration(printed):
    lines = printed(by_hand).splitlines()
    assert max(map(len, lines)) <= 40
    losses = [-x for x in exact_log_softmax([2.0, 1.0, -1.0])]
    for line, loss in zip(lines[1:4], losses):
        assert line.split()[2:4] == [f"{(-loss).exp():.3f}", f"{loss:.3f}"]
    assert lines[-1].split()[0] == f"{losses[1]:.3f}"
