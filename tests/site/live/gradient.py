"""What the gradient figure must say: a step multiplies each odds by a power."""

import math


def numbers(state, start):
    target, rate = state["target"], state["rate"]
    powers = [math.exp(state[name]) for name in ["z1", "z2", "z3"]]
    q = [power / sum(powers) for power in powers]
    slopes = [q_c - (c == target) for c, q_c in enumerate(q)]
    # the loss is the logarithm of a sum of odds against the true class
    after = math.log(
        sum(
            power / powers[target] * math.exp(rate * (slopes[target] - slope))
            for power, slope in zip(powers, slopes)
        )
    )
    loss = math.log(sum(powers) / powers[target])
    return [target + 1, 1, 2, 3, *q, *slopes, loss, rate, after]
