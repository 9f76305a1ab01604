"""What the figure of pos_weight must say, from odds and hyperbolic functions."""

import math


def numbers(state, start):
    z, weight, share = state["z"], state["w"], state["p"]
    half = math.tanh(z / 2)
    yes, no = weight * share, 1 - share
    # -ln q is ln(2 cosh(z / 2)) - z / 2, and -ln(1 - q) has the other sign
    level = math.log(2 * math.cosh(z / 2))
    loss = yes * (level - z / 2) + no * (level + z / 2)
    slope = (no - yes) / 2 + (yes + no) * half / 2
    return [z, (1 + half) / 2, share, weight, loss, slope, math.log(yes / no), yes / (yes + no)]
