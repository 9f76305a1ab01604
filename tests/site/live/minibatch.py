"""What the minibatch figure must say, from logarithms alone."""

import math


def numbers(state, start):
    base = {"2": 2, "e": math.e, "10": 10}[state["base"]]
    q = [state[name] for name in ["q1", "q2", "q3"]]
    # the losses add up to that of one event as unlikely as all three
    together = -math.log(math.prod(q), base)
    parts = {"sum": 1, "mean": 3}[state["how"]]
    return [*(-math.log(x, base) for x in q), together / parts]
