"""Scenes to segment: two handwritten digits on noisy paper, 32 by 32 pixels.

A target holds 0 for background, 1 to 3 for the ink of a digit, and 255 for the
void band around it, as in Pascal VOC. The digits are those of data/digits.npz.
"""

from pathlib import Path

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

# --8<-- [start:scenes]
SIDE, NOISE, VOID, CLASSES = 32, 0.3, 255, 4


def windows(maps, size):
    """The size by size neighbourhood of every pixel; beyond the edge stands 0."""
    edge = size // 2
    maps = np.pad(maps, ((0, 0), (edge, edge), (edge, edge)))
    return sliding_window_view(maps, (size, size), axis=(1, 2))


def scenes(images, labels, count, rng):
    """(count, 32, 32) pictures and int64 targets, two digits in each."""
    small = images.reshape(-1, 14, 2, 14, 2).mean(axis=(2, 4)) / 255
    pictures = rng.normal(0, NOISE, (count, SIDE, SIDE))
    targets = np.zeros((count, SIDE, SIDE), np.int64)
    for picture, target in zip(pictures, targets):
        quarters, chosen = rng.permutation(4)[:2], rng.choice(len(small), 2)
        for quarter, i in zip(quarters, chosen):
            y, x = 16 * np.array(divmod(quarter, 2)) + rng.integers(3, size=2)
            picture[y : y + 14, x : x + 14] += small[i]
            target[y : y + 14, x : x + 14] = labels[i] * (small[i] > 0.5)
    beside_ink = windows(targets > 0, 3).any(axis=(3, 4))
    targets[beside_ink & (targets == 0)] = VOID
    return pictures, targets
# --8<-- [end:scenes]


# --8<-- [start:split]
rng = np.random.default_rng(0)
with np.load(Path(__file__).parent / "data" / "digits.npz") as digits:
    seen, labels = digits["train_images"], digits["train_labels"]
    unseen, their_labels = digits["test_images"], digits["test_labels"]
FOR_SETTINGS = 501  # unseen digits that settings were chosen with; 498 are left

train_pictures, train_targets = scenes(seen, labels, 300, rng)
test_pictures, test_targets = scenes(
    unseen[FOR_SETTINGS:], their_labels[FOR_SETTINGS:], 100, rng)

counted = train_targets[train_targets != VOID]
frequency = np.bincount(counted) / counted.size
# --8<-- [end:split]
train_count, test_count = len(train_targets), len(test_targets)
digits_left = len(unseen) - FOR_SETTINGS
void_share = (train_targets == VOID).mean()
pixels = SIDE**2


def for_settings(count=100):
    """Scenes from digits that are neither trained on nor reported."""
    rng = np.random.default_rng(1)
    chosen = slice(FOR_SETTINGS)
    return scenes(unseen[chosen], their_labels[chosen], count, rng)


def main():
    print("pictures", train_pictures.shape, "targets", train_targets.shape)
    print("values in the targets", *np.unique(train_targets))
    print(f"void {void_share:.1%} of all pixels; of the others")
    for name, share in zip(["background", "1", "2", "3"], frequency):
        print(f"  {name:10} {share:.2%}")


if __name__ == "__main__":
    main()
