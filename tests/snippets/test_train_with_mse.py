"""The digits learned from two starts, by Jacobians and other code."""

from fractions import Fraction

import numpy as np
import pytest

from snippets import digits, training
from snippets import train_with_mse as chapter


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
    answers = (digits.held_out_inputs @ weight.T).argmax(axis=1)
    return int((answers == np.arange(999) % 3).sum())


def nats(weight):
    """Mean loss of the held-out digits, by log-sum-exp."""
    z = digits.held_out_inputs @ weight.T
    return (np.logaddexp.reduce(z, axis=1) - z[np.arange(999), np.arange(999) % 3]).mean()


def descend(gradient, weight, epochs, rate):
    weight = weight.copy()
    seen = [right(weight)]
    for _ in range(epochs):
        for n in range(333):
            inputs = digits.train_inputs[3 * n : 3 * n + 3]
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
    inputs, target = digits.train_inputs[30:35], digits.train_targets[30:35]
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
        assert np.array_equal(chapter.wrong_start[row], training.weight[before])
    # what was right is wrong now
    held_out = (digits.held_out_inputs @ chapter.wrong_start.T).argmax(axis=1)
    trained = (digits.held_out_inputs @ training.weight.T).argmax(axis=1)
    assert np.array_equal(held_out, (trained + 1) % 3)
    assert chapter.wrong_nats == pytest.approx(nats(chapter.wrong_start))


def test_learning_is_that_of_the_training_chapter():
    # the same updates and so the same weights, to the last bit
    learnt = chapter.learn(training.weight_gradient, training.initial_weight(), epochs=2)
    weight, _, measured = training.train(epochs=2)
    assert np.array_equal(learnt.weight, weight)
    assert learnt.accuracies == [now.accuracy for now in measured]
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
    epochs = 20 if rate == 0.1 else chapter.EPOCHS
    weight, seen = descend(gradient, start, epochs, rate)
    assert len(run.accuracies) == epochs + 1
    np.testing.assert_allclose(run.weight, weight, rtol=0, atol=1e-6)
    # a digit on the edge may fall either way
    np.testing.assert_allclose(np.array(run.accuracies) * 999, seen, rtol=0, atol=1.01)
    assert round(run.accuracies[-1] * 999) == right(run.weight)


def test_what_the_random_start_tells():
    # the share that the weights of the training chapter get right, after 0 and 50 epochs
    for epoch in 0, chapter.EPOCHS:
        weight, _, _ = training.train(epochs=epoch)
        assert chapter.random_ce[epoch] == right(weight) / 999
    assert len(chapter.random_ce) == chapter.EPOCHS + 1
    assert chapter.random_ce_nats == pytest.approx(nats(weight))
    assert chapter.random_se_nats == pytest.approx(nats(chapter.random_se.weight))
    # hardly a difference, and a slightly lower loss
    assert abs(chapter.random_ce[-1] - chapter.random_se.accuracies[-1]) < 0.005
    assert 0.8 < chapter.random_se_nats / chapter.random_ce_nats < 1


def test_what_the_wrong_start_tells():
    ce, se = chapter.wrong_ce.accuracies, chapter.wrong_se.accuracies
    assert ce[1] > 0.75 and ce[50] > 0.95
    assert se[1] < 0.05 and se[20] < 0.4 and se[50] < 0.7
    # the learning rate is not to blame, as the page says
    assert chapter.bolder.accuracies[20] < 0.7
    answers = (digits.held_out_inputs @ chapter.wrong_se.weight.T).argmax(axis=1)
    counted = [answers.tolist().count(k) for k in range(3)]
    assert chapter.wrong_answers == counted and sum(counted) == 999


def test_printed(printed):
    lines = printed(chapter).splitlines()
    for name, run in ("cross entropy", chapter.wrong_ce), ("squared error", chapter.wrong_se):
        line = next(x for x in lines if f"wrong start,  {name}" in x)
        first, last = right(chapter.wrong_start) / 999, right(run.weight) / 999
        assert (line.split()[-4], line.split()[-1]) == (f"{first:.1%}", f"{last:.1%}")
