"""The post's minibatch, from the network's output to the loss.

Three images with the true labels 1, 2 and 3, looked at before training and
again after about 100 epochs. Probabilities have no unit; losses are in bits
(log base 2), as the post counts them.
"""

from math import exp, log, log2
from types import SimpleNamespace

from snippets.by_hand import softmax

# --8<-- [start:setting]
CLASSES = [1, 2, 3]
IMAGES = 999
BATCH_SIZE = 3
MINIBATCHES = IMAGES // BATCH_SIZE
LABELS = [1, 2, 3]  # the true labels of the first minibatch
# --8<-- [end:setting]

EPOCHS = 100
LOOK = EPOCHS + 1  # the same minibatch comes by once an epoch

# --8<-- [start:example]
# logits of our choice that give the probabilities the post reads aloud
EXAMPLE_LOGITS = [log(8), 0.0, 0.0]
EXAMPLE = softmax(EXAMPLE_LOGITS)
# --8<-- [end:example]
powers = [exp(z) for z in EXAMPLE_LOGITS]
powers_total = sum(powers)

# --8<-- [start:prediction]
# the post's losses tell only the probability of the true class
Q_TRUE_BEFORE = [0.1, 0.2, 0.2]
Q_TRUE_AFTER = [0.9, 0.82, 0.7]

# how the two wrong classes share the rest is our own choice
SHARES = [0.6, 0.4]


def prediction(label, q_true):
    """q: one probability a class, adding up to 1."""
    q = [(1 - q_true) * share for share in SHARES]
    q.insert(CLASSES.index(label), q_true)
    return q
# --8<-- [end:prediction]


# --8<-- [start:cross_entropy]
def one_hot(label):
    """p: 1 for the true class, 0 for the others."""
    return [1 if c == label else 0 for c in CLASSES]


def cross_entropy_bits(p, q):
    """H(p, q) in bits: -sum over x of p(x) log2 q(x).

    p, q: lists with one probability a class. A class with p(x) = 0 adds
    nothing, whatever its q(x). Raises ValueError where p(x) > 0 but
    q(x) = 0: the surprise would be infinite.
    Source: Cover and Thomas, Elements of Information Theory, chapter 2.
    """
    return sum(-p_x * log2(q_x) for p_x, q_x in zip(p, q) if p_x > 0)
# --8<-- [end:cross_entropy]


# --8<-- [start:minibatch]
def look(q_true):
    """One look at the minibatch: q, the three losses and their sum."""
    p = [one_hot(label) for label in LABELS]
    q = [prediction(*image) for image in zip(LABELS, q_true)]
    losses = [cross_entropy_bits(*image) for image in zip(p, q)]
    return SimpleNamespace(
        p=p, q=q, q_true=q_true, losses=losses, total=sum(losses)
    )


before = look(Q_TRUE_BEFORE)
after = look(Q_TRUE_AFTER)
fell = [b - a for b, a in zip(before.losses, after.losses)]
total_fell = before.total - after.total
# --8<-- [end:minibatch]
share_left = after.total / before.total


# --8<-- [start:main]
def main():
    for name, now in [("before", before), ("after", after)]:
        print(f"{name} training")
        for label, q, loss in zip(LABELS, now.q_true, now.losses):
            print(f"  image {label}: -log2 {q:<4} = {loss:.4f} bits")
        print(f"  total: {now.total:.4f} bits")
# --8<-- [end:main]


if __name__ == "__main__":
    main()
