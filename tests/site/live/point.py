"""What the home page's point must say: how often 1 was halved to get there."""

import math


def numbers(state, start):
    q = state["q"]
    return [q, math.log(1 / q) / math.log(2)]
