"""The exercises of "Avoiding inf and nan". Losses are in nats."""

import math

import numpy as np

from snippets.by_hand import cross_entropy, softmax
from snippets.loss_breaks import EPSILON, slope_with_epsilon
from snippets.stability import largest, naive_softmax

LARGEST_HALF = float(largest[0])  # a python float: float16 would round what follows

# exercise 1: logits in float16, the largest one not subtracted
HALF_LOGITS = [12, 0, 0]
naive_half = naive_softmax(np.array(HALF_LOGITS, dtype=np.float16))
naive_half_text = ",".join(f"{q_x:.0f}" for q_x in naive_half)
exact_half = softmax(HALF_LOGITS)

# exercise 2: class 0 is true
THOUSANDS = [1000.0, 1001.0, 1002.0]
thousands_loss = cross_entropy(THOUSANDS, 0)
thousands_log_sum = thousands_loss - (max(THOUSANDS) - THOUSANDS[0])
thousands_mistaken = thousands_log_sum - THOUSANDS[0]

# exercise 3: how many pixels until their sum overflows float16
VOC_CLASSES = 21
voc_chance = math.log(VOC_CLASSES)
most_pixels = int(LARGEST_HALF / voc_chance)
most_side = math.isqrt(most_pixels)
exact_side = math.sqrt(LARGEST_HALF / voc_chance)
mistaken_side = math.isqrt(int(LARGEST_HALF))

# exercise 4: the true class's probability is epsilon
epsilon_slope = slope_with_epsilon(EPSILON)
epsilon_share = epsilon_slope / (EPSILON - 1)  # without it the slope is q - 1
epsilon_gap = math.log(1 / EPSILON - 1)
epsilon_loss_short = math.log(2)
