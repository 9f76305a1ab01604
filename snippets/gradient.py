"""The gradient of the loss along the logits is q - p.

Notation: p = target, z = logits, q = softmax(z) is the prediction. Losses
are in nats, so slopes are in nats for each 1 that a logit grows. Targets
are the index of the true class, counted from 0.
Sources: Goodfellow, Bengio and Courville, Deep Learning, section 6.2.2.3;
CS231n (Stanford), Linear Classification and Neural Networks Case Study;
Karpathy, Neural Networks: Zero to Hero, part 4 of makemore.
"""

from math import log, log10, sqrt
from sys import float_info
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
slopes = [(up - loss) / STEP for up in losses_up]

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


# --8<-- [start:check]
def forward(i, step):
    """Slope along logit i, from one step up."""
    return (nudged(i, step) - loss) / step


def central(i, step):
    """Slope along logit i, from one step up and one step down."""
    return (nudged(i, step) - nudged(i, -step)) / (2 * step)


def error(difference, step):
    """The largest error over the three logits, against q - p."""
    exact = gradient(z, target)
    return max(abs(difference(i, step) - exact[i]) for i in range(3))


STEPS = [10.0**-k for k in range(16)]
forward_errors = [error(forward, h) for h in STEPS]
central_errors = [error(central, h) for h in STEPS]
# --8<-- [end:check]


def best(errors):
    """Powers of ten of the step with the smallest error, and of the error."""
    least = min(errors)
    return SimpleNamespace(
        step=log10(STEPS[errors.index(least)]), error=log10(least)
    )


best_forward, best_central = best(forward_errors), best(central_errors)
narrowest = log10(STEPS[-1])
eps = float_info.epsilon  # from 1.0 to the next float
power_eps = log10(eps)
power_forward, power_central = log10(sqrt(eps)), log10(eps ** (1 / 3))


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


GOOD, LARGE = 4.0, 12.0
shared_start, shared_good, shared_large = map(loss_shared, [0.0, GOOD, LARGE])
alone_start, alone_good, alone_large = map(loss_alone, [0.0, GOOD, LARGE])
shared_floor = log(3)

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


batch = mean_gradients(logits, targets)
pixels = mean_gradients(logits, [0, 1, 255], ignored=255)
# --8<-- [end:pixels]
batch_size = len(targets)
per_bit = 1 / log(2)
in_bits = gradients[0][0] * per_bit

# what the exercises ask
exercise_z = [log(2), 0.0, 0.0]
exercise_q = softmax(exercise_z)
exercise_slopes = gradient(exercise_z, 1)

KNOWN = [-0.7, 0.2]
third_slope = 0.0 - sum(KNOWN)
third_mistaken = sum(abs(slope) for slope in KNOWN)
known = [*KNOWN, third_slope]
known_true = f"class_{1 + known.index(min(known))}"
known_q_true = 1 + KNOWN[0]
known_push = 0.0 - KNOWN[0]

EASY, HARD = 1000, 10
EASY_Q, HARD_Q = 0.9, 0.1
easy_push, hard_push = EASY * (1 - EASY_Q), HARD * (1 - HARD_Q)
hard_times = (1 - HARD_Q) / (1 - EASY_Q)
hard_share = hard_push / (easy_push + hard_push)
hard_to_easy = hard_push / easy_push
hard_alone = hard_times / (hard_times + 1)

RATE, PER_STEP = 0.1, 4
rate_for_sum = RATE / PER_STEP
rate_mistaken = RATE * PER_STEP


def row_text(values):
    """Numbers with four decimals, one beside the other."""
    return " ".join(f"{value:8.4f}" for value in values)


def main():
    print("image 1")
    print("  q            ", row_text(q_image))
    print("  q - p        ", row_text(gradients[0]))
    print("  nudged by", STEP, row_text(slopes))
    print("  q, one step  ", row_text(q_stepped))
    print(f"  loss {loss:.4f}, after one step {loss_stepped:.4f} nats")
    print("mean over the minibatch")
    for row in batch:
        print("               ", row_text(row))


if __name__ == "__main__":
    main()
