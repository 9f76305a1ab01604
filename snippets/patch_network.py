"""A network that names the class of a pixel from the 9 by 9 pixels around it.

Several networks train side by side: same start, same pixels, another loss each,
so all weights have a first axis for the networks. Shapes are those of NumPy arrays.
"""

import math

import numpy as np

from snippets.cross_entropy import log_softmax
from snippets.digit_scenes import CLASSES, VOID, train_pictures, train_targets, windows

# --8<-- [start:model]
PATCH, HIDDEN, PIXELS, STEPS, RATE = 9, 32, 512, 250, 0.01


def initial(networks, seed=0):
    """The same random start for each network, biases 0."""
    rng, inputs = np.random.default_rng(seed), PATCH**2
    w1 = rng.normal(0, math.sqrt(2 / inputs), (inputs, HIDDEN))
    w2 = rng.normal(0, math.sqrt(1 / HIDDEN), (HIDDEN, CLASSES))
    start = w1, np.zeros((1, HIDDEN)), w2, np.zeros((1, CLASSES))
    return [np.stack([w] * networks) for w in start]


def forward(weights, x):
    """The hidden layer and log q of (n, 81) patches, for each network."""
    w1, b1, w2, b2 = weights
    hidden = np.maximum(x @ w1 + b1, 0)
    return hidden, log_softmax(hidden @ w2 + b2)
# --8<-- [end:model]


def gradients(weights, x, hidden, log_q, slope):
    """From the slopes along log q back to all weights."""
    to_z = slope - np.exp(log_q) * slope.sum(axis=-1, keepdims=True)
    to_hidden = to_z @ weights[2].swapaxes(1, 2) * (hidden > 0)
    return [x.T @ to_hidden, to_hidden.sum(axis=1, keepdims=True),
            hidden.swapaxes(1, 2) @ to_z, to_z.sum(axis=1, keepdims=True)]


def train(losses, weights, steps=STEPS, seed=1, watch=None):
    """Weights after so many steps of Adam, each on 512 pixels that are not void.

    watch(step, weights) is called before each step.
    """
    rng = np.random.default_rng(seed)
    patches, places = windows(train_pictures, PATCH), np.argwhere(train_targets != VOID)
    weights = list(weights)
    mean, square = [0 * w for w in weights], [0 * w for w in weights]
    for step in range(1, steps + 1):
        if watch:
            watch(step - 1, weights)
        at = tuple(rng.choice(places, PIXELS).T)
        x, y = patches[at].reshape(PIXELS, -1), train_targets[at]
        hidden, log_q = forward(weights, x)
        slope = np.stack([loss(one, y)[1] for loss, one in zip(losses, log_q)])
        for i, g in enumerate(gradients(weights, x, hidden, log_q, slope)):
            mean[i] += 0.1 * (g - mean[i])
            square[i] += 0.001 * (g * g - square[i])
            m, s = mean[i] / (1 - 0.9**step), square[i] / (1 - 0.999**step)
            weights[i] = weights[i] - RATE * m / (np.sqrt(s) + 1e-8)
    return weights


def patches_of(pictures):
    """(n, 81): the patch of every pixel of all pictures."""
    return windows(pictures, PATCH).reshape(-1, PATCH**2)


def one_network(weights, n):
    """The weights of network n, still with an axis for networks."""
    return [w[n : n + 1] for w in weights]


# of one network
weights_count = (PATCH**2 + 1) * HIDDEN + (HIDDEN + 1) * CLASSES


def main():
    print(f"{PATCH} x {PATCH} patch, {HIDDEN} hidden, {CLASSES} classes")
    print(f"{weights_count} weights, {STEPS} steps of {PIXELS} pixels")


if __name__ == "__main__":
    main()
