"""Losses of a segmentation: by Decimal, finite differences and PyTorch's recording."""

import math
from decimal import Decimal, localcontext

import numpy as np
import pytest

from snippets import segmentation_losses as chapter
from snippets.cross_entropy import cross_entropy as site_cross_entropy
from snippets.digit_scenes import frequency
from tests.snippets.recordings import recorded

TORCH = recorded("segmentation_losses")["values"]
RNG = np.random.default_rng(3)
Z, Y = RNG.normal(size=(12, 4)), RNG.integers(4, size=12)
WEIGHT = np.array([0.3, 2.0, 1.0, 5.0])


def log_softmax(z):
    return z - np.log(np.exp(z).sum(axis=1, keepdims=True))


LOSSES = {
    "plain": chapter.cross_entropy,
    "weighted": lambda log_q, y: chapter.cross_entropy(log_q, y, WEIGHT),
    "focal": lambda log_q, y: chapter.cross_entropy(log_q, y, gamma=2),
    "weighted focal": lambda log_q, y: chapter.cross_entropy(log_q, y, WEIGHT, 1.5),
    "dice": chapter.dice,
    "both": chapter.ce_and_dice,
}


@pytest.mark.parametrize("name", LOSSES)
def test_slopes_by_finite_differences(name):
    loss = LOSSES[name]
    log_q = log_softmax(Z)
    slope = loss(log_q, Y)[1]
    for at in np.ndindex(Z.shape):
        nudge = np.zeros_like(Z)
        nudge[at] = 1e-6
        up, down = loss(log_q + nudge, Y)[0], loss(log_q - nudge, Y)[0]
        assert slope[at] == pytest.approx((up - down) / 2e-6, rel=1e-6, abs=1e-9)


def test_cross_entropy_is_that_of_the_site():
    log_q = log_softmax(Z)
    assert chapter.cross_entropy(log_q, Y)[0] == pytest.approx(site_cross_entropy(Z, Y))
    expected = site_cross_entropy(Z, Y, WEIGHT)
    assert chapter.cross_entropy(log_q, Y, WEIGHT)[0] == pytest.approx(expected)


def test_focal_pixel_by_pixel():
    q = np.exp(log_softmax(Z))[range(12), Y]
    w = WEIGHT[Y]
    each = [w_ * (1 - x) ** 2 * -math.log(x) for w_, x in zip(w, q)]
    found = chapter.cross_entropy(log_softmax(Z), Y, WEIGHT, 2)[0]
    assert found == pytest.approx(sum(each) / sum(w))


def test_dice_of_a_perfect_and_of_a_wrong_mask():
    y = np.array([0, 0, 1, 1])
    right = np.log(np.where(np.eye(2)[y] == 1, 1, 1e-300))
    assert chapter.dice(right, y)[0] == pytest.approx(0, abs=1e-12)
    wrong = np.log(np.where(np.eye(2)[1 - y] == 1, 1, 1e-300))
    assert chapter.dice(wrong, y)[0] == pytest.approx(1 - 1 / 5)  # of the two 1s
    # counted by hand: q of class 1 is 0.5, 0.5, 0.25, 0.25
    q = np.array([[0.5, 0.5], [0.5, 0.5], [0.75, 0.25], [0.75, 0.25]])
    of_0 = (2 * 1.0 + 1) / (2.5 + 2 + 1)
    of_1 = (2 * 0.5 + 1) / (1.5 + 2 + 1)
    assert chapter.dice(np.log(q), y)[0] == pytest.approx(1 - (of_0 + of_1) / 2)


def test_dice_hardly_moves_a_class_that_is_near_0():
    """What the page says of the two slopes, along the logits."""
    y, z = np.array([0, 1]), np.array([[9.0, 0.0], [9.0, 0.0]])
    for loss, least, most in [(chapter.cross_entropy, 0.4, 1), (chapter.dice, 0, 1e-3)]:
        log_q = log_softmax(z)
        slope = loss(log_q, y)[1]
        to_z = slope - np.exp(log_q) * slope.sum(axis=1, keepdims=True)
        assert least <= abs(to_z[1, 1]) <= most


def test_focal_right_and_wrong_by_decimal():
    with localcontext() as context:
        context.prec = 30
        q, w = Decimal("0.9"), 10
        right = w * (1 - q) ** 2 * -q.ln()
        wrong = (1 - q**w) ** 2 * w * -q.ln()
        mean = -(q.ln() + Decimal("0.1").ln()) / 2
        averaged = (1 - (-mean).exp()) ** 2 * mean
    assert chapter.right_nats == pytest.approx(float(right))
    assert chapter.wrong_nats == pytest.approx(float(wrong))
    # the numbers of the question
    assert (f"{right:.4f}", f"{wrong:.4f}") == ("0.0105", "0.4470")
    assert chapter.times_too_large == pytest.approx(float(wrong / right))
    assert TORCH["right"][0] == pytest.approx(float(right), rel=1e-5)
    assert TORCH["wrong"][0] == pytest.approx(float(wrong), rel=1e-5)
    assert TORCH["averaged"] == pytest.approx(float(averaged), rel=1e-5)
    each = (chapter.focal(0.9, 1) + chapter.focal(0.1, 1)) / 2
    assert TORCH["each"] == pytest.approx(each, rel=1e-5)


def test_one_output_channel_learns_nothing():
    assert TORCH["one_channel"] == TORCH["steepest"] == 0
    assert TORCH["with_object"] == "IndexError: Target 1 is out of bounds."
    # with BCE each pixel has a loss
    pairs = [(3.0, 0), (-2.0, 0), (0.5, 1), (8.0, 1)]
    each = [math.log1p(math.exp(-z if y else z)) for z, y in pairs]
    assert TORCH["with_bce"] == pytest.approx(sum(each) / 4, rel=1e-6)


def test_a_bias_of_ln_f_starts_at_the_entropy():
    f = TORCH["frequency"]
    np.testing.assert_allclose(f, frequency, atol=5e-5)
    assert TORCH["first_loss"] == pytest.approx(-sum(x * math.log(x) for x in f), rel=1e-6)


def test_printed(printed):
    assert "0.4470" in printed(chapter)
