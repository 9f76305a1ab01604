"""The exercise on label smoothing: the floor of Pascal VOC. In nats."""

from math import log

from snippets.label_smoothing import ALPHA, floor_nats, smooth

# the loss stays at its floor, as far as two decimals tell
VOC_CLASSES = 21  # 20 kinds of things and the background
voc = smooth(VOC_CLASSES, ALPHA)
voc_nats = floor_nats(voc)
voc_true_only_nats = -log(voc[0])
voc_read = round(voc_nats, 2)
claims = {"zero": 0.0, "true_only": voc_true_only_nats, "floor": voc_nats}
holds = [name for name, nats in claims.items() if round(nats, 2) == voc_read]
voc_verdict = holds[0]
