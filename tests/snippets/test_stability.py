"""inf and nan against the bits of IEEE 754, Decimal and PyTorch."""

import math
import struct
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from snippets import loss_breaks
from snippets import stability as chapter
from tests.snippets.exact import exact_exp, exact_ln, limit
from tests.snippets.recordings import recorded

VALUES = recorded("stability")["values"]

# fraction bits and largest exponent of the three types, from IEEE 754
BITS = [(10, 15), (23, 127), (52, 1023)]
PACKED = ["e", "f", "d"]


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
    assert max(chapter.shifted) == 0
    assert [a - b for a, b in zip(chapter.LARGE, chapter.shifted)] == [max(chapter.LARGE)] * 3
    powers = [exact_exp(z) for z in chapter.LARGE]
    assert chapter.q == pytest.approx([float(p / sum(powers)) for p in powers], rel=1e-14)
    loss = exact_ln(sum(powers)) - Decimal(chapter.LARGE[2])
    assert chapter.large_loss == pytest.approx(float(loss), rel=1e-14)


@given(st.lists(st.floats(-300, 300), min_size=1, max_size=6))
def test_naive_softmax_is_the_softmax_while_nothing_overflows(logits):
    powers = [exact_exp(z) for z in logits]
    expected = [float(p / sum(powers)) for p in powers]
    assert chapter.naive_softmax(np.array(logits)) == pytest.approx(expected, rel=1e-12)


def test_the_sum_in_the_issue():
    # the mean of e^z over 0 to 1 by the midpoint rule, of z it is 1/2
    steps = 10_000
    mean_power = sum(math.exp((i + 0.5) / steps) for i in range(steps)) / steps
    mean = math.log(chapter.ISSUE_CLASSES) + math.log(mean_power) - 0.5
    assert chapter.issue_mean == pytest.approx(mean, rel=1e-9)
    assert chapter.issue_sum == pytest.approx(chapter.ISSUE_TARGETS * mean, rel=1e-9)
    assert chapter.issue_sum > limit(*BITS[0])


def test_the_mean_in_the_issue_by_drawing():
    draws = np.random.default_rng(0).random((40, chapter.ISSUE_CLASSES))
    losses = np.log(np.exp(draws).sum(axis=1)) - draws.mean(axis=1)
    assert chapter.issue_mean == pytest.approx(losses.mean(), abs=0.003)


def test_pixels():
    # too many for float16, as the page says
    assert math.isqrt(chapter.pixels) == chapter.SIDE and chapter.pixels > limit(*BITS[0])
    assert chapter.pixel_sum == pytest.approx(chapter.pixels * math.log(3))


def test_pytorch_recorded_where_softmax_and_log_break():
    gaps = [12, 18, 30, 89, 104]
    for gap, naive, stable in zip(gaps, VALUES["by_softmax"], VALUES["by_logits"]):
        assert stable[0] == pytest.approx(gap + math.log1p(math.exp(-gap)), rel=1e-3)
        assert stable[1] == pytest.approx(-1, abs=1e-3)
        i = 0 if gap < 30 else 1
        breaks = [loss_breaks.slope_breaks[i], loss_breaks.loss_breaks[i]]
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


def test_pytorch_recorded_which_loss_of_nan_reaches_the_weights():
    values = recorded("nan_loss")["values"]
    assert all(math.isnan(values[name][0]) for name in ("overflowed", "ignored", "masked"))
    # 0 / 0 by hand: 1 / 0 times the mask's 0, on each slope
    assert math.isnan(values["divided"][0]) and values["divided"][1] == 6
    assert values["clamped"] == [0, 0]
    # three logits, each 2 times 1: e^200 is above all of float32
    assert 100 * 2 > math.log(float(np.finfo(np.float32).max))
    # inf / inf reaches every slope; none counted gives 0; q - p of two classes is finite
    assert [values[name][1] for name in ("overflowed", "ignored", "masked")] == [6, 0, 0]


def test_printed(printed):
    lines = printed(chapter).splitlines()
    for (bits, top), line in zip(BITS, lines[::2]):
        # less than a hundredth above the largest safe logit, e^z is inf
        assert float(line.split()[-1]) == pytest.approx(float(exact_ln(limit(bits, top))), abs=0.01)
    assert chapter.python_says in "\n".join(lines)
