"""Label smoothing, and the floor that it puts under the loss.

Notation: p = the smoothed target. Lists with one probability a class, the true
class first. Losses are in nats.
Source: Szegedy et al. (2016), arXiv:1512.00567, section 7.
"""

from math import inf, log
from types import SimpleNamespace

from snippets.entropy import entropy
from snippets.worked_example import cross_entropy_bits

# --8<-- [start:smoothing]
NATS_PER_BIT = log(2)


def smooth(classes, alpha):
    """Label smoothing, true class first: alpha is shared by all classes.

    One list of `classes` probabilities. The true class gets a share of
    alpha as well, as in PyTorch.
    """
    share = alpha / classes
    return [1 - alpha + share] + [share] * (classes - 1)


def floor_nats(p):
    """The smallest loss that any prediction can have: H(p), in nats."""
    return entropy(p) * NATS_PER_BIT


ALPHA = 0.1
floors = [
    SimpleNamespace(
        classes=classes,
        p=smooth(classes, ALPHA),
        nats=floor_nats(smooth(classes, ALPHA)),
    )
    for classes in [2, 3, 10]
]
# --8<-- [end:smoothing]
# what one may expect for two classes: all of alpha to the wrong one
expected_p = [1 - ALPHA, ALPHA]
expected_nats = floor_nats(expected_p)
best_gap = log(floors[0].p[0] / floors[0].p[1])

SURE = 0.999
sure_nats = cross_entropy_bits(floors[0].p, [SURE, 1 - SURE]) * NATS_PER_BIT
sure_one_hot_nats = cross_entropy_bits([1, 0], [SURE, 1 - SURE]) * NATS_PER_BIT

NAMED = [21, 1000]  # classes of Pascal VOC and of ImageNet


def shares_of(alpha, classes):
    """p of the true class and of each other one."""
    share = alpha / classes
    return [1 - alpha + share, share]


def alpha_of(p_true, classes):
    """The alpha that leaves the true class a share of p_true."""
    return (1 - p_true) * classes / (classes - 1)


def loss_of(q_true, alpha, classes):
    """Loss in nats where all other classes have the same q."""
    p_true, p_other = shares_of(alpha, classes)
    loss = 0.0 - p_true * log(q_true)
    if p_other > 0:
        rest = (1 - q_true) / (classes - 1)
        loss -= (classes - 1) * p_other * log(rest)
    return loss


def floor_of(alpha, classes):
    """The least loss in nats, that of q = p."""
    p_true, p_other = shares_of(alpha, classes)
    rest = (classes - 1) * p_other * log(p_other) if p_other > 0 else 0.0
    return 0.0 - p_true * log(p_true) - rest


def gap_of(alpha, classes):
    """How far apart the best logits are; inf for a one-hot target."""
    p_true, p_other = shares_of(alpha, classes)
    return log(p_true / p_other) if p_other > 0 else inf


def highest_of(classes):
    """The top of the figure in nats: some way above guessing."""
    return log(classes) + 1


start_classes = floors[-1].classes
start_gap = gap_of(ALPHA, start_classes)
# the alpha that leaves expected_p: all of it to the other class
alpha_expected = alpha_of(expected_p[0], 2)


def main():
    print("classes  p(true)   floor")
    for row in floors:
        print(f"{row.classes:7}  {row.p[0]:7.4f}  {row.nats:.4f} nats")
    print(f"q(true) {SURE}: smoothed {sure_nats:.4f}, one-hot {sure_one_hot_nats:.4f} nats")


if __name__ == "__main__":
    main()
