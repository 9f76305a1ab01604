"""Yes or no with one logit: binary cross entropy, and what is often mistaken in it.

Here z is one logit, q = sigmoid(z) the probability of "yes" (class 1) and p its
target. Losses are in nats.
Sources: the pages of torch.nn.BCELoss, torch.nn.BCEWithLogitsLoss and
torch.nn.CrossEntropyLoss; tensorflow/tensorflow#62204 for the small number.
"""

from math import log

from snippets.by_hand import cross_entropy, gradient, log_softmax, softmax
from snippets.softmax import sigmoid


# --8<-- [start:bce]
def bce(z, p):
    """Binary cross entropy in nats: cross entropy of the two logits 0 and z."""
    log_no, log_yes = log_softmax([0.0, z])
    return -(p * log_yes + (1 - p) * log_no)
# --8<-- [end:bce]


Z, SOFT = 2.0, 0.3
q = sigmoid(Z)
q_no = 1 - q
yes_loss, no_loss, soft_loss = bce(Z, 1), bce(Z, 0), bce(Z, SOFT)
even_loss = bce(0.0, 1)  # ln 2, whatever the target

PAIR = [1.0, 3.0]  # two outputs: the logits of no and yes
single = PAIR[1] - PAIR[0]  # one output

two_outputs_loss, two_slopes = cross_entropy(PAIR, 1), gradient(PAIR, 1)
one_output_loss, one_slope = bce(single, 1), sigmoid(single) - 1
apart = two_slopes[1] - two_slopes[0]  # how fast the difference changes

one_channel_loss = cross_entropy([Z], 0)  # a softmax over one number is 1

# four images, squeezed to the shape (4,): cross_entropy sees one image
SQUEEZED, ANSWERS = [2.0, -1.0, 0.5, 1.0], [1, 0, 1, 1]
as_one_image_loss = -sum(p * x for p, x in zip(ANSWERS, log_softmax(SQUEEZED)))
as_four_loss = sum(bce(z, p) for z, p in zip(SQUEEZED, ANSWERS)) / 4

# one image with a cat and a sofa in it, and no dog
SEVERAL, PRESENT = [3.0, 2.0, -2.0], [1, 1, 0]
q_softmax = softmax(SEVERAL)
q_sigmoid = [sigmoid(z) for z in SEVERAL]
losses = [bce(z, p) for z, p in zip(SEVERAL, PRESENT)]
several_loss = sum(losses) / len(losses)
softmax_sum, sigmoid_sum = sum(q_softmax), sum(q_sigmoid)
# cross entropy with the targets 1, 1, 0 is least at one half, one half, 0
least_several_loss = -sum(log(1 / 2) for p in PRESENT if p)

# a sigmoid in the model, and another in BCEWithLogitsLoss
twice_no, twice_yes = sigmoid(0.0), sigmoid(1.0)  # the least and the most
least_yes_loss, least_no_loss = bce(1.0, 1), bce(0.0, 0)
HALF = 0.5
over_half = sigmoid(HALF)  # what a logit of 0.5 means

# --8<-- [start:rounding]
EPSILON = 1e-7
STEP = 2**-24  # of float32 between one half and 1
below_1 = 1 - round((1 - (1 - EPSILON)) / STEP) * STEP
rounded = 1 - below_1
small_yes_loss = -log(EPSILON)  # q is 1e-7, yes is true
small_no_loss = -log(rounded)  # q is 1 - 1e-7, no is true

keras_yes_loss = -log(EPSILON + EPSILON)
keras_no_loss = -log(rounded + EPSILON)
# --8<-- [end:rounding]

WHITE = 255  # "yes" in a mask read from an image
GREY_Z = 5.0
grey_loss = bce(GREY_Z, WHITE)
grey_slope = sigmoid(GREY_Z) - WHITE
mended_loss = bce(GREY_Z, WHITE / WHITE)
grey_no_loss = bce(GREY_Z, 0)  # ln(1 + e^z)
MINUS_Z, MINUS = -5.0, -1  # no, in masks scaled to -1 and 1
minus_loss = bce(MINUS_Z, MINUS)


def main():
    print(f"z = {Z:g}: yes {yes_loss:.4f}, no {no_loss:.4f}, {SOFT} {soft_loss:.4f}")
    print(f"two outputs {two_outputs_loss:.4f}, one {one_output_loss:.4f}")
    print(f"slopes {two_slopes[0]:.4f} and {two_slopes[1]:.4f}, one {one_slope:.4f}")
    print(f"one channel, softmax {one_channel_loss:.4f}")
    print(f"shape (4,) in cross_entropy {as_one_image_loss:.4f}, BCE {as_four_loss:.4f}")
    print("softmax", *(f"{x:.4f}" for x in q_softmax), f"sum {softmax_sum:.4f}")
    print("sigmoid", *(f"{x:.4f}" for x in q_sigmoid), f"sum {sigmoid_sum:.4f}")
    print(f"loss of the three {several_loss:.4f}")
    print(f"sigmoid twice: from {twice_no:.4f} to {twice_yes:.4f},",
          f"losses from {least_yes_loss:.4f} and {least_no_loss:.4f}")
    print(f"1e-7 for yes {small_yes_loss:.4f}, 1 - 1e-7 for no {small_no_loss:.4f}")
    print(f"in Keras     {keras_yes_loss:.4f},                {keras_no_loss:.4f}")
    print(f"target {WHITE}: loss {grey_loss:.4f}, slope {grey_slope:.4f}")


if __name__ == "__main__":
    main()
