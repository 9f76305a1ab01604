"""Softmax and cross entropy by hand: lists of floats, no libraries.

Notation: z = logits, q = softmax(z) is the prediction, p = target.
A target is the index of the right class, counted from 0.
Losses are in nats (natural logarithm).

A logit of -inf means "impossible": its class gets probability 0.
A logit of nan or +inf, or logits that are all -inf, describe no
distribution: every result is then nan.
"""

import math


def _largest(logits):
    if len(logits) == 0:
        raise ValueError("logits is empty: give one number per class")
    return max(logits)


def _check_target(target, classes):
    # bool is a kind of int in python, but True is no class index
    if isinstance(target, bool) or not isinstance(target, int):
        raise TypeError(f"target must be an int, got {target!r}")
    if target < 0 or target >= classes:
        raise IndexError(
            f"target {target} is out of range: "
            f"expected 0 to {classes - 1}"
        )


# --8<-- [start:softmax]
def softmax(logits):
    """Probabilities q: exp(z) for each class, divided by their sum."""
    top = _largest(logits)
    # subtracting top changes no ratio, and keeps exp from overflowing
    powers = [math.exp(z - top) for z in logits]
    total = sum(powers)
    return [power / total for power in powers]
# --8<-- [end:softmax]


# --8<-- [start:log_softmax]
def log_softmax(logits):
    """Logarithms of softmax, exact even where softmax rounds to 0."""
    top = _largest(logits)
    # top's own term is exp(0) = 1, so this logarithm never sees 0
    log_total = math.log(sum([math.exp(z - top) for z in logits]))
    return [z - top - log_total for z in logits]
# --8<-- [end:log_softmax]


# --8<-- [start:cross_entropy]
def cross_entropy(logits, target):
    """Loss in nats: -log of the probability of the target class."""
    log_q = log_softmax(logits)
    _check_target(target, len(logits))
    # 0.0 - x, because -x would show a perfect loss as -0.0
    return 0.0 - log_q[target]
# --8<-- [end:cross_entropy]


# --8<-- [start:gradient]
def gradient(logits, target):
    """Slope of the loss along each logit: q - p."""
    q = softmax(logits)
    _check_target(target, len(logits))
    # all the target's probability lies on one class
    p = [1.0 if i == target else 0.0 for i in range(len(logits))]
    return [q[i] - p[i] for i in range(len(logits))]
# --8<-- [end:gradient]


def main():
    logits = [2.0, 1.0, -1.0]
    q = softmax(logits)
    print("class  logit      q   loss if right")
    for i in range(len(logits)):
        loss = cross_entropy(logits, i)
        print(f"{i:5} {logits[i]:6.1f} {q[i]:6.3f} {loss:9.3f} nats")

    slopes = gradient(logits, 1)
    print("gradient for target 1 (q - p):")
    print("  " + " ".join([f"{slope:+.3f}" for slope in slopes]))
    print(f"  sum {abs(sum(slopes)):.3f}")

    far = [z + 700.0 for z in logits]
    print("700 added to every logit: the same loss")
    print(f"  {cross_entropy(far, 1):.3f} nats")


if __name__ == "__main__":
    main()
