"""The validation loss by log-sum-exp, split and scaled."""

import numpy as np
import pytest

from snippets import calibration as chapter
from snippets import digits, training


def held_out_losses(weight):
    z = digits.held_out_inputs @ weight.T
    return np.logaddexp.reduce(z, axis=1) - z[np.arange(999), np.arange(999) % 3]


def squares(weight):
    z = digits.held_out_inputs @ weight.T
    q = np.exp(z - np.logaddexp.reduce(z, axis=1, keepdims=True))
    return ((q - np.tile(np.eye(3), (333, 1))) ** 2).sum() / 999


@pytest.mark.parametrize("when", ["lowest", "end"])
def test_parts_of_the_validation_loss(when):
    epoch = training.lowest_epoch if when == "lowest" else training.EPOCHS
    weight, _, _ = training.train(epochs=epoch)
    losses = held_out_losses(weight)
    answers = (digits.held_out_inputs @ weight.T).argmax(axis=1)
    wrong = answers != np.arange(999) % 3
    parts = getattr(chapter, f"at_{when}")
    assert parts.wrong == pytest.approx(losses[wrong].sum() / 999)
    assert parts.right == pytest.approx(losses[~wrong].sum() / 999)
    assert parts.right + parts.wrong == pytest.approx(losses.mean())
    assert getattr(chapter, f"squared_at_{when}") == pytest.approx(squares(weight))


def test_what_the_validation_loss_tells():
    low, end = chapter.at_lowest, chapter.at_end
    assert training.end.train_nats < training.lowest.train_nats
    assert training.end.wrong < training.lowest.wrong
    assert end.right < low.right and end.wrong > low.wrong
    assert end.right + end.wrong > low.right + low.wrong
    assert chapter.squared_at_end < chapter.squared_at_lowest


def test_scaled_logits():
    assert len(chapter.scaled_at) == len(chapter.SCALES)
    labels = np.arange(999) % 3
    for s, (train_nats, held_out_nats, accuracy) in zip(
        chapter.SCALES[::8], chapter.scaled_at[::8]
    ):
        for inputs, nats in (
            (digits.train_inputs, train_nats),
            (digits.held_out_inputs, held_out_nats),
        ):
            z = inputs @ training.weight.T * s
            found = np.logaddexp.reduce(z, axis=1) - z[np.arange(999), labels]
            assert nats == pytest.approx(found.mean())
        assert accuracy == training.end.accuracy


def test_what_scaling_tells():
    train_nats, held_out_nats, accuracy = zip(*chapter.scaled_at)
    assert len(set(accuracy)) == 1
    assert (np.diff(train_nats) < 0).all()
    # down to one lowest point, then up
    best = held_out_nats.index(min(held_out_nats))
    assert chapter.SCALES[best] == chapter.best_scale < 1
    assert (np.diff(held_out_nats)[:best] < 0).all()
    assert (np.diff(held_out_nats)[best:] > 0).all()
    # the logits as they are give the losses of the training chapter
    end = training.end
    assert chapter.at_one[:2] == pytest.approx([end.train_nats, end.held_out_nats])
    twice, once = held_out_losses(2 * training.weight), held_out_losses(training.weight)
    assert chapter.at_two[1] == pytest.approx(twice.mean()) and twice.mean() > once.mean()
    assert chapter.at_best_scale[1] == pytest.approx(min(held_out_nats))
    # all the digits trained on are right
    answers = (digits.train_inputs @ training.weight.T).argmax(axis=1)
    assert np.array_equal(answers, np.arange(999) % 3)
