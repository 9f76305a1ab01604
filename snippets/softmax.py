"""From logits to probabilities: what softmax does, and what it does not.

Notation: z = logits, T = temperature, q = softmax(z / T) is the prediction.
Probabilities have no unit; losses are in nats. Indices count from 0.
Sources: Goodfellow, Bengio and Courville, Deep Learning, section 6.2.2.3;
for the temperature, Hinton, Vinyals and Dean (2015), Distilling the
Knowledge in a Neural Network, section 2.
"""

from math import exp, log

from snippets.by_hand import cross_entropy, log_softmax, softmax

# --8<-- [start:divide]
logits = [2.0, 1.0, -1.0]

# dividing by the sum: adds up to 1, but one "probability" is negative
logits_total = sum(logits)
divided = [z / logits_total for z in logits]

# softmax: first e to the z, then dividing by the sum
powers = [exp(z) for z in logits]
powers_total = sum(powers)
q = [power / powers_total for power in powers]
# --8<-- [end:divide]
ratio = q[0] / q[1]
squares = [z**2 for z in logits]

# --8<-- [start:shift]
SHIFT = 10.0
shifted = [z + SHIFT for z in logits]

q_shifted = softmax(shifted)  # the same q
divided_shifted = [z / sum(shifted) for z in shifted]  # not the same
# --8<-- [end:shift]


# --8<-- [start:temperature]
TEMPERATURES = [0.25, 1.0, 4.0, 16.0]


def at_temperature(logits, temperature):
    """softmax(z / T), one probability a class.

    Raises ValueError unless T is above 0.
    """
    if not temperature > 0:
        raise ValueError(f"T must be above 0, got {temperature!r}")
    return softmax([z / temperature for z in logits])


q_at = [at_temperature(logits, t) for t in TEMPERATURES]
# --8<-- [end:temperature]


def loss_at_temperature(logits, temperature, target):
    """Loss in nats of softmax(z / T) for one target."""
    return cross_entropy([z / temperature for z in logits], target)


START_TEMPERATURE = TEMPERATURES[1]
costs = [cross_entropy(logits, target) for target in range(len(logits))]
uniform = 1 / len(logits)
TEMPERATURE_OF_BASE_2 = 1 / log(2)  # 2^z is e^(z / T) with this T


# --8<-- [start:argmax]
def argmax(values):
    """The index of the largest value, the first of them in a tie."""
    return values.index(max(values))


CLOSE = [1.1, 1.0, -1.0]
FAR = [8.0, 1.0, -1.0]

picked = [argmax(z) for z in [CLOSE, logits, FAR]]
q_picked = [softmax(z)[0] for z in [CLOSE, logits, FAR]]
losses = [cross_entropy(z, 0) for z in [CLOSE, logits, FAR]]
# --8<-- [end:argmax]
picked_classes = [index + 1 for index in picked]

# --8<-- [start:twice]
twice = softmax(softmax(logits))  # flatter than softmax(logits)

log_q = log_softmax(logits)
log_q_twice = log_softmax(log_softmax(logits))  # the same as log_q
# --8<-- [end:twice]
# q lies between 0 and 1, so to a second softmax logits differ by at most 1
largest_ratio = exp(1 - 0)


def losses_along(t):
    """Loss in nats of the logits (t, -t, 0) for class 0.

    Gives two: with the softmax in the loss alone, and with one before it.
    """
    z = [t, -t, 0.0]
    return cross_entropy(z, 0), cross_entropy(softmax(z), 0)


# --8<-- [start:sigmoid]
def sigmoid(z):
    """The probability of class 1 from one logit.

    Raises OverflowError where e^-z is too large, below z = -709.
    """
    return 1 / (1 + exp(-z))


Z = 2.0
one_output = sigmoid(Z)
two_outputs = softmax([0.0, Z])[1]  # the same
# --8<-- [end:sigmoid]
lonely = softmax([Z])[0]  # a softmax over one output is always 1

def row(values):
    """Numbers with four decimals, one beside the other."""
    return " ".join(f"{x:7.4f}" for x in values)


def main():
    print("logits            ", row(logits))
    print("divided by the sum", row(divided))
    print("softmax           ", row(q))
    print("softmax twice     ", row(twice))
    print("log_softmax       ", row(log_q))
    print("log_softmax twice ", row(log_q_twice))
    for t, q_t in zip(TEMPERATURES, q_at):
        print(f"softmax, T = {t:<5g}", row(q_t))
    print(f"sigmoid({Z:g}) {one_output:.4f}")
    print(f"softmax((0, {Z:g})) {two_outputs:.4f} for class 1")


if __name__ == "__main__":
    main()
