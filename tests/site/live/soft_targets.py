"""What a smoothed target must say, from one list of all its shares."""

import math
from fractions import Fraction


def numbers(state, start):
    alpha, classes = Fraction(round(100 * state["alpha"]), 100), round(state["classes"])
    one_hot = [1] + [0] * (classes - 1)
    shares = [(1 - alpha) * x + alpha * Fraction(1, classes) for x in one_hot]
    floor = math.fsum(-share * math.log(share) for share in shares if share)
    gap = math.inf if shares[1] == 0 else math.log(shares[0] / shares[1])
    return [float(x) for x in (alpha, classes, shares[0], shares[1], floor)] + [gap]
