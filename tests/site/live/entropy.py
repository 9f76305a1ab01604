"""What the areas of the entropy figure must add up to, from the counts."""

import math


def numbers(state, start):
    ours, others = ([state[f"{side}{n}"] for n in range(4)] for side in "pq")

    def bits(counts):
        """The total length of the pixels of p, if coded for these counts."""
        if any(a and not b for a, b in zip(ours, counts)):
            return math.inf
        saved = sum(a * math.log(b) for a, b in zip(ours, counts) if a)
        return (sum(ours) * math.log(sum(counts)) - saved) / math.log(2)

    own, other = (bits(counts) / sum(ours) for counts in (ours, others))
    return [own, other - own, other]
