"""The exercises on yes or no, by powers of e and by NumPy's broadcasting."""

import math

import numpy as np
import pytest

from snippets.exercises import binary as exercises


def test_a_sigmoid_too_many():
    # the second sigmoid of 1 and of 0
    yes, no = math.e / (1 + math.e), 1 / 2
    assert exercises.twice_loss == pytest.approx(-math.log(yes * no) / 2)
    assert exercises.perfect_loss == 0


def test_the_weight_is_undone():
    # odds of e, of which a quarter is real
    odds = math.e / 4
    assert exercises.q_real == pytest.approx(odds / (1 + odds))
    assert exercises.undone == pytest.approx(math.log(odds))
    assert exercises.q_told == pytest.approx(math.e / (1 + math.e))
    assert exercises.q_divided == pytest.approx(math.e / (1 + math.e) / 4)
    assert exercises.q_without_log == pytest.approx(math.e / (math.e + math.exp(4)))
    assert exercises.q_real < 1 / 2 < exercises.q_told


def test_the_shape():
    fitting = []
    for name, shape in exercises.CANDIDATES.items():
        weight = np.arange(5).reshape(shape)
        try:
            laid = np.broadcast_to(weight, exercises.LOGITS)
        except ValueError:
            continue
        if all((laid[:, c] == c).all() for c in range(5)):
            fitting.append(name)
    assert fitting == [exercises.right_shape] == ["classes"]
    assert exercises.logits == "(8, 5, 64, 64)"
