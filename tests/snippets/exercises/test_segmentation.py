"""The exercises on segmentation, by sets of pixels and by search."""

from fractions import Fraction
from math import log

import pytest

from snippets.exercises import segmentation as exercises


def test_two_regions():
    true = set(range(exercises.TRUE))
    called = {n + exercises.TRUE - exercises.SHARED for n in range(exercises.CALLED)}
    both, either = len(true & called), len(true | called)
    assert both == exercises.SHARED and either == exercises.either
    assert exercises.iou == both / either
    # Dice and IoU tell the same: D = 2 I / (1 + I)
    iou = Fraction(both, either)
    assert exercises.dice == pytest.approx(float(2 * iou / (1 + iou)))
    assert exercises.recall == both / len(true)
    assert exercises.precision == both / len(called)


def test_an_empty_mask():
    truth, guess = [0] * 98 + [1] * 2, [0] * 100
    ious = []
    for name in (0, 1):
        pairs = [(t == name, g == name) for t, g in zip(truth, guess)]
        ious.append(Fraction(sum(map(all, pairs)), sum(map(any, pairs))))
    assert exercises.ious == [float(iou) for iou in ious]
    assert exercises.mean_iou == float(sum(ious) / 2)
    assert exercises.accuracy == truth.count(0) / len(truth)


def test_the_confidence_of_a_point():
    # the lowest of many, for d = 0.02 and w = 0.015
    lowest = min(range(1, 10001), key=lambda n: 0.02 * n - 0.015 * 10000 * log(n))
    assert exercises.c == pytest.approx(lowest / 10000)
    assert exercises.turned_round == pytest.approx(1 / exercises.c)
    assert (exercises.distance_mm, exercises.w_mm) == (20, 15)
