"""The rounding of number types, compared with NumPy's own and with the bits of IEEE 754."""

import math

import numpy as np
import pytest

from snippets import loss_breaks
from snippets import number_types as chapter

NUMPY = {0: np.float16, 2: np.float32, 3: np.float64}


@pytest.mark.parametrize("which", NUMPY)
def test_rounds_as_numpy_does(which):
    dice = np.random.default_rng(20261127)
    with np.errstate(over="ignore", under="ignore"):
        for x in [*np.exp(dice.uniform(-110, 95, 2000)), 65504.0, 65519.9, 65520.0, 6e-8, 2.9e-8]:
            assert chapter.held(float(x), which) == float(NUMPY[which](x))


def test_bfloat16_is_the_upper_half_of_float32():
    dice = np.random.default_rng(20261128)
    for x in np.exp(dice.uniform(-85, 85, 2000)).astype(np.float32):
        bits = int(x.view(np.uint32))
        # to nearest, ties to even, at the sixteenth bit
        kept = (bits + 0x7FFF + (bits >> 16 & 1)) >> 16 << 16
        assert chapter.held(float(x), 1) == float(np.uint32(kept).view(np.float32))


def test_where_each_way_breaks():
    for which, (fraction, top) in enumerate([(10, 15), (7, 127), (23, 127), (52, 1023)]):
        written, subtracted, never = chapter.breaks[which]
        # e^z is inf from (top + 1) ln 2 on, and below half the smallest step it is 0
        assert 0 <= written - math.log(2) * (top + 1) <= 0.5
        assert 0 <= subtracted - math.log(2) * (top + fraction) <= 0.5
        assert never == chapter.MOST_GAP
    # in whole gaps, what the other figure of the page marks
    whole = [math.ceil(chapter.breaks[n][1]) for n in NUMPY]
    assert whole == loss_breaks.loss_breaks


def test_the_log_axis_and_back():
    assert [chapter.share_of(gap) for gap in chapter.MARKS] == pytest.approx([0, 1 / 3, 2 / 3, 1])
    assert chapter.gap_at(chapter.share_of(14)) == pytest.approx(14)
