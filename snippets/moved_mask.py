"""A prediction moved over a mask: five measures of the same mistake.

truth and guess are square lists of rows, 1 for the object and 0 for background.
The prediction gives q = sure to the class that it calls, at every pixel. Losses are
in nats; accuracy, IoU and the Dice loss are shares.
"""

from math import log

from snippets.digit_scenes import seen

EDGE = 5
digit = seen[8].reshape(14, 2, 14, 2).mean(axis=(1, 3)) > 60  # a three
SIDE = 14 + 2 * EDGE
TRUTH = [[0] * SIDE for _ in range(SIDE)]
for y, x in zip(*digit.nonzero()):
    TRUTH[EDGE + y][EDGE + x] = 1


def moved(truth, right, down):
    """The mask moved by so many pixels; what leaves the picture is gone."""
    places = range(len(truth))
    return [
        [
            truth[y - down][x - right]
            if 0 <= y - down < len(truth) and 0 <= x - right < len(truth)
            else 0
            for x in places
        ]
        for y in places
    ]


# --8<-- [start:measures]
def counts(truth, guess):
    """Pixels that are of the object in both, in guess alone, in truth alone."""
    pairs = [(t, g) for a, b in zip(truth, guess) for t, g in zip(a, b)]
    both = sum([t * g for t, g in pairs])
    return [both, sum([g for _, g in pairs]) - both, sum([t for t, _ in pairs]) - both]


def measures(truth, guess, sure):
    """Accuracy, IoU, cross entropy, focal loss (gamma 2) and Dice loss."""
    both, extra, missed = counts(truth, guess)
    pixels = len(truth) * len(truth)
    wrong = extra + missed
    right = pixels - wrong
    easy, hard = -log(sure), -log(1 - sure)
    # soft Dice: q of the object, where it is and everywhere
    shared = both * sure + missed * (1 - sure)
    q_sum = (both + extra) * sure + (pixels - both - extra) * (1 - sure)
    return [
        right / pixels,
        both / (both + wrong),
        (right * easy + wrong * hard) / pixels,
        (right * (1 - sure) ** 2 * easy + wrong * sure**2 * hard) / pixels,
        1 - 2 * shared / (q_sum + both + missed),
    ]
# --8<-- [end:measures]


def kinds(truth, guess):
    """Of each pixel: 0 background, 1 truth alone, 2 guess alone, 3 both."""
    return [[t + 2 * g for t, g in zip(a, b)] for a, b in zip(truth, guess)]


def called(truth, how, right, down):
    """The prediction: the mask moved, or "nothing" but background."""
    return moved(truth, right, down) if how == "moved" else moved(truth, len(truth), 0)


RIGHT, DOWN, SURE = 2, 1, 0.9
guess = called(TRUTH, "moved", RIGHT, DOWN)
accuracy, iou, ce_nats, focal_nats, dice_loss = measures(TRUTH, guess, SURE)
blank = measures(TRUTH, called(TRUTH, "nothing", 0, 0), SURE)
object_pixels = sum(map(sum, TRUTH))
pixels = SIDE**2


def main():
    for name, found in ("moved", measures(TRUTH, guess, SURE)), ("nothing", blank):
        print(f"{name:8}", *(f"{value:.4f}" for value in found))


if __name__ == "__main__":
    main()
