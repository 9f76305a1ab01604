"""Why the loss takes a logarithm: a likelihood and its negative log.

q_true holds, image by image, the probability that a prediction q gives to
the true class. A likelihood is their product and has no unit. A negative
log-likelihood (NLL) is in bits unless another logarithm is passed.

    python -m snippets.why_log
"""

from math import log, log2, log10, prod, ulp

import numpy as np

from snippets import training, worked_example


# --8<-- [start:functions]
def likelihood(q_true):
    """Product of the probabilities of the true classes."""
    return prod(q_true)


def nll(q_true, logarithm=log2):
    """Negative log-likelihood: a sum, in bits if by log2.

    Raises ValueError where a probability is 0: its logarithm is -infinity.
    Source: Bishop, Pattern Recognition and Machine Learning, 4.3.
    """
    return sum(-logarithm(q) for q in q_true)
# --8<-- [end:functions]


# --8<-- [start:minibatch]
likelihood_before = likelihood(worked_example.Q_TRUE_BEFORE)
likelihood_after = likelihood(worked_example.Q_TRUE_AFTER)
nll_before = nll(worked_example.Q_TRUE_BEFORE)
nll_after = nll(worked_example.Q_TRUE_AFTER)
# --8<-- [end:minibatch]
one_in_before = 1 / likelihood_before
times_likelier = likelihood_after / likelihood_before


# --8<-- [start:underflow]
# what the untrained network gives the true class of each real digit
q_real = training.predict(training.initial_weight(), training.train_inputs)
real = (q_real * training.train_targets).sum(axis=1)


def zero_at(q_true, number):
    """How many factors it takes until the product is 0, or None."""
    product = number(1)
    for count, q in enumerate(q_true, start=1):
        product = product * number(q)
        if product == 0:
            return count


zero_at_32 = zero_at(real, np.float32)
zero_at_64 = zero_at(real, np.float64)
product_real = likelihood(real)
nll_real = nll(real)
# --8<-- [end:underflow]
count_real = len(real)
least_real, most_real = min(real), max(real)
# as powers of ten: the true product, and the least number above 0
power_real = -nll(real, log10)
power_32 = log10(float(np.finfo(np.float32).smallest_subnormal))
power_64 = log10(ulp(0.0))

# --8<-- [start:counts]
N = 10  # images
M = 6  # of them are of class 1


def counted(q):
    """q_true of all N images if class 1 always gets q, the rest 1 - q."""
    return [q] * M + [1 - q] * (N - M)


candidates = [i / 100 for i in range(1, 100)]
most_likely = max(candidates, key=lambda q: likelihood(counted(q)))
least_nll = min(candidates, key=lambda q: nll(counted(q)))
# --8<-- [end:counts]
highest_likelihood = likelihood(counted(most_likely))
lowest_nll = nll(counted(least_nll))
lowest_nll_per_image = lowest_nll / N
nll_real_nats = nll(real, log)

# --8<-- [start:base]
bases = {"log2": log2, "ln": log, "log10": log10}
q_before = worked_example.Q_TRUE_BEFORE
in_base = {name: nll(q_before, base) for name, base in bases.items()}
best_in_base = {
    name: min(candidates, key=lambda q: nll(counted(q), base))
    for name, base in bases.items()
}
# --8<-- [end:base]
BITS_PER_NAT = 1 / log(2)


def main():
    print("the minibatch: likelihood, NLL")
    print(f"  before training: {likelihood_before:.4f}, {nll_before:.4f} bits")
    print(f"  after training:  {likelihood_after:.4f}, {nll_after:.4f} bits")
    print(f"{count_real} digits, multiplied and added up")
    print(f"  float32 product: 0 from factor {zero_at_32} on")
    print(f"  float64 product: 0 from factor {zero_at_64} on")
    print(f"  sum of the -logs: {nll_real:.2f} bits")
    print(f"class 1 in {M} of {N} images")
    print(f"  the likelihood is highest at q = {most_likely}")
    print(f"  the NLL is lowest at q = {least_nll}")


if __name__ == "__main__":
    main()
