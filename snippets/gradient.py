"""The gradient of the loss along the logits is q - p.

Notation: p = target, z = logits, q = softmax(z) is the prediction. Losses
are in nats, so slopes are in nats for each 1 that a logit grows. Targets
are the index of the true class, counted from 0.
Sources: Goodfellow, Bengio and Courville, Deep Learning, section 6.2.2.3;
CS231n (Stanford), Linear Classification and Neural Networks Case Study;
Karpathy, Neural Networks: Zero to Hero, part 4 of makemore.
"""

from math import log
from types import SimpleNamespace

from snippets.by_hand import cross_entropy, gradient, softmax
from snippets.worked_example import before

# --8<-- [start:nudge]
# logits ln q have q as their softmax: the post's images before training
logits = [[log(q_x) for q_x in q] for q in before.q]
targets = [0, 1, 2]

z, target = logits[0], targets[0]  # image 1
loss = cross_entropy(z, target)


def nudged(i, step):
    """Loss in nats after adding step to logit i of image 1 alone."""
    return cross_entropy(z[:i] + [z[i] + step] + z[i + 1 :], target)


STEP = 0.01
losses_up = [nudged(i, STEP) for i in range(3)]
nudged_slopes = [(up - loss) / STEP for up in losses_up]

# q - p of all three images
gradients = [gradient(*image) for image in zip(logits, targets)]
# --8<-- [end:nudge]
changes = [up - loss for up in losses_up]
row_sums = [abs(sum(row)) for row in gradients]
# downhill is the other way
pushes = [[0.0 - slope for slope in row] for row in gradients]

Q_TRUE = [0.0001, 0.1, 0.5, 0.9, 0.9999]
sizes = [
    SimpleNamespace(q_true=q, loss=-log(q), push=1 - q) for q in Q_TRUE
]


# --8<-- [start:step]
def step_down(logits, slopes, learning_rate):
    """Logits after one step against the slopes, a list of three each."""
    return [x - learning_rate * slope for x, slope in zip(logits, slopes)]


LEARNING_RATE = 1.0
stepped = step_down(z, gradients[0], LEARNING_RATE)
q_stepped = softmax(stepped)
loss_stepped = cross_entropy(stepped, target)
# --8<-- [end:step]
q_image = before.q[0]


# --8<-- [start:weights]
inputs = [1.0, 0.0, 0.5]  # three pixels of image 1

# a row for each class, a column for each pixel
# 0.0 + …, because -0.9 times 0 would show as -0.0
weight_slopes = [[0.0 + slope * v for v in inputs] for slope in gradients[0]]
# --8<-- [end:weights]


# --8<-- [start:pixels]
def mean_gradients(logits, targets, ignored=None):
    """Gradient of the mean loss along every logit, in nats.

    logits: a list of rows, one a pixel; targets: one index a pixel. A pixel
    with the target ignored has slopes of 0 and is not counted. Raises
    ZeroDivisionError where all are ignored: such a mean does not exist.
    Source: torch.nn.CrossEntropyLoss, reduction="mean" and ignore_index.
    """
    share = 1 / len([t for t in targets if t != ignored])
    return [
        [0.0 for _ in row]
        if t == ignored
        else [share * slope for slope in gradient(row, t)]
        for row, t in zip(logits, targets)
    ]


batch_gradients = mean_gradients(logits, targets)
pixel_gradients = mean_gradients(logits, [0, 1, 255], ignored=255)
# --8<-- [end:pixels]
batch_size = len(targets)
BITS_PER_NAT = 1 / log(2)
in_bits = gradients[0][0] * BITS_PER_NAT

def row_text(values):
    """Numbers with four decimals, one beside the other."""
    return " ".join(f"{value:8.4f}" for value in values)


def main():
    print("image 1")
    print("  q            ", row_text(q_image))
    print("  q - p        ", row_text(gradients[0]))
    print("  nudged by", STEP, row_text(nudged_slopes))
    print("  q, one step  ", row_text(q_stepped))
    print(f"  loss {loss:.4f}, after one step {loss_stepped:.4f} nats")
    print("mean over the minibatch")
    for row in batch_gradients:
        print("               ", row_text(row))


if __name__ == "__main__":
    main()
