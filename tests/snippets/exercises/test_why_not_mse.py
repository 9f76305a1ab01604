"""The exercises on the squared error by Decimal, fractions and other code."""

import math
from decimal import Decimal, localcontext
from fractions import Fraction

import pytest

from snippets import why_not_mse as chapter
from snippets.exercises import why_not_mse as exercises
from tests.snippets.recordings import recorded


def walk(z, squared):
    """Steps of descent, with the sigmoid as a tanh."""
    steps = 0
    while z <= 0:
        up = (1 - math.tanh(z / 2)) / 2  # 1 - q
        z += 2 * up * up * (1 - up) if squared else up
        steps += 1
    return steps


def test_steepest():
    # of -2 q (1 - q)^2 along q: 0 where (1 - q)(1 - 3q) is
    q = Fraction(1, 3)
    assert exercises.steepest_q == pytest.approx(float(q))
    assert exercises.steepest == pytest.approx(float(-2 * q * (1 - q) ** 2), rel=1e-12)
    assert exercises.steepest_z == pytest.approx(-math.log(2), rel=1e-12)
    assert exercises.half == -Fraction(1, 4)
    assert exercises.half_q == Fraction(1, 2)
    around = [chapter.slopes(exercises.steepest_z + d)[1] for d in (-0.01, 0.01)]
    assert exercises.steepest < min(around)


def test_from_further_away():
    near, far = chapter.LOGITS[0], exercises.FAR
    assert exercises.far_ce_steps == walk(far, False) == walk(near, False) + 2
    assert exercises.far_se_steps == walk(far, True)
    assert exercises.far_times == walk(far, True) / walk(near, True)
    # 1 / q of the start, within a few percent; nothing else comes near
    one_over_q = (1 + math.exp(-far)) / (1 + math.exp(-near))
    assert exercises.far_times == pytest.approx(one_over_q, rel=0.02)
    assert exercises.far_grows_as == "one_over_q"
    guesses = {
        "cross_entropy": walk(near, True) + 2,
        "distance": float(walk(near, True) * Fraction(far) / Fraction(near)),
        "one_over_q": walk(near, True) * one_over_q,
    }
    assert exercises.claims == pytest.approx(guesses)
    assert exercises.far_guess == pytest.approx(guesses["distance"])
    # in the limit of small steps, the integral of 1 / (2 q (1 - q)^2)
    low = math.exp(far)
    time = (1 / low - 1 - 3 * far + 3 * (1 - low) + (1 - low**2) / 2) / 2
    assert exercises.far_se_steps == pytest.approx(time, rel=0.005)


def test_sure_and_modest():
    for found, q_true in (exercises.sure, exercises.SURE), (exercises.modest, exercises.MODEST):
        exact = [Decimal(str(q)) for q in q_true]
        with localcontext() as context:
            context.prec = 50
            nats = -sum(q.ln() for q in exact) / len(exact)
        squared = sum((1 - q) ** 2 for q in exact) / len(exact)
        right = Fraction(sum(2 * q > 1 for q in exact), len(exact))
        assert found == pytest.approx([float(right), float(nats), float(squared)], rel=1e-12)
    assert exercises.sure[0] == exercises.modest[0]
    assert exercises.modest[1] < exercises.sure[1]
    assert exercises.modest[2] > exercises.sure[2]
    assert exercises.better == ["same", "B", "A"]


def test_three_classes_and_pytorch():
    powers = [Decimal(z).exp() for z in (0, 8, 0)]
    q = [power / sum(powers) for power in powers]
    squared = (q[0] - 1) ** 2 + q[1] ** 2 + q[2] ** 2
    assert exercises.three_squared == pytest.approx(float(squared), rel=1e-12)
    assert exercises.three_true_only == pytest.approx(float((q[1] + q[2]) ** 2), rel=1e-12)
    # pytorch divides by the classes as well
    by_pytorch = recorded("why_not_mse")["values"]["mse_softmax"][0]
    assert by_pytorch == pytest.approx(float(squared) / 3, rel=1e-6)
