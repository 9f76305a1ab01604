"""pos_weight by counting pixels, its shape by NumPy's broadcasting, and PyTorch."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from snippets import pos_weight as chapter
from tests.snippets.recordings import recorded

TORCH = recorded("binary")["values"]
MESSAGES = recorded("bce_messages")["values"]
LOGIT, SHARE, WEIGHT = st.floats(-20, 20), st.floats(0.01, 0.99), st.floats(0.1, 50)


@given(LOGIT, st.integers(1, 9), st.integers(1, 20))
def test_the_mean_loss_is_that_of_ten_pixels(z, yes, weight):
    each = [weight * math.log1p(math.exp(-z))] * yes + [math.log1p(math.exp(z))] * (10 - yes)
    mean = sum(each) / 10
    assert chapter.weighted(z, yes / 10, weight) == pytest.approx(mean, rel=1e-8, abs=1e-12)
    of_yes, of_no = chapter.parts(z, yes / 10, weight)
    assert of_yes == pytest.approx(sum(each[:yes]) / 10, rel=1e-8, abs=1e-8)
    assert of_no == pytest.approx(sum(each[yes:]) / 10, rel=1e-8, abs=1e-8)


@given(LOGIT, SHARE, WEIGHT)
def test_the_slope_is_a_finite_difference(z, share, weight):
    step = 1e-4
    rise = chapter.weighted(z + step, share, weight) - chapter.weighted(z - step, share, weight)
    assert chapter.slope(z, share, weight) == pytest.approx(rise / (2 * step), abs=1e-5)


@given(LOGIT, SHARE, WEIGHT)
def test_no_logit_is_better(z, share, weight):
    best = chapter.best_logit(share, weight)
    least = chapter.weighted(best, share, weight)
    assert chapter.weighted(z, share, weight) >= least - 1e-9
    # odds of yes, each counted so many times
    q = weight * share / (weight * share + 1 - share)
    assert 1 / (1 + math.exp(-best)) == pytest.approx(q)
    assert best - math.log(weight) == pytest.approx(chapter.best_logit(share, 1), abs=1e-9)


def test_one_in_ten():
    assert chapter.WEIGHT == pytest.approx(9)
    assert chapter.plain_logit == pytest.approx(-math.log(9))
    assert chapter.plain_q == pytest.approx(0.1)
    assert chapter.weighted_logit == pytest.approx(0, abs=1e-12)
    assert chapter.weighted_q == pytest.approx(0.5)
    assert chapter.log_weight == pytest.approx(math.log(9))
    assert chapter.threshold_q == pytest.approx(0.1)
    # nine times a ninth of the nos, and all nos: 0.9 each
    assert chapter.start_loss == pytest.approx(0.9 * (2 * math.log1p(math.exp(-2)) + 2))
    assert chapter.start_slope == pytest.approx(0.9 * math.tanh(-1))
    assert chapter.first_loss == pytest.approx(math.log(2))
    assert chapter.first_weighted_loss == pytest.approx(1.8 * math.log(2))
    assert TORCH["plain"] == pytest.approx(chapter.first_loss, rel=1e-6)
    assert TORCH["with_weight"] == pytest.approx(chapter.first_weighted_loss, rel=1e-6)
    assert TORCH["total_slope"] < 1e-6


SIZES = st.lists(st.integers(1, 4), max_size=4).map(tuple)


@given(SIZES, SIZES)
def test_shapes_are_laid_as_numpy_lays_them(small, more):
    logits = (more + (2, 3, 4))[-4:] if len(more) < 2 else (more + small)[:4] or (1,)
    if len(small) > len(logits):
        return
    try:
        chapter.stretched(small, logits)
    except RuntimeError:
        fits = False
    else:
        fits = True
    try:
        expected = np.broadcast_shapes(small, logits) == logits
    except ValueError:
        expected = False
    assert fits == expected


def test_the_message_is_that_of_pytorch():
    assert chapter.weights_over_masks == MESSAGES["along_the_width"]
    assert (chapter.weights_over_square, chapter.column_over_masks) == (
        "(1, 1, 1, 3)",
        "(1, 3, 1, 1)",
    )


def test_weights_of_classes_and_of_columns():
    half = math.log(2)
    target = np.zeros(chapter.SQUARE)
    target[:, 2] = 1
    for shape, mine, torch in [
        ((3, 1, 1), chapter.right_loss, TORCH["by_class"]),
        ((3,), chapter.wrong_loss, TORCH["by_column"]),
    ]:
        weight = np.array([1.0, 2.0, 3.0]).reshape(shape)
        mean = ((1 + (weight - 1) * target) * half).mean()
        assert mine == pytest.approx(mean) and torch == pytest.approx(mean, rel=1e-6)
    assert chapter.all_yes_loss == pytest.approx(2 * half)
    assert TORCH["all_yes"] == pytest.approx(2 * half, rel=1e-6)
    assert TORCH["buffers"] == ["pos_weight"]


def test_printed(printed):
    text = printed(chapter)
    for said in ["pos_weight 9", "-2.1972", "tensor b (4)", "1.1552", "0.9242"]:
        assert said in text
