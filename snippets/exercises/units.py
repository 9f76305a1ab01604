"""The exercises of "What should my loss be?". Losses are in nats."""

from math import e, exp, isclose, log

from snippets.units import NATS_PER_BIT, first_loss, minus_log, perplexity


def verdict(mean_nats, guess_nats):
    """Whether a mean loss is that of guessing, worse or better; both in nats."""
    if isclose(mean_nats, guess_nats):
        return "guessing"
    return "worse" if mean_nats > guess_nats else "better"


# exercise 2: the loss stands still here; how many classes are there?
stuck_nats = first_loss(10)
stuck_classes = exp(stuck_nats)
stuck_wrong = 2**stuck_nats

# exercise 3: one image, logits of 21 classes for each pixel, summed
SEGMENTS, SIDE = 21, 256
pixels = SIDE**2
pixel_nats = first_loss(SEGMENTS)
pixel_sum = pixels * pixel_nats
pixel_verdict = verdict(pixel_sum / pixels, log(SEGMENTS))

# exercise 4: 0.9 of the pixels are background; q is that for every pixel alike
BACKGROUND = 0.9
shares = [BACKGROUND, 1 - BACKGROUND]
share_nats = sum(share * minus_log(share, e) for share in shares)

# the same prediction for every pixel, whatever the image
blind = [
    BACKGROUND * minus_log(n / 100, e) + (1 - BACKGROUND) * minus_log(1 - n / 100, e)
    for n in range(1, 100)
]
# a loss that such a prediction reaches does not tell whether objects are seen
share_verdict = "unknown"
if verdict(share_nats, min(blind)) == "better":
    share_verdict = "seen"

# exercise 5: what a library printed when it took 2 to the power of nats
PRINTED = 19.1218
printed_nats = log(PRINTED) / log(2)
mended = perplexity(printed_nats, e)
scaled = PRINTED * NATS_PER_BIT  # no way to mend it
