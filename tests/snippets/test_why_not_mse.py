"""Three losses along one logit by other ways: Decimal, finite differences,
hyperbolic functions and PyTorch's recording."""

import math
from decimal import Decimal, getcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from snippets import why_not_mse as chapter
from tests.snippets.recordings import recorded

RECORDED = recorded("why_not_mse")
getcontext().prec = 50


def exact_q(z):
    """The sigmoid to 50 digits."""
    power = Decimal(z).exp()
    return power / (1 + power)


# one logit


@pytest.mark.parametrize("z", [-8.0, -2.0, 2.0, -10.0, 0.5])
def test_three_and_their_slopes(z):
    q = exact_q(z)
    cross_entropy, squared, wrong = chapter.three(z)
    assert cross_entropy == pytest.approx(float(-q.ln()), rel=1e-12)
    assert squared == pytest.approx(float((1 - q) ** 2), rel=1e-12)
    assert wrong == (z < 0)
    h = Decimal("1e-20")
    ahead, behind = exact_q(Decimal(z) + h), exact_q(Decimal(z) - h)
    ce_slope = (behind.ln() - ahead.ln()) / (2 * h)
    se_slope = ((1 - ahead) ** 2 - (1 - behind) ** 2) / (2 * h)
    assert chapter.slopes(z) == pytest.approx([float(ce_slope), float(se_slope), 0], rel=1e-12)


def test_the_table():
    columns = zip(chapter.LOGITS, chapter.q_at, chapter.losses_at, chapter.slopes_at, strict=True)
    for z, q, losses, slopes in columns:
        exact = exact_q(z)
        assert q == pytest.approx(float(exact), rel=1e-12)
        nats, square, wrong = losses
        assert nats == pytest.approx(math.log1p(math.exp(-z)), rel=1e-12)
        assert square == pytest.approx(float((1 - exact) ** 2), rel=1e-12)
        assert wrong == (z < 0)
        # -(1 - q), and -2 q (1 - q)^2 by hyperbolic functions
        along = -(1 - math.tanh(z / 2)) / (4 * math.cosh(z / 2) ** 2)
        assert slopes == pytest.approx((float(exact - 1), along, 0), rel=1e-9)
    # 1 / (2 q (1 - q)) is cosh(z) + 1
    assert chapter.times_smaller == pytest.approx(math.cosh(chapter.LOGITS[0]) + 1, rel=1e-12)


@given(st.floats(-30, 30))
def test_the_squared_error_is_bounded_and_cross_entropy_steeper(z):
    cross_entropy, squared, wrong = chapter.three(z)
    assert 0 <= squared <= 1 and squared <= cross_entropy + 1e-15
    assert wrong in (0, 1)
    ce_slope, se_slope, _ = chapter.slopes(z)
    assert ce_slope <= se_slope <= 0
    assert se_slope >= -8 / 27 - 1e-15


def test_wrong_counts_as_argmax_does():
    # argmax takes the first of a tie, class 0
    assert chapter.three(0.0)[2] == 1
    assert chapter.three(1e-9)[2] == 0 and chapter.three(-1e-9)[2] == 1


def walk(z, squared):
    """Steps of descent, with the sigmoid as a tanh."""
    steps = 0
    while z <= 0:
        up = (1 - math.tanh(z / 2)) / 2  # 1 - q
        z += 2 * up * up * (1 - up) if squared else up
        steps += 1
    return steps


def test_steps():
    z = chapter.LOGITS[0]
    assert chapter.ce_steps == walk(z, False)
    assert chapter.se_steps == walk(z, True)
    # in the limit of small steps, the integral of 1 / (2 q (1 - q)^2)
    low = math.exp(z)
    time = (1 / low - 1 - 3 * z + 3 * (1 - low) + (1 - low**2) / 2) / 2
    assert chapter.se_steps == pytest.approx(time, rel=0.005)
    # already right: nothing to do
    assert chapter.steps_until_right(1.0, 0) == 0


# pytorch


def exact_softmax(logits):
    powers = [Decimal(z).exp() for z in logits]
    return [power / sum(powers) for power in powers]


def test_pytorch_recorded_the_same_slopes():
    values = RECORDED["values"]
    h = Decimal("1e-20")

    def mse(values):
        return sum((a - b) ** 2 for a, b in zip(values, [1, 0, 0])) / 3

    losses = {
        "ce": lambda z: -exact_softmax(z)[0].ln(),
        "mse_softmax": lambda z: mse(exact_softmax(z)),
        "mse_logits": mse,
    }
    for name, loss in losses.items():
        expected = [loss([Decimal(0), Decimal(8), Decimal(0)])]
        for k in range(3):
            ahead, behind = (
                [h * sign * (i == k) + 8 * (i == 1) for i in range(3)] for sign in (1, -1)
            )
            expected.append((loss(ahead) - loss(behind)) / (2 * h))
        assert values[name] == pytest.approx([float(x) for x in expected], rel=1e-4, abs=1e-7)
    smaller = values["ce"][1] / values["mse_softmax"][1]
    assert values["times_smaller"] == pytest.approx(smaller, rel=1e-5)


def test_pytorch_refuses_the_accuracy():
    message = "element 0 of tensors does not require grad and does not have a grad_fn"
    assert RECORDED["values"]["message"] == message
    assert RECORDED["output"].endswith(f"accuracy:\n{message}\n")


def test_printed(printed):
    text = printed(chapter)
    for z in chapter.LOGITS:
        q = exact_q(z)
        ce, se = -q.ln(), (1 - q) ** 2
        slope = 2 * (q - 1) * q * (1 - q)
        assert f"{z:4.0f}  {ce:7.4f} {q - 1:8.5f}  {se:7.4f} {slope:8.5f}\n" in text
    assert f"right: {walk(-8, False)} and {walk(-8, True)}\n" in text
