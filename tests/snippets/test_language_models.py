"""The network by finite differences, by hand, and by what its losses must be."""

import math
from collections import Counter
from itertools import product

import numpy as np
import pytest

from snippets import language_models as chapter
from snippets.constitution import test as lines


def test_a_context_is_what_stands_before_its_token():
    contexts, following = chapter.pairs("헌법\n")
    a, b, end = [chapter.vocabulary.index(char) for char in "헌법\n"]
    blank = len(chapter.vocabulary)
    assert contexts == [[blank] * 3, [blank, blank, a], [blank, a, b]]
    assert following == [a, b, end]
    x, y = chapter.all_pairs(["헌법\n", "법\n"])
    assert x.shape == (5, 3) and y.tolist() == [a, b, end, b, end]


def by_hand(weights, context, token):
    """-ln q of one token, with loops."""
    table, w1, b1, w2, b2 = weights
    embedded = [x for n in context for x in table[n]]
    hidden = [
        math.tanh(sum(x * w for x, w in zip(embedded, column)) + b) for column, b in zip(w1.T, b1)
    ]
    z = [sum(h * w for h, w in zip(hidden, column)) + b for column, b in zip(w2.T, b2)]
    return math.log(math.fsum(map(math.exp, z))) - z[token]


@pytest.fixture
def small(monkeypatch):
    """Weights of a network of 4 tokens in float64, and some contexts and labels."""
    rng = np.random.default_rng(1)
    monkeypatch.setattr(chapter, "EMBED", 2)
    shapes = [(5, 2), (6, 3), (3,), (3, 4), (4,)]
    weights = [rng.normal(size=shape) for shape in shapes]
    return weights, rng.integers(0, 5, (7, 3)), rng.integers(0, 4, 7)


def test_losses_by_hand(small):
    weights, x, y = small
    expected = [by_hand(weights, context, token) for context, token in zip(x, y)]
    assert chapter.losses(weights, x, y) == pytest.approx(expected, rel=1e-12)


def test_slopes_by_finite_differences(small):
    weights, x, y = small
    for n, slope in enumerate(chapter.gradients(weights, x, y)):
        for place in product(*map(range, slope.shape)):
            up, down = [[w.copy() for w in weights] for _ in range(2)]
            up[n][place] += 1e-5
            down[n][place] -= 1e-5
            rise = chapter.losses(up, x, y).mean() - chapter.losses(down, x, y).mean()
            assert slope[place] == pytest.approx(rise / 2e-5, abs=1e-8)


def test_the_first_loss_is_ln_v():
    assert len(chapter.vocabulary) == chapter.V
    assert chapter.first_nats == pytest.approx(math.log(chapter.V), rel=1e-6)
    assert chapter.ln_V == pytest.approx(math.log(chapter.V), rel=1e-15)


def test_the_curve_falls_and_the_report_is_of_the_lines_kept_aside():
    steps, nats = zip(*chapter.curve)
    assert list(nats) == sorted(nats, reverse=True)
    assert steps[:4] == (0, 1, 2, 4)
    assert steps[-1] == chapter.EPOCHS * (len(chapter.train_y) // chapter.BATCH_SIZE)
    every = [loss for losses in chapter.by_line for loss in losses]
    assert len(every) == sum(map(len, lines))
    assert chapter.test_nats == pytest.approx(math.fsum(every) / len(every), rel=1e-5)
    assert math.log(chapter.perplexity) == pytest.approx(chapter.test_nats)
    # less than the counted frequencies of its own lines, more than what it was trained on
    count = Counter("".join(lines))
    entropy = -sum(n * math.log(n / count.total()) for n in count.values()) / count.total()
    assert chapter.seen.nats < chapter.test_nats < entropy


def test_probabilities_of_the_next_token_add_up_to_1():
    ln_q = chapter.forward(chapter.weights, chapter.train_x[:50])[2]
    assert np.exp(ln_q.astype(float)).sum(axis=1) == pytest.approx(np.ones(50), rel=1e-5)


def test_printed(printed):
    text = printed(chapter)
    assert f"ln V = {math.log(380):.4f}" in text
    assert f"perplexity {math.exp(chapter.test_nats):.2f}" in text
