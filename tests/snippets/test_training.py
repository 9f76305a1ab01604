"""The real training, held against facts and slower ways to the same."""

import math

import numpy as np
import pytest

from snippets import digits, training

# slow ways to the same numbers, in pure python


def slow_softmax(logits):
    top = max(logits)
    powers = [math.exp(z - top) for z in logits]
    return [power / math.fsum(powers) for power in powers]


def slow_q(weight, inputs):
    return slow_softmax([math.fsum(w * x for w, x in zip(row, inputs)) for row in weight])


def slow_mean_nats(weight, inputs):
    rows = weight.tolist()
    losses = [
        -math.log(slow_q(rows, picture)[place % 3]) for place, picture in enumerate(inputs.tolist())
    ]
    return math.fsum(losses) / len(losses)


def slow_epoch(weight, pictures):
    """Go once through the pictures by threes, one weight at a time."""
    weight = [row[:] for row in weight]
    for start in range(0, len(pictures), 3):
        batch = [([n / 255 for n in pictures[start + k]] + [1.0], k) for k in range(3)]
        qs = [slow_q(weight, picture) for picture, _ in batch]
        for k, row in enumerate(weight):
            for (picture, true), q in zip(batch, qs):
                step = training.LEARNING_RATE * (q[k] - (k == true)) / 3
                for i, pixel in enumerate(picture):
                    if pixel:
                        row[i] -= step * pixel
    return weight


def test_one_epoch_by_plain_loops():
    start = np.random.default_rng(0).uniform(-1 / 28, 1 / 28, (3, 785))
    pictures = digits.train_images.reshape(999, 784).tolist()
    expected = np.array(slow_epoch(start.tolist(), pictures))
    weight, _, _ = training.train(epochs=1)
    np.testing.assert_allclose(weight, expected, rtol=0, atol=1e-9)


def test_gradient_by_finite_differences():
    rng = np.random.default_rng(7)
    weight = rng.normal(size=(3, 785)) / 10
    inputs = digits.train_inputs[30:35]
    target = digits.train_targets[30:35]
    found = training.weight_gradient(weight, inputs, target)
    assert found.shape == weight.shape

    def loss(at):
        q = [slow_q(at.tolist(), row) for row in inputs.tolist()]
        return -math.fsum(math.log(row[list(p).index(1)]) for row, p in zip(q, target)) / len(q)

    inked = np.flatnonzero(inputs.any(axis=0))
    for k in range(3):
        for i in [*rng.choice(inked, 12, replace=False), 784]:
            nudge = np.zeros_like(weight)
            nudge[k, i] = 1e-5
            slope = (loss(weight + nudge) - loss(weight - nudge)) / 2e-5
            assert found[k, i] == pytest.approx(slope, rel=1e-5, abs=1e-9)


# the model


def test_softmax():
    logits = np.array([[1.0, 2.0, 4.0], [0.0, 0.0, 0.0], [-30.0, 5.0, 30.0], [0.0, 900.0, 1000.0]])
    expected = [slow_softmax(row) for row in logits.tolist()]
    np.testing.assert_allclose(training.softmax(logits), expected, rtol=1e-12)


def test_mean_nats_of_soft_targets():
    target = np.array([[0.5, 0.25, 0.25], [0.0, 1.0, 0.0]])
    q = np.array([[0.25, 0.5, 0.25], [0.2, 0.7, 0.1]])
    first = 0.5 * math.log(4) + 0.25 * math.log(2) + 0.25 * math.log(4)
    expected = (first - math.log(0.7)) / 2
    found = training.mean_nats(target, q)
    assert found == pytest.approx(expected, rel=1e-12)


# what was seen


def test_looks_are_probabilities():
    looks = np.array(training.first_minibatch)
    assert looks.shape == (training.EPOCHS, 3, 3)
    assert ((looks > 0) & (looks < 1)).all()
    np.testing.assert_allclose(looks.sum(axis=2), 1, rtol=0, atol=1e-12)


def test_first_look_is_before_any_training():
    weight = training.initial_weight().tolist()
    for image in range(3):
        q = slow_q(weight, digits.train_inputs[image].tolist())
        np.testing.assert_allclose(training.first_look.q[image], q, rtol=1e-9)


def test_look_101_is_after_100_epochs():
    weight, _, _ = training.train(epochs=training.EPOCHS - 1)
    for image in range(3):
        q = slow_q(weight.tolist(), digits.train_inputs[image].tolist())
        np.testing.assert_allclose(training.last_look.q[image], q, rtol=1e-9)


@pytest.mark.parametrize("name", ["first_look", "last_look"])
def test_losses_of_a_look(name):
    look = getattr(training, name)
    q_true = [float(look.q[k][k]) for k in range(3)]
    bits = [-math.log2(q) for q in q_true]
    nats = [-math.log(q) for q in q_true]
    assert list(look.q_true) == q_true
    assert list(look.losses_bits) == pytest.approx(bits, rel=1e-12)
    assert look.total_bits == pytest.approx(math.fsum(bits), rel=1e-12)
    assert look.mean_nats == pytest.approx(math.fsum(nats) / 3, rel=1e-12)
    assert look.total_bits == pytest.approx(3 * look.mean_nats / math.log(2), rel=1e-12)


MOMENTS = [
    (training.start, training.initial_weight()),
    (training.end, training.weight),
]


@pytest.mark.parametrize("now, weight", MOMENTS, ids=["start", "end"])
def test_losses_recomputed(now, weight):
    for found, inputs in [
        (now.train_nats, digits.train_inputs),
        (now.held_out_nats, digits.held_out_inputs),
    ]:
        assert found == pytest.approx(slow_mean_nats(weight, inputs), rel=1e-9)


@pytest.mark.parametrize("now, weight", MOMENTS, ids=["start", "end"])
def test_right_and_wrong_recounted(now, weight):
    right, wrong = 0, []
    for place, picture in enumerate(digits.held_out_inputs.tolist()):
        q = slow_q(weight.tolist(), picture)
        if q.index(max(q)) == place % 3:
            right += 1
        else:
            wrong.append(-math.log(q[place % 3]))
    assert (now.right, now.wrong) == (right, len(wrong))
    assert now.accuracy == right / digits.held_out_count
    assert now.wrong_part_nats == pytest.approx(math.fsum(wrong) / digits.held_out_count)


def test_measured_before_and_after_each_epoch():
    histories = training.train_nats, training.held_out_nats
    for history in histories:
        assert len(history) == training.EPOCHS + 1 and np.isfinite(history).all()
    # the lowest is the first that no other is below
    held_out = training.held_out_nats
    assert held_out[training.lowest_epoch] == training.lowest.held_out_nats == sorted(held_out)[0]
    assert training.lowest.train_nats == training.train_nats[training.lowest_epoch]


def test_history_of_the_first_minibatch():
    assert len(training.history_q_true) == len(training.history_bits) == training.EPOCHS
    for q, q_true, bits in zip(
        training.first_minibatch, training.history_q_true, training.history_bits
    ):
        assert list(q_true) == [q[0][0], q[1][1], q[2][2]]
        # two to the power of so many bits is how unlikely it was
        assert [2**-loss for loss in bits] == pytest.approx(list(q_true), rel=1e-12)
    # a look comes before its epoch: the first one with the first weights
    start = training.initial_weight().tolist()
    for image, q_true in enumerate(training.history_q_true[0]):
        q = slow_q(start, digits.train_inputs[image].tolist())
        assert q_true == pytest.approx(q[image], rel=1e-9)


def test_the_story_that_pages_tell():
    assert training.chance_nats == pytest.approx(math.log1p(2))
    assert training.chance_total_bits == pytest.approx(math.log2(27))
    # before training, little better or worse than guessing
    assert training.start.train_nats == pytest.approx(math.log(3), abs=0.1)
    assert training.train_nats[1] < 0.36
    assert 0.01 < training.end.train_nats < 0.03
    assert (np.diff(training.train_nats) < 0).all()
    # the held-out loss turns and rises while the accuracy stays
    epoch = training.lowest_epoch
    assert 5 < epoch < 40
    assert training.end.held_out_nats > 1.05 * training.lowest.held_out_nats
    late = [now.right for now in training.measured[epoch:]]
    assert max(late) - min(late) <= 6
    assert min(late) > 0.95 * digits.held_out_count
    # the digits that it still gets wrong are missed with more confidence
    assert training.lowest.wrong_part_nats < training.end.wrong_part_nats
    assert training.lowest.wrong > training.end.wrong


def test_every_update_counted():
    # one minibatch of a 1, a 2 and a 3 after the other
    assert training.minibatches_per_epoch * training.BATCH_SIZE == digits.train_count
    assert training.updates == training.EPOCHS * digits.train_count // training.BATCH_SIZE


def test_typical_probability_is_the_geometric_mean():
    q = training.predict(training.weight, digits.held_out_inputs)
    true = (q * digits.held_out_targets).sum(axis=1).tolist()
    typical = math.exp(math.fsum(math.log(x) for x in true) / len(true))
    assert training.end_typical_q == pytest.approx(typical)


def test_printed(printed):
    text = printed(training)
    for look in training.first_look, training.last_look:
        bits = [-math.log2(look.q[n][n]) for n in range(3)]
        for n, loss in enumerate(bits):
            assert f"-log2 {look.q[n][n]:.6f} = {loss:.6f} bits" in text
        assert f"total: {math.fsum(bits):.6f} bits" in text
    assert text.endswith(f"{training.end.right} of {digits.held_out_count}\n")
