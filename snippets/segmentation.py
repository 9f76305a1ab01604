"""What seven losses make of the same segmentation, on scenes kept aside.

Classes are background (0) and the digits 1, 2 and 3; void pixels (255) take no
part. Losses are in nats, Dice is a share.
"""

from types import SimpleNamespace

import numpy as np

from snippets.digit_scenes import CLASSES, VOID, frequency, test_pictures, test_targets
from snippets.patch_network import forward, initial, one_network, patches_of, train
from snippets.segmentation_losses import GAMMA, ce_and_dice, cross_entropy, dice


# --8<-- [start:score]
def confusion(y, guess):
    """(4, 4): how often class i, the row, was called class j; void left out."""
    keep = y != VOID
    pairs = CLASSES * y[keep] + guess[keep]
    return np.bincount(pairs, minlength=CLASSES**2).reshape(CLASSES, CLASSES)


def iou(table):
    """Shared pixels over the pixels of either, for each class."""
    shared = np.diag(table)
    return shared / (table.sum(axis=0) + table.sum(axis=1) - shared)
# --8<-- [end:score]


def scores(log_q, y):
    """What log q is worth on targets y, void left out."""
    table, keep = confusion(y, log_q.argmax(axis=1)), y != VOID
    shared, each = np.diag(table), iou(table)
    recall = shared / np.maximum(table.sum(axis=1), 1)
    precision = shared / np.maximum(table.sum(axis=0), 1)
    return SimpleNamespace(
        iou=each, mean_iou=each.mean(), accuracy=shared.sum() / table.sum(),
        recall=recall, precision=precision,
        mean_nats=-log_q[keep, y[keep]].mean(),
        q_digit=1 - np.exp(log_q[keep, 0]).mean())


# --8<-- [start:losses]
inverse = 1 / frequency
LOSSES = {
    "plain": cross_entropy,
    "weighted": lambda log_q, y: cross_entropy(log_q, y, inverse),
    "root": lambda log_q, y: cross_entropy(log_q, y, inverse**0.5),
    "focal": lambda log_q, y: cross_entropy(log_q, y, gamma=GAMMA),
    "dice": dice,
    "both": ce_and_dice,
    "informed": cross_entropy,  # its last bias starts at ln f
}
start = initial(len(LOSSES))
start[3][-1] = np.log(frequency)
# --8<-- [end:losses]

MOMENTS = [0, 15, 50, 100]


def compare():
    """Train all; give what each is worth, and the first steps of the plain one."""
    x, y = patches_of(test_pictures), test_targets.ravel()
    first = []

    def watch(step, weights):
        if step in MOMENTS:
            log_q = forward(one_network(weights, 0), x)[1][0]
            first.append(scores(log_q, y))

    trained = train(list(LOSSES.values()), start, watch=watch)
    log_qs = {name: forward(one_network(trained, n), x)[1][0]
              for n, name in enumerate(LOSSES)}
    found = {name: scores(log_q, y) for name, log_q in log_qs.items()}
    found["untilted"] = scores(log_qs["weighted"] + np.log(frequency), y)
    return found, first, log_qs["plain"].reshape(*test_targets.shape, CLASSES)


found, first, log_q = compare()
plain, weighted, root, focal, by_dice, both, informed, untilted = found.values()
# a network that calls everything background
nothing = scores(np.log([[0.97, 0.01, 0.01, 0.01]]).repeat(test_targets.size, 0),
                 test_targets.ravel())
blind_nats = -(frequency * np.log(frequency)).sum()  # q = f for every pixel
guess_nats = np.log(CLASSES)

# --8<-- [start:map]
guess = log_q.argmax(axis=-1)  # (100, 32, 32)
kept = test_targets != VOID
true = np.where(kept, test_targets, 0)[..., None]
losses = -np.take_along_axis(log_q, true, axis=-1)[..., 0]
losses[~kept] = 0
mean_nats = losses.sum() / kept.sum()
# --8<-- [end:map]
of_digits = kept & (test_targets > 0)
digit_share = of_digits.sum() / kept.sum()
digit_loss_share = losses[of_digits].sum() / losses.sum()
with_void = losses.mean()  # the zeros of void averaged in
SCENE = 3
scene_most_nats = losses[SCENE].max()

accuracy_gain = plain.accuracy - nothing.accuracy
iou_gain = plain.mean_iou - nothing.mean_iou
focal_gain = focal.mean_iou - plain.mean_iou
informed_gain = informed.mean_iou - plain.mean_iou
fallen = 1 - first[1].mean_nats / first[0].mean_nats


def main():
    print("IoU        background    1      2      3     mean   accuracy")
    for name, it in {"nothing": nothing, **found}.items():
        each = "  ".join(f"{x:.3f}" for x in it.iou)
        print(f"{name:10}    {each}  {it.mean_iou:.3f}  {it.accuracy:.4f}")


if __name__ == "__main__":
    main()
