"""A small network for noisy digits: one hidden layer, plain SGD, and what is seen of it.

The digits are halved to 14 by 14 pixels, and noise is added, because without it
they are too easy. Losses are in nats, means over the images; accuracies are shares.
"""

import math
from types import SimpleNamespace

import numpy as np

from snippets.cross_entropy import log_softmax
from snippets.digits import (
    held_out_inputs,
    held_out_targets,
    train_inputs,
    train_targets,
)

TRAIN, VALIDATION = 600, 498  # what is held out beyond those is the test data
NOISE = 0.3


def with_one(x):
    """The same with a column of ones, whose weights are the biases."""
    return np.concatenate([x, np.ones((len(x), 1))], axis=1)


def noisy(inputs, dice):
    """(n, 197): each pixel is the mean of four and noise; then a constant 1."""
    pixels = inputs[:, :784].reshape(-1, 14, 2, 14, 2).mean(axis=(2, 4))
    noise = NOISE * dice.normal(size=(len(inputs), 196))
    return with_one(pixels.reshape(-1, 196) + noise)


dice = np.random.default_rng(0)
train_x, train_p = noisy(train_inputs[:TRAIN], dice), train_targets[:TRAIN]
held_out_x = noisy(held_out_inputs, dice)
validation_x, test_x = held_out_x[:VALIDATION], held_out_x[VALIDATION:]
validation_p, test_p = held_out_targets[:VALIDATION], held_out_targets[VALIDATION:]

# --8<-- [start:network]
HIDDEN, CLASSES = 32, 3


def start(seed):
    """Random weights as PyTorch's nn.Linear has them: (197, 32) and (33, 3)."""
    dice = np.random.default_rng(seed)
    shapes = [(196, HIDDEN), (HIDDEN, CLASSES)]
    return [dice.uniform(-1, 1, (n + 1, m)) / math.sqrt(n) for n, m in shapes]


def logits(weights, x):
    """(n, 3), by one hidden layer with a ReLU."""
    return with_one(np.maximum(x @ weights[0], 0)) @ weights[1]


def losses(z, p):
    """Each row's loss in nats."""
    return -(p * log_softmax(z)).sum(axis=1)


def step(weights, x, p, learning_rate, keep=1):
    """One step of SGD, in place. Gives the minibatch's loss (nats) before it."""
    into = x @ weights[0]
    gate = (into > 0) * keep  # the ReLU, and dropout
    hidden = with_one(into * gate)
    log_q = log_softmax(hidden @ weights[1])
    along_z = (np.exp(log_q) - p) / len(x)
    along_into = along_z @ weights[1][:-1].T * gate
    weights[1] -= learning_rate * (hidden.T @ along_z)
    weights[0] -= learning_rate * (x.T @ along_into)
    return -(p * log_q).sum() / len(x)
# --8<-- [end:network]


BATCH_SIZE, EPOCHS, LEARNING_RATE = 6, 15, 0.03
minibatches = TRAIN // BATCH_SIZE


def learn(learning_rate=LEARNING_RATE, p=train_p, scale=1, drop=0, seed=2):
    """Trains. Lists with an entry for each epoch, from 0 on, and the minibatches' losses."""
    weights, dice = start(seed), np.random.default_rng(seed)
    size = np.append(np.full(196, scale), 1)
    x, new_x = train_x * size, validation_x * size
    seen, batches_nats = [look(weights, x, p, new_x)], []
    for _ in range(EPOCHS):
        for i in range(0, TRAIN, BATCH_SIZE):
            rows = slice(i, i + BATCH_SIZE)
            keep = (dice.random((BATCH_SIZE, HIDDEN)) >= drop) / (1 - drop)
            batches_nats.append(step(weights, x[rows], p[rows], learning_rate, keep))
        seen.append(look(weights, x, p, new_x))
    lists = {name: [getattr(each, name) for each in seen] for name in vars(seen[0])}
    lowest = lists["val_nats"].index(min(lists["val_nats"]))
    return SimpleNamespace(**lists, batches_nats=batches_nats, weights=weights, lowest=lowest,
                           best=seen[lowest], end=seen[-1])


def look(weights, x, p, new_x):
    """Both losses (nats), and how the validation digits come out."""
    z = logits(weights, new_x)
    each, wrong = losses(z, validation_p), z.argmax(axis=1) != validation_p.argmax(axis=1)
    return SimpleNamespace(
        train_nats=losses(logits(weights, x), p).mean(),
        val_nats=each.mean(),
        right_part_nats=each[~wrong].sum() / len(each),
        wrong_part_nats=each[wrong].sum() / len(each),
        squared=((np.exp(log_softmax(z)) - validation_p) ** 2).sum(axis=1).mean(),
        accuracy=1 - wrong.mean(),
        wrong=int(wrong.sum()),
    )


def main():
    print(f"{TRAIN} digits to train on, {VALIDATION} to validate, {len(test_x)} to test")
    weights = start(2)
    print("weights", *[each.shape for each in weights])
    print("the first six losses", losses(logits(weights, train_x[:6]), train_p[:6]).round(4))


if __name__ == "__main__":
    main()
