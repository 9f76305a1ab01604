"""Sums, weights and mixes against exact fractions, NumPy and PyTorch's recording."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from snippets import soft_targets as chapter
from snippets.cross_entropy import cross_entropy
from tests.snippets.exact import nats
from tests.snippets.recordings import recorded

TORCH = recorded("soft_targets")["values"]
# the numbers of pytorch/pytorch#60928
OUTPUT = [Fraction(text) for text in ["0.1132", "0.5477", "0.3390"]]
TARGET = [Fraction(text) for text in ["0.1541", "0.0511", "0.0947"]]
# the worked example after training
POST = [["0.9", "0.06", "0.04"], ["0.108", "0.82", "0.072"], ["0.18", "0.12", "0.7"]]


def close(value):
    return pytest.approx(float(value), rel=1e-12)


def torch_close(value):
    return pytest.approx(float(value), rel=1e-5)


def row(n, p):
    """The loss of one row of the example."""
    return nats(p, [Fraction(text) for text in POST[n]])


# --- rows that are ignored


def test_an_ignored_row_is_not_smoothed():
    tenth = Fraction(1, 10)
    smoothed = [[(1 - tenth) * (n == x) + tenth / 3 for x in range(3)] for n in range(3)]
    right = (row(0, smoothed[0]) + row(2, smoothed[2])) / 2
    assert TORCH["ignored"] == TORCH["left_out"] == torch_close(right)
    assert math.isnan(TORCH["all_ignored"])


def test_a_row_of_zeros_is_counted():
    total = row(0, [1, 0, 0]) + row(2, [0, 0, 1])
    assert TORCH["zeros_counted"] == torch_close(total / 3)
    assert TORCH["zeros_left_out"] == torch_close(total / 2)
    assert TORCH["no_ignore_index"].endswith("not supported for floating point target")


# --- targets that do not add up to 1


def test_the_sum_of_the_question():
    total = sum(TARGET)
    assert chapter.target_sum == close(total)
    assert chapter.mended_sum == close(1)
    mended = [share / total for share in TARGET]
    assert chapter.MENDED == [close(share) for share in mended]
    kl = nats(TARGET, OUTPUT) - nats(TARGET, TARGET)
    assert kl < 0 < nats(mended, OUTPUT) - nats(mended, mended)
    assert chapter.kl_as_it_is == close(kl)
    assert chapter.kl_mended == close(nats(mended, OUTPUT) - nats(mended, mended))
    assert TORCH["kl_as_it_is"] == torch_close(kl)
    assert TORCH["kl_by_default"] == torch_close(kl / 3)
    assert TORCH["kl_mended"] == torch_close(chapter.kl_mended)
    assert f"{TORCH['kl_by_default']:.4f}" == "-0.0648"  # what the question printed
    # the scale is all that the sum changes; the softmax has the prediction add up to 1
    ce = nats(TARGET, [share / sum(OUTPUT) for share in OUTPUT])
    assert TORCH["ce_as_it_is"] == torch_close(ce)
    assert TORCH["ce_mended"] == torch_close(ce / float(total))


SHARES = st.lists(st.floats(0.01, 5), min_size=2, max_size=6)


@given(SHARES, st.data())
def test_a_sum_scales_the_loss_and_not_where_it_is_smallest(shares, data):
    total = sum(shares)
    best = [share / total for share in shares]
    size = {"min_size": len(shares), "max_size": len(shares)}
    parts = data.draw(st.lists(st.floats(0.01, 1), **size))
    other = [part / sum(parts) for part in parts]
    assert chapter.ce_nats(shares, other) == pytest.approx(total * chapter.ce_nats(best, other))
    assert chapter.ce_nats(shares, best) <= chapter.ce_nats(shares, other) * (1 + 1e-12)
    difference = chapter.ce_nats(shares, other) - chapter.ce_nats(shares, shares)
    assert chapter.kl_nats(shares, other) == pytest.approx(difference, abs=1e-9)


def test_a_negative_share_has_no_floor():
    z, p = np.array(TORCH["z_asked"]), np.array(TORCH["no_shares"])
    assert (p < 0).sum(axis=1).tolist() == [1, 1]
    assert TORCH["below_0"] == torch_close(cross_entropy(z, p))
    assert f"{TORCH['below_0']:.4f}" == "3.9178"
    losses = [cross_entropy(z - down * (p < 0), p) for down in [0, 10, 20, 40, 80]]
    assert TORCH["lowered"] == torch_close(losses[1])
    # once those classes are out of the race: the same for each step further down
    slope = sum(-p[p < 0]) / 2
    assert np.diff(losses[1:]) == pytest.approx([-10 * slope, -20 * slope, -40 * slope], rel=1e-3)


# --- class weights with smoothing


def test_weights_take_the_target_over():
    weight, p = [Fraction(1, 100), Fraction(99, 100)], [Fraction(19, 20), Fraction(1, 20)]
    products = [w * share for w, share in zip(weight, p)]
    best = [float(x / sum(products)) for x in products]
    assert chapter.weighted == [close(x) for x in products]
    assert chapter.q_best == pytest.approx(best)
    assert best[1] > best[0]  # the other class
    assert TORCH["q_by_class"] == pytest.approx(best, abs=1e-4)
    assert TORCH["q_by_row"] == pytest.approx([0.95, 0.05], abs=1e-4)


def test_the_best_prediction_is_where_the_weighted_loss_is_smallest():
    weight = np.array(chapter.CLASS_WEIGHT)

    def loss(q):
        return cross_entropy(np.log([q, 1 - q]), np.array(0), weight, label_smoothing=0.1)

    places = np.linspace(0.01, 0.99, 981)
    lowest = min(places, key=loss)
    assert lowest == pytest.approx(chapter.q_best[0], abs=1e-3)


# --- mixup


def test_the_loss_of_the_mix():
    # -z + ln(e² + e + 1/e) of the logits 2, 1, -1
    top = math.log(math.exp(2) + math.e + 1 / math.e)
    mixed = 0.7 * (top - 2) + 0.3 * (top + 1)
    assert chapter.of_the_mix == close(mixed) == close(chapter.mix_of_losses)
    share = Fraction(7, 10)
    p = [share, 1 - share]
    assert chapter.mix_floor == close(nats(p, p))


@given(st.floats(0, 1), st.integers(0, 3), st.integers(0, 3), st.integers(0, 1000))
def test_the_mix_of_any_two(share, a, b, seed):
    assume(a != b)
    z = np.random.default_rng(seed).normal(size=(1, 4)) * 3
    one_hot = np.eye(4)
    mix = (share * one_hot[a] + (1 - share) * one_hot[b])[None]
    losses = [cross_entropy(z, np.array([label])) for label in (a, b)]
    mixed = share * losses[0] + (1 - share) * losses[1]
    assert cross_entropy(z, mix) == pytest.approx(mixed)


def test_pytorch_mixes_both_ways_unless_there_are_weights():
    z, (a, b) = np.array(TORCH["z"]), (np.array(TORCH["y_a"]), np.array(TORCH["y_b"]))
    mix = 0.7 * np.eye(3)[a] + 0.3 * np.eye(3)[b]
    for name, given_to in [
        ("plain", {}),
        ("smoothed", {"label_smoothing": 0.1}),
        ("with_weight", {"weight": np.array([1.0, 2.0, 3.0])}),
    ]:
        two = [cross_entropy(z, labels, **given_to) for labels in (a, b)]
        right = [cross_entropy(z, mix, **given_to), 0.7 * two[0] + 0.3 * two[1]]
        assert TORCH[name] == pytest.approx(right, rel=1e-5)
        assert (abs(right[0] - right[1]) < 1e-12) == (name != "with_weight")
    # 0.7 of 0 and 0.3 of 2 is no class; cut off it is class 0, and 1.7 is class 1
    rounded = cross_entropy(z, np.array([0, 1]))
    assert TORCH["mixed_numbers"] == torch_close(rounded) != torch_close(TORCH["plain"][0])
    assert "got Float" in TORCH["not_mixed"]


def test_printed(printed):
    text = printed(chapter)
    for number in ["0.2999", "-0.1944", "0.5559", "0.1610, 0.8390", "1.2490", "0.6109"]:
        assert number in text
