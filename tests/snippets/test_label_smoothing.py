"""Smoothed targets and their floors against fractions and PyTorch."""

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from snippets import label_smoothing as chapter
from tests.snippets.exact import nats
from tests.snippets.recordings import recorded

ALPHA = Fraction(str(chapter.ALPHA))


@given(st.integers(2, 100), st.fractions(0, 1))
def test_smoothing(classes, alpha):
    p = chapter.smooth(classes, float(alpha))
    assert len(p) == classes and sum(p) == pytest.approx(1)
    one_hot = [1] + [0] * (classes - 1)
    mixed = [(1 - alpha) * x + alpha * Fraction(1, classes) for x in one_hot]
    assert p == pytest.approx([float(x) for x in mixed], abs=1e-15)


def smoothed(classes):
    share = ALPHA / classes
    return [1 - ALPHA + share] + [share] * (classes - 1)


def test_floors():
    for row in chapter.floors:
        p = smoothed(row.classes)
        assert row.p == pytest.approx([float(x) for x in p], rel=1e-14)
        assert row.nats == pytest.approx(nats(p, p), rel=1e-13)
    # what the page says that one may expect: all of alpha to the other class
    tenths = [1 - ALPHA, ALPHA]
    assert chapter.expected_p == pytest.approx([float(x) for x in tenths])
    assert chapter.expected_nats == pytest.approx(nats(tenths, tenths), rel=1e-13)


def test_being_too_sure():
    q = Fraction(str(chapter.SURE))
    sure = [q, 1 - q]
    assert chapter.sure_nats == pytest.approx(nats(smoothed(2), sure), rel=1e-12)
    assert chapter.sure_one_hot_nats == pytest.approx(nats([1, 0], sure), rel=1e-10)
    assert chapter.sure_nats > chapter.floors[0].nats
    assert chapter.sure_one_hot_nats < chapter.floors[0].nats


def test_pytorch_learns_the_smoothed_target():
    values = recorded("label_smoothing")["values"]
    p = smoothed(2)
    assert values["learned"][0] == pytest.approx([float(x) for x in p], rel=1e-5)
    assert values["smooth_loss"] == pytest.approx(nats(p, p), rel=1e-6)
    # the best logits lie a finite way apart, unlike those of a one-hot target
    gap = math.log(p[0] / p[1])
    assert chapter.best_gap == pytest.approx(gap)
    assert values["z"][0][0] - values["z"][0][1] == pytest.approx(gap, rel=1e-4)


# --- what the figure that answers is told


@given(st.floats(0, 1), st.integers(2, 100))
def test_two_shares_stand_for_all(alpha, classes):
    true, other = chapter.shares_of(alpha, classes)
    assert [true] + [other] * (classes - 1) == pytest.approx(chapter.smooth(classes, alpha))
    assert chapter.alpha_of(true, classes) == pytest.approx(alpha, abs=1e-12)


@given(st.floats(0.001, 0.999), st.floats(0, 1), st.integers(2, 100))
def test_the_loss_of_a_prediction_that_shares_the_rest(q_true, alpha, classes):
    q = [q_true] + [(1 - q_true) / (classes - 1)] * (classes - 1)
    loss = sum(-a * math.log(b) for a, b in zip(chapter.smooth(classes, alpha), q))
    assert chapter.loss_of(q_true, alpha, classes) == pytest.approx(loss)
    assert loss > chapter.floor_of(alpha, classes) - 1e-12


def test_floors_and_gaps_of_the_figure():
    for row in chapter.floors:
        assert chapter.floor_of(0.1, row.classes) == pytest.approx(row.nats, rel=1e-12)
        p = smoothed(row.classes)
        assert chapter.gap_of(0.1, row.classes) == pytest.approx(math.log(p[0] / p[1]))
        assert chapter.floor_of(1, row.classes) == pytest.approx(math.log(row.classes))
        assert chapter.highest_of(row.classes) > math.log(row.classes)
    assert str(chapter.floor_of(0, 10)) == "0.0" and chapter.gap_of(0, 10) == math.inf
    assert chapter.start_classes == 10 and chapter.start_gap == chapter.gap_of(0.1, 10)
    # of twice the alpha, the true one of two classes gets half back
    assert chapter.alpha_expected == pytest.approx(0.2)
    assert chapter.NAMED == [21, 1000]


def test_printed(printed):
    text = printed(chapter)
    for row in chapter.floors:
        p = smoothed(row.classes)
        assert f"{float(p[0]):.4f}  {nats(p, p):.4f} nats" in text
