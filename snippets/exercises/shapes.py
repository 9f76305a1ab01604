"""The exercises of "Calling the loss in PyTorch". Losses are in nats."""

from math import log, prod

from snippets.shapes import count, of_target

# exercise 1: a minibatch of segmentations
LOGITS = (8, 21, 32, 32)
logits, target = str(LOGITS), str(of_target(LOGITS))
pixels = count(LOGITS)
images = LOGITS[0]
one_image = pixels // images
numbers = prod(LOGITS)

# exercise 2: (B, T, C) with as many words as tokens, not transposed
TOKENS = (8, 10, 10)
tokens, words = str(TOKENS), str(TOKENS[:2])
# an error needs a target of another shape than the one that is asked for
untransposed = "silent" if of_target(TOKENS) == TOKENS[:2] else "error"

# exercise 3: four pixels of three classes, equal logits, one of them void
CLASSES, PIXELS, VOID = 3, 4, 1
equal = log(CLASSES)
not_ignored = (PIXELS - VOID) * equal / PIXELS
four = log(PIXELS)
