"""The real training, held against facts and slower ways to the same."""

import hashlib
import math
import re
import string
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from snippets import training

ROOT = Path(__file__).parents[2]
DATA = ROOT / "snippets" / "data"
SHA256 = "0900c8de0e8f8eaa287cea2af3a1cae8d030d762060349a138d196800eba6a9d"


@pytest.fixture(scope="module")
def digits() -> dict[str, np.ndarray]:
    with np.load(DATA / "digits.npz") as file:
        return dict(file)


# the data


def test_checksum():
    found = hashlib.sha256((DATA / "digits.npz").read_bytes()).hexdigest()
    assert found == SHA256
    assert SHA256 in (DATA / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("part", ["train", "test"])
def test_shapes_types_and_order(digits, part):
    images, labels = digits[f"{part}_images"], digits[f"{part}_labels"]
    assert images.shape == (999, 28, 28)
    assert images.dtype == labels.dtype == np.uint8
    assert labels.tolist() == [1, 2, 3] * 333
    assert images.min() == 0
    assert images.max() == 255


def test_no_image_twice(digits):
    both = [*digits["train_images"], *digits["test_images"]]
    assert len({image.tobytes() for image in both}) == 1998


def test_counts():
    assert training.CLASSES == [1, 2, 3]
    assert training.BATCH_SIZE == 3
    assert training.EPOCHS == 101
    assert training.train_count == training.held_out_count == 999
    assert training.minibatches_per_epoch == 333
    assert training.updates == 33633


def test_inputs_and_targets(digits):
    for inputs, targets, part in (
        (training.train_inputs, training.train_targets, "train"),
        (training.held_out_inputs, training.held_out_targets, "test"),
    ):
        flat = digits[f"{part}_images"].reshape(999, 784)
        assert np.array_equal(np.rint(inputs[:, :784] * 255), flat)
        assert inputs.max() == 1
        assert np.array_equal(inputs[:, 784], np.ones(999))
        assert targets.tolist() == [[1, 0, 0], [0, 1, 0], [0, 0, 1]] * 333


# slow ways to the same numbers, in pure python


def slow_softmax(logits: list[float]) -> list[float]:
    top = max(logits)
    powers = [math.exp(z - top) for z in logits]
    return [power / math.fsum(powers) for power in powers]


def slow_q(weight: list[list[float]], inputs: list[float]) -> list[float]:
    return slow_softmax(
        [math.fsum(w * x for w, x in zip(row, inputs)) for row in weight]
    )


def slow_mean_nats(weight: np.ndarray, inputs: np.ndarray) -> float:
    rows = weight.tolist()
    losses = [
        -math.log(slow_q(rows, picture)[place % 3])
        for place, picture in enumerate(inputs.tolist())
    ]
    return math.fsum(losses) / len(losses)


def slow_epoch(weight: list[list[float]], pictures: list) -> list:
    """Go once through the pictures by threes, one weight at a time."""
    weight = [row[:] for row in weight]
    for start in range(0, len(pictures), 3):
        batch = [
            ([n / 255 for n in pictures[start + k]] + [1.0], k)
            for k in range(3)
        ]
        qs = [slow_q(weight, picture) for picture, _ in batch]
        for k, row in enumerate(weight):
            for (picture, true), q in zip(batch, qs):
                step = 0.01 * (q[k] - (k == true)) / 3
                for i, pixel in enumerate(picture):
                    if pixel:
                        row[i] -= step * pixel
    return weight


def test_one_epoch_by_plain_loops(digits):
    start = np.random.default_rng(0).uniform(-1 / 28, 1 / 28, (3, 785))
    pictures = digits["train_images"].reshape(999, 784).tolist()
    expected = np.array(slow_epoch(start.tolist(), pictures))
    weight = training.train(epochs=1).weight
    np.testing.assert_allclose(weight, expected, rtol=0, atol=1e-9)
    assert training.LEARNING_RATE == 0.01


def test_gradient_by_finite_differences():
    rng = np.random.default_rng(7)
    weight = rng.normal(size=(3, 785)) / 10
    inputs = training.train_inputs[30:35]
    target = training.train_targets[30:35]
    found = training.gradient(weight, inputs, target)
    assert found.shape == weight.shape

    def loss(at):
        q = [slow_q(at.tolist(), row) for row in inputs.tolist()]
        return -math.fsum(
            math.log(row[list(p).index(1)]) for row, p in zip(q, target)
        ) / len(q)

    inked = np.flatnonzero(inputs.any(axis=0))
    for k in range(3):
        for i in [*rng.choice(inked, 12, replace=False), 784]:
            nudge = np.zeros_like(weight)
            nudge[k, i] = 1e-5
            slope = (loss(weight + nudge) - loss(weight - nudge)) / 2e-5
            assert found[k, i] == pytest.approx(slope, rel=1e-5, abs=1e-9)


# the model


def test_softmax():
    logits = np.array([[1.0, 2.0, 4.0], [0.0, 0.0, 0.0], [-30.0, 5.0, 30.0]])
    expected = [slow_softmax(row) for row in logits.tolist()]
    np.testing.assert_allclose(training.softmax(logits), expected, rtol=1e-12)


def test_cross_entropy_of_soft_targets():
    target = np.array([[0.5, 0.25, 0.25], [0.0, 1.0, 0.0]])
    q = np.array([[0.25, 0.5, 0.25], [0.2, 0.7, 0.1]])
    first = 0.5 * math.log(4) + 0.25 * math.log(2) + 0.25 * math.log(4)
    expected = (first - math.log(0.7)) / 2
    found = training.cross_entropy(target, q)
    assert found == pytest.approx(expected, rel=1e-12)


def test_exp_is_far_from_overflow():
    inputs = np.vstack([training.train_inputs, training.held_out_inputs])
    assert np.abs(inputs @ training.run.weight.T).max() < 30


# what was seen


def test_looks_are_probabilities():
    looks = training.run.looks
    assert looks.shape == (101, 3, 3)
    assert ((looks > 0) & (looks < 1)).all()
    np.testing.assert_allclose(looks.sum(axis=2), 1, rtol=0, atol=1e-12)


def test_first_look_is_before_any_training():
    weight = training.initial_weight().tolist()
    for image in range(3):
        q = slow_q(weight, training.train_inputs[image].tolist())
        np.testing.assert_allclose(training.run.looks[0, image], q, rtol=1e-9)
    assert np.array_equal(training.first_look.q, training.run.looks[0])


def test_look_101_is_after_100_epochs():
    weight = training.train(epochs=100).weight.tolist()
    for image in range(3):
        q = slow_q(weight, training.train_inputs[image].tolist())
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
    assert look.total_bits == pytest.approx(
        3 * look.mean_nats / math.log(2), rel=1e-12
    )


def test_losses_recomputed():
    run = training.run
    start = training.initial_weight()
    for found, weight, inputs in (
        (run.train_nats[0], start, training.train_inputs),
        (run.train_nats[101], run.weight, training.train_inputs),
        (run.held_out_nats[0], start, training.held_out_inputs),
        (run.held_out_nats[101], run.weight, training.held_out_inputs),
    ):
        assert found == pytest.approx(slow_mean_nats(weight, inputs), rel=1e-9)


def test_accuracy_recounted():
    for epoch, weight in (
        (0, training.initial_weight()),
        (101, training.run.weight),
    ):
        correct = 0
        for place, picture in enumerate(training.held_out_inputs.tolist()):
            q = slow_q(weight.tolist(), picture)
            correct += q.index(max(q)) == place % 3
        assert training.run.held_out_accuracy[epoch] == correct / 999
        named = "first" if epoch == 0 else "last"
        assert getattr(training, f"held_out_correct_{named}") == correct
        accuracy = getattr(training, f"held_out_accuracy_{named}")
        assert accuracy == correct / 999


def test_histories():
    run = training.run
    for history in (run.train_nats, run.held_out_nats, run.held_out_accuracy):
        assert history.shape == (102,)
        assert np.isfinite(history).all()
    assert training.train_nats_first == run.train_nats[0]
    assert training.train_nats_last == run.train_nats[101]
    assert training.held_out_nats_first == run.held_out_nats[0]
    assert training.held_out_nats_last == run.held_out_nats[101]
    epoch = training.held_out_lowest_epoch
    assert run.held_out_nats[epoch] == training.held_out_nats_lowest
    assert (run.held_out_nats >= training.held_out_nats_lowest).all()
    at_lowest = training.held_out_accuracy_at_lowest
    assert at_lowest == run.held_out_accuracy[epoch]


def test_history_of_the_first_minibatch():
    assert len(training.history_q_true) == len(training.history_bits) == 101
    for q, q_true, bits in zip(
        training.run.looks.tolist(), training.history_q_true, training.history_bits
    ):
        assert list(q_true) == [q[0][0], q[1][1], q[2][2]]
        # two to the power of so many bits is how unlikely it was
        assert [2**-loss for loss in bits] == pytest.approx(list(q_true), rel=1e-12)
    # a look comes before its epoch: the first one with the first weights
    start = training.initial_weight().tolist()
    for image, q_true in enumerate(training.history_q_true[0]):
        q = slow_q(start, training.train_inputs[image].tolist())
        assert q_true == pytest.approx(q[image], rel=1e-9)


def test_the_story_that_pages_tell():
    run = training.run
    assert training.chance_nats == pytest.approx(1.0986, abs=1e-4)
    assert training.chance_bits == pytest.approx(1.5850, abs=1e-4)
    assert training.chance_total_bits == 3 * training.chance_bits
    # before training, little better or worse than guessing
    assert run.train_nats[0] == pytest.approx(math.log(3), abs=0.1)
    assert run.train_nats[1] < 0.36
    assert 0.01 < run.train_nats[101] < 0.03
    assert (np.diff(run.train_nats) < 0).all()
    # the held-out loss turns and rises while the accuracy stays
    epoch = training.held_out_lowest_epoch
    assert 5 < epoch < 40
    assert run.held_out_nats[101] > 1.05 * run.held_out_nats[epoch]
    late = run.held_out_accuracy[epoch:]
    assert np.ptp(late) * 999 <= 6
    assert late.min() > 0.95


def test_same_bytes_from_two_runs():
    command = [sys.executable, "-m", "snippets.training"]
    one, two = (
        subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
        for _ in range(2)
    )
    assert one.stdout == two.stdout
    numbers = re.findall(r"\d+\.\d+", one.stdout.decode())
    expected = []
    for look in (training.first_look, training.last_look):
        for q, bits in zip(look.q_true, look.losses_bits):
            expected += [f"{q:.6f}", f"{bits:.6f}"]
        expected.append(f"{look.total_bits:.6f}")
    expected += [
        f"{training.train_nats_first:.4f}",
        f"{training.train_nats_last:.4f}",
        f"{training.held_out_nats_first:.4f}",
        f"{training.held_out_nats_last:.4f}",
    ]
    assert f"{training.held_out_correct_last} of 999" in one.stdout.decode()
    assert numbers == expected


@pytest.mark.parametrize(
    "field",
    [
        "first_look.losses_bits[0]:.2f",
        "last_look.q[2][1]:.5f",
        "last_look.q_true[1]:.1%",
        "first_look.total_bits:.2f",
        "last_look.mean_nats:.4f",
        "run.train_nats[1]:.3f",
        "run.held_out_accuracy[101]:.1%",
        "held_out_nats_lowest:.3f",
        "held_out_lowest_epoch:d",
        "held_out_correct_last:d",
        "updates:,",
        "CLASSES[2]",
    ],
)
def test_pages_can_bind(field):
    path, _, spec = field.partition(":")
    value, _ = string.Formatter().get_field(f"0.{path}", [training], {})
    assert format(value, spec)


def test_the_wrong_digits_are_missed_with_more_confidence():
    weight = training.run.weight
    losses = []
    for inputs, target in zip(training.held_out_inputs, training.held_out_targets):
        z = [sum(w * x for w, x in zip(row, inputs)) for row in weight]
        right = int(target.argmax())
        if max(range(3), key=z.__getitem__) != right:
            total = math.fsum(math.exp(z_k) for z_k in z)
            losses.append(math.log(total) - z[right])
    assert len(losses) == training.held_out_wrong_last
    assert training.wrong_nats_last == pytest.approx(math.fsum(losses) / len(losses))
    assert training.wrong_nats_at_lowest < training.wrong_nats_last


def test_typical_probability_is_the_geometric_mean():
    q = training.predict(training.run.weight, training.held_out_inputs)
    true = (q * training.held_out_targets).sum(axis=1).tolist()
    typical = math.exp(math.fsum(math.log(x) for x in true) / len(true))
    assert training.held_out_typical_q == pytest.approx(typical)
