"""What the cut sentence must say, from the costs of its pieces one by one."""

import math


def numbers(state, start):
    cut, count = int(state["cut"]), round(state["count"])
    pieces, begin = 0, 0
    for end in start["ends"][cut][:count]:
        pieces, begin = pieces + end - begin, end
    # the probability of all of it together
    product = math.prod(2**-bits for bits in start["bits"][cut][:pieces])
    total = -math.log2(product)
    each = product ** (-1 / pieces)
    return [count, pieces, total, math.log2(each), each, total / count]
