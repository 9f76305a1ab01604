"""The exercises on causes: losses by NumPy and by powers, mendings by counting outputs."""

import math

import numpy as np
import pytest

from snippets.exercises import troubleshooting as exercises


def softmax(z):
    powers = np.exp(z)
    return powers / powers.sum()


def test_the_loss_that_stops_falling():
    # the surest of all predictions, through a second softmax
    twice = -np.log(softmax(softmax(np.array([50.0, 0, 0, 0])))[0])
    assert exercises.stopped_nats == pytest.approx(twice)
    assert exercises.stopped_nats == pytest.approx(math.log(math.e + 3) - 1)
    # the entropy of a share of 0.1 spread over four, and neither guessing nor that
    p = np.array([0.925, 0.025, 0.025, 0.025])
    assert exercises.smoothing_nats == pytest.approx(-(p * np.log(p)).sum())
    assert exercises.chance_nats == pytest.approx(2 * math.log(2))
    assert exercises.smoothing_nats < exercises.stopped_nats < exercises.chance_nats
    assert exercises.stopped_cause == "twice"


def test_the_first_loss_in_bits():
    assert 2**exercises.started == pytest.approx(exercises.CLASSES)
    assert math.exp(exercises.started * math.log(2)) == pytest.approx(exercises.CLASSES)
    assert exercises.started_cause == "bits"


def test_the_labels_from_1():
    assert exercises.said == f"IndexError: Target {max(exercises.LABELS)} is out of bounds."
    used = {}
    for name, (labels, outputs) in exercises.MENDINGS.items():
        counts = np.bincount(labels, minlength=outputs)
        used[name] = len(counts) == outputs and counts.min() == 1
    assert used == {"output": False, "ignore": False, "subtract": True}
    assert exercises.mending == "subtract"
