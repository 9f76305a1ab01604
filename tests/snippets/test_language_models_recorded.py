"""What PyTorch recorded, worked out again with NumPy."""

import math

import numpy as np
import pytest

from tests.snippets.recordings import recorded

TORCH = recorded("language_models")["values"]
Z = np.sin(np.arange(2 * 4 * 7.0)).reshape(2, 4, 7)
TOKENS = [[5, 3, 4, 2], [6, 2, 0, 0]]
LENGTHS = [4, 2]


def near(value):
    return pytest.approx(float(value), rel=1e-5)


def loss(row, place):
    """-ln q of the token that comes after a place."""
    z = Z[row, place]
    return math.log(np.exp(z).sum()) - z[TOKENS[row][place + 1]]


LOSSES = [[loss(row, place) for place in range(LENGTHS[row] - 1)] for row in (0, 1)]


def test_shift_and_padding():
    every = sum(LOSSES, [])
    assert TORCH["losses_counted"] == len(every) == 4
    assert TORCH["loss"] == near(np.mean(every))
    padded = [loss(row, place) for row in (0, 1) for place in range(3)]
    assert TORCH["pads_learnt"] == near(np.mean(padded))


def test_perplexities():
    every = sum(LOSSES, [])
    assert TORCH["perplexity"] == near(math.exp(np.mean(every)))
    assert TORCH["of_padded"] == near(math.exp(sum(every) / 6))
    assert TORCH["mean_of_lines"] == near(np.mean([math.exp(np.mean(row)) for row in LOSSES]))


@pytest.mark.parametrize("name, deviation", [("zeros", 0), ("normal", 1), ("wide", 4)])
def test_first_losses(name, deviation):
    # the mean of e^z of normal logits is e^(half the variance)
    expected = math.log(50257) + deviation**2 / 2
    assert TORCH[name] == pytest.approx(expected, abs=0.01 if deviation < 2 else 0.3)


def test_a_mean_in_bfloat16_and_in_float32():
    z = np.linspace(-3, 3, 1000)
    exact = math.log(np.exp(z).sum()) - np.mean(z[[100, 300, 500, 700]])
    assert TORCH["high"] == pytest.approx(exact, abs=0.02)  # the logits are rounded
    assert (TORCH["low"] * 16).is_integer()
    assert TORCH["low"] == pytest.approx(TORCH["high"], abs=1 / 16)


def test_chunks_change_neither_loss_nor_slopes():
    hidden = np.sin(np.arange(64 * 8.0)).reshape(64, 8)
    weight = np.cos(np.arange(1000 * 8.0)).reshape(1000, 8)
    z = hidden @ weight.T
    losses = np.log(np.exp(z).sum(axis=1)) - z[np.arange(64), np.arange(64)]
    assert TORCH["chunked"] == near(TORCH["whole"])
    assert TORCH["whole"] == near(losses.mean())
    assert TORCH["same_slopes"] is True
