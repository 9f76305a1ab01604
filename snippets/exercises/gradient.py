"""The exercises of "The gradient is q - p". Slopes are in nats for each 1 of a logit."""

from math import log

from snippets.by_hand import gradient, softmax

# exercise 1: class 2 is true, counted from 1
z = [log(2), 0.0, 0.0]
q = softmax(z)
slopes = gradient(z, 1)

# exercise 2: the slopes of classes 1 and 2 are known
KNOWN = [-0.7, 0.2]
third_slope = 0.0 - sum(KNOWN)  # the three add up to 0
third_mistaken = sum(abs(slope) for slope in KNOWN)
names = ["class_1", "class_2", "class_3"]
# only the true class's slope is negative
negative = [name for name, slope in zip(names, [*KNOWN, third_slope]) if slope < 0]
known_true = negative[0]
known_q_true = 1 + KNOWN[0]
known_push = 0.0 - KNOWN[0]

# exercise 3: many easy pixels and a few hard ones
EASY, HARD = 1000, 10
EASY_Q, HARD_Q = 0.9, 0.1
easy_push, hard_push = EASY * (1 - EASY_Q), HARD * (1 - HARD_Q)
hard_times = (1 - HARD_Q) / (1 - EASY_Q)
hard_share = hard_push / (easy_push + hard_push)
hard_to_easy = hard_push / easy_push
hard_alone = hard_times / (hard_times + 1)

# exercise 4: a sum in place of a mean
RATE, PER_STEP = 0.1, 4
rate_for_sum = RATE / PER_STEP
rate_mistaken = RATE * PER_STEP
