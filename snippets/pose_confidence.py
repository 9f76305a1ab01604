"""DenseFusion's loss of one point: c d - w log c, with its numbers.

d is the mean distance in metres between the model's points in the predicted and in
the true pose, c from 0 to 1 how far the point trusts its own prediction.
Sources: Wang et al. 2019, DenseFusion, and its code, lib/loss.py.
"""

from math import log
from types import SimpleNamespace

# --8<-- [start:loss]
W = 0.015  # metres, as in their code


def point_loss(distance, c, w=W):
    """What one point adds to the mean; 0 < c <= 1."""
    return distance * c - w * log(c)


def best_c(distance, w=W):
    """Where the slope along c, distance - w / c, is 0; a sigmoid ends at 1."""
    return min(1.0, w / distance)
# --8<-- [end:loss]


def told(distance):
    c = best_c(distance)
    return SimpleNamespace(
        mm=1000 * distance, c=c, trust=distance * c, doubt=0.0 - W * log(c),
        both=point_loss(distance, c), sure=point_loss(distance, 1.0))


points = [told(distance) for distance in [0.005, 0.015, 0.03, 0.06]]
half_nats = -log(0.5)
half_doubt = W * half_nats
W_MM = 1000 * W
SEGMENTED = 22  # classes of its segmentation, background among them
W_RATE = 0.3  # later in training
later_w = W * W_RATE
later_c = best_c(0.015, later_w)
# without the logarithm, no confidence at all would be best
free = [0.03 * c for c in (1, 0.1, 0.01)]


def main():
    print("distance   best c   c d - w log c   with c = 1")
    for point in points:
        print(f"{point.mm:5.0f} mm    {point.c:.4f}   {point.both:.5f}         "
              f"{point.sure:.5f}")


if __name__ == "__main__":
    main()
