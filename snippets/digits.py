"""The digits 1, 2 and 3 by hand: 999 to train on and 999 held out.

Inputs and targets have a row for each picture. See data/README.md for the source.
"""

from pathlib import Path

import numpy as np

# --8<-- [start:data]
CLASSES = [1, 2, 3]


def as_inputs(images):
    """(n, 785) inputs from 0 to 1: the 784 pixels, then a constant 1."""
    # the weight of the constant 1 is the bias: one array holds them both
    pixels = images.reshape(len(images), 784) / 255
    return np.hstack([pixels, np.ones((len(images), 1))])


def as_targets(labels):
    """(n, 3) targets p: probability 1 for the true class, else 0."""
    return np.eye(len(CLASSES))[labels - CLASSES[0]]


with np.load(Path(__file__).parent / "data" / "digits.npz") as digits:
    train_images = digits["train_images"]
    train_inputs = as_inputs(train_images)
    train_targets = as_targets(digits["train_labels"])
    held_out_inputs = as_inputs(digits["test_images"])
    held_out_targets = as_targets(digits["test_labels"])
# --8<-- [end:data]
train_count = len(train_inputs)
held_out_count = len(held_out_inputs)


def main():
    print(f"{train_count} digits to train on, {held_out_count} held out")
    print("inputs", train_inputs.shape, "targets", train_targets.shape)


if __name__ == "__main__":
    main()
