"""inf and nan: where the loss gets them, and how to compute it without.

Notation: z = logits, q = softmax(z) is the prediction. Probabilities have
no unit; losses are in nats. A Python float is a float64, so NumPy stands in
for the smaller types that networks compute with.
Sources: Blanchard, Higham and Higham (2021), Accurately computing the
log-sum-exp and softmax functions, IMA Journal of Numerical Analysis 41(4);
IEEE 754 for the types and for what inf and nan do.
"""

import math

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


def main():
    for i, name in enumerate(names):
        print(f"{name}: e^z is inf above z = {safe[i]:.2f}")
        print(f"  exp({too_large[i]}) = {power_of_too_large[i]}")
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
