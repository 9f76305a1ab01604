"""What the moved mask must say, from the set of its pixels."""

import math


def numbers(state, start):
    side, sure = len(start["truth"]), round(state["sure"], 2)
    places = range(side)
    truth = {(x, y) for y in places for x in places if start["truth"][y][x]}
    shifted = {(x + state["right"], y + state["down"]) for x, y in truth}
    guess = {(x, y) for x, y in shifted if x in places and y in places}
    if state["how"] == "nothing":
        guess = set()
    if state["how"] == "painted" and state["cells"]:
        bits = f"{int(state['cells'], 16):0{side**2}b}"
        guess = {(n % side, n // side) for n, bit in enumerate(bits) if bit == "1"}
    moved = state["how"] == "moved"
    everywhere = [(x, y) for y in places for x in places]
    q = [sure if ((at in truth) == (at in guess)) else 1 - sure for at in everywhere]
    nats = [-math.log(one) for one in q]
    # q of the ink, whatever is true
    ink = {at: sure if at in guess else 1 - sure for at in everywhere}
    soft = 2 * sum(ink[at] for at in truth) / (sum(ink.values()) + len(truth))
    found = [
        sum((at in truth) == (at in guess) for at in everywhere) / side**2,
        len(truth & guess) / len(truth | guess),
        sum(nats) / side**2,
        sum((1 - one) ** 2 * loss for one, loss in zip(q, nats)) / side**2,
        1 - soft,
    ]
    return [*([state["right"], state["down"]] if moved else []), sure, *found]
