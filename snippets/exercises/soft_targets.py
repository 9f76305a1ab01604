"""The exercises of "Soft targets". Losses are in nats."""

from math import log

from snippets.label_smoothing import ALPHA, floor_nats, smooth
from snippets.soft_targets import ce_nats

# exercise 1: the loss stays at its floor, as far as two decimals tell
VOC_CLASSES = 21  # 20 kinds of things and the background
voc = smooth(VOC_CLASSES, ALPHA)
voc_nats = floor_nats(voc)
voc_true_only_nats = -log(voc[0])
voc_read = round(voc_nats, 2)
claims = {"zero": 0.0, "true_only": voc_true_only_nats, "floor": voc_nats}
holds = [name for name, nats in claims.items() if round(nats, 2) == voc_read]
voc_verdict = holds[0]

# exercise 2: one image made of two, and the loss with either label
MIXED = 0.75
LOSSES = [0.4, 2.4]
mixed_nats = MIXED * LOSSES[0] + (1 - MIXED) * LOSSES[1]
swapped_nats = (1 - MIXED) * LOSSES[0] + MIXED * LOSSES[1]
halved_nats = sum(LOSSES) / 2
mixed_target = [MIXED, 1 - MIXED]
least_nats = ce_nats(mixed_target, mixed_target)
first_only_nats = -log(MIXED)

# exercise 3: a larger temperature, and no T² in front
T_BEFORE, T_AFTER = 8.0, 32.0
one_factor = T_AFTER / T_BEFORE
both_factors = one_factor**2
three_factors = one_factor**3
