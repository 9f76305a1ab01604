"""The exercise on label smoothing, in 40 digits."""

import math
from fractions import Fraction

import pytest

from snippets.exercises import label_smoothing as exercises
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
