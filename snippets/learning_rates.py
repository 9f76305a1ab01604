"""One step of gradient descent too far: for one image, and for three that share logits.

The logits z of image 1 are those of the chapter on the gradient. Losses are in nats.
"""

from snippets.by_hand import cross_entropy, gradient
from snippets.gradient import gradients, step_down, target, targets, z


# --8<-- [start:shared]
def mean(values):
    return sum(values) / len(values)


def loss_alone(learning_rate):
    """Loss in nats of image 1 after one step."""
    return cross_entropy(step_down(z, gradients[0], learning_rate), target)


# three images with the same logits z, but the targets 0, 1 and 2
rows = [gradient(z, t) for t in targets]
shared = [mean(column) for column in zip(*rows)]


def loss_shared(learning_rate):
    """Mean loss in nats of the three images after one step."""
    moved = step_down(z, shared, learning_rate)
    return mean([cross_entropy(moved, t) for t in targets])
# --8<-- [end:shared]


GOOD_RATE, LARGE_RATE = 4.0, 12.0
RATES = [0.0, GOOD_RATE, LARGE_RATE]
shared_start, shared_good, shared_large = [loss_shared(rate) for rate in RATES]
alone_start = loss_alone(0.0)


def main():
    print("learning rate  image 1  three (mean)")
    for rate in [0.0, 1.0, GOOD_RATE, LARGE_RATE]:
        print(f"{rate:13}  {loss_alone(rate):7.4f}  {loss_shared(rate):7.4f}")


if __name__ == "__main__":
    main()
