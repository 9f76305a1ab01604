"""One model and one text: its perplexity by right and by usual wrong means.

The losses are those of language_models.py on the lines kept aside. All are in
nats unless a name says bits.
"""

from math import exp, log
from types import SimpleNamespace

from snippets.constitution import test_bytes, test_jamo, test_words
from snippets.language_models import by_line

# --8<-- [start:padded]
# lines of different lengths, padded with 0 to the longest
lengths = [len(losses) for losses in by_line]
padding = [[0] * (max(lengths) - n) for n in lengths]
padded = [[*losses, *zeros] for losses, zeros in zip(by_line, padding)]
mask = [[1] * n + zeros for n, zeros in zip(lengths, padding)]

total = sum(map(sum, padded))
right = total / sum(map(sum, mask))
with_padding = total / (len(padded) * max(lengths))
# --8<-- [end:padded]
tokens, rows, cells = sum(lengths), len(lengths), len(lengths) * max(lengths)
shortest, longest = min(lengths), max(lengths)
real_share = tokens / cells


def mean(numbers):
    return sum(numbers) / len(numbers)


def padded_mean(batch):
    """Mean over all cells of a batch, zeros of the padding among them."""
    return sum(map(sum, batch)) / (len(batch) * max(map(len, batch)))


def batches(rows, size):
    return [rows[n : n + size] for n in range(0, len(rows), size)]


BATCH = 8
in_batches = mean([padded_mean(batch) for batch in batches(by_line, BATCH)])
by_length = mean([padded_mean(batch) for batch in batches(sorted(by_line, key=len), BATCH)])

# --8<-- [start:means]
line_means = [mean(losses) for losses in by_line]

of_all_tokens = exp(right)
of_line_means = exp(mean(line_means))
mean_of_lines = mean([exp(nats) for nats in line_means])
# --8<-- [end:means]
line_nats = mean(line_means)
lowest, highest = exp(min(line_means)), exp(max(line_means))


def computed(nats):
    return SimpleNamespace(nats=nats, perplexity=exp(nats))


correct, one_batch = computed(right), computed(with_padding)
eights, sorted_eights = computed(in_batches), computed(by_length)

bits = right / log(2)
by_base_2 = 2**bits
mixed = 2**right  # the base of one unit, the loss in the other


def divided(count):
    """The same losses by another count."""
    return SimpleNamespace(count=count, nats=total / count,
                           bits=total / count / log(2), perplexity=exp(total / count))


total_bits = total / log(2)
a_character, a_jamo = divided(tokens), divided(test_jamo)
a_byte, a_word = divided(test_bytes), divided(test_words)
bytes_per_character = test_bytes / tokens


def main():
    for name, made in [("right", correct), ("one padded batch", one_batch),
                       ("batches of 8", eights), ("the same, sorted", sorted_eights)]:
        print(f"{name:17} {made.nats:.3f} nats, perplexity {made.perplexity:.2f}")
    print(f"exp of the mean of line means {of_line_means:.2f}")
    print(f"mean of the lines' perplexities {mean_of_lines:.2f}")
    for name, made in [("character", a_character), ("jamo", a_jamo),
                       ("byte", a_byte), ("word", a_word)]:
        print(f"per {name:9} {made.bits:7.3f} bits, perplexity {made.perplexity:.2f}")


if __name__ == "__main__":
    main()
