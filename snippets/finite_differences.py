"""q - p checked by finite differences, with steps from 1 down to 1e-15.

The logits z of image 1 and its loss in nats are those of the chapter on the
gradient, so slopes are in nats for each 1 that a logit grows.
"""

from math import log10, sqrt
from sys import float_info
from types import SimpleNamespace

from snippets.by_hand import gradient
from snippets.gradient import loss, nudged, target, z


# --8<-- [start:check]
def forward_slope(i, step):
    """Slope along logit i, from one step up."""
    return (nudged(i, step) - loss) / step


def central_slope(i, step):
    """Slope along logit i, from one step up and one step down."""
    return (nudged(i, step) - nudged(i, -step)) / (2 * step)


def error(difference, step):
    """The largest error over the three logits, against q - p."""
    exact = gradient(z, target)
    return max(abs(difference(i, step) - exact[i]) for i in range(3))


STEPS = [10.0**-k for k in range(16)]
forward_errors = [error(forward_slope, h) for h in STEPS]
central_errors = [error(central_slope, h) for h in STEPS]
# --8<-- [end:check]


def best_step(errors):
    """Powers of ten of the step with the smallest error, and of the error."""
    least = min(errors)
    return SimpleNamespace(
        step=log10(STEPS[errors.index(least)]), error=log10(least)
    )


best_forward, best_central = best_step(forward_errors), best_step(central_errors)
narrowest = log10(STEPS[-1])
EPS = float_info.epsilon  # from 1.0 to the next float
power_eps = log10(EPS)
power_forward, power_central = log10(sqrt(EPS)), log10(EPS ** (1 / 3))


def main():
    print("powers of ten: the step, and the largest error of three slopes")
    print("step  forward  central")
    # smaller steps have errors of rounding, which differ by machine
    for k in range(4):
        print(f"{-k:4}  {log10(forward_errors[k]):7.2f}  {log10(central_errors[k]):7.2f}")


if __name__ == "__main__":
    main()
