"""The digits learned once more, with the squared error in place of cross entropy.

Data, network, learning rate and the order of the minibatches are those of
training.py. The squared error of a picture is the sum of (q - p)^2 over the
classes, from 0 to 2. Cross entropies are in nats, accuracies are shares.
"""

from types import SimpleNamespace

import numpy as np

from snippets import training
from snippets.digits import held_out_inputs, held_out_targets, train_inputs, train_targets

EPOCHS = 50
LATER = 20  # epochs, where the squared error still waits


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


def held_out_q(weight):
    """q of the held-out digits, (999, 3)."""
    return training.predict(weight, held_out_inputs)


def held_out_loss(weight):
    """Mean cross entropy of the held-out digits, in nats."""
    return training.mean_nats(held_out_targets, held_out_q(weight))


def accuracy(weight):
    """The share of the held-out digits that a (3, 785) weight gets right."""
    right = held_out_q(weight).argmax(axis=1) == held_out_targets.argmax(axis=1)
    return right.mean()


# --8<-- [start:learn]
def learn(gradient, weight, epochs=EPOCHS, learning_rate=training.LEARNING_RATE):
    """SGD as in training.py, down the gradient that is given.

    Gives the last weight, (3, 785), and the epochs + 1 accuracies.
    """
    weight = weight.copy()
    accuracies = [accuracy(weight)]
    for _ in range(epochs):
        for i in range(0, len(train_inputs), training.BATCH_SIZE):
            rows = slice(i, i + training.BATCH_SIZE)
            slope = gradient(weight, train_inputs[rows], train_targets[rows])
            weight -= learning_rate * slope
        accuracies.append(accuracy(weight))
    return SimpleNamespace(weight=weight, accuracies=accuracies)


random_start = training.initial_weight()
# takes a 1 for a 2, a 2 for a 3 and a 3 for a 1, and is sure of it
wrong_start = np.roll(training.weight, 1, axis=0)

random_ce = [now.accuracy for now in training.measured[: EPOCHS + 1]]
random_se = learn(squared_error_gradient, random_start)
wrong_ce = learn(training.weight_gradient, wrong_start)
wrong_se = learn(squared_error_gradient, wrong_start)
# --8<-- [end:learn]
random_ce_nats = training.held_out_nats[EPOCHS]
random_se_nats = held_out_loss(random_se.weight)
wrong_nats = held_out_loss(wrong_start)
# how often each digit is the answer
answers = held_out_q(wrong_se.weight).argmax(axis=1)
wrong_answers = [int((answers == k).sum()) for k in range(3)]
# the squared error at ten times the learning rate
bolder = learn(squared_error_gradient, wrong_start, 20, 10 * training.LEARNING_RATE)


def main():
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
