"""The exercises on soft targets, in 40 digits."""

import math
from fractions import Fraction

import pytest

from snippets.distillation import STUDENT, TEACHER, largest, slopes
from snippets.exercises import soft_targets as exercises
from snippets.label_smoothing import ALPHA
from tests.snippets.exact import nats


def test_the_floor_of_pascal_voc():
    classes, alpha = exercises.VOC_CLASSES, Fraction(str(ALPHA))
    exact = [1 - alpha + alpha / classes] + [alpha / classes] * (classes - 1)
    assert exercises.voc == pytest.approx([float(x) for x in exact], rel=1e-14)
    assert exercises.voc_nats == pytest.approx(nats(exact, exact), rel=1e-13)
    assert exercises.voc_true_only_nats == pytest.approx(-math.log(exact[0]), rel=1e-13)
    # the loss as it was read is the floor, rounded, and neither of the others
    floors = {"floor": nats(exact, exact), "zero": 0, "true_only": -math.log(exact[0])}
    near = [name for name, floor in floors.items() if abs(floor - exercises.voc_read) <= 0.005]
    assert near == [exercises.voc_verdict]


def test_a_mix_of_two_labels():
    share = Fraction(str(exercises.MIXED))
    first, second = (Fraction(str(loss)) for loss in exercises.LOSSES)
    assert exercises.mixed_nats == pytest.approx(float(share * first + (1 - share) * second))
    assert exercises.swapped_nats == pytest.approx(float((1 - share) * first + share * second))
    assert exercises.halved_nats == pytest.approx(float((first + second) / 2))
    p = [share, 1 - share]
    assert exercises.least_nats == pytest.approx(nats(p, p), rel=1e-13)
    assert exercises.first_only_nats == pytest.approx(nats([1], [share]), rel=1e-13)


def test_the_factor_is_what_the_slope_shrinks_by():
    before, after = (
        largest(slopes(STUDENT, TEACHER, t)) for t in (exercises.T_BEFORE, exercises.T_AFTER)
    )
    right = exercises.both_factors
    assert before / after == pytest.approx(right, rel=0.1)
    # what the usual mistakes give lies far off
    assert all(abs(before / after - x) > right / 2 for x in (4, 64))
    assert (exercises.one_factor, exercises.three_factors) == (4, 64)
