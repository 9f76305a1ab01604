"""The exercises on shapes, by counting and by NumPy."""

import math

import numpy as np
import pytest

from snippets.exercises import shapes as exercises


def test_pixels_are_counted():
    losses = np.zeros(exercises.LOGITS).max(axis=1)
    assert exercises.pixels == losses.size
    assert exercises.one_image == losses[0].size
    assert exercises.images == len(losses)
    assert exercises.numbers == np.zeros(exercises.LOGITS).size
    assert exercises.target == str(losses.shape)


def test_untransposed_tokens_say_nothing():
    batch, tokens, words = exercises.TOKENS
    assert tokens == words
    assert np.zeros(exercises.TOKENS).max(axis=1).shape == (batch, tokens)
    assert exercises.untransposed == "silent"
    assert exercises.words == str((batch, tokens))


def test_the_void_pixel():
    q = 1 / exercises.CLASSES
    losses = [-math.log(q)] * (exercises.PIXELS - exercises.VOID)
    assert exercises.equal == pytest.approx(sum(losses) / len(losses), rel=1e-14)
    assert exercises.not_ignored == pytest.approx(sum(losses) / exercises.PIXELS)
    assert exercises.four == pytest.approx(math.log(exercises.PIXELS))
