"""The exercises of "Softmax". Losses are in nats."""

from math import log

from snippets.by_hand import cross_entropy, softmax
from snippets.softmax import logits, sigmoid

# exercise 1: the logits are ln 6, ln 3 and ln 1
weights = [6, 3, 1]
weight_logits = [log(weight) for weight in weights]
q = softmax(weight_logits)
divided = [z / sum(weight_logits) for z in weight_logits]

# exercise 2
doubled = softmax([2 * z for z in logits])

# exercise 3: a softmax at the network's end, and another one in the loss
VOC_CLASSES = 21  # 20 kinds of things and the background
voc_floor = cross_entropy([1.0] + [0.0] * (VOC_CLASSES - 1), 0)
voc_others = VOC_CLASSES - 1  # classes beside the true one
voc_chance = log(VOC_CLASSES)
voc_share = voc_floor / voc_chance
voc_once = 0.0 - log(1.0)  # sure and right, with one softmax

# exercise 4: two outputs as one
PAIR = [1.0, 3.0]
pair_difference = PAIR[1] - PAIR[0]
pair_q = softmax(PAIR)[1]
pair_mistaken = sigmoid(PAIR[1])
