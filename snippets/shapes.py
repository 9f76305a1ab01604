"""Shapes for cross entropy as PyTorch takes them, and how many losses the mean has.

A shape is a tuple as PyTorch has it: (C,), (N, C) or (N, C, d1, d2, …) for logits.
Losses are in nats.
"""

from math import prod
from types import SimpleNamespace

from snippets.by_hand import cross_entropy


# --8<-- [start:losses]
def of_target(logits):
    """Shape of the class numbers: that of the logits, without the classes."""
    return logits[:1] + logits[2:] if len(logits) > 1 else ()


def count(logits):
    """How many losses the mean is taken of, where none is ignored."""
    return prod(of_target(logits))
# --8<-- [end:losses]


WORKED = [(5,), (2, 5), (2, 5, 7), (2, 5, 4, 6)]
worked = [
    SimpleNamespace(
        logits=str(logits), target=str(of_target(logits)), count=count(logits)
    )
    for logits in WORKED
]
IMAGES, CLASSES, HEIGHT, WIDTH = WORKED[3]


# --8<-- [start:transpose]
def mean_loss(rows, targets):
    """Mean loss of rows of logits, one target for each."""
    losses = [cross_entropy(row, target) for row, target in zip(rows, targets)]
    return sum(losses) / len(losses)


# one sentence (T, C): a row for each of four tokens, a logit for each word
sentence = [[3, 1, -2, 0], [2, 3, 2, 3], [-2, 1, 2, 1], [-1, 1, 2, -2]]
following = [0, 1, 2, 3]

right = mean_loss(sentence, following)
columns = [list(column) for column in zip(*sentence)]
wrong = mean_loss(columns, following)  # a softmax along the tokens
# --8<-- [end:transpose]


def main():
    for row in worked:
        print(f"logits {row.logits:12}  target {row.target:9}  losses {row.count:2}")
    print(f"softmax along the words  {right:.4f}")
    print(f"softmax along the tokens {wrong:.4f}")


if __name__ == "__main__":
    main()
