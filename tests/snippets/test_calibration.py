"""Confidence, bins and temperatures, image by image."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from snippets import calibration as chapter
from snippets import reading_a_loss, small_network
from tests.snippets.recordings import recorded

TORCH = recorded("reading_a_loss")["values"]
TEST_LABELS = [n % 3 for n in range(498, 999)]
VALIDATION_LABELS = [n % 3 for n in range(498)]


def softmax(z, T):
    powers = [math.exp((x - max(z)) / T) for x in z]
    return [power / math.fsum(powers) for power in powers]


def nats(logits, labels, T):
    return math.fsum(-math.log(softmax(z, T)[t]) for z, t in zip(logits, labels)) / len(labels)


def sorted_into_bins(T):
    """{bin: [(confidence, right), …]} of the test digits."""
    bins = {}
    for z, label in zip(chapter.test_z.tolist(), TEST_LABELS):
        q = softmax(z, T)
        bins.setdefault(min(int(10 * max(q)), 9), []).append((max(q), q.index(max(q)) == label))
    return bins


@pytest.mark.parametrize("T", [1.0, chapter.fitted, 0.5, 5.0])
def test_reliability_and_ece(T):
    bins = sorted_into_bins(T)
    shares, sures, rights = chapter.reliability(chapter.test_z, chapter.test_p, T)
    gap = 0
    for k in range(10):
        rows = bins.get(k, [])
        assert shares[k] == pytest.approx(len(rows) / 501)
        if rows:
            sure, right = (math.fsum(column) / len(rows) for column in zip(*rows))
            assert (sures[k], rights[k]) == pytest.approx((sure, right))
            gap += len(rows) / 501 * abs(sure - right)
        else:
            assert sures[k] == rights[k] == 0
    assert chapter.ece(shares, sures, rights) == pytest.approx(gap)
    # what the figure is told, without the bins that nobody can be in
    n = chapter.TEMPERATURES.index(T)
    assert chapter.shares_at[n] == pytest.approx(shares[3:], abs=1e-6) and not any(shares[:3])
    assert chapter.sures_at[n] == pytest.approx(sures[3:], abs=1e-6)
    assert chapter.rights_at[n] == pytest.approx(rights[3:], abs=1e-6)
    assert chapter.nats_along[n] == pytest.approx(
        nats(chapter.test_z.tolist(), TEST_LABELS, T), abs=1e-6
    )


def test_before_and_after():
    for T, ece, loss, sure in [
        (1, chapter.ece_before, chapter.before_nats, chapter.sure_before),
        (chapter.fitted, chapter.ece_after, chapter.after_nats, chapter.sure_after),
    ]:
        rows = [row for rows in sorted_into_bins(T).values() for row in rows]
        assert loss == pytest.approx(nats(chapter.test_z.tolist(), TEST_LABELS, T))
        assert sure == pytest.approx(math.fsum(sure for sure, _ in rows) / 501)
        # no answer changes
        assert chapter.accuracy == pytest.approx(sum(right for _, right in rows) / 501)
        gaps = [math.fsum(a - b for a, b in rows) for rows in sorted_into_bins(T).values()]
        assert ece == pytest.approx(math.fsum(map(abs, gaps)) / 501)
    assert chapter.ece_after < chapter.ece_before and chapter.after_nats < chapter.before_nats
    top = sorted_into_bins(1)[9]
    assert chapter.top_count == len(top) == round(chapter.top_share * 501)
    assert chapter.top_sure == pytest.approx(math.fsum(sure for sure, _ in top) / len(top))
    assert chapter.top_right == pytest.approx(sum(right for _, right in top) / len(top))
    assert chapter.top_right < chapter.top_sure


def test_the_temperature_is_fitted_on_validation_digits():
    z = chapter.validation_z.tolist()
    found = {T: nats(z, VALIDATION_LABELS, T) for T in np.arange(5, 51) / 10}
    assert chapter.fitted == pytest.approx(min(found, key=found.get))
    # pytorch found it between two of those that were tried
    assert TORCH["T"] == pytest.approx(chapter.fitted, abs=0.1)
    assert TORCH["before"] == pytest.approx(found[1.0]) == reading_a_loss.fast.end.val_nats
    assert TORCH["after"] == pytest.approx(nats(z, VALIDATION_LABELS, TORCH["T"]))
    assert TORCH["after"] <= min(found.values()) + 1e-6


def test_fitted_on_few():
    assert len(chapter.few) == chapter.groups == 498 // 30
    z, new = chapter.validation_z.tolist(), chapter.test_z.tolist()
    worse = []
    for group, T in enumerate(chapter.few):
        rows = slice(30 * group, 30 * group + 30)
        losses = [nats(z[rows], VALIDATION_LABELS[rows], each) for each in chapter.TEMPERATURES]
        assert chapter.TEMPERATURES[losses.index(min(losses))] == T
        # on the digits that it was fitted on, never worse
        assert min(losses) <= losses[chapter.TEMPERATURES.index(1.0)]
        answers = [row.index(max(row)) for row in z[rows]]
        if T == chapter.lowest_few:
            assert answers == VALIDATION_LABELS[rows]  # not one is wrong
        worse.append(nats(new, TEST_LABELS, T))
    assert chapter.few_worse == sum(loss > chapter.before_nats for loss in worse) > 0
    assert chapter.few_worst_nats == pytest.approx(max(worse))
    assert (chapter.lowest_few, chapter.highest_few) == (min(chapter.few), max(chapter.few))
    assert chapter.lowest_few == chapter.TEMPERATURES[0]


def test_the_weights_that_are_judged_were_not_chosen_by_the_test_digits():
    z = small_network.logits(reading_a_loss.fast.weights, small_network.test_x)
    assert np.array_equal(z, chapter.test_z) and chapter.test_count == 501


@given(st.lists(st.tuples(*[st.floats(0, 1)] * 3), max_size=8))
def test_sums_for_the_figure(rows):
    shares, sures, rights = [list(column) for column in zip(*rows)] or [[], [], []]
    gaps = math.fsum(share * abs(sure - right) for share, sure, right in rows)
    assert chapter.ece(shares, sures, rights) == pytest.approx(gaps)
    assert chapter.overall(shares, sures) == pytest.approx(math.fsum(a * b for a, b, _ in rows))


def test_printed(printed):
    text = printed(chapter)
    for number in (chapter.before_nats, chapter.after_nats, chapter.ece_before):
        assert f"{number:.4f}" in text
