"""Softmax regression on 999 real digits, looked at 101 times.

One linear layer learns to tell the handwritten digits 1, 2 and 3 apart.
Notation: p = target, z = logits, q = softmax(z) is the prediction, a row for
each picture. Losses are in nats unless a name says bits.
"""

import math
from types import SimpleNamespace

import numpy as np

from snippets.digits import (
    CLASSES,
    held_out_count,
    held_out_inputs,
    held_out_targets,
    train_count,
    train_inputs,
    train_targets,
)


# --8<-- [start:model]
def softmax(logits):
    """(n, 3) probabilities from (n, 3) logits, row by row."""
    # subtracting the largest changes no ratio, and keeps exp from overflowing
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def predict(weight, inputs):
    """q, the (n, 3) probabilities that a (3, 785) weight gives."""
    return softmax(inputs @ weight.T)


def mean_nats(target, q):
    """The mean over the rows of -sum(p ln q), in nats."""
    return -(target * np.log(q)).sum(axis=1).mean()


def weight_gradient(weight, inputs, target):
    """The (3, 785) gradient of the mean loss along the weights, in nats."""
    # q - p, with no constant in front: that is why training counts in nats
    along_z = (predict(weight, inputs) - target) / len(inputs)
    return along_z.T @ inputs
# --8<-- [end:model]


# --8<-- [start:train]
BATCH_SIZE = 3
EPOCHS = 101
LEARNING_RATE = 0.01


def initial_weight():
    """Start as PyTorch's nn.Linear does, bias included: ±1/sqrt(784)."""
    bound = 1 / math.sqrt(784)
    return np.random.default_rng(0).uniform(-bound, bound, (3, 785))


def train(epochs=EPOCHS):
    """Plain SGD in one fixed order, each minibatch a 1, a 2 and a 3.

    Gives the last weight, (3, 785); q of the first minibatch, (3, 3), when each
    epoch begins; and epochs + 1 measurements, the first before any update.
    """
    weight = initial_weight()
    looks, measured = [], [measure(weight)]
    for _ in range(epochs):
        looks.append(predict(weight, train_inputs[:BATCH_SIZE]))
        for i in range(0, train_count, BATCH_SIZE):
            rows = slice(i, i + BATCH_SIZE)
            slope = weight_gradient(weight, train_inputs[rows], train_targets[rows])
            weight -= LEARNING_RATE * slope
        measured.append(measure(weight))
    return weight, looks, measured
# --8<-- [end:train]


# --8<-- [start:looks]
def measure(weight):
    """Mean losses (nats), and how many of the held-out digits are right."""
    q = predict(weight, held_out_inputs)
    right = q.argmax(axis=1) == held_out_targets.argmax(axis=1)
    return SimpleNamespace(
        train_nats=mean_nats(train_targets, predict(weight, train_inputs)),
        held_out_nats=mean_nats(held_out_targets, q),
        # what the wrong ones add to that mean
        wrong_part_nats=mean_nats(held_out_targets[~right], q[~right]) * (~right).mean(),
        accuracy=right.mean(),
        right=right.sum(),
        wrong=(~right).sum(),
    )


def look(q):
    """The first minibatch, a 1, a 2 and a 3: q, (3, 3), and its losses."""
    q_true = q.diagonal()  # the pictures come in the order of the classes
    bits = -np.log2(q_true)
    return SimpleNamespace(q=q, q_true=q_true, losses_bits=bits, total_bits=bits.sum(),
                           mean_nats=mean_nats(train_targets[:BATCH_SIZE], q))
# --8<-- [end:looks]


weight, first_minibatch, measured = train()
looks = [look(q) for q in first_minibatch]
# the 101st look comes after 100 epochs, the last measurement after 101
first_look, last_look = looks[0], looks[-1]
history_q_true = [look.q_true for look in looks]
history_bits = [look.losses_bits for look in looks]

train_nats = [now.train_nats for now in measured]
held_out_nats = [now.held_out_nats for now in measured]
lowest_epoch = held_out_nats.index(min(held_out_nats))
start, lowest, end = measured[0], measured[lowest_epoch], measured[-1]
minibatches_per_epoch = train_count // BATCH_SIZE
updates = EPOCHS * minibatches_per_epoch
chance_nats = math.log(len(CLASSES))  # of equal probabilities
chance_total_bits = BATCH_SIZE * math.log2(len(CLASSES))
# e to the minus mean loss: the geometric mean of the true classes' q
end_typical_q = math.exp(-end.held_out_nats)


def main():
    for number, seen in (1, first_look), (EPOCHS, last_look):
        print(f"look {number} at the first minibatch")
        for label, q, bits in zip(CLASSES, seen.q_true, seen.losses_bits):
            print(f"  digit {label}: -log2 {q:.6f} = {bits:.6f} bits")
        print(f"  total: {seen.total_bits:.6f} bits")
    print("mean loss in nats, before and after training")
    print(f"  trained on: {start.train_nats:.4f}, {end.train_nats:.4f}")
    print(f"  held out:   {start.held_out_nats:.4f}, {end.held_out_nats:.4f}")
    print(f"held-out digits right after training: {end.right} of {held_out_count}")


if __name__ == "__main__":
    main()
