"""Which token is the label? Pairs of tokens counted, with three shifts.

Losses are in nats. Perplexities are e to the power of their means.
"""

from collections import Counter
from math import exp, log
from types import SimpleNamespace

from snippets.constitution import lines, test, train

# --8<-- [start:shift]
WORD = list("대한민국")
inputs, targets = WORD[:-1], WORD[1:]  # 대한민 and 한민국
# --8<-- [end:shift]
word_tokens, word_losses = len(WORD), len(targets)

# --8<-- [start:count]
SIZE = len(set("".join(lines)))
ADDED = 0.01  # to each count, so that no probability is 0


def mean_loss(shift):
    """Counts on the training lines, mean loss on those kept aside.

    The model sees one character and gives the one so many places later.
    """
    def pairs(part):
        return [pair for line in part for pair in zip(line, line[shift:])]

    count = Counter(pairs(train))
    of_first = Counter(first for first, _ in pairs(train))
    losses = [-log((count[pair] + ADDED) / (of_first[pair[0]] + ADDED * SIZE))
              for pair in pairs(test)]
    return sum(losses) / len(losses)


none, once, twice = [
    SimpleNamespace(nats=mean_loss(shift), perplexity=exp(mean_loss(shift)))
    for shift in (0, 1, 2)
]
# --8<-- [end:count]


def frequency_loss():
    """Mean loss of the frequencies alone, whatever came before."""
    count, total = Counter("".join(train)), len("".join(train))
    losses = [-log((count[char] + ADDED) / (total + ADDED * SIZE))
              for char in "".join(test)]
    return sum(losses) / len(losses)


frequency_nats = frequency_loss()


def main():
    for name, made in [("none", none), ("once", once), ("twice", twice)]:
        print(f"shifted {name:6} {made.nats:.3f} nats, perplexity {made.perplexity:.2f}")
    print(f"frequencies    {frequency_nats:.3f} nats")


if __name__ == "__main__":
    main()
