"""inf and nan against the bits of IEEE 754, Decimal and PyTorch."""

import json
import math
import struct
import subprocess
import sys
from decimal import Decimal, localcontext
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from snippets import stability as chapter

RECORDED = json.loads(Path("snippets/recorded/stability.json").read_text(encoding="utf-8"))
VALUES = RECORDED["values"]

# fraction bits and largest exponent of the three types, from IEEE 754
BITS = [(10, 15), (23, 127), (52, 1023)]
PACKED = ["e", "f", "d"]


def exact_exp(x):
    with localcontext() as context:
        context.prec = 60
        return Decimal(x).exp()


def exact_ln(x):
    with localcontext() as context:
        context.prec = 60
        return Decimal(x).ln()


def limit(bits, top):
    """From here on numbers are rounded to inf: half a step above the largest."""
    return 2 ** (top + 1) - 2 ** (top - bits - 1)


def smallest(bits, top):
    """The smallest number above 0, as an exponent of 2."""
    return 1 - top - bits


def test_types():
    assert chapter.names == ["float16", "float32", "float64"]
    for (bits, top), largest, power in zip(BITS, chapter.largest, chapter.powers_of_ten):
        exact = 2 ** (top + 1) - 2 ** (top - bits)
        assert int(largest) == exact
        assert len(str(exact)) - 1 == power


@pytest.mark.parametrize("i", range(3))
def test_largest_safe_logit(i):
    bits, top = BITS[i]
    z = float(chapter.safe[i])
    # the next number of the type, by counting its bits up
    (pattern,) = struct.unpack("<Q", struct.pack(f"<{PACKED[i]}", z).ljust(8, b"\0"))
    size = struct.calcsize(PACKED[i])
    (after,) = struct.unpack(f"<{PACKED[i]}", struct.pack("<Q", pattern + 1)[:size])
    assert exact_exp(z) < limit(bits, top) < exact_exp(after)
    assert chapter.too_large[i] == math.ceil(exact_ln(limit(bits, top)))
    assert math.isinf(chapter.power_of_too_large[i])


def test_python_raises_where_numpy_gives_inf():
    with pytest.raises(OverflowError) as raised:
        math.exp(710)
    assert chapter.python_says == f"{type(raised.value).__name__}: {raised.value}"


def test_how_nan_arises():
    assert chapter.log_of_zero == -math.inf and chapter.one_over_zero == math.inf
    for name in ["difference", "product", "quotient", "mean_with_one_nan"]:
        assert math.isnan(getattr(chapter, name))


def test_subtracting_the_largest():
    assert np.isnan(chapter.naive_q).all()
    assert chapter.shifted == [0, -1, -2]
    powers = [exact_exp(z) for z in [1000, 999, 998]]
    assert chapter.q == pytest.approx([float(p / sum(powers)) for p in powers], rel=1e-14)
    loss = exact_ln(sum(powers)) - 998
    assert chapter.large_loss == pytest.approx(float(loss), rel=1e-14)


@given(st.lists(st.floats(-300, 300), min_size=1, max_size=6))
def test_naive_softmax_is_the_softmax_while_nothing_overflows(logits):
    powers = [exact_exp(z) for z in logits]
    expected = [float(p / sum(powers)) for p in powers]
    assert chapter.naive_softmax(np.array(logits)) == pytest.approx(expected, rel=1e-12)


@given(st.floats(0, 1500))
def test_the_stable_loss_in_float64_is_ln_of_1_plus_e_to_the_gap(gap):
    stable = chapter.at_gap(gap, np.float64).stable
    assert stable == pytest.approx(gap + math.log1p(math.exp(-gap)), rel=1e-14)


@given(st.integers(0, 600), st.sampled_from([0, 1, 2]))
def test_each_type_is_right_to_its_own_precision(gap, i):
    step = 2.0 ** -BITS[i][0]
    exact = gap + math.log1p(math.exp(-gap))
    at = chapter.at_gap(gap, chapter.TYPES[i])
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
        assert math.isinf(getattr(chapter.at_gap(gap, chapter.TYPES[i]), name))
        assert math.isfinite(getattr(chapter.at_gap(gap - 1, chapter.TYPES[i]), name))


def test_the_last_step_of_float16():
    assert chapter.COARSE_GAP == 17
    # q is 2^-24, the smallest number; losses from 16 to 32 lie 1/64 apart
    nearest = Fraction(round(24 * math.log(2) * 64), 64)
    assert Fraction(float(chapter.coarse.naive)) == nearest
    assert chapter.coarse.stable == 17
    # gaps go by 1/32, and q is rounded to 0 from 25 ln 2 on
    assert chapter.last_finite == math.floor(25 * math.log(2) * 32) / 32
    assert chapter.gaps_float16[0] == 8 and chapter.gaps_float16[-1] == 20
    assert all(np.float16(gap) == gap for gap in chapter.gaps_float16)


@given(st.floats(0, 60))
def test_slope_with_epsilon_is_a_slope(gap):
    def loss(z):
        q = 1 / (1 + exact_exp(Decimal(gap) - z))
        return -exact_ln(q + Decimal(1e-8))

    step = Decimal("1e-12")
    with localcontext() as context:
        context.prec = 60
        slope = (loss(step) - loss(-step)) / (2 * step)
    q = float(1 / (1 + exact_exp(gap)))
    assert chapter.slope_with_epsilon(q) == pytest.approx(float(slope), rel=1e-8)


def test_epsilon():
    assert chapter.EPSILON == 1e-8
    # below half of the smallest float16
    assert Fraction(1e-8) < Fraction(1, 2**25) and chapter.epsilon_in_float16 == 0
    assert chapter.WRONG_GAP == 30
    q = 1 / (1 + exact_exp(30))
    assert chapter.wrong_q == pytest.approx(float(q), rel=1e-13)
    assert chapter.wrong_loss == pytest.approx(float(-exact_ln(q)), rel=1e-14)
    short = float(-exact_ln(q + Decimal(1e-8)))
    assert chapter.wrong_loss_with_epsilon == pytest.approx(short, rel=1e-14)
    slope = float(-q * (1 - q) / (q + Decimal(1e-8)))
    assert chapter.wrong_slope_with_epsilon == pytest.approx(slope, rel=1e-12)


def test_the_sum_in_the_issue():
    # the mean of e^z over 0 to 1 by the midpoint rule, of z it is 1/2
    steps = 10_000
    mean_power = sum(math.exp((i + 0.5) / steps) for i in range(steps)) / steps
    mean = math.log(14749) + math.log(mean_power) - 0.5
    assert chapter.issue_mean == pytest.approx(mean, rel=1e-9)
    assert chapter.ISSUE_TARGETS == 20500
    assert chapter.issue_sum == pytest.approx(20500 * mean, rel=1e-9)
    assert chapter.issue_sum > limit(*BITS[0])


def test_the_mean_in_the_issue_by_drawing():
    draws = np.random.default_rng(0).random((40, 14749))
    losses = np.log(np.exp(draws).sum(axis=1)) - draws.mean(axis=1)
    assert chapter.issue_mean == pytest.approx(losses.mean(), abs=0.003)


def test_pixels():
    assert chapter.SIDE == 256 and chapter.pixels == 2**16 > limit(*BITS[0])
    assert chapter.chance == pytest.approx(math.log(3))
    assert chapter.pixel_sum == pytest.approx(2**16 * math.log(3))


def test_exercises():
    first, second, third = chapter.exercise_half
    assert math.isnan(first) and second == third == 0
    # 1 / inf is 0, printed as the page's options are
    assert chapter.exercise_half_text == "nan,0,0"
    top = exact_exp(12)
    assert chapter.exercise_half_q == pytest.approx(
        [float(top / (top + 2)), *[float(1 / (top + 2))] * 2], rel=1e-14
    )
    log_sum = math.log(1 + math.exp(-1) + math.exp(-2))
    assert chapter.THOUSANDS == [1000, 1001, 1002]
    assert chapter.thousands_log_sum == pytest.approx(log_sum)
    assert chapter.thousands_loss == pytest.approx(log_sum + 2)
    assert chapter.thousands_mistaken == pytest.approx(log_sum - 1000)
    assert chapter.voc_chance == pytest.approx(math.log(21))
    assert chapter.most_pixels * math.log(21) <= 65504 < (chapter.most_pixels + 1) * math.log(21)
    assert chapter.most_side**2 * math.log(21) < 65504
    assert chapter.exact_side**2 * math.log(21) == pytest.approx(65504, rel=1e-14)
    # one more does overflow, even after rounding
    assert (chapter.most_side + 1) ** 2 * math.log(21) > limit(*BITS[0])
    assert chapter.mistaken_side**2 <= 65504 < (chapter.mistaken_side + 1) ** 2
    assert chapter.half_slope == pytest.approx(-0.5, rel=1e-7)
    # q (1 - q) / (q + epsilon) over 1 - q, where both are epsilon
    assert chapter.half_share == pytest.approx(float(Fraction(1, 2)), rel=1e-14)
    # q is epsilon at this gap
    assert 1 / (1 + math.exp(chapter.half_gap)) == pytest.approx(1e-8, rel=1e-12)
    q = 1e-8
    short = -math.log(q) + math.log(q + 1e-8)
    assert chapter.half_loss_short == pytest.approx(short)


def test_pytorch_recorded_where_softmax_and_log_break():
    assert RECORDED["torch"] == "2.13.0"
    gaps = [12, 18, 30, 89, 104]
    for gap, naive, stable in zip(gaps, VALUES["by_softmax"], VALUES["by_logits"]):
        assert stable[0] == pytest.approx(gap + math.log1p(math.exp(-gap)), rel=1e-3)
        assert stable[1] == pytest.approx(-1, abs=1e-3)
        i = 0 if gap < 30 else 1
        breaks = [chapter.slope_breaks[i], chapter.loss_breaks[i]]
        assert math.isnan(naive[1]) == (gap >= breaks[0])
        assert math.isinf(naive[0]) == (gap >= breaks[1])
        if gap < breaks[1]:
            assert naive[0] == pytest.approx(stable[0], rel=1e-3)


def test_pytorch_recorded_that_epsilon_stops_the_loss():
    for gap, (loss, slope) in zip([12, 18, 30, 89, 104], VALUES["by_epsilon"]):
        if gap >= 30:
            assert loss == pytest.approx(-math.log(1e-8 + math.exp(-gap)), rel=1e-6)
            assert slope == pytest.approx(-math.exp(-gap) / 1e-8, abs=1e-6)
        else:
            assert math.isnan(slope)
    # no help in float16
    assert math.isinf(VALUES["by_epsilon"][1][0])


def test_pytorch_recorded_the_clamp_of_bce():
    (clamped, flat), (loss, slope) = VALUES["wrong_above"]
    assert (clamped, flat) == (100, 0)
    assert loss == pytest.approx(20 + math.log1p(math.exp(-20)), rel=1e-6)
    assert slope == pytest.approx(1, rel=1e-6)
    for loss, slope in VALUES["wrong_below"]:
        assert loss == pytest.approx(20, rel=1e-6) and slope == pytest.approx(-1, rel=1e-6)
    # why: 1 - e^-20 is nearer to 1 than to the float32 below it
    assert math.exp(-20) < 2**-25


def test_pytorch_recorded_the_sums_in_float16():
    assert VALUES["sum_250"] == VALUES["mean_250"] == VALUES["sum_256"] == math.inf
    # 62500 pixels still fit, 65536 do not: inf / inf
    assert 250**2 < 65504 < 250**2 * math.log(3)
    assert math.isnan(VALUES["mean_256"])
    assert VALUES["mean_autocast"] == pytest.approx(math.log(3), rel=1e-6)
    assert VALUES["autocast_dtype"] == "torch.float32"


def test_pytorch_recorded_the_masks():
    right = math.log1p(math.exp(-1))
    assert VALUES["mask_right"] == pytest.approx(right, rel=1e-6)
    assert VALUES["finite_one_hot"] == pytest.approx(right, rel=1e-6)
    assert VALUES["mask_target"] == VALUES["mask_smooth"] == math.inf
    assert math.isnan(VALUES["mask_all"]) and math.isnan(VALUES["mask_one_hot"])
    assert VALUES["finite_all"] == pytest.approx(math.log(3), rel=1e-6)
    assert VALUES["lowest"] == float(np.finfo(np.float32).min)
    assert VALUES["LOW"] == -1e9 < float(np.finfo(np.float16).min)
    assert "without overflow" in VALUES["too_low"]


def test_pytorch_recorded_what_finds_nan():
    assert VALUES["found"].startswith("loss:")
    assert "SoftmaxBackward0" in VALUES["anomaly"] and "nan" in VALUES["anomaly"]


def test_running_it_prints_the_same_numbers(capsys):
    run = subprocess.run(
        [sys.executable, "-m", "snippets.stability"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stderr == ""
    chapter.main()
    assert run.stdout == capsys.readouterr().out
    for (bits, top), name in zip(BITS, ["float16", "float32", "float64"]):
        breaks = math.ceil((1 - smallest(bits, top)) * math.log(2))
        assert f"{name}: e^z is inf above" in run.stdout
        assert f"loss inf from gap {breaks} on" in run.stdout
