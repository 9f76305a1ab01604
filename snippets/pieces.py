"""One text cut into syllables, jamo or bytes: bits a piece, bits a character.

The model counts which piece came after which pieces. Losses are in bits.
"""

import sys
from collections import Counter
from math import log2
from types import SimpleNamespace

from snippets.constitution import jamo, syllables, test, train, utf8

PRIOR = 4  # a shorter context counts as much as so many pieces


def contexts(row, end, longest):
    """What stands before a piece, from nothing to the longest."""
    return [row[start:end] for start in range(end, max(end - longest, 0) - 1, -1)]


def count(rows, longest):
    """How often each context came, and each with its next piece."""
    of_context, of_both = Counter(), Counter()
    for row in rows:
        for end in range(len(row)):
            for before in contexts(row, end, longest):
                of_context[before] += 1
                of_both[before, row[end]] += 1
    return of_context, of_both


def costs(row, counts, longest, size):
    """-log2 q of each piece of a line."""
    (of_context, of_both), bits = counts, []
    for end in range(len(row)):
        q = 1 / size
        for before in contexts(row, end, longest):
            both = of_both[before, row[end]]
            q = (both + PRIOR * q) / (of_context[before] + PRIOR)
        bits.append(-log2(q))
    return bits


# --8<-- [start:reading]
def reading(bits, characters):
    """Bits in all, a piece and a character; perplexity of a piece."""
    total = sum(bits)
    return [total, total / len(bits), total / characters,
            2 ** (total / len(bits))]
# --8<-- [end:reading]


# {cut: (how many pieces it looks back, how many pieces there could be)};
# the first is what did best on the validation lines
CUTS = {
    syllables: (3, sys.maxunicode + 1),
    jamo: (5, sys.maxunicode + 1),
    utf8: (5, 256),
}
# one of the lines kept aside, after its number
[SENTENCE] = [line[1:-1] for line in test if "지방자치단체의 종류" in line]


def cut_up(cut):
    """What the lines kept aside cost in such pieces, and the sentence."""
    longest, size = CUTS[cut]
    counts = count(map(cut, train), longest)
    bits = {line: costs(cut(line), counts, longest, size) for line in test}
    every = [cost for line in test for cost in bits[line]]
    total, piece, character, perplexity = reading(every, sum(map(len, test)))
    [line] = [line for line in test if line[1:-1] == SENTENCE]
    # where each character of the sentence ends, counted in pieces
    ends = [len(cut(line[: n + 1])) for n in range(len(line) - 1)]
    return SimpleNamespace(
        count=len(every), total_bits=total, piece_bits=piece,
        character_bits=character, perplexity=perplexity,
        sentence_bits=bits[line][ends[0] : ends[-1]],
        ends=[end - ends[0] for end in ends[1:]],
    )


by_syllable, by_jamo, by_byte = [cut_up(cut) for cut in CUTS]
# for the figure: bits of each piece of the sentence, and where characters end
letters = list(SENTENCE)
piece_bits = [by.sentence_bits for by in (by_syllable, by_jamo, by_byte)]
piece_ends = [by.ends for by in (by_syllable, by_jamo, by_byte)]
of_sentence = [
    SimpleNamespace(**dict(zip(["total_bits", "piece_bits", "character_bits", "perplexity"],
                               reading(bits, len(letters)))), count=len(bits))
    for bits in piece_bits
]
looks_back = [longest for longest, _ in CUTS.values()]
sentence_characters = len(letters)
HANGUL = "한"
hangul_jamo, hangul_bytes = len(jamo(HANGUL)), len(utf8(HANGUL))


def main():
    print("          pieces  perplexity  bits a piece  bits a character")
    for name, by in [("syllable", by_syllable), ("jamo", by_jamo), ("byte", by_byte)]:
        print(f"{name:8} {by.count:7} {by.perplexity:11.2f} {by.piece_bits:13.3f}"
              f" {by.character_bits:17.3f}")


if __name__ == "__main__":
    main()
