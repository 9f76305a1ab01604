"""What pos_weight does to binary cross entropy, and which shape it must have.

z is one logit, q = sigmoid(z) the probability of "yes". Many pixels look the same and
so have the same logit; share is how much of them is yes. Losses are in nats.
Source: the page of torch.nn.BCEWithLogitsLoss.
"""

from math import log

from snippets.by_hand import log_softmax
from snippets.softmax import sigmoid


# --8<-- [start:weighted]
def parts(z, share, pos_weight):
    """What yes and what no add to the mean loss, in nats."""
    log_no, log_yes = log_softmax([0.0, z])
    return [-pos_weight * share * log_yes, -(1 - share) * log_no]


def weighted(z, share, pos_weight):
    """Mean loss in nats, as BCEWithLogitsLoss has it."""
    return sum(parts(z, share, pos_weight))


def slope(z, share, pos_weight):
    """Its slope along z."""
    q = sigmoid(z)
    return pos_weight * share * (q - 1) + (1 - share) * q


def best_logit(share, pos_weight):
    """Where that slope is 0; without the weight, q is the share there."""
    return log(share / (1 - share)) + log(pos_weight)


def balanced(share):
    """The pos_weight that gives yes and no the same weight: no per yes."""
    return (1 - share) / share
# --8<-- [end:weighted]


SHARE = 0.1  # one pixel in ten is yes
WEIGHT = balanced(SHARE)
START = -2.0
start_q = sigmoid(START)
start_loss, start_slope = weighted(START, SHARE, WEIGHT), slope(START, SHARE, WEIGHT)

plain_logit, weighted_logit = best_logit(SHARE, 1), best_logit(SHARE, WEIGHT)
plain_q, weighted_q = sigmoid(plain_logit), sigmoid(weighted_logit)
log_weight = log(WEIGHT)
threshold_q = 1 / (1 + WEIGHT)  # of the plain q, where the weighted one is a half
first_loss, first_weighted_loss = weighted(0.0, SHARE, 1), weighted(0.0, SHARE, WEIGHT)


# --8<-- [start:shape]
def stretched(pos_weight, logits):
    """The shape of pos_weight as PyTorch lays it over that of the logits.

    Shapes are compared from the right. Raises RuntimeError as PyTorch does.
    """
    shape = (1,) * (len(logits) - len(pos_weight)) + pos_weight
    for dim in reversed(range(len(logits))):
        a, b = shape[dim], logits[dim]
        if a not in (1, b):
            raise RuntimeError(f"The size of tensor a ({a}) must match the size of "
                               f"tensor b ({b}) at non-singleton dimension {dim}")
    return shape
# --8<-- [end:shape]


def said(pos_weight, logits):
    """That shape in words, or the message."""
    try:
        return str(stretched(pos_weight, logits))
    except RuntimeError as error:
        return f"RuntimeError: {error}"


MASKS, SQUARE = (2, 3, 4, 4), (2, 3, 4, 3)  # (N, C, H, W)
masks, square = str(MASKS), str(SQUARE)
weights, column = (3,), (3, 1, 1)
weights_over_masks, weights_over_square = said(weights, MASKS), said(weights, SQUARE)
column_over_masks = said(column, MASKS)

# logits 0, the weights 1, 2, 3, and only the last mask is all yes: what each costs
CLASS_WEIGHTS = [1, 2, 3]
half = log(2)
by_class = [half, half, CLASS_WEIGHTS[-1] * half]
by_column = [half, half, sum(CLASS_WEIGHTS) / 3 * half]
right_loss, wrong_loss = sum(by_class) / 3, sum(by_column) / 3
all_yes_loss = sum(CLASS_WEIGHTS) / 3 * half  # both the same, where all are yes


def main():
    print(f"{SHARE:.0%} yes, pos_weight {WEIGHT:.0f}")
    print(f"at a logit of {START:g}: loss {start_loss:.4f}, slope {start_slope:.4f}")
    print(f"least without it at {plain_logit:.4f}, q = {plain_q:.4f}")
    print(f"least with it at    {weighted_logit:.4f}, q = {weighted_q:.4f}")
    for weight in weights, column:
        for logits in MASKS, SQUARE:
            print(f"{weight} over {logits}:")
            print(" ", said(weight, logits).replace(" must match", "\n    must match"))
    print(f"weighted by class {right_loss:.4f}, by column {wrong_loss:.4f}")


if __name__ == "__main__":
    main()
