"""What the ruler must say, from logarithms and powers."""

import math


def numbers(state, start):
    nats = state["loss"] * math.log(state["unit"])
    if state["kind"] == "sum":
        nats /= state["count"]
    # from a million on, the perplexity is only called that
    perplexity = math.exp(nats) if nats < 13 else 10 ** min(nats / math.log(10), 6)
    said = [nats, math.exp(-nats), perplexity]
    return [*said, state["classes"], math.log(state["classes"])]
