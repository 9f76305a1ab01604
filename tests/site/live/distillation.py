"""What the figure of distillation must say, from ratios of e to the z / T."""

import math

STUDENT = [1, 0, -1]


def numbers(state, start):
    t = state["T"]
    p, q = (
        [1 / sum(math.exp((other - z) / t) for other in logits) for z in logits]
        for logits in ([state["z1"], state["z2"], state["z3"]], STUDENT)
    )
    apart = [q_x - p_x for p_x, q_x in zip(p, q)]
    return [t, 1, 2, 3, *p, *q, *(x / t for x in apart), *(x * t for x in apart)]
