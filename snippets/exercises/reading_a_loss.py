"""The exercises of "Reading a loss curve". Losses are in nats."""

from math import exp

from snippets.by_hand import softmax
from snippets.calibration import ece
from snippets.reading_a_loss import good, printed_good

ASKED = 0.3  # "is 0.3 a good loss?"
asked_q = exp(-ASKED)

# exercise 1: what a bar says after the first epoch, and what is measured at its end
above = printed_good[0] > good.val_nats[1]
alike = good.train_nats[1] < good.val_nats[1]
why_above = "earlier" if above and alike else "easier"

# exercise 2: two bins
COUNTS, SURES, RIGHT = [6, 4], [0.95, 0.55], [4, 3]
weights = [count / sum(COUNTS) for count in COUNTS]
accuracies = [right / count for right, count in zip(RIGHT, COUNTS)]
gaps = [abs(sure - right) for sure, right in zip(SURES, accuracies)]
right_ece = ece(weights, SURES, accuracies)
signed = sum([w * (sure - right) for w, sure, right in zip(weights, SURES, accuracies)])
unweighted = sum(gaps) / len(gaps)

# exercise 3: a temperature
Z, T = [4.0, 0.0, 0.0], 2.0
divided = [x / T for x in Z]
scaled_q = softmax(divided)[0]
as_trained_q = softmax(Z)[0]
sharper_q = softmax([x * T for x in Z])[0]
divided_q = as_trained_q / T
