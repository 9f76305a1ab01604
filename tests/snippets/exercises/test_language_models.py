"""The exercises on language models by fractions, and by whole arrays."""

import math
from fractions import Fraction

import numpy as np
import pytest

from snippets.exercises import language_models as exercises


def test_the_padded_mean():
    # ten cells: four of text at two nats, six of padding
    cells = [2.0] * 4 + [0.0] * 6
    assert sum(cells) / 10 == pytest.approx(exercises.PRINTED)
    assert 4 / 10 == exercises.REAL_SHARE
    assert exercises.right_perplexity == pytest.approx(math.e**2)
    assert exercises.real_mean == pytest.approx(2)
    assert exercises.of_printed == pytest.approx(math.exp(0.8))
    assert exercises.scaled == pytest.approx(math.exp(0.8) * 2.5)
    assert exercises.turned_round == pytest.approx(math.exp(0.32))


def test_the_better_model():
    # what a text of 80 characters costs: 32 tokens of A, 25 of B
    tokens = [Fraction(80) / Fraction(str(count)) for count in exercises.CHARACTERS]
    assert tokens == [32, 25]
    whole = [float(n) * math.log2(p) for n, p in zip(tokens, (12, 20))]
    assert [total / 80 for total in whole] == pytest.approx(exercises.character_bits)
    assert exercises.better == "AB"[whole.index(min(whole))]
    # and the perplexities alone would say the other
    assert exercises.PERPLEXITIES.index(min(exercises.PERPLEXITIES)) == 0


def test_the_logits():
    one = np.broadcast_to(np.float32(0), (4, 4096, 128256))
    gib = one.size * one.itemsize / 2**30
    assert exercises.float32_gib == pytest.approx(gib)
    assert exercises.bfloat16_gib == pytest.approx(gib / 2)
    assert exercises.one_row_gib == pytest.approx(gib / 4)
    assert exercises.elements_gib * 4 == pytest.approx(gib)
