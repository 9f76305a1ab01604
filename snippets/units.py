"""What should my loss be? Units, sum and mean, the first loss, perplexity.

q_true is the probability that the prediction q gives to the true class.
Losses are in nats (log base e) unless a name says bits (base 2) or bans
(base 10, also called dits).
Source: Cover and Thomas, Elements of Information Theory, chapter 2.
"""

from math import e, exp, inf, log
from types import SimpleNamespace

from snippets.by_hand import cross_entropy, gradient
from snippets.worked_example import BATCH_SIZE, Q_TRUE_BEFORE, after, before


# --8<-- [start:units]
def minus_log(q_true, base):
    """-log q_true: base 2 gives bits, base e nats, base 10 bans.

    0 < q_true <= 1, base > 1. Raises ValueError for q_true <= 0.
    """
    # 0.0 - x, because -x would show a perfect loss as -0.0
    return 0.0 - log(q_true) / log(base)


q_true = Q_TRUE_BEFORE[0]  # the post's first image
bits = minus_log(q_true, 2)
nats = minus_log(q_true, e)
bans = minus_log(q_true, 10)

NATS_PER_BIT = log(2)
NATS_PER_BAN = log(10)
# --8<-- [end:units]
BASES = [2, e, 10]
BITS_PER_NAT = 1 / NATS_PER_BIT

# logits ln q have q as their softmax
slopes_nats = gradient([log(q_x) for q_x in before.q[0]], target=0)
slopes_bits = [slope / NATS_PER_BIT for slope in slopes_nats]


# --8<-- [start:sum_and_mean]
def to_mean_nats(loss, base, count):
    """Mean in nats of a loss in the unit of a base, summed over count."""
    return loss * log(base) / count


def four_losses(sum_bits, count):
    """One minibatch as a sum and as a mean, in bits and in nats."""
    sum_nats = sum_bits * NATS_PER_BIT
    return SimpleNamespace(
        sum_bits=sum_bits,
        sum_nats=sum_nats,
        mean_bits=sum_bits / count,
        mean_nats=to_mean_nats(sum_bits, 2, count),
    )


batch_before = four_losses(before.total, BATCH_SIZE)
batch_after = four_losses(after.total, BATCH_SIZE)
# --8<-- [end:sum_and_mean]


def from_mean_nats(nats, base, count):
    """A mean in nats as a sum over count, in the unit of a base."""
    return nats * count / log(base)


def together(losses, how):
    """The losses of a minibatch as one, their "sum" or their "mean"."""
    total = sum(losses)
    return total / len(losses) if how == "mean" else total


# --8<-- [start:first_loss]
def first_loss(classes):
    """Loss in nats of equal logits; it is the same for every target."""
    return cross_entropy([0.0] * classes, target=0)


CLASS_COUNTS = [2, 3, 10, 1000, 50257]
first_nats = [first_loss(classes) for classes in CLASS_COUNTS]
first = [
    SimpleNamespace(classes=classes, nats=nats, bits=nats / NATS_PER_BIT)
    for classes, nats in zip(CLASS_COUNTS, first_nats)
]
# --8<-- [end:first_loss]
LN_2, LN_3 = first[0].nats, first[1].nats
PRINTED_LN_2 = round(LN_2, 4)  # as PyTorch prints it


def chance_nats(classes):
    """The same loss as a formula: ln C."""
    return log(classes)


# a network that knows nothing but is sure: one logit far above the others
SURE_LOGIT = 10.0
sure_losses = [cross_entropy([SURE_LOGIT, 0.0, 0.0], t) for t in range(3)]
sure_mean = sum(sure_losses) / len(sure_losses)


# --8<-- [start:probability]
def typical_q(mean_nats):
    """Geometric mean of the true classes' probabilities."""
    return exp(-mean_nats)


def perplexity(mean_loss, base):
    """base ** mean_loss, the loss in the unit of that base."""
    return base**mean_loss


of_bits = perplexity(batch_before.mean_bits, 2)
of_nats = perplexity(batch_before.mean_nats, e)
# --8<-- [end:probability]
LARGEST = 709  # e to the power of much more is no float


def reading(mean_nats):
    """A mean loss on four scales: nats, bits, probability, perplexity.

    A perplexity that is too large for a float is inf.
    """
    large = mean_nats > LARGEST
    return [
        mean_nats,
        mean_nats / NATS_PER_BIT,
        typical_q(mean_nats),
        inf if large else perplexity(mean_nats, e),
    ]


typical_before = typical_q(batch_before.mean_nats)
typical_after = typical_q(batch_after.mean_nats)
arithmetic_before = sum(Q_TRUE_BEFORE) / BATCH_SIZE
# the loss in the unit of one base, the power of another: no perplexity
mixed = perplexity(batch_before.mean_nats, 2)

# what a loss of so many nats says about q_true
readings = [
    SimpleNamespace(nats=nats, q=typical_q(nats), perplexity=exp(nats))
    for nats in [0.01, 0.1, NATS_PER_BIT, 1.0, 2.0, 5.0]
]

# the loss as the post prints it, to four decimals
PRINTED_BITS = round(batch_before.sum_bits, 4)


def main():
    print(f"q_true {q_true}: {bits:.4f} bits = {nats:.4f} nats = {bans:.4f} bans")
    batch = batch_before
    print(f"sum  {batch.sum_bits:.4f} bits, {batch.sum_nats:.4f} nats")
    print(f"mean {batch.mean_bits:.4f} bits, {batch.mean_nats:.4f} nats")
    print("classes  first loss")
    for row in first:
        print(f"{row.classes:7}  {row.nats:7.4f} nats {row.bits:8.4f} bits")
    print(f"perplexity {of_bits:.4f} = {of_nats:.4f}")


if __name__ == "__main__":
    main()
