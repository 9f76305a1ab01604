"""What the areas of the entropy figure must add up to, from counts of pixels."""

import math
from itertools import pairwise


def numbers(state, start):
    sides = ([state[f"{side}{n}"] for n in range(3)] for side in "pq")
    ours, others = ([b - a for a, b in pairwise([0, *cuts, 16])] for cuts in sides)
    assert min(ours + others) >= 0

    def bits(counts):
        """The total length of the pixels of p, if coded for these counts."""
        if any(a and not b for a, b in zip(ours, counts)):
            return math.inf
        saved = sum(a * math.log(b) for a, b in zip(ours, counts) if a)
        return (16 * math.log(16) - saved) / math.log(2)

    own, other = (bits(counts) / 16 for counts in (ours, others))
    return [own, other - own, other]
