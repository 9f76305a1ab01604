"""Cross entropy beside the squared error and the accuracy.

Notation: p = target, q = prediction, z = logits. With one logit there are two
classes, the true one is class 1 and q = sigmoid(z) is its probability. Cross
entropies are in nats; squared errors, accuracies and probabilities have no
unit.
Sources: Golik, Doetsch and Ney (2013), Cross-entropy vs. squared error
training; Hui and Belkin (2021), Evaluation of neural architectures trained
with square loss vs cross-entropy in classification tasks.
"""

from snippets.by_hand import cross_entropy
from snippets.softmax import sigmoid


# --8<-- [start:three]
def three(z):
    """Cross entropy (nats), squared error, and 1 if wrong, else 0."""
    q = sigmoid(z)
    wrong = 0 if q > 0.5 else 1
    return cross_entropy([0.0, z], 1), (q - 1) ** 2, wrong
# --8<-- [end:three]


# --8<-- [start:slopes]
def slopes(z):
    """The slopes of the three along z; the third jumps at z = 0."""
    q, p = sigmoid(z), 1
    return q - p, 2 * (q - p) * q * (1 - q), 0
# --8<-- [end:slopes]


LOGITS = [-8.0, -2.0, 2.0]
q_at = [sigmoid(z) for z in LOGITS]
losses_at = [three(z) for z in LOGITS]
slopes_at = [slopes(z) for z in LOGITS]
times_smaller = slopes_at[0][0] / slopes_at[0][1]
SURE_AND_WRONG = -4.0  # below this logit the model is both


# --8<-- [start:steps]
def steps_until_right(z, which):
    """Steps of gradient descent, learning rate 1, until q is above 1/2.

    which: 0 for the cross entropy, 1 for the squared error.
    """
    steps = 0
    while sigmoid(z) <= 0.5:
        z -= slopes(z)[which]
        steps += 1
    return steps
# --8<-- [end:steps]


ce_steps = steps_until_right(LOGITS[0], 0)
se_steps = steps_until_right(LOGITS[0], 1)


def main():
    print("logit   cross entropy      squared error")
    print("z        loss    slope     loss    slope")
    for z, loss, slope in zip(LOGITS, losses_at, slopes_at):
        print(f"{z:4.0f}  {loss[0]:7.4f} {slope[0]:8.5f}"
              f"  {loss[1]:7.4f} {slope[1]:8.5f}")
    print("steps until right:", ce_steps, "and", se_steps)


if __name__ == "__main__":
    main()
