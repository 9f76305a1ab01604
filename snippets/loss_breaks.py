"""From which logits on softmax followed by log loses the slope and the loss.

Notation: z = logits, q = softmax(z) is the prediction. The gap is how far the
wrong logit of two lies above the true one. Losses and slopes are in nats.
"""

import math
from types import SimpleNamespace

import numpy as np

from snippets.by_hand import cross_entropy, softmax
from snippets.stability import TYPES


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
    gap = 0
    while np.isfinite(getattr(at_gap(gap, number), name)):
        gap += 1
    return gap


slope_breaks = [first_gap(number, "one_over_q") for number in TYPES]
loss_breaks = [first_gap(number, "naive") for number in TYPES]
COARSE_GAP = 17  # where q in float16 is down to its last step
coarse = at_gap(COARSE_GAP, np.float16)
# the smallest number above 0 is a half to this power
step_power = round(-math.log2(np.finfo(np.float16).smallest_subnormal))
# gaps that float16 holds exactly
gaps_float16 = [8 + i / 32 for i in range(12 * 32 + 1)]
curves_float16 = [at_gap(gap, np.float16) for gap in gaps_float16]
finite = [gap for gap in gaps_float16 if np.isfinite(at_gap(gap, np.float16).naive)]
last_finite = max(finite)

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


def main():
    for number, slope, loss in zip(TYPES, slope_breaks, loss_breaks):
        print(f"{number.__name__}, softmax and then log:")
        print(f"  slope lost from gap {slope} on, loss inf from gap {loss} on")
    print(f"float16 at gap {COARSE_GAP}: {coarse.naive:.4f}, log_softmax {coarse.stable:.4f}")
    print(f"gap {WRONG_GAP}: loss {wrong_loss:.4f}, with epsilon {wrong_loss_with_epsilon:.4f}")


if __name__ == "__main__":
    main()
