"""inf and nan: where the loss gets them, and how to compute it without.

Notation: z = logits, q = softmax(z) is the prediction. Probabilities have
no unit; losses are in nats. A Python float is a float64, so NumPy stands in
for the smaller types that networks compute with.
Sources: Blanchard, Higham and Higham (2021), Accurately computing the
log-sum-exp and softmax functions, IMA Journal of Numerical Analysis 41(4);
IEEE 754 for the types and for what inf and nan do.
"""

import math
from itertools import count
from types import SimpleNamespace

import numpy as np

from snippets.by_hand import cross_entropy, softmax

# --8<-- [start:overflow]
TYPES = [np.float16, np.float32, np.float64]


@np.errstate(over="ignore")  # numpy warns of inf; here we look for it
def largest_safe(number):
    """The largest logit of this type whose power of e is not inf."""
    z = np.log(np.finfo(number).max)
    while np.isfinite(np.exp(z)):
        z = np.nextafter(z, number(np.inf))  # the next float above
    return np.nextafter(z, number(0))


safe = [largest_safe(number) for number in TYPES]
# --8<-- [end:overflow]
names = [number.__name__ for number in TYPES]
largest = [np.finfo(number).max for number in TYPES]
powers_of_ten = [math.floor(math.log10(x)) for x in largest]
too_large = [math.ceil(z) for z in safe]
with np.errstate(over="ignore"):
    power_of_too_large = [np.exp(t(z)) for t, z in zip(TYPES, too_large)]

try:
    math.exp(too_large[-1])
except OverflowError as error:
    python_says = f"OverflowError: {error}"

# how nan arises
inf, zero = np.float32(np.inf), np.float32(0)

with np.errstate(all="ignore"):
    log_of_zero = np.log(zero)
    one_over_zero = 1 / zero
    difference = inf - inf
    product = zero * inf
    quotient = inf / inf
    mean_with_one_nan = np.mean([1.0, 2.0, np.nan])


# --8<-- [start:naive]
@np.errstate(all="ignore")
def naive_softmax(logits):
    """Softmax as the formula is written: nan where a power overflows."""
    powers = np.exp(logits)
    return powers / powers.sum()


LARGE = [1000.0, 999.0, 998.0]

naive_q = naive_softmax(np.array(LARGE))
q = softmax(LARGE)  # by_hand, with the largest logit subtracted
# --8<-- [end:naive]
shifted = [z - max(LARGE) for z in LARGE]
large_loss = cross_entropy(LARGE, 2)


@np.errstate(all="ignore")
def at_gap(gap, number):
    """Losses in nats of the logits (0, gap), class 0 true, in one type.

    naive is -log(softmax), stable is -log_softmax; one_over_q is what the
    slope of the naive loss along q needs.
    """
    z = np.array([0, gap], dtype=number)
    z = z - z.max()
    powers = np.exp(z)
    q_true = powers[0] / powers.sum()
    return SimpleNamespace(
        q_true=q_true,
        naive=-np.log(q_true),
        one_over_q=1 / q_true,
        stable=np.log(powers.sum()) - z[0],
    )


def first_gap(number, name):
    """The first whole gap at which a result of at_gap is inf."""
    return next(g for g in count() if np.isinf(getattr(at_gap(g, number), name)))


slope_breaks = [first_gap(number, "one_over_q") for number in TYPES]
loss_breaks = [first_gap(number, "naive") for number in TYPES]
COARSE_GAP = 17  # where q in float16 is down to its last step
coarse = at_gap(COARSE_GAP, np.float16)
# gaps that float16 holds exactly
gaps_float16 = [8 + i / 32 for i in range(12 * 32 + 1)]
curves_float16 = [at_gap(gap, np.float16) for gap in gaps_float16]
last_finite = max(
    gap for gap, at in zip(gaps_float16, curves_float16) if np.isfinite(at.naive)
)

EPSILON = 1e-8


def slope_with_epsilon(q_true):
    """Slope of -log(q + epsilon) along the true class's logit."""
    return -q_true * (1 - q_true) / (q_true + EPSILON)


epsilon_in_float16 = np.float16(EPSILON)
WRONG_GAP = 30
wrong_q = softmax([0.0, float(WRONG_GAP)])[0]
wrong_loss = cross_entropy([0.0, float(WRONG_GAP)], 0)
wrong_loss_with_epsilon = -math.log(wrong_q + EPSILON)
wrong_slope_with_epsilon = slope_with_epsilon(wrong_q)

# --8<-- [start:half]
# pytorch/pytorch#85791: logits drawn evenly from 0 to 1
ISSUE_CLASSES = 14749
ISSUE_TARGETS = 20 * 1025

# ln of the sum of e^z, less the mean logit; the mean of e^z is e - 1
issue_mean = math.log(ISSUE_CLASSES * (math.e - 1)) - 0.5
issue_sum = ISSUE_TARGETS * issue_mean
# --8<-- [end:half]
SIDE = 256
pixels = SIDE**2
chance = math.log(3)
pixel_sum = pixels * chance

# what the exercises ask
exercise_half = naive_softmax(np.array([12, 0, 0], dtype=np.float16))
exercise_half_text = ",".join(f"{q_x:.0f}" for q_x in exercise_half)
exercise_half_q = softmax([12.0, 0.0, 0.0])

THOUSANDS = [1000.0, 1001.0, 1002.0]
thousands_loss = cross_entropy(THOUSANDS, 0)
thousands_log_sum = thousands_loss - (max(THOUSANDS) - THOUSANDS[0])
thousands_mistaken = thousands_log_sum - THOUSANDS[0]

VOC_CLASSES = 21
voc_chance = math.log(VOC_CLASSES)
# as a python float: divided in float16, it would be rounded
most_pixels = int(float(largest[0]) / voc_chance)
most_side = math.isqrt(most_pixels)
exact_side = math.sqrt(float(largest[0]) / voc_chance)
mistaken_side = math.isqrt(int(largest[0]))

half_slope = slope_with_epsilon(EPSILON)
half_share = half_slope / (EPSILON - 1)  # without it the slope is q - 1
half_gap = math.log(1 / EPSILON - 1)
half_loss_short = math.log(2)


def main():
    for i, name in enumerate(names):
        print(f"{name}: e^z is inf above z = {safe[i]:.2f}")
        print(f"  exp({too_large[i]}) = {power_of_too_large[i]}")
        print(f"  -log(softmax): slope lost from gap {slope_breaks[i]} on,")
        print(f"  loss inf from gap {loss_breaks[i]} on")
    print("python:", python_says)
    print("log 0      ", log_of_zero)
    print("inf - inf  ", difference)
    print("0 * inf    ", product)
    print("inf / inf  ", quotient)
    print("softmax of", LARGE)
    print("  naive     ", naive_q)
    print("  subtracted", " ".join(f"{x:.4f}" for x in q))


if __name__ == "__main__":
    main()
