"""Losses of a segmentation, each with its slope along log q.

log_q: (pixels, classes), y: (pixels,) class numbers from 0. Losses are in nats;
Dice is a share from 0 to 1.
Sources: Lin et al. 2017, Focal Loss; Milletari et al. 2016, V-Net.
"""

import math

import numpy as np


def cross_entropy(log_q, y, weight=None, gamma=0):
    """The mean of -(1 - q)^gamma ln q, by class weights; gamma 2 is focal."""
    p = np.eye(log_q.shape[1])[y]
    share = p if weight is None else p * weight
    share = share / share.sum()  # as PyTorch: divided by the weights
    q = np.exp(log_q)
    focus = (1 - q) ** gamma
    bend = gamma * (1 - q) ** max(gamma - 1, 0) * q * log_q
    return -(share * focus * log_q).sum(), share * (bend - focus)


def dice(log_q, y):
    """1 - soft Dice, the mean over the classes of 2 shared / (q + p)."""
    p, q = np.eye(log_q.shape[1])[y], np.exp(log_q)
    shared, total = 2 * (p * q).sum(axis=0) + 1, (p + q).sum(axis=0) + 1
    score = shared / total  # the 1 is for classes that are not there
    return 1 - score.mean(), q * (score - 2 * p) / total / score.size


def ce_and_dice(log_q, y):
    pairs = cross_entropy(log_q, y), dice(log_q, y)
    return sum(value for value, _ in pairs), sum(slope for _, slope in pairs)


def focal(q_true, weight, gamma=2):
    """Right: the factor looks at the probability itself."""
    return weight * (1 - q_true) ** gamma * -math.log(q_true)


def focal_wrong(q_true, weight, gamma=2):
    """Wrong: it looks at exp(-weighted loss), which is q to the power of weight."""
    ce = weight * -math.log(q_true)
    pt = math.exp(-ce)
    return (1 - pt) ** gamma * ce


Q_TRUE, WEIGHT, GAMMA = 0.9, 10, 2
plain_nats = -math.log(Q_TRUE)
right_nats = focal(Q_TRUE, WEIGHT)
wrong_nats = focal_wrong(Q_TRUE, WEIGHT)
right_factor = (1 - Q_TRUE) ** GAMMA
wrong_pt = Q_TRUE**WEIGHT
weighted_nats = WEIGHT * plain_nats
wrong_factor = (1 - wrong_pt) ** GAMMA
times_too_large = wrong_nats / right_nats
# what focal loss leaves of the loss of an easy pixel and of a hard one
HARD_Q = 0.1
easy_nats, hard_nats = focal(Q_TRUE, 1), focal(HARD_Q, 1)
hard_plain_nats = -math.log(HARD_Q)
hard_factor = (1 - HARD_Q) ** GAMMA


def main():
    print(f"q {Q_TRUE}, weight {WEIGHT}, gamma {GAMMA}")
    print(f"  right: {WEIGHT} x {right_factor:.4f} x {plain_nats:.4f} = {right_nats:.4f}")
    print(f"  wrong: pt = {wrong_pt:.4f}, loss {wrong_nats:.4f}")


if __name__ == "__main__":
    main()
