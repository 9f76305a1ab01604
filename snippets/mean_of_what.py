"""The mean of what? Class weights, ignored labels, and what a mean divides by.

All losses are in nats; labels are counted from 0, as in PyTorch.
Sources: the pages of torch.nn.CrossEntropyLoss and
torch.nn.BCEWithLogitsLoss.
"""

from math import log, nan

from snippets.by_hand import cross_entropy
from snippets.worked_example import after

# --8<-- [start:weights]
# pytorch/pytorch#25571: two rows, and a weight for each of three classes
LOGITS = [[0.2, 0.3, 0.5], [0.5, 0.2, 0.3]]
LABELS = [2, 1]
WEIGHT = [2.0, 4.0, 6.0]

losses = [cross_entropy(z, label) for z, label in zip(LOGITS, LABELS)]
row_weights = [WEIGHT[label] for label in LABELS]
weighted = [w * loss for w, loss in zip(row_weights, losses)]
total = sum(weighted)

by_weights = total / sum(row_weights)  # targets are class numbers
by_rows = total / len(weighted)  # targets are probabilities
# --8<-- [end:weights]
weights_total = sum(row_weights)
rows = len(weighted)
scale = weights_total / rows
# one row alone: its weight is in the numerator and in the denominator
alone = weighted[0] / row_weights[0]


# --8<-- [start:ignore]
def mean_loss(q, labels, ignore_index=-100):
    """Mean of -ln q over the rows whose label is not ignore_index."""
    kept = [-log(row[label]) for row, label in zip(q, labels)
            if label != ignore_index]
    return sum(kept) / len(kept) if kept else nan  # 0 / 0


MARKED = [0, -1, 2]
two_rows = mean_loss(after.q, MARKED, ignore_index=-1)
no_rows = mean_loss(after.q, [-1, -1, -1], ignore_index=-1)
# --8<-- [end:ignore]
kept_losses = [-log(after.q[0][0]), -log(after.q[2][2])]
kept_rows, marked_rows = len(kept_losses), len(MARKED)
over_all_rows = sum(kept_losses) / marked_rows  # "none", and then .mean()
# what dropping the last of three labelled rows would give
dropped_last = mean_loss(after.q[:-1], [0, 1])

# --8<-- [start:bce]
# pytorch/pytorch#54843: one label is 1, and class 1 has the weight 3
SCORES = [[0.3, 0.7], [0.6, 0.4], [0.6, 0.4]]
POSITIVE = [1, 0, 0]
ROW_WEIGHTS = [3.0, 1.0, 1.0]

two_classes = [w * cross_entropy(z, label)
               for w, z, label in zip(ROW_WEIGHTS, SCORES, POSITIVE)]
ce_mean = sum(two_classes) / sum(ROW_WEIGHTS)
bce_mean = sum(two_classes) / len(two_classes)
# --8<-- [end:bce]
bce_total = sum(two_classes)
bce_weights = sum(ROW_WEIGHTS)
bce_rows = len(two_classes)


def main():
    print("weighted losses", *(f"{loss:.4f}" for loss in weighted))
    print(f"by the weights  {total:.4f} / {weights_total:.0f} = {by_weights:.4f}")
    print(f"by the rows     {total:.4f} / {rows} = {by_rows:.4f}")
    print(f"one row alone   {alone:.4f}")
    print(f"ignored         {two_rows:.4f}, all of them {no_rows}")
    print(f"cross entropy   {bce_total:.4f} / {bce_weights:.0f} = {ce_mean:.4f}")
    print(f"binary          {bce_total:.4f} / {bce_rows} = {bce_mean:.4f}")


if __name__ == "__main__":
    main()
