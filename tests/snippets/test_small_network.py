"""The small network: its slopes by finite differences, what is seen of it by log-sum-exp."""

import math

import numpy as np
import pytest

from snippets import digits
from snippets import small_network as chapter

TRUTH = np.arange(999) % 3  # the digits come as 1, 2, 3, 1, …


def loss_of(weights, x, labels):
    """The mean loss in nats, unit by unit."""
    total = 0.0
    for row, label in zip(x.tolist(), labels):
        hidden = [max(0.0, math.fsum(a * b for a, b in zip(row, w))) for w in weights[0].T.tolist()]
        hidden.append(1.0)
        z = [math.fsum(a * b for a, b in zip(hidden, w)) for w in weights[1].T.tolist()]
        total += math.log(math.fsum(math.exp(each - z[label]) for each in z))
    return total / len(x)


def test_pictures_are_halved_and_noise_is_added():
    assert chapter.train_x.shape == (600, 197) and (chapter.train_x[:, -1] == 1).all()
    pixels = digits.train_images[:600].astype(float) / 255
    # the top left pixel of a halved picture, and one from its middle
    noise = np.random.default_rng(0).normal(size=(600, 196)) * 0.3
    for row, column in [(0, 0), (7, 5)]:
        four = pixels[:, 2 * row : 2 * row + 2, 2 * column : 2 * column + 2]
        n = 14 * row + column
        expected = four.reshape(600, 4).mean(axis=1) + noise[:, n]
        assert chapter.train_x[:, n] == pytest.approx(expected, abs=1e-12)


def test_no_digit_is_in_two_parts():
    assert len(chapter.validation_x) == 498 and len(chapter.test_x) == 501
    assert np.array_equal(np.vstack([chapter.validation_x, chapter.test_x]), chapter.held_out_x)
    assert np.array_equal(chapter.validation_p.argmax(axis=1), TRUTH[:498])
    assert np.array_equal(chapter.test_p.argmax(axis=1), TRUTH[498:])


def test_a_step_goes_down_the_slope():
    before = chapter.start(0)
    x, labels, h = chapter.train_x[:4], TRUTH[:4], 1e-6
    after = [each.copy() for each in before]
    said = chapter.step(after, x, chapter.train_p[:4], 0.5)
    assert said == pytest.approx(loss_of(before, x, labels), rel=1e-12)
    for layer, row, column in [(0, 100, 3), (0, 196, 7), (1, 5, 1), (1, 32, 2)]:
        changed = [[each.copy() for each in before] for _ in range(2)]
        changed[0][layer][row, column] += h
        changed[1][layer][row, column] -= h
        slope = np.subtract(*[loss_of(each, x, labels) for each in changed]) / (2 * h)
        moved = after[layer][row, column] - before[layer][row, column]
        assert moved == pytest.approx(-0.5 * slope, rel=1e-4, abs=1e-9)


def test_dropout_turns_units_off():
    # a unit that is off has no slope, and the others count as much more
    weights = chapter.start(0)
    first = weights[0].copy()
    keep = np.where(np.arange(32) < 16, 0.0, 2.0)
    chapter.step(weights, chapter.train_x[:6], chapter.train_p[:6], 0.1, keep)
    assert np.array_equal(weights[0][:, :16], first[:, :16])
    assert not np.array_equal(weights[0][:, 16:], first[:, 16:])


def test_what_is_seen():
    weights = chapter.start(2)
    seen = chapter.look(weights, chapter.train_x, chapter.train_p, chapter.validation_x)
    z = chapter.logits(weights, chapter.validation_x)
    nats = np.logaddexp.reduce(z, axis=1) - z[np.arange(498), TRUTH[:498]]
    wrong = z.argmax(axis=1) != TRUTH[:498]
    assert seen.val_nats == pytest.approx(nats.mean(), rel=1e-12)
    assert seen.wrong_part_nats == pytest.approx(nats[wrong].sum() / 498, rel=1e-12)
    assert seen.right_part_nats + seen.wrong_part_nats == pytest.approx(nats.mean(), rel=1e-12)
    assert seen.wrong == wrong.sum() and seen.accuracy == pytest.approx(1 - wrong.sum() / 498)
    q = np.exp(z - np.logaddexp.reduce(z, axis=1, keepdims=True))
    squares = sum((q[n] - np.eye(3)[n % 3]) @ (q[n] - np.eye(3)[n % 3]) for n in range(498))
    assert seen.squared == pytest.approx(squares / 498)
    assert seen.train_nats == pytest.approx(
        loss_of(weights, chapter.train_x, (np.arange(600) % 3).tolist()), rel=1e-12
    )


def test_printed(printed):
    assert "600 digits to train on, 498 to validate, 501 to test" in printed(chapter)
