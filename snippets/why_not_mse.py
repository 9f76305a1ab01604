"""Cross entropy beside the squared error and the accuracy.

Notation: p = target, q = prediction, z = logits. With one logit there are two
classes, the true one is class 1 and q = sigmoid(z) is its probability. Cross
entropies are in nats; squared errors, accuracies and probabilities have no
unit. With several classes the squared error of an image is the sum of
(q - p)^2 over the classes, the Brier score.
Sources: Brier (1950), Verification of forecasts expressed in terms of
probability; Golik, Doetsch and Ney (2013), Cross-entropy vs. squared error
training; Hui and Belkin (2021), Evaluation of neural architectures trained
with square loss vs cross-entropy in classification tasks.

    python -m snippets.why_not_mse
"""

from math import log
from types import SimpleNamespace

import numpy as np

from snippets import training
from snippets.by_hand import cross_entropy
from snippets.softmax import sigmoid


# --8<-- [start:three]
def three(z):
    """Cross entropy (nats), squared error, and 1 if wrong, else 0."""
    q = sigmoid(z)
    wrong = 0 if q > 0.5 else 1
    return cross_entropy([0.0, z], 1), (q - 1) ** 2, wrong
# --8<-- [end:three]


# --8<-- [start:slopes]
def slopes(z):
    """The slopes of the three along z; the third jumps at z = 0."""
    q, p = sigmoid(z), 1
    return q - p, 2 * (q - p) * q * (1 - q), 0
# --8<-- [end:slopes]


LOGITS = [-8.0, -2.0, 2.0]
q_at = [sigmoid(z) for z in LOGITS]
losses_at = [three(z) for z in LOGITS]
slopes_at = [slopes(z) for z in LOGITS]
times_smaller = slopes_at[0][0] / slopes_at[0][1]
SURE_AND_WRONG = -4.0  # below this logit the model is both


# --8<-- [start:steps]
def steps_until_right(z, which):
    """Steps of gradient descent, learning rate 1, until q is above 1/2.

    which: 0 for the cross entropy, 1 for the squared error.
    """
    steps = 0
    while sigmoid(z) <= 0.5:
        z -= slopes(z)[which]
        steps += 1
    return steps
# --8<-- [end:steps]


ce_steps = steps_until_right(LOGITS[0], 0)
se_steps = steps_until_right(LOGITS[0], 1)

EPOCHS = 50


# --8<-- [start:squared_error]
def squared_error(target, q):
    """Mean over the rows of the sum of (q - p)^2, from 0 to 2."""
    return ((q - target) ** 2).sum(axis=1).mean()


def squared_error_gradient(weight, inputs, target):
    """The (3, 785) gradient of the squared error, after a softmax."""
    q = training.predict(weight, inputs)
    along_q = 2 * (q - target)
    mean = (q * along_q).sum(axis=1, keepdims=True)
    along_z = q * (along_q - mean)  # nearly 0 where q is sure, even if wrong
    return (along_z / len(inputs)).T @ inputs
# --8<-- [end:squared_error]


def accuracy(weight):
    """The share of the held-out digits that a (3, 785) weight gets right."""
    q = training.predict(weight, training.held_out_inputs)
    right = training.held_out_targets.argmax(axis=1)
    return (q.argmax(axis=1) == right).mean()


# --8<-- [start:learn]
def learn(gradient, weight, epochs=EPOCHS):
    """SGD as in training.py, down the gradient that is given.

    Returns the last weight, (3, 785), and the epochs + 1 accuracies.
    """
    weight = weight.copy()
    accuracies = [accuracy(weight)]
    for _ in range(epochs):
        for i in range(0, training.train_count, training.BATCH_SIZE):
            rows = slice(i, i + training.BATCH_SIZE)
            inputs = training.train_inputs[rows]
            target = training.train_targets[rows]
            slope = gradient(weight, inputs, target)
            weight -= training.LEARNING_RATE * slope
        accuracies.append(accuracy(weight))
    return SimpleNamespace(weight=weight, accuracies=accuracies)


random_start = training.initial_weight()
# takes a 1 for a 2, a 2 for a 3 and a 3 for a 1, and is sure of it
wrong_start = np.roll(training.run.weight, 1, axis=0)

random_ce = training.run.held_out_accuracy[: EPOCHS + 1]
random_se = learn(squared_error_gradient, random_start)
wrong_ce = learn(training.gradient, wrong_start)
wrong_se = learn(squared_error_gradient, wrong_start)
# --8<-- [end:learn]


def held_out_nats(weight):
    """Mean cross entropy of the held-out digits, in nats."""
    q = training.predict(weight, training.held_out_inputs)
    return training.cross_entropy(training.held_out_targets, q)


def held_out_squared(weight):
    """Mean squared error of the held-out digits."""
    q = training.predict(weight, training.held_out_inputs)
    return squared_error(training.held_out_targets, q)


random_ce_nats = training.run.held_out_nats[EPOCHS]
random_se_nats = held_out_nats(random_se.weight)
wrong_nats = held_out_nats(wrong_start)
wrong_q = training.predict(wrong_se.weight, training.held_out_inputs)
# how often each digit is the answer
wrong_answers = np.bincount(wrong_q.argmax(axis=1), minlength=3).tolist()
TIMES_BOLDER = 10
bolder = learn(
    lambda *where: TIMES_BOLDER * squared_error_gradient(*where), wrong_start, 20
)


# --8<-- [start:proper]
P = 0.7  # how often class 1 is the right answer


def expected(q):
    """Means of cross entropy (nats), squared and absolute error.

    Class 1 is right with probability P; it always gets q, 0 < q < 1.
    """
    if_right = -log(q), (1 - q) ** 2, 1 - q
    if_not = -log(1 - q), q**2, q
    return [P * a + (1 - P) * b for a, b in zip(if_right, if_not)]


grid = [n / 100 for n in range(1, 100)]
best = [min(grid, key=lambda q: expected(q)[i]) for i in range(3)]
# --8<-- [end:proper]
TRIED = [0.5, 0.7, 0.99]
expected_at = [expected(q) for q in TRIED]

# a loss as the sum of what right and wrong answers add to it
lowest = training.held_out_lowest_epoch


def parts(epoch):
    """The held-out loss of an epoch (nats): of the right, of the wrong."""
    share_wrong = 1 - training.run.held_out_accuracy[epoch]
    wrong = share_wrong * training.run.held_out_wrong_nats[epoch]
    count = round(share_wrong * training.held_out_count)
    total = training.run.held_out_nats[epoch]
    return SimpleNamespace(
        right=total - wrong, wrong=wrong, total=total, count=count
    )


at_lowest, at_last = parts(lowest), parts(training.EPOCHS)
train_nats_at_lowest = training.run.train_nats[lowest]
squared_at_lowest = held_out_squared(training.train(lowest).weight)
squared_at_last = held_out_squared(training.run.weight)


# --8<-- [start:scaled]
def scaled(c):
    """Training and held-out loss (nats), and accuracy, of logits c * z."""
    weight = c * training.run.weight  # z is linear in the weight
    q = training.predict(weight, training.train_inputs)
    train_nats = training.cross_entropy(training.train_targets, q)
    return train_nats, held_out_nats(weight), accuracy(weight)


SCALES = [n / 20 for n in range(6, 41)]
scaled_at = [scaled(c) for c in SCALES]
# --8<-- [end:scaled]
best_scale = SCALES[min(range(len(SCALES)), key=lambda i: scaled_at[i][1])]
at_best_scale, at_one, at_two = scaled(best_scale), scaled(1.0), scaled(2.0)

# what the exercises ask
steepest_q = 1 / 3
steepest_z = log(steepest_q / (1 - steepest_q))
steepest = slopes(steepest_z)[1]
half = slopes(0.0)[1]
half_q = sigmoid(0.0)

FAR = -10.0
far_guess = se_steps * FAR / LOGITS[0]
far_se_steps = steps_until_right(FAR, 1)
far_ce_steps = steps_until_right(FAR, 0)
far_times = far_se_steps / se_steps
# what the steps with the squared error might grow as
far_claims = {
    "cross_entropy": se_steps + far_ce_steps - ce_steps,
    "distance": far_guess,
    "one_over_q": se_steps * sigmoid(LOGITS[0]) / sigmoid(FAR),
}
far_grows_as = min(far_claims, key=lambda c: abs(far_claims[c] - far_se_steps))

# what two models give the true class of ten images
SURE = [0.99] * 9 + [0.0001]
MODEST = [0.6] * 9 + [0.4]


def marks(q_true):
    """Accuracy, mean cross entropy (nats), mean squared error (1 - q)^2."""
    n = len(q_true)
    return (
        sum(q > 0.5 for q in q_true) / n,
        sum(-log(q) for q in q_true) / n,
        sum((1 - q) ** 2 for q in q_true) / n,
    )


sure, modest = marks(SURE), marks(MODEST)


def lower(a, b):
    """Which of two penalties is lower: A, B or same."""
    return "same" if a == b else "A" if a < b else "B"


# an accuracy is better where it is higher
better = [lower(-sure[0], -modest[0])] + list(map(lower, sure[1:], modest[1:]))

# of the logits (0, 8, 0), the first class true
three_classes = training.softmax(np.array([[0.0, 8.0, 0.0]]))
three_squared = squared_error(np.array([[1, 0, 0]]), three_classes)
three_true_only = (1 - three_classes[0, 0]) ** 2


def main():
    print("logit   cross entropy      squared error")
    print("z        loss    slope     loss    slope")
    for z, loss, slope in zip(LOGITS, losses_at, slopes_at):
        print(f"{z:4.0f}  {loss[0]:7.4f} {slope[0]:8.5f}"
              f"  {loss[1]:7.4f} {slope[1]:8.5f}")
    print("steps until right:", ce_steps, "and", se_steps)
    print(f"held-out accuracy after 0, 1, 10 and {EPOCHS} epochs")
    for name, seen in [
        ("random start, cross entropy", random_ce),
        ("random start, squared error", random_se.accuracies),
        ("wrong start,  cross entropy", wrong_ce.accuracies),
        ("wrong start,  squared error", wrong_se.accuracies),
    ]:
        print(f"  {name}", *[f"{seen[n]:.1%}" for n in (0, 1, 10, EPOCHS)])


if __name__ == "__main__":
    main()
