"""Finite differences against the exact loss and the curve's own bends."""

import math
from decimal import Decimal, localcontext

import pytest

from snippets import finite_differences as chapter
from snippets import gradient

EPS = 2.0**-52


def nats(logits, target):
    """The loss to 40 digits, by Decimal."""
    with localcontext() as context:
        context.prec = 40
        powers = [Decimal(z).exp() for z in logits]
        return sum(powers).ln() - Decimal(logits[target])


@pytest.mark.parametrize("difference", [chapter.forward_slope, chapter.central_slope])
def test_differences_of_the_exact_loss(difference):
    # so far from rounding that only the bend of the loss is left
    z = list(map(Decimal, gradient.z))
    for step in [1.0, 0.1, 0.01]:
        for i in range(3):
            up, down = list(z), list(z)
            up[i] += Decimal(step)
            down[i] -= Decimal(step)
            if difference is chapter.forward_slope:
                exact = (nats(up, 0) - nats(z, 0)) / Decimal(step)
            else:
                exact = (nats(up, 0) - nats(down, 0)) / (2 * Decimal(step))
            assert difference(i, step) == pytest.approx(float(exact), rel=1e-11)


def test_the_right_arms_fall_by_ten_and_by_a_hundred():
    # along class 2: half of q (1 - q), a sixth of q (1 - q) (1 - 2 q); the
    # latter is largest along class 1
    bend = 0.54 * 0.46 / 2
    twist = max(abs(q * (1 - q) * (1 - 2 * q)) / 6 for q in [0.1, 0.54, 0.36])
    for k in [2, 3, 4, 5]:
        assert chapter.forward_errors[k] == pytest.approx(bend * 10**-k, rel=0.01)
    for k in [1, 2, 3]:
        assert chapter.central_errors[k] == pytest.approx(twist * 100.0**-k, rel=0.02)


def test_the_left_arms_are_rounding():
    # the figure's axis counts powers of ten
    assert [math.log10(h) for h in chapter.STEPS] == pytest.approx([-k for k in range(16)])
    assert chapter.narrowest == pytest.approx(min(map(math.log10, chapter.STEPS)))
    for errors in [chapter.forward_errors, chapter.central_errors]:
        # two losses near 2.3, each wrong by a few gaps of 4.4e-16
        for step, wrong in zip(chapter.STEPS[9:], errors[9:]):
            assert 1e-3 * EPS / step < wrong < 20 * EPS / step
        assert errors[15] > 1e4 * errors[9]


def test_the_best_steps_are_where_theory_has_them():
    assert chapter.power_eps == pytest.approx(-52 * math.log10(2), rel=1e-14)
    assert chapter.power_forward == pytest.approx(-26 * math.log10(2), rel=1e-14)
    assert chapter.power_central == pytest.approx(-52 / 3 * math.log10(2), rel=1e-14)
    for best, errors, theory in [
        (chapter.best_forward, chapter.forward_errors, -26 * math.log10(2)),
        (chapter.best_central, chapter.central_errors, -52 / 3 * math.log10(2)),
    ]:
        # the last digit of exp and log may differ by a machine
        assert abs(best.step - theory) < 1.3
        assert best.error == pytest.approx(math.log10(sorted(errors)[0]))
        assert best.step == pytest.approx(-errors.index(sorted(errors)[0]))
    # far better than the forward difference ever gets
    assert chapter.best_central.error < chapter.best_forward.error - 1.5


def test_printed(printed):
    # a half of q (1 - q) and a sixth of q (1 - q) (1 - 2 q), times step and step squared
    last = printed(chapter).splitlines()[-1].split()
    assert float(last[1]) == pytest.approx(math.log10(0.54 * 0.46 / 2 * 1e-3), abs=0.01)
    assert float(last[2]) == pytest.approx(math.log10(0.1 * 0.9 * 0.8 / 6 * 1e-6), abs=0.01)
