"""Which symptom is it? A loss by its number, a message by its letters.

A loss is a mean in nats, and classes is how many there are. Each symptom has a name,
which the rows of the page have too.
"""

from math import inf, log, log2

from snippets.by_hand import cross_entropy
from snippets.label_smoothing import ALPHA, floor_nats, smooth

CLOSE = 0.005  # half a step of a loss that is printed to two digits
NEAR = 0.1  # a first loss is up to so much above ln C, as a share of it
CLAMP = 100.0  # where nn.BCELoss stops a logarithm
ALPHAS = [ALPHA, ALPHA / 2, 2 * ALPHA]  # what most people give to label_smoothing
FAR = 2.0  # so many times ln C are too much

# --8<-- [start:loss]
def softmax_twice(classes):
    """The least and the largest loss of a network that ends in a softmax."""
    rest = [0.0] * (classes - 1)
    return [cross_entropy([1.0] + rest, 0), cross_entropy([0.0] + rest[1:] + [1.0], 0)]


def usual(loss, classes):
    """What a finite loss above 0, with two classes or more, may be a sign of."""
    chance = log(classes)
    found = ["stuck"] if abs(loss - chance) <= CLOSE else []
    if abs(loss - chance) <= NEAR * chance:
        found = ["start"] + found
    limits = [limit for limit in softmax_twice(classes) if abs(loss - limit) <= CLOSE]
    # with very many classes the larger one is ln C itself
    if limits and "stuck" not in found:
        found = found + ["twice"]
    floors = [floor_nats(smooth(classes, alpha)) for alpha in ALPHAS]
    if [floor for floor in floors if abs(loss - floor) <= CLOSE]:
        found = found + ["smoothing"]
    if abs(loss - log2(classes)) <= CLOSE:
        found = found + ["bits"]
    if loss == CLAMP:
        found = found + ["clamp"]
    if loss > FAR * chance:
        found = found + ["sure", "sum"]
    return found


def symptoms(loss, classes):
    """The names of all that a loss may be a sign of, the likeliest first.

    Raises ValueError for less than one class.
    """
    if classes < 1:
        raise ValueError("there is no class")
    if loss != loss:
        return ["nan-ignored", "nan-found", "nan-masked"]
    if loss == inf:
        return ["inf-masked", "inf-softmax", "inf-half"]
    if loss < 0:
        return ["nll", "kl"] if loss >= -1 else ["kl", "grey"]
    if loss == 0 or classes == 1:
        return ["zero"]
    return usual(loss, classes) or ["none"]
# --8<-- [end:loss]


SMALL = "abcdefghijklmnopqrstuvwxyz"
LARGE = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ENOUGH = 18  # letters from a message's beginning that tell it from the others
LEAST = 6  # letters that a part of a message has
CLASSES = 10  # what a form starts from


# --8<-- [start:message]
def letters(text):
    """The letters alone, small: numbers, signs and lines differ from case to case."""
    small = [SMALL[LARGE.index(c)] if c in LARGE else c for c in text]
    return "".join([c for c in small if c in SMALL])


def told(message):
    """A message without the kind of error before it."""
    parts = [n for n in range(len(message)) if message[n : n + 7] == "Error: "]
    return message[parts[0] + 7 :] if parts else message


def likeness(message, pasted):
    """How many letters of a known message stand in what was pasted; 0 is too few.

    They count from its beginning. What was pasted may also be a part of the message.
    """
    known, given = letters(told(message)), letters(pasted)
    part = letters(told(pasted))
    if len(part) >= LEAST and part in known:
        return len(part)
    enough = min(len(known), ENOUGH)
    if known[:enough] not in given:
        return 0
    length = enough
    while length < len(known) and known[: length + 1] in given:
        length += 1
    return length
# --8<-- [end:message]


def likest(messages, pasted):
    """Places, among known messages, of those that are most like what was pasted."""
    found = [likeness(message, pasted) for message in messages]
    best = max([0] + found)
    return [n for n, length in enumerate(found) if length == best and best > 0]


def main():
    for loss, classes in [(log(10), 10), (log(2), 2), (0.5514, 3), (30.0, 10), (-0.03, 3)]:
        print(f"{loss:7.4f} with {classes:2} classes: {', '.join(symptoms(loss, classes))}")
    known = ["IndexError: Target 13 is out of bounds.", "RuntimeError: size mismatch"]
    pasted = "IndexError: Target 255 is out of bounds."
    print(f"{pasted} is message {likest(known, pasted)[0]}")


if __name__ == "__main__":
    main()
