"""Where softmax and logarithm break in the number types that networks use.

Two logits, 0 for the true class and a gap above it for the wrong one. Each step is
rounded to a type. Losses are in nats. Source: IEEE 754; bfloat16 as in PyTorch, which
has the exponents of float32 and fewer bits of fraction.
"""

from math import exp, inf, log, log2
from sys import float_info

TYPES = ["float16", "bfloat16", "float32", "float64"]
FRACTION = [10, 7, 23, 52]  # bits after the point
TOP = [15, 127, 127, 1023]  # the largest power of 2
LARGEST_Z = log(float_info.max)  # e to the power of more is no Python float

WAYS = ["written", "subtracted", "log_softmax"]
MARKS = [1, 10, 100, 1000]  # of a log axis of gaps
MOST_GAP = MARKS[-1]
START_GAP = 14


def held(x, which):
    """x >= 0 as a type holds it: rounded, 0 if too small, inf if too large."""
    if TYPES[which] == "float64" or x == 0 or x == inf:
        return x
    power = log2(x) // 1
    if 2.0**power > x:  # a logarithm is rounded too
        power -= 1
    # below its smallest power of 2 a type keeps one and the same step
    step = 2.0 ** (max(power, 1 - TOP[which]) - FRACTION[which])
    near = round(x / step) * step
    return near if near < 2.0 ** (TOP[which] + 1) else inf


def steps(gap, which, way):
    """[a power of e, the sum, q of the true class, the loss]; inf and 0 show a break.

    way: the formula as it is written, the largest logit subtracted first, or
    log_softmax, whose loss does not come from q.
    """
    z = held(gap, which)
    if WAYS[way] == "written":
        power = held(inf if z > LARGEST_Z else exp(z), which)
    else:
        power = held(exp(-z), which)
    total = held(1 + power, which)
    q_true = held((1 if WAYS[way] == "written" else power) / total, which)
    if WAYS[way] == "log_softmax":
        return [power, total, q_true, held(z + log(total), which)]
    loss = inf if q_true == 0 else held(0.0 - log(q_true), which)
    return [power, total, q_true, loss]


def first_break(which, way):
    """The first gap, in halves, at which the loss is inf; the end if there is none."""
    halves = range(2, 2 * MOST_GAP + 1)
    breaks = [n / 2 for n in halves if steps(n / 2, which, way)[3] == inf]
    return breaks[0] if breaks else MOST_GAP


breaks = [[first_break(n, way) for way in range(3)] for n in range(len(TYPES))]
at_start = [steps(START_GAP, 0, way) for way in range(3)]


def share_of(gap):
    """Where a gap lies on a log axis from 1 (0) to MOST_GAP (1)."""
    return log(gap) / log(MOST_GAP)


def gap_at(share):
    """The gap that lies there."""
    return MOST_GAP**share


def main():
    print("the loss is inf from a gap of")
    for name, (written, subtracted, never) in zip(TYPES, breaks):
        print(f"  {name:8} {written:5}, largest subtracted {subtracted:5}", end="")
        print(", log_softmax never" if never == MOST_GAP else "")


if __name__ == "__main__":
    main()
