"""Softmax regression on 999 real digits, looked at 101 times.

One linear layer learns to tell the handwritten digits 1, 2 and 3 apart. For
each picture the target is p (all on the true class), the logits are z, and
the prediction is q = softmax(z). Losses are in nats unless a name says bits.

    python -m snippets.training
"""

import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np

# --8<-- [start:data]
CLASSES = [1, 2, 3]
BATCH_SIZE = 3
EPOCHS = 101
LEARNING_RATE = 0.01


def as_inputs(images):
    """Return (n, 785) inputs in 0..1: the 784 pixels, then a constant 1."""
    # the weight of the constant 1 is the bias: one array holds them both
    pixels = images.reshape(len(images), 784) / 255
    return np.hstack([pixels, np.ones((len(images), 1))])


def as_targets(labels):
    """Return (n, 3) targets: probability 1 for the true class, else 0."""
    return np.eye(len(CLASSES))[labels - CLASSES[0]]


with np.load(Path(__file__).parent / "data" / "digits.npz") as digits:
    train_images = digits["train_images"]
    train_inputs = as_inputs(train_images)
    train_targets = as_targets(digits["train_labels"])
    held_out_inputs = as_inputs(digits["test_images"])
    held_out_targets = as_targets(digits["test_labels"])
# --8<-- [end:data]


# --8<-- [start:model]
def softmax(logits):
    """Turn (n, 3) logits into (n, 3) probabilities, row by row."""
    # logits stay below 30 here, and exp overflows past 709, so the usual
    # subtraction of the largest logit is left out
    exp = np.exp(logits)
    return exp / exp.sum(axis=1, keepdims=True)


def predict(weight, inputs):
    """Return q, the (n, 3) probabilities that a (3, 785) weight gives."""
    # inputs @ weight.T as plain dot products: so little work goes faster
    # in one thread, and always in the same order
    return softmax(np.vecdot(inputs[:, None], weight))


def cross_entropy(target, q):
    """Return the mean over the rows of -sum(p ln q), in nats."""
    return -(target * np.log(q)).sum(axis=1).mean()


def gradient(weight, inputs, target):
    """Return the (3, 785) gradient of the mean cross-entropy, in nats."""
    # for the logits of one picture it is q - p, with no constant in front:
    # that is why training counts in nats
    q = predict(weight, inputs)
    return ((q - target) / len(inputs)).T @ inputs


# --8<-- [end:model]


@dataclass(frozen=True)
class Run:
    """What was seen during training; entry 0 is before any update."""

    weight: np.ndarray  # (3, 785), after the last epoch
    looks: np.ndarray  # (101, 3, 3), q of the first minibatch
    train_nats: np.ndarray  # (102,), mean training loss
    held_out_nats: np.ndarray  # (102,), mean held-out loss
    held_out_accuracy: np.ndarray  # (102,), fraction classified correctly
    held_out_wrong_nats: np.ndarray  # (102,), mean loss of the others


# --8<-- [start:train]
def initial_weight():
    """Start as PyTorch's nn.Linear does, bias included: ±1/sqrt(784)."""
    bound = 1 / math.sqrt(784)
    return np.random.default_rng(0).uniform(-bound, bound, (3, 785))


def train(epochs=EPOCHS):
    """Plain SGD in one fixed order, each minibatch a 1, a 2 and a 3."""
    weight = initial_weight()
    minibatches = [
        (train_inputs[i : i + BATCH_SIZE], train_targets[i : i + BATCH_SIZE])
        for i in range(0, len(train_inputs), BATCH_SIZE)
    ]
    looks, measured = [], [measure(weight)]
    for _ in range(epochs):
        looks.append(predict(weight, minibatches[0][0]))
        for inputs, target in minibatches:
            weight -= LEARNING_RATE * gradient(weight, inputs, target)
        measured.append(measure(weight))
    return Run(weight, np.array(looks), *np.array(measured).T)


# --8<-- [end:train]


# --8<-- [start:looks]
def measure(weight):
    """Return training and held-out loss (nats), held-out accuracy, and
    the mean loss (nats) of the held-out digits classified wrongly."""
    q = predict(weight, held_out_inputs)
    correct = q.argmax(axis=1) == held_out_targets.argmax(axis=1)
    return (
        cross_entropy(train_targets, predict(weight, train_inputs)),
        cross_entropy(held_out_targets, q),
        correct.mean(),
        cross_entropy(held_out_targets[~correct], q[~correct]),
    )


class Look:
    """One look at the first minibatch, a 1, a 2 and a 3."""

    def __init__(self, q):
        self.q = q  # (3, 3), a row for each picture
        self.q_true = q.diagonal()
        self.losses_bits = -np.log2(self.q_true)
        self.total_bits = self.losses_bits.sum()
        self.mean_nats = cross_entropy(train_targets[:BATCH_SIZE], q)


# --8<-- [end:looks]

run = train()
# the 101st look comes after 100 epochs, the last entry of a loss after 101
looks = [Look(q) for q in run.looks]
first_look, last_look = looks[0], looks[-1]
# how the first minibatch fared: a row for each look, a column for each digit
history_q_true = [look.q_true for look in looks]
history_bits = [look.losses_bits for look in looks]

train_count = len(train_inputs)
held_out_count = len(held_out_inputs)
minibatches_per_epoch = train_count // BATCH_SIZE
updates = EPOCHS * minibatches_per_epoch

chance_nats = math.log(len(CLASSES))
chance_bits = math.log2(len(CLASSES))
chance_total_bits = BATCH_SIZE * chance_bits

train_nats_first = run.train_nats[0]
train_nats_last = run.train_nats[EPOCHS]
held_out_nats_first = run.held_out_nats[0]
held_out_nats_last = run.held_out_nats[EPOCHS]
held_out_nats_lowest = run.held_out_nats.min()
held_out_lowest_epoch = int(run.held_out_nats.argmin())
held_out_accuracy_first = run.held_out_accuracy[0]
held_out_accuracy_last = run.held_out_accuracy[EPOCHS]
held_out_accuracy_at_lowest = run.held_out_accuracy[held_out_lowest_epoch]
wrong_nats_at_lowest = run.held_out_wrong_nats[held_out_lowest_epoch]
wrong_nats_last = run.held_out_wrong_nats[EPOCHS]
held_out_wrong_last = round((1 - held_out_accuracy_last) * held_out_count)
# e to the minus mean loss: the geometric mean of the true classes' q
held_out_typical_q = math.exp(-held_out_nats_last)
held_out_correct_first = round(held_out_accuracy_first * held_out_count)
held_out_correct_last = round(held_out_accuracy_last * held_out_count)


def main() -> None:
    """Print the first minibatch at both looks, then the losses."""
    for number, look in (1, first_look), (EPOCHS, last_look):
        print(f"look {number} at the first minibatch")
        for label, q, bits in zip(CLASSES, look.q_true, look.losses_bits):
            print(f"  digit {label}: -log2 {q:.6f} = {bits:.6f} bits")
        print(f"  total: {look.total_bits:.6f} bits")
    print("mean loss in nats, before and after training")
    print(f"  trained on: {train_nats_first:.4f}, {train_nats_last:.4f}")
    print(f"  held out:   {held_out_nats_first:.4f}, {held_out_nats_last:.4f}")
    right, count = held_out_correct_last, held_out_count
    print(f"held-out digits right after training: {right} of {count}")


if __name__ == "__main__":
    main()
