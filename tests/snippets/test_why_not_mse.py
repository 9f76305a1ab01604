"""Squared error, accuracy and cross entropy by other ways: Decimal,
fractions, finite differences, Jacobians and PyTorch's recording."""

import json
import math
from decimal import Decimal, getcontext
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from snippets import training
from snippets import why_not_mse as chapter

RECORDED = json.loads(
    Path("snippets/recorded/why_not_mse.json").read_text(encoding="utf-8")
)
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
    assert chapter.slopes(z) == pytest.approx(
        [float(ce_slope), float(se_slope), 0], rel=1e-12
    )


def test_the_table():
    assert chapter.LOGITS == [-8, -2, 2]
    assert chapter.q_at == pytest.approx([float(exact_q(z)) for z in (-8, -2, 2)])
    assert chapter.losses_at == [chapter.three(z) for z in (-8.0, -2.0, 2.0)]
    assert chapter.slopes_at == [chapter.slopes(z) for z in (-8.0, -2.0, 2.0)]
    # 1 / (2 q (1 - q)) is cosh(z) + 1
    assert chapter.times_smaller == pytest.approx(math.cosh(8) + 1, rel=1e-12)


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
    assert chapter.ce_steps == walk(-8, False)
    assert chapter.se_steps == walk(-8, True)
    assert chapter.FAR == -10
    assert chapter.far_ce_steps == walk(-10, False) == chapter.ce_steps + 2
    assert chapter.far_se_steps == walk(-10, True)
    assert chapter.far_times == walk(-10, True) / walk(-8, True)
    assert chapter.far_guess == walk(-8, True) * Fraction(10, 8)
    # 1 / q of the start, within a few percent; nothing else comes near
    assert chapter.far_grows_as == "one_over_q"
    assert chapter.far_times == pytest.approx(
        (1 + math.exp(10)) / (1 + math.exp(8)), rel=0.02
    )
    assert chapter.far_claims == pytest.approx(
        {
            "cross_entropy": chapter.se_steps + 2,
            "distance": chapter.se_steps * 5 / 4,
            "one_over_q": chapter.se_steps * (1 + math.exp(10)) / (1 + math.exp(8)),
        }
    )
    # in the limit of small steps, the integral of 1 / (2 q (1 - q)^2)
    for start, steps in (-8, chapter.se_steps), (-10, chapter.far_se_steps):
        low = math.exp(start)
        time = (1 / low - 1 + 3 * -start + 3 * (1 - low) + (1 - low**2) / 2) / 2
        assert steps == pytest.approx(time, rel=0.005)
    # already right: nothing to do
    assert chapter.steps_until_right(1.0, 0) == 0


# three classes


def jacobian_gradient(weight, inputs, target):
    """Squared error's gradient by the whole Jacobian of the softmax."""
    z = inputs @ weight.T
    q = np.exp(z - z.max(axis=1, keepdims=True))
    q /= q.sum(axis=1, keepdims=True)
    jacobian = np.einsum("ni,ij->nij", q, np.eye(3)) - np.einsum("ni,nj->nij", q, q)
    along_z = np.einsum("nij,nj->ni", jacobian, 2 * (q - target))
    return np.einsum("ni,nx->ix", along_z, inputs) / len(inputs)


def log_softmax_gradient(weight, inputs, target):
    z = inputs @ weight.T
    log_q = z - np.logaddexp.reduce(z, axis=1, keepdims=True)
    return (np.exp(log_q) - target).T @ inputs / len(inputs)


def right(weight):
    """How many held-out digits are right; their labels go 1, 2, 3, 1, …"""
    answers = (training.held_out_inputs @ weight.T).argmax(axis=1)
    return int((answers == np.arange(999) % 3).sum())


def descend(gradient, weight, epochs, rate):
    weight = weight.copy()
    seen = [right(weight)]
    for _ in range(epochs):
        for n in range(333):
            inputs = training.train_inputs[3 * n : 3 * n + 3]
            weight = weight - rate * gradient(weight, inputs, np.eye(3))
        seen.append(right(weight))
    return weight, seen


def test_squared_error():
    target = np.array([[1.0, 0, 0], [0, 0.5, 0.5]])
    q = np.array([[0.5, 0.25, 0.25], [0.5, 0.5, 0]])
    # 1/4 + 1/16 + 1/16 and 1/4 + 0 + 1/4
    assert chapter.squared_error(target, q) == float((Fraction(3, 8) + Fraction(1, 2)) / 2)
    # sure and wrong: as much as there can be
    assert chapter.squared_error(np.eye(3), np.eye(3)[[1, 2, 0]]) == 2


def test_squared_error_gradient_by_finite_differences():
    rng = np.random.default_rng(5)
    weight = rng.normal(size=(3, 785)) / 10
    inputs, target = training.train_inputs[30:35], training.train_targets[30:35]
    found = chapter.squared_error_gradient(weight, inputs, target)
    assert found == pytest.approx(jacobian_gradient(weight, inputs, target), abs=1e-14)

    def loss(at):
        powers = np.exp(inputs @ at.T)
        q = powers / powers.sum(axis=1, keepdims=True)
        return np.square(q - target).sum() / 5

    inked = np.flatnonzero(inputs.any(axis=0))
    for k in range(3):
        for i in [*rng.choice(inked, 6, replace=False), 784]:
            nudge = np.zeros_like(weight)
            nudge[k, i] = 1e-5
            slope = (loss(weight + nudge) - loss(weight - nudge)) / 2e-5
            assert found[k, i] == pytest.approx(slope, rel=1e-5, abs=1e-9)


def test_starts():
    assert np.array_equal(chapter.random_start, training.initial_weight())
    # the row of a digit now holds what told the digit before it
    for row, before in (0, 2), (1, 0), (2, 1):
        assert np.array_equal(chapter.wrong_start[row], training.run.weight[before])
    # what was right is wrong now
    held_out = (training.held_out_inputs @ chapter.wrong_start.T).argmax(axis=1)
    trained = (training.held_out_inputs @ training.run.weight.T).argmax(axis=1)
    assert np.array_equal(held_out, (trained + 1) % 3)
    z = training.held_out_inputs @ chapter.wrong_start.T
    nats = np.logaddexp.reduce(z, axis=1) - z[np.arange(999), np.arange(999) % 3]
    assert chapter.wrong_nats == pytest.approx(nats.mean())


def test_learning_is_that_of_the_training_chapter():
    # the same updates and so the same weights, to the last bit
    learnt = chapter.learn(training.gradient, training.initial_weight(), epochs=2)
    before = training.train(epochs=2)
    assert np.array_equal(learnt.weight, before.weight)
    assert learnt.accuracies == list(before.held_out_accuracy)
    # the start is not written over
    assert np.array_equal(chapter.random_start, training.initial_weight())


@pytest.mark.parametrize(
    "run, gradient, start, rate",
    [
        (chapter.random_se, jacobian_gradient, "random", 0.01),
        (chapter.wrong_se, jacobian_gradient, "wrong", 0.01),
        (chapter.wrong_ce, log_softmax_gradient, "wrong", 0.01),
        (chapter.bolder, jacobian_gradient, "wrong", 0.1),
    ],
)
def test_trained_again_by_other_code(run, gradient, start, rate):
    start = getattr(chapter, f"{start}_start")
    epochs = 20 if rate == 0.1 else 50
    weight, seen = descend(gradient, start, epochs, rate)
    assert len(run.accuracies) == epochs + 1
    np.testing.assert_allclose(run.weight, weight, rtol=0, atol=1e-6)
    # a digit on the edge may fall either way
    np.testing.assert_allclose(np.array(run.accuracies) * 999, seen, rtol=0, atol=1.01)
    assert round(run.accuracies[-1] * 999) == right(run.weight)


def test_what_the_random_start_tells():
    assert chapter.EPOCHS == 50
    assert list(chapter.random_ce) == list(training.run.held_out_accuracy[:51])
    assert chapter.random_ce_nats == training.run.held_out_nats[50]
    z = training.held_out_inputs @ chapter.random_se.weight.T
    nats = np.logaddexp.reduce(z, axis=1) - z[np.arange(999), np.arange(999) % 3]
    assert chapter.random_se_nats == pytest.approx(nats.mean())
    # hardly a difference, and a slightly lower loss
    assert abs(chapter.random_ce[50] - chapter.random_se.accuracies[50]) < 0.005
    assert 0.8 < chapter.random_se_nats / chapter.random_ce_nats < 1


def test_what_the_wrong_start_tells():
    ce, se = chapter.wrong_ce.accuracies, chapter.wrong_se.accuracies
    assert ce[1] > 0.75 and ce[50] > 0.95
    assert se[1] < 0.05 and se[20] < 0.4 and se[50] < 0.7
    assert chapter.TIMES_BOLDER == 10
    assert chapter.bolder.accuracies[20] < 0.7
    answers = (training.held_out_inputs @ chapter.wrong_se.weight.T).argmax(axis=1)
    counted = [int((answers == k).sum()) for k in range(3)]
    assert chapter.wrong_answers == counted and sum(counted) == 999


# honest scores


@given(st.integers(1, 99))
def test_expected_scores(n):
    p, q = Fraction(7, 10), Fraction(n, 100)
    cross_entropy = -0.7 * math.log(n / 100) - 0.3 * math.log1p(-n / 100)
    # the variance of the class, and how far q is from p
    squared = p * (1 - p) + (q - p) ** 2
    absolute = p * (1 - q) + (1 - p) * q
    assert chapter.expected(n / 100) == pytest.approx(
        [cross_entropy, float(squared), float(absolute)], rel=1e-12
    )


def test_where_scores_are_best():
    assert chapter.P == 0.7
    assert chapter.best == [0.7, 0.7, 0.99]
    assert chapter.grid[-1] == 0.99 and len(chapter.grid) == 99
    assert chapter.TRIED == [0.5, 0.7, 0.99]
    assert chapter.expected_at == [chapter.expected(q) for q in (0.5, 0.7, 0.99)]


# the validation loss


def held_out_losses(weight):
    z = training.held_out_inputs @ weight.T
    return np.logaddexp.reduce(z, axis=1) - z[np.arange(999), np.arange(999) % 3]


def squares(weight):
    z = training.held_out_inputs @ weight.T
    q = np.exp(z - np.logaddexp.reduce(z, axis=1, keepdims=True))
    return ((q - np.tile(np.eye(3), (333, 1))) ** 2).sum() / 999


@pytest.mark.parametrize("when", ["lowest", "last"])
def test_parts_of_the_validation_loss(when):
    epoch = training.held_out_lowest_epoch if when == "lowest" else 101
    weight = training.train(epochs=epoch).weight
    losses = held_out_losses(weight)
    answers = (training.held_out_inputs @ weight.T).argmax(axis=1)
    wrong = answers != np.arange(999) % 3
    parts = getattr(chapter, f"at_{when}")
    assert parts.count == wrong.sum()
    assert parts.wrong == pytest.approx(losses[wrong].sum() / 999)
    assert parts.right == pytest.approx(losses[~wrong].sum() / 999)
    assert parts.total == pytest.approx(losses.mean())
    assert getattr(chapter, f"squared_at_{when}") == pytest.approx(squares(weight))


def test_what_the_validation_loss_tells():
    low, last = chapter.at_lowest, chapter.at_last
    assert chapter.lowest == training.held_out_lowest_epoch
    assert chapter.train_nats_at_lowest == training.run.train_nats[chapter.lowest]
    assert training.train_nats_last < chapter.train_nats_at_lowest
    assert last.total > low.total
    assert last.count < low.count
    assert last.right < low.right and last.wrong > low.wrong
    assert chapter.squared_at_last < chapter.squared_at_lowest


def test_scaled_logits():
    assert len(chapter.scaled_at) == len(chapter.SCALES)
    assert (chapter.SCALES[0], chapter.SCALES[-1]) == (0.3, 2.0)
    labels = np.arange(999) % 3
    for s, (train_nats, held_out_nats, accuracy) in zip(
        chapter.SCALES[::8], chapter.scaled_at[::8]
    ):
        for inputs, nats in (
            (training.train_inputs, train_nats),
            (training.held_out_inputs, held_out_nats),
        ):
            z = inputs @ training.run.weight.T * s
            found = np.logaddexp.reduce(z, axis=1) - z[np.arange(999), labels]
            assert nats == pytest.approx(found.mean())
        assert accuracy == training.held_out_accuracy_last


def test_what_scaling_tells():
    train_nats, held_out_nats, accuracy = zip(*chapter.scaled_at)
    assert len(set(accuracy)) == 1
    assert (np.diff(train_nats) < 0).all()
    # down to one lowest point, then up
    best = held_out_nats.index(min(held_out_nats))
    assert chapter.SCALES[best] == chapter.best_scale < 1
    assert (np.diff(held_out_nats)[:best] < 0).all()
    assert (np.diff(held_out_nats)[best:] > 0).all()
    assert chapter.at_best_scale == chapter.scaled(chapter.best_scale)
    assert chapter.at_one == chapter.scaled(1) and chapter.at_two == chapter.scaled(2)
    # all the digits trained on are right
    answers = (training.train_inputs @ training.run.weight.T).argmax(axis=1)
    assert np.array_equal(answers, np.arange(999) % 3)


# the exercises


def test_steepest():
    # of -2 q (1 - q)^2 along q: 0 where (1 - q)(1 - 3q) is
    q = Fraction(1, 3)
    assert chapter.steepest == pytest.approx(float(-2 * q * (1 - q) ** 2), rel=1e-12)
    assert chapter.steepest == pytest.approx(-8 / 27, rel=1e-12)
    assert chapter.steepest_z == pytest.approx(-math.log(2), rel=1e-12)
    assert chapter.half == -Fraction(1, 4)
    assert chapter.half_q == Fraction(1, 2)
    around = [chapter.slopes(chapter.steepest_z + d)[1] for d in (-0.01, 0.01)]
    assert chapter.steepest < min(around)


def test_sure_and_modest():
    assert chapter.SURE == [0.99] * 9 + [0.0001]
    assert chapter.MODEST == [0.6] * 9 + [0.4]
    for found, often, once in (
        (chapter.sure, Decimal("0.99"), Decimal("0.0001")),
        (chapter.modest, Decimal("0.6"), Decimal("0.4")),
    ):
        nats = -(9 * often.ln() + once.ln()) / 10
        squared = (9 * (1 - often) ** 2 + (1 - once) ** 2) / 10
        assert found == pytest.approx([0.9, float(nats), float(squared)], rel=1e-12)
    assert chapter.modest[1] < chapter.sure[1]
    assert chapter.modest[2] > chapter.sure[2]
    assert chapter.better == ["same", "B", "A"]


# pytorch


def exact_softmax(logits):
    powers = [Decimal(z).exp() for z in logits]
    return [power / sum(powers) for power in powers]


def test_three_classes_and_pytorch():
    q = exact_softmax([0, 8, 0])
    squared = (q[0] - 1) ** 2 + q[1] ** 2 + q[2] ** 2
    assert chapter.three_squared == pytest.approx(float(squared), rel=1e-12)
    assert chapter.three_true_only == pytest.approx(float((q[1] + q[2]) ** 2), rel=1e-12)
    recorded = RECORDED["values"]["mse_softmax"][0]
    assert recorded == pytest.approx(float(squared) / 3, rel=1e-6)


def test_pytorch_recorded_the_same_slopes():
    values = RECORDED["values"]
    assert RECORDED["torch"] == "2.13.0"
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
            ahead, behind = ([h * sign * (i == k) + 8 * (i == 1) for i in range(3)]
                             for sign in (1, -1))
            expected.append((loss(ahead) - loss(behind)) / (2 * h))
        assert values[name] == pytest.approx([float(x) for x in expected], rel=1e-4, abs=1e-7)
    assert values["times_smaller"] == pytest.approx(values["ce"][1] / values["mse_softmax"][1], rel=1e-5)


def test_pytorch_refuses_the_accuracy():
    message = "element 0 of tensors does not require grad and does not have a grad_fn"
    assert RECORDED["values"]["message"] == message
    assert RECORDED["output"].endswith(f"accuracy:\n{message}\n")


def test_printed(capsys):
    chapter.main()
    printed = capsys.readouterr().out
    for z in (-8, -2, 2):
        q = exact_q(z)
        ce, se = -q.ln(), (1 - q) ** 2
        slope = 2 * (q - 1) * q * (1 - q)
        assert f"{z:4}  {ce:7.4f} {q - 1:8.5f}  {se:7.4f} {slope:8.5f}\n" in printed
    assert f"right: {walk(-8, False)} and {walk(-8, True)}\n" in printed
    for name, run in ("cross entropy", chapter.wrong_ce), ("squared error", chapter.wrong_se):
        first, last = f"{run.accuracies[0]:.1%}", f"{right(run.weight) / 999:.1%}"
        line = next(x for x in printed.splitlines() if f"wrong start,  {name}" in x)
        assert line.split()[-4] == first and line.split()[-1] == last
