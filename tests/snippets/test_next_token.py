"""Pairs counted once more with NumPy, and what each shift must do."""

import math

import numpy as np
import pytest

from snippets import next_token as chapter
from snippets.constitution import lines, test, train


def test_the_labels_are_the_text_one_place_on():
    assert list(zip(chapter.inputs, chapter.targets)) == [
        ("대", "한"), ("한", "민"), ("민", "국")
    ]  # fmt: skip
    assert chapter.word_losses == chapter.word_tokens - 1 == 3


@pytest.mark.parametrize("shift, name", [(0, "none"), (1, "once"), (2, "twice")])
def test_counts_by_a_matrix(shift, name):
    number = {char: n for n, char in enumerate(sorted(set("".join(lines))))}
    counts = np.full((len(number), len(number)), chapter.ADDED)
    for line in train:
        for at in range(len(line) - shift):
            counts[number[line[at]], number[line[at + shift]]] += 1
    q = counts / counts.sum(axis=1, keepdims=True)
    losses = [
        -math.log(q[number[line[at]], number[line[at + shift]]])
        for line in test
        for at in range(len(line) - shift)
    ]
    made = getattr(chapter, name)
    assert made.nats == pytest.approx(math.fsum(losses) / len(losses), rel=1e-12)
    assert made.perplexity == pytest.approx(math.exp(made.nats), rel=1e-12)


def test_frequencies():
    text, size = "".join(train), len(set("".join(lines)))
    q = [(text.count(char) + 0.01) / (len(text) + 0.01 * size) for char in "".join(test)]
    expected = -math.fsum(map(math.log, q)) / len(q)
    assert chapter.frequency_nats == pytest.approx(expected, rel=1e-12)


def test_what_the_page_says_of_the_shifts():
    assert chapter.none.perplexity < 1.2
    assert chapter.once.nats < chapter.twice.nats < chapter.frequency_nats


def test_printed(printed):
    assert f"perplexity {chapter.twice.perplexity:.2f}" in printed(chapter)
