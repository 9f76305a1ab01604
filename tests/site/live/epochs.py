"""What the figure of the real run must say: the losses anew from its q."""

import math


def numbers(state, start):
    epoch = state["epoch"]
    q = start["q"][epoch]
    together = math.log(1 / math.prod(q), 2)
    means = [start["train"][epoch], start["heldOut"][epoch]]
    return [epoch, *q, *(math.log(1 / x, 2) for x in q), together, *means]
