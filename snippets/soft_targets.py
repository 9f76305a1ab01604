"""Soft targets: class weights, sums other than 1, KL beside CE, and mixup.

p is the target, q the prediction, z the logits: lists with one number a class.
All losses are in nats.
Source of mixup: Zhang et al. (2018), arXiv:1710.09412.
"""

from math import log

from snippets.label_smoothing import ALPHA, smooth
from snippets.softmax import costs, logits
from snippets.softmax import q as q_mixed


# --8<-- [start:sums]
def ce_nats(p, q):
    """Cross entropy, -sum(p ln q); nobody asks whether p adds up to 1."""
    pairs = zip(p, q)
    return sum(-p_x * log(q_x) for p_x, q_x in pairs if p_x != 0)


def kl_nats(p, q):
    """What F.kl_div adds up; it is KL if p adds up to 1."""
    pairs = zip(p, q)
    return sum(p_x * log(p_x / q_x) for p_x, q_x in pairs if p_x > 0)


# pytorch/pytorch#60928
q_asked = [0.1132, 0.5477, 0.3390]
TARGET = [0.1541, 0.0511, 0.0947]

target_sum = sum(TARGET)
MENDED = [share / target_sum for share in TARGET]

kl_as_it_is = kl_nats(TARGET, q_asked)  # below 0
kl_mended = kl_nats(MENDED, q_asked)
# --8<-- [end:sums]
mended_sum = sum(MENDED)

# --8<-- [start:weight]
# pytorch/pytorch#104776: the true class has the small weight
CLASS_WEIGHT = [0.01, 0.99]
p_smoothed = smooth(2, ALPHA)

weighted = [w * p_x for w, p_x in zip(CLASS_WEIGHT, p_smoothed)]
q_best = [x / sum(weighted) for x in weighted]  # least loss
# --8<-- [end:weight]

# --8<-- [start:mixup]
LAMBDA = 0.7  # the share of class 1, the rest is class 3
p_mixed = [LAMBDA, 0.0, 1 - LAMBDA]

of_the_mix = ce_nats(p_mixed, q_mixed)
mix_of_losses = LAMBDA * costs[0] + (1 - LAMBDA) * costs[2]
mix_floor = ce_nats(p_mixed, p_mixed)
# --8<-- [end:mixup]


def main():
    print(f"target adds up to {target_sum:.4f}: KL {kl_as_it_is:.4f}")
    print(f"divided by that sum:        KL {kl_mended:.4f}")
    best = ", ".join(f"{share:.4f}" for share in q_best)
    print(f"weights {CLASS_WEIGHT[0]} and {CLASS_WEIGHT[1]}, smoothed: best q {best}")
    print(f"logits {logits}, target {p_mixed[0]:.1f}, 0, {p_mixed[2]:.1f}")
    print(f"  loss of the mix   {of_the_mix:.4f}")
    print(f"  mix of the losses {mix_of_losses:.4f}")
    print(f"  floor             {mix_floor:.4f}")


if __name__ == "__main__":
    main()
