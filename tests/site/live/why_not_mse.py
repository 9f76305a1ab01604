"""What the figure of slopes must say, from hyperbolic functions."""

import math


def numbers(state, start):
    z = state["z"]
    half = math.tanh(z / 2)
    # q is (1 + tanh(z / 2)) / 2, and q (1 - q) is 1 / (2 + 2 cosh z)
    cross = (half - 1) / 2
    told = [z, (1 + half) / 2, cross, cross / (1 + math.cosh(z))]
    # at 0 the accuracy jumps: no slope is told
    return told if z == 0 else [*told, 0]
