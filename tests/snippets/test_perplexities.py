"""Means of one padded batch, worked out from one list of losses."""

import math

import numpy as np
import pytest

from snippets import perplexities as chapter
from snippets.constitution import test as lines
from snippets.language_models import by_line

EVERY = np.concatenate(by_line)


def close(value):
    return pytest.approx(float(value), rel=1e-12)


def test_the_right_mean_is_that_of_all_losses():
    assert chapter.right == close(EVERY.mean())
    assert chapter.correct.perplexity == close(math.exp(EVERY.mean()))
    # one over the geometric mean of the probabilities, by a product of roots
    roots = np.exp(-EVERY / EVERY.size)
    assert chapter.of_all_tokens == pytest.approx(1 / roots.prod(), rel=1e-9)


def test_padding_is_counted_as_zeros():
    longest = max(map(len, lines))
    assert chapter.cells == len(lines) * longest
    assert chapter.real_share == close(EVERY.size / chapter.cells)
    assert chapter.with_padding == close(EVERY.sum() / chapter.cells)
    # the share of the text in the cells is all that is wrong with it
    assert chapter.one_batch.nats == close(chapter.right * chapter.real_share)


@pytest.mark.parametrize("name, rows", [("eights", by_line), ("sorted_eights", None)])
def test_batches_of_eight(name, rows):
    rows = rows or sorted(by_line, key=len)
    means = []
    for start in range(0, len(rows), 8):
        batch = rows[start : start + 8]
        box = np.zeros((len(batch), max(len(row) for row in batch)))
        for at, row in enumerate(batch):
            box[at, : len(row)] = row
        means.append(box.mean())
    assert getattr(chapter, name).nats == close(np.mean(means))
    assert chapter.one_batch.nats < chapter.eights.nats < chapter.sorted_eights.nats < chapter.right


def test_the_mean_of_perplexities_is_never_below_that_of_the_mean():
    means = np.array([row.mean() for row in by_line])
    assert chapter.of_line_means == close(math.exp(means.mean()))
    assert chapter.mean_of_lines == close(np.exp(means).mean())
    assert chapter.mean_of_lines > chapter.of_line_means
    assert (chapter.lowest, chapter.highest) == (
        close(np.exp(means).min()),
        close(np.exp(means).max()),
    )


def test_bits_and_nats():
    assert chapter.bits == close(np.log2(np.exp(chapter.right)))
    assert chapter.by_base_2 == close(chapter.of_all_tokens)
    assert chapter.mixed == close(chapter.of_all_tokens ** math.log(2))


def test_one_loss_by_four_counts():
    whole = "".join(lines)
    counts = {"a_character": len(whole), "a_byte": len(whole.encode()),
              "a_word": len(whole.split())}  # fmt: skip
    for name, count in counts.items():
        made = getattr(chapter, name)
        assert made.count == count
        assert made.nats * count == close(EVERY.sum())
        assert made.bits == close(EVERY.sum() / count / math.log(2))
        assert math.log(made.perplexity) == close(made.nats)
    per = chapter.a_character.bits / chapter.a_byte.bits
    assert chapter.bytes_per_character == close(per)


def test_printed(printed):
    assert f"perplexity {chapter.correct.perplexity:.2f}" in printed(chapter)
