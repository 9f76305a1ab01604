"""The exercises of "Why not the squared error". Cross entropies are in nats."""

from math import log

import numpy as np

from snippets import training
from snippets.softmax import sigmoid
from snippets.train_with_mse import squared_error
from snippets.why_not_mse import LOGITS, ce_steps, se_steps, slopes, steps_until_right

# exercise 1: where the squared error is steepest
steepest_q = 1 / 3
steepest_z = log(steepest_q / (1 - steepest_q))
steepest = slopes(steepest_z)[1]
half_q = sigmoid(0.0)
half = slopes(0.0)[1]

# exercise 2: from further away
FAR = -10.0
far_ce_steps = steps_until_right(FAR, 0)
far_se_steps = steps_until_right(FAR, 1)
far_times = far_se_steps / se_steps
far_guess = se_steps * FAR / LOGITS[0]
# what the steps with the squared error might grow as
claims = {
    "cross_entropy": se_steps + far_ce_steps - ce_steps,
    "distance": far_guess,
    "one_over_q": se_steps * sigmoid(LOGITS[0]) / sigmoid(FAR),
}
# within five per cent
holds = [name for name, steps in claims.items() if abs(steps / far_se_steps - 1) < 0.05]
far_grows_as = holds[0]

# exercise 3: what two models give the true class of ten images
SURE = [0.99] * 9 + [0.0001]
MODEST = [0.6] * 9 + [0.4]


def marks(q_true):
    """Accuracy, mean cross entropy (nats), mean squared error (1 - q)^2."""
    n = len(q_true)
    right = [q for q in q_true if q > 0.5]
    nats = [-log(q) for q in q_true]
    squares = [(1 - q) ** 2 for q in q_true]
    return len(right) / n, sum(nats) / n, sum(squares) / n


def smaller(a, b):
    """Which of two numbers is smaller: A, B or same."""
    if a == b:
        return "same"
    return "A" if a < b else "B"


sure, modest = marks(SURE), marks(MODEST)
better = [
    smaller(modest[0], sure[0]),  # an accuracy is better where it is higher
    smaller(sure[1], modest[1]),
    smaller(sure[2], modest[2]),
]

# exercise 4: of the logits (0, 8, 0), the first class true
three_q = training.softmax(np.array([[0.0, 8.0, 0.0]]))
three_squared = squared_error(np.array([[1, 0, 0]]), three_q)
three_true_only = (1 - three_q[0, 0]) ** 2
