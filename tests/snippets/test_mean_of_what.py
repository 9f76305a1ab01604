"""What a mean divides by, against Decimal, NumPy and PyTorch's recording."""

import math
from decimal import Decimal, localcontext

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from snippets import mean_of_what as chapter
from snippets.cross_entropy import cross_entropy
from tests.snippets.recordings import recorded

TORCH = recorded("mean_of_what")["values"]
# the worked example after training
POST = [["0.9", "0.06", "0.04"], ["0.108", "0.82", "0.072"], ["0.18", "0.12", "0.7"]]


def exact_loss(logits, label):
    """-ln softmax of decimals, written down in full."""
    with localcontext() as context:
        context.prec = 40
        z = [Decimal(text) for text in logits]
        return sum(x.exp() for x in z).ln() - z[label]


def exact_nats(q):
    return -Decimal(q).ln()


def close(value):
    return pytest.approx(float(value), rel=1e-12)


def torch_close(value):
    return pytest.approx(float(value), rel=1e-6)


# the question of pytorch/pytorch#25571, with its numbers
FIRST = exact_loss(["0.2", "0.3", "0.5"], 2)
SECOND = exact_loss(["0.5", "0.2", "0.3"], 1)


def test_class_weights_by_class_number_and_by_probability():
    assert chapter.losses == [close(FIRST), close(SECOND)]
    assert chapter.weighted == [close(6 * FIRST), close(4 * SECOND)]
    by_weights, by_rows = (6 * FIRST + 4 * SECOND) / 10, (6 * FIRST + 4 * SECOND) / 2
    assert chapter.by_weights == close(by_weights)
    assert chapter.by_rows == close(by_rows)
    # what the question printed
    assert (f"{by_weights:.4f}", f"{by_rows:.4f}") == ("1.0598", "5.2992")
    assert chapter.scale == close(by_rows / by_weights)
    assert TORCH["each"] == [torch_close(6 * FIRST), torch_close(4 * SECOND)]
    assert TORCH["by_labels"] == torch_close(by_weights)
    assert TORCH["by_probabilities"] == torch_close(by_rows)


def test_the_site_own_cross_entropy_has_both_means():
    z, weight = np.array(chapter.LOGITS), np.array(chapter.WEIGHT)
    labels = np.array(chapter.LABELS)
    assert cross_entropy(z, labels, weight) == close(chapter.by_weights)
    assert cross_entropy(z, np.eye(3)[labels], weight) == close(chapter.by_rows)
    # only the ratios of weights matter
    assert cross_entropy(z, labels, 2 * weight) == close(chapter.by_weights)


def test_one_row_cancels_its_weight():
    assert chapter.alone == close(FIRST)
    assert TORCH["alone"] == TORCH["alone_unweighted"] == torch_close(FIRST)
    assert TORCH["alone_sum"] == torch_close(6 * FIRST)


@given(st.floats(0.1, 50), st.integers(1, 5), st.integers(0, 2))
def test_rows_of_one_class_cancel_their_weight(weight, count, label):
    z = np.random.default_rng(count).normal(size=(count, 3))
    labels, weights = np.full(count, label), np.ones(3)
    weights[label] = weight
    assert cross_entropy(z, labels, weights) == pytest.approx(cross_entropy(z, labels))


def test_ignored_rows_are_missing_from_the_divisor():
    first, third = exact_nats(POST[0][0]), exact_nats(POST[2][2])
    assert chapter.kept_losses == [close(first), close(third)]
    assert chapter.two_rows == close((first + third) / 2)
    assert TORCH["two_rows"] == torch_close((first + third) / 2)
    # 0 for the ignored row, divided by all three
    assert TORCH["none_then_mean"] == torch_close((first + third) / 3)
    # to drop the last row would have been something else
    dropped = (first + exact_nats(POST[1][1])) / 2
    assert chapter.dropped_last == close(dropped) != close(chapter.two_rows)


def test_a_value_that_no_label_has_ignores_nothing():
    q = [[float(x) for x in row] for row in POST]
    everything = sum(exact_nats(POST[n][n]) for n in range(3)) / 3
    assert chapter.mean_loss(q, [0, 1, 2], ignore_index=-1) == close(everything)
    assert chapter.mean_loss(q, [0, 1, 2]) == close(everything)
    # a label in use is ignored as readily
    assert chapter.mean_loss(q, [0, 1, 2], ignore_index=2) != close(everything)


def test_all_ignored():
    assert math.isnan(chapter.no_rows) and math.isnan(TORCH["no_rows"])
    assert TORCH["no_rows_mended"] == 0
    assert TORCH["default"] == -100
    assert TORCH["not_ignored"] == "IndexError: Target -1 is out of bounds."


def test_ce_and_bce_divide_the_same_sum():
    # pytorch/pytorch#54843: -ln sigmoid of 0.4, and of 0.2 twice, as log1p(exp(-z))
    total = 3 * math.log1p(math.exp(-0.4)) + 2 * math.log1p(math.exp(-0.2))
    assert chapter.bce_total == close(total)
    assert chapter.ce_mean == close(total / (3 + 1 + 1))
    assert chapter.bce_mean == close(total / 3)
    assert TORCH["ce"] == torch_close(total / 5)
    assert TORCH["bce"] == TORCH["bce_pos_weight"] == torch_close(total / 3)
    # what the question printed
    assert (f"{chapter.ce_mean:.4f}", f"{chapter.bce_mean:.4f}") == ("0.5471", "0.9118")


def test_printed(printed):
    text = printed(chapter)
    for number in ["10.5983 / 10 = 1.0598", "10.5983 / 2 = 5.2992", "nan", "0.2310"]:
        assert number in text
