"""The exercises on units by Decimal, and by searching elsewhere."""

import math
from decimal import Decimal, localcontext

import pytest

from snippets.exercises import units as exercises


def ln(x):
    with localcontext() as context:
        context.prec = 40
        return Decimal(x).ln()


def test_the_stuck_loss():
    # as many classes as cost that much when all are given the same
    classes = round(exercises.stuck_classes)
    assert exercises.stuck_classes == pytest.approx(classes, rel=1e-14)
    assert exercises.stuck_nats == pytest.approx(float(ln(classes)), rel=1e-14)
    # 2 ** ln x is x ** ln 2
    assert exercises.stuck_wrong == pytest.approx(classes ** math.log(2), rel=1e-14)


def test_the_summed_pixels():
    classes, pixels = exercises.SEGMENTS, exercises.pixels
    assert math.isqrt(pixels) == exercises.SIDE and pixels % exercises.SIDE == 0
    assert exercises.pixel_nats == pytest.approx(float(ln(classes)), rel=1e-14)
    assert exercises.pixel_sum == pytest.approx(float(pixels * ln(classes)), rel=1e-13)
    # a perplexity of as many as there are classes is guessing
    assert math.exp(exercises.pixel_sum / pixels) == pytest.approx(classes)
    assert exercises.pixel_verdict == "guessing"


@pytest.mark.parametrize("classes, verdict", [(20, "better"), (21, "guessing"), (22, "worse")])
def test_verdict(classes, verdict):
    assert exercises.verdict(math.log(classes), math.log(21)) == verdict


def test_the_background():
    p = Decimal(str(exercises.BACKGROUND))
    entropy = float(-p * ln(p) - (1 - p) * ln(1 - p))
    assert exercises.share_nats == pytest.approx(entropy, rel=1e-14)
    assert exercises.shares == pytest.approx([float(p), float(1 - p)], rel=1e-15)
    # no other constant prediction does better
    for n in range(1, 1000):
        q = n / 1000
        loss = -float(p) * math.log(q) - float(1 - p) * math.log(1 - q)
        assert loss >= exercises.share_nats - 1e-12
    assert exercises.share_verdict == "unknown"


def test_the_printed_perplexity():
    # base e printed 70.6083 for the same sentence: huggingface/evaluate, pull
    # request 242
    assert exercises.mended == pytest.approx(70.6083, rel=1e-5)
    assert 2**exercises.printed_nats == pytest.approx(exercises.PRINTED, rel=1e-13)
    assert math.exp(exercises.scaled / exercises.PRINTED) == pytest.approx(2)
