"""Are the probabilities of a network to be believed? Reliability, ECE, a temperature.

The network is the one of reading_a_loss.py that was trained fast, after its last
epoch: its validation loss had risen for long. Losses are means in nats; shares,
confidences, accuracies, temperatures and the ECE have no unit.
Source: Guo et al., On Calibration of Modern Neural Networks, 2017.
"""

import numpy as np

from snippets.reading_a_loss import fast
from snippets.small_network import (
    logits,
    losses,
    test_p,
    test_x,
    validation_p,
    validation_x,
)

# --8<-- [start:bins]
BINS = 10


def sure_and_right(z, p, T):
    """(n,) confidence, the largest q of each image, and (n,) whether it is right."""
    confidence = np.exp(-losses(z / T, np.eye(3)[z.argmax(axis=1)]))
    return confidence, z.argmax(axis=1) == p.argmax(axis=1)


def reliability(z, p, T=1.0):
    """Bin by bin: shares of the images, mean confidences, accuracies; 0 if empty."""
    confidence, right = sure_and_right(z, p, T)
    which = np.minimum((confidence * BINS).astype(int), BINS - 1)
    counts = np.bincount(which, minlength=BINS)
    sums = [np.bincount(which, each, BINS) for each in (confidence, right)]
    return [counts / len(z), *[each / np.maximum(counts, 1) for each in sums]]


def ece(shares, sures, rights):
    """Expected calibration error: the mean gap, each bin weighted by its share."""
    return sum([share * abs(sure - right) for share, sure, right in zip(shares, sures, rights)])
# --8<-- [end:bins]


# --8<-- [start:temperature]
def nats_at(z, p, T):
    """Mean loss in nats of the logits divided by T."""
    return losses(z / T, p).mean()


TEMPERATURES = [n / 10 for n in range(5, 51)]


def best_temperature(z, p):
    """The one with the lowest loss."""
    return min(TEMPERATURES, key=lambda T: nats_at(z, p, T))


validation_z, test_z = logits(fast.weights, validation_x), logits(fast.weights, test_x)
fitted = best_temperature(validation_z, validation_p)
# --8<-- [end:temperature]
test_count = len(test_x)
SAID, ONE = 0.9, 1.0  # a confidence, and the temperature of an ordinary softmax
bins_before, bins_after = [reliability(test_z, test_p, T) for T in (1, fitted)]
ece_before, ece_after = ece(*bins_before), ece(*bins_after)
before_nats, after_nats = [nats_at(test_z, test_p, T) for T in (1, fitted)]
accuracy = sure_and_right(test_z, test_p, 1)[1].mean()
sure_before, sure_after = [sure_and_right(test_z, test_p, T)[0].mean() for T in (1, fitted)]
# the surest bin
top_share, top_sure, top_right = [column[-1] for column in bins_before]
top_count = round(top_share * test_count)

# --8<-- [start:few]
FEW = 30


def fitted_on_few(weights):
    """Temperatures of 16 groups of 30; how many of them raise the test loss."""
    z, new_z = logits(weights, validation_x), logits(weights, test_x)
    groups = [slice(i, i + FEW) for i in range(0, len(z) - FEW + 1, FEW)]
    chosen = [best_temperature(z[rows], validation_p[rows]) for rows in groups]
    once = nats_at(new_z, test_p, 1)
    return chosen, sum(int(nats_at(new_z, test_p, T) > once) for T in chosen)


few, few_worse = fitted_on_few(fast.weights)
# --8<-- [end:few]
groups = len(few)
lowest_few, highest_few = min(few), max(few)
few_worst_nats = max(nats_at(test_z, test_p, T) for T in few)

# --- what the figure is told, for each temperature

LOWEST = 3  # three classes: nobody is less sure than 1/3
edges = [n / BINS for n in range(LOWEST, BINS + 1)]
told = [reliability(test_z, test_p, T) for T in TEMPERATURES]
shares_at, sures_at, rights_at = [
    [[round(float(x), 6) for x in bins[column][LOWEST:]] for bins in told] for column in range(3)
]
nats_along = [round(float(nats_at(test_z, test_p, T)), 6) for T in TEMPERATURES]


def overall(shares, values):
    """The mean of bins' values, each weighted by its share."""
    return sum([share * value for share, value in zip(shares, values)])


def main():
    print(f"temperature fitted on the validation digits: {fitted}")
    print("test digits      before   after")
    print(f"  loss (nats)    {before_nats:.4f}  {after_nats:.4f}")
    print(f"  ECE            {ece_before:.4f}  {ece_after:.4f}")
    print(f"  confidence     {sure_before:.4f}  {sure_after:.4f}")
    print(f"  accuracy       {accuracy:.4f}  {accuracy:.4f}")


if __name__ == "__main__":
    main()
