"""What the softmax figure must say, from exponentials and their sums."""

import math


def numbers(state, start):
    powers = [math.exp(state[name] / state["T"]) for name in ["z1", "z2", "z3"]]
    q = [power / sum(powers) for power in powers]
    return [1, 2, 3, *q, *(-math.log(x) for x in q)]
