"""What the figure of the logarithm must say, from powers of q and 1 - q."""

import math


def numbers(state, start):
    q = state["q"]
    # 6 of 10 images are of class 1
    nats = -6 * math.log(q) - 4 * math.log1p(-q)
    return [q, q**6 * (1 - q) ** 4, nats / math.log(2)]
