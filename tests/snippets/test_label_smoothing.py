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


def test_printed(printed):
    text = printed(chapter)
    for row in chapter.floors:
        p = smoothed(row.classes)
        assert f"{float(p[0]):.4f}  {nats(p, p):.4f} nats" in text
