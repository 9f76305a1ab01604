"""The exercises of "Entropy, cross entropy and KL". In bits unless a name says nats."""

from math import log

from snippets.entropy import entropy, kl, p, q, surprise
from snippets.label_smoothing import ALPHA, floor_nats, smooth
from snippets.worked_example import cross_entropy_bits

# exercise 1
THREE = [1 / 2, 1 / 4, 1 / 4]
h_three = entropy(THREE)
sum_three = sum(surprise(p_x) for p_x in THREE)  # without the weights

# exercise 2: the car park in the alley code
h_q = entropy(q)
h_qp = cross_entropy_bits(q, p)

# exercise 3: the loss stays at its floor, as far as two decimals tell
VOC_CLASSES = 21  # 20 kinds of things and the background
voc = smooth(VOC_CLASSES, ALPHA)
voc_nats = floor_nats(voc)
voc_true_only_nats = -log(voc[0])
voc_read = round(voc_nats, 2)
claims = {"zero": 0.0, "true_only": voc_true_only_nats, "floor": voc_nats}
holds = [name for name, nats in claims.items() if round(nats, 2) == voc_read]
voc_verdict = holds[0]

# exercise 4: words of two digits for each of four classes
UNIFORM = [1 / 4] * 4
uniform_p = cross_entropy_bits(p, UNIFORM)
kl_uniform = kl(p, UNIFORM)
one_hot_extra = kl([1, 0, 0, 0], UNIFORM)
