"""What the post printed, beside what its own formula gives.

The post is the Korean blog post "Loss 함수 Cross Entropy는 어떻게 쓰는걸까?".
What it printed is quoted, so it is kept as text; all else is computed.
Losses are in bits unless a name says nats.
"""

from math import log, trunc
from types import SimpleNamespace

from snippets import by_hand
from snippets.worked_example import (
    BATCH_SIZE,
    CLASSES,
    EPOCHS,
    EXAMPLE,
    IMAGES,
    LABELS,
    LOOK,
    after,
    before,
)


# --8<-- [start:verdict]
def verdict(printed, computed):
    """Compare a printed number (text) with the computed one.

    Gives "same" if the computed number, rounded to as many decimals as
    were printed, is the printed one; "truncated" if its digits were cut off
    there instead; else "wrong".
    """
    decimals = len(printed.partition(".")[2])
    if f"{computed:.{decimals}f}" == printed:
        return "same"
    cut_off = trunc(computed * 10**decimals) / 10**decimals
    if f"{cut_off:.{decimals}f}" == printed:
        return "truncated"
    return "wrong"
# --8<-- [end:verdict]


def quoted(printed, computed):
    """A number of the post with its computed counterpart and verdict."""
    decimals = len(printed.partition(".")[2])
    return SimpleNamespace(
        printed=printed,
        computed=f"{computed:.{decimals}f}",
        exact=computed,
        verdict=verdict(printed, computed),
    )


setting = SimpleNamespace(
    classes=quoted("3", len(CLASSES)),
    images=quoted("999", IMAGES),
    batch_size=quoted("3", BATCH_SIZE),
    epochs=quoted("100", EPOCHS),
    look=quoted("101", LOOK),
)
example = [
    quoted(printed, q) for printed, q in zip(["0.8", "0.1", "0.1"], EXAMPLE)
]
percent = [
    quoted(printed, 100 * q) for printed, q in zip(["80", "10", "10"], EXAMPLE)
]
# --8<-- [start:quoted]
losses_before = [
    quoted(printed, loss)
    for printed, loss in zip(["3.3219", "2.3219", "2.3219"], before.losses)
]
total_before = quoted("7.966", before.total)
losses_after = [
    quoted(printed, loss)
    for printed, loss in zip(["0.1520", "0.2863", "0.5145"], after.losses)
]
total_after = quoted("0.8008", after.total)
# --8<-- [end:quoted]

# --8<-- [start:missing]
# the post's sum comes out to the digit without its first term
# (added up in whole ten-thousandths, so that nothing is rounded)
printed_terms = [round(10000 * float(term.printed)) for term in losses_after]
sum_of_printed = sum(printed_terms) / 10000
without_first = sum(printed_terms[1:]) / 10000
# --8<-- [end:missing]

# --8<-- [start:pytorch]
# pytorch counts in nats (ln 2 of them a bit) and takes the mean
NATS_PER_BIT = log(2)


def as_pytorch(total_bits):
    """A sum in bits as a mean in nats."""
    return total_bits * NATS_PER_BIT / BATCH_SIZE


mean_nats_before = as_pytorch(before.total)
mean_nats_after = as_pytorch(after.total)
# --8<-- [end:pytorch]


# --8<-- [start:by_hand]
def mean_by_hand(look):
    """Mean loss in nats, from logits as a network would give them."""
    losses = []
    for label, q in zip(LABELS, look.q):
        # any logits ln q + constant have q as their softmax
        z = [log(q_x) for q_x in q]
        losses.append(by_hand.cross_entropy(z, CLASSES.index(label)))
    return sum(losses) / len(losses)


by_hand_nats_before = mean_by_hand(before)
by_hand_nats_after = mean_by_hand(after)
# --8<-- [end:by_hand]


def main():
    rows = [*losses_before, total_before, *losses_after, total_after]
    for row in rows:
        print(f"{row.printed:>6}  {row.exact:.6f}  {row.verdict}")
    print(f"{losses_after[0].printed} left out: {without_first}")
    print(f"mean in nats: {mean_nats_before:.4f}, {mean_nats_after:.4f}")


if __name__ == "__main__":
    main()
