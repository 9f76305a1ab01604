"""Costs of pieces with fractions, and the ranking on other lines."""

import math
import sys
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from snippets import constitution
from snippets import pieces as chapter


def test_costs_of_a_small_text_by_fractions():
    counts = chapter.count(["abab", "ab"], 1)
    # a: 3 of 6, and always first; what comes after an a is a b
    a = (3 + 4 * Fraction(1, 8)) / (6 + 4)
    b = (3 + 4 * Fraction(1, 8)) / (6 + 4)
    b_after_a = (3 + 4 * b) / (3 + 4)
    expected = [-math.log2(a), -math.log2(b_after_a)]
    assert chapter.costs("ab", counts, 1, 8) == pytest.approx(expected, rel=1e-12)


def test_probabilities_add_up_to_1():
    rows = ["abca", "bb", "cab"]
    counts = chapter.count(rows, 2)
    for begin in ["", "a", "ab", "ca", "cc"]:
        q = [2 ** -chapter.costs(begin + last, counts, 2, 5)[-1] for last in "abcde"]
        assert sum(q) == pytest.approx(1, rel=1e-12)


@given(st.lists(st.floats(0, 20), min_size=1, max_size=30), st.integers(1, 30))
def test_reading(bits, characters):
    total, piece, character, perplexity = chapter.reading(bits, characters)
    assert total == pytest.approx(math.fsum(bits))
    assert piece * len(bits) == pytest.approx(total)
    assert character * characters == pytest.approx(total)
    assert math.log2(perplexity) == pytest.approx(piece)


def test_any_character_can_be_told():
    sizes = [size for _, size in chapter.CUTS.values()]
    assert sizes == [sys.maxunicode + 1, sys.maxunicode + 1, 256]
    # none that never came is impossible, nor cheap
    counts = chapter.count(constitution.train, 2)
    assert "뷁" not in "".join(constitution.lines)
    [cost] = chapter.costs("뷁", counts, 2, sys.maxunicode + 1)
    assert 20 < cost < 40


def totals(kept, cuts=chapter.CUTS):
    """(bits a character, perplexity) of each cut, with other lines kept aside."""
    lines = constitution.lines
    aside = lines[kept::10]
    rest = [line for n, line in enumerate(lines) if n % 10 not in (kept, 9)]
    found = []
    for cut, (longest, size) in cuts.items():
        counts = chapter.count(map(cut, rest), longest)
        bits = [cost for line in aside for cost in chapter.costs(cut(line), counts, longest, size)]
        found.append((sum(bits) / sum(map(len, aside)), 2 ** (sum(bits) / len(bits))))
    return found


@pytest.mark.parametrize("kept", [0, 2, 6, 8])
def test_the_order_by_bits_is_the_reverse_of_other_lines_too(kept):
    (syllable, jamo, byte) = totals(kept)
    assert byte[1] < jamo[1] < syllable[1]
    assert byte[0] > jamo[0] > syllable[0]


def test_the_numbers_are_of_the_lines_kept_aside():
    for made, (bits, perplexity) in zip(
        [chapter.by_syllable, chapter.by_jamo, chapter.by_byte], totals(4)
    ):
        assert made.character_bits == pytest.approx(bits, rel=1e-12)
        assert made.perplexity == pytest.approx(perplexity, rel=1e-12)
    counts = [made.count for made in (chapter.by_syllable, chapter.by_jamo, chapter.by_byte)]
    assert counts == [
        constitution.test_characters,
        constitution.test_jamo,
        constitution.test_bytes,
    ]


def test_how_far_to_look_back_was_chosen_by_the_validation_lines():
    for cut, (longest, size) in chapter.CUTS.items():
        cost = {}
        for tried in (longest - 1, longest, longest + 1):
            counts = chapter.count(map(cut, constitution.train), tried)
            rows = map(cut, constitution.validation)
            cost[tried] = sum(sum(chapter.costs(row, counts, tried, size)) for row in rows)
        assert min(cost, key=cost.get) == longest


def test_the_sentence_is_one_of_the_lines_kept_aside():
    assert any(line[1:] == chapter.SENTENCE + "\n" for line in constitution.test)
    assert "".join(chapter.letters) == chapter.SENTENCE
    assert chapter.piece_ends[0] == list(range(1, len(chapter.SENTENCE) + 1))
    for bits, ends, cut in zip(chapter.piece_bits, chapter.piece_ends, chapter.CUTS):
        assert len(bits) == ends[-1] == len(cut(chapter.SENTENCE))
        sizes = [end - start for start, end in zip([0, *ends], ends)]
        assert sizes == [len(cut(char)) for char in chapter.SENTENCE]
    for made, bits in zip(chapter.of_sentence, chapter.piece_bits):
        assert made.total_bits == pytest.approx(math.fsum(bits))


def test_printed(printed):
    assert f"{chapter.by_byte.perplexity:.2f}" in printed(chapter)
