"""Means of unequal batches, against one list of all losses and PyTorch's recordings."""

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from snippets import mean_of_means as chapter
from tests.snippets.recordings import recorded

TORCH = recorded("mean_of_what")["values"]
PROCESSES = recorded("two_processes")["values"]

BATCHES = st.lists(st.lists(st.fractions(0, 10), min_size=1, max_size=20), min_size=1, max_size=5)


def mean(numbers):
    return sum(numbers, Fraction(0)) / len(numbers)


@given(BATCHES)
def test_the_mean_over_all_is_that_of_one_long_list(batches):
    sizes, means = [len(batch) for batch in batches], [mean(batch) for batch in batches]
    everything = [loss for batch in batches for loss in batch]
    assert chapter.mean_over_all(sizes, means) == mean(everything)
    assert chapter.mean_of_means(means) == mean(means)
    # with equal sizes there is no difference
    assert chapter.mean_over_all([7] * len(means), means) == mean(means)


def test_the_micro_batches():
    # huggingface/transformers#24725
    assert chapter.of_means == 2
    assert chapter.over_all == pytest.approx(float(mean([3] * 10 + [1] * 100)))
    assert f"{chapter.over_all:.4f}" == "1.1818"
    assert chapter.first_counts == 10
    assert chapter.tokens == 110


def test_the_epoch():
    images = [1, 1, 1, 1] + [1, 1, 1, 1] + [4]
    assert chapter.epoch_images == len(images) == 9
    assert chapter.epoch_over_all == pytest.approx(float(mean(images)))
    assert chapter.epoch_of_means == 2


@given(st.integers(1, 200), st.integers(1, 200))
def test_places_and_shares_of_two_batches(first, second):
    places = [0] * first + [1] * second
    assert chapter.edges([first, second]) == [0, places.index(1), len(places)]
    # what one loss adds to the mean of means
    shares = [Fraction(1, 2 * size) for size in (first, second)]
    assert chapter.counts_as([first, second]) == pytest.approx(float(shares[0] / shares[1]))


def test_slopes_here_in_pytorch_and_in_two_processes():
    # the mean loss along a bias b of label 0, by finite differences
    def loss(nats, b):
        q = math.exp(-nats)
        return math.log(q * math.exp(b) + 1 - q) - math.log(q) - b

    step = 1e-5
    first, second = [(loss(n, step) - loss(n, -step)) / (2 * step) for n in (3, 1)]
    of_means, over_all = (first + second) / 2, (10 * first + 100 * second) / 110
    assert chapter.slope_of_means == pytest.approx(of_means, rel=1e-8)
    assert chapter.slope_over_all == pytest.approx(over_all, rel=1e-8)
    assert TORCH["accumulated"] == pytest.approx(of_means, rel=1e-5)
    assert TORCH["one_batch"] == pytest.approx(over_all, rel=1e-5)
    assert TORCH["by_tokens"] == pytest.approx(over_all, rel=1e-5)
    assert PROCESSES["by_mean"] == pytest.approx([of_means] * 2, rel=1e-5)
    assert PROCESSES["by_sum"] == pytest.approx([over_all] * 2, rel=1e-5)


def test_three_means_of_a_padded_batch_and_a_wrong_one():
    tokens, padding = [1, 1, 1, 1, 4, 4], [0, 0]
    assert chapter.per_token == TORCH["per_token"] == mean(tokens) == 2
    assert chapter.per_sequence == mean([mean(tokens[:4]), mean(tokens[4:])])
    assert chapter.per_batch == mean([sum(tokens[:4]), sum(tokens[4:])]) == 6
    assert chapter.with_padding == mean(tokens + padding) == 1.5
    assert chapter.positions == len(tokens + padding)
    for name in ["per_token", "per_sequence", "per_batch", "with_padding"]:
        assert TORCH[name] == pytest.approx(getattr(chapter, name), rel=1e-6)


def test_printed(printed):
    text = printed(chapter)
    for number in ["2.0000", "1.1818", "-0.7912", "-0.6610", "2.5000", "6.0000", "1.5000"]:
        assert number in text
