"""The exercises of "From the symptom to the cause"."""

from math import log2

from snippets.label_smoothing import ALPHA, floor_nats, smooth
from snippets.shape_doctor import IGNORED, message
from snippets.troubleshooting import softmax_twice, symptoms
from snippets.units import first_loss

CLASSES = 4
chance_nats = first_loss(CLASSES)

# exercise 1: a loss that stops falling, in code that nobody has read yet
stopped_nats = softmax_twice(CLASSES)[0]
smoothing_nats = floor_nats(smooth(CLASSES, ALPHA))
stopped_cause = symptoms(stopped_nats, CLASSES)[0]

# exercise 2: the first loss of a loss function of one's own
started = log2(CLASSES)
started_cause = symptoms(started, CLASSES)[0]

# exercise 3: as many outputs as there are kinds of labels, and still out of bounds
LABELS = [1, 2, 3, 4]
said = message((4, CLASSES), (4,), "float32", "int64", max(LABELS), IGNORED, 0.0, 0)
MENDINGS = {
    "output": (LABELS, CLASSES + 1),
    "ignore": (LABELS[:-1], CLASSES),
    "subtract": ([label - 1 for label in LABELS], CLASSES),
}
# each output is the answer of some label, and each label has an output
mending = [name for name, (labels, count) in MENDINGS.items() if labels == list(range(count))][0]
