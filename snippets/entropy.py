"""Entropy, cross entropy and the Kullback-Leibler divergence.

Notation: p = the true distribution (target), q = the one that a code or a
prediction was made for. Lists with one probability a class, adding up to 1.
Everything is in bits (log base 2) unless a name says nats.
Sources: Shannon (1948), A Mathematical Theory of Communication; Cover and
Thomas, Elements of Information Theory, chapter 2 and, for codes, chapter 5;
label smoothing from Szegedy et al. (2016), arXiv:1512.00567, section 7.
"""

from math import inf, log, log2
from types import SimpleNamespace

from snippets.by_hand import softmax
from snippets.worked_example import cross_entropy

# --8<-- [start:setting]
CLASSES = ["road", "building", "tree", "car"]
p = [1 / 2, 1 / 4, 1 / 8, 1 / 8]  # pixels of an alley
q = [1 / 4, 1 / 8, 1 / 8, 1 / 2]  # pixels of a car park

# no word begins another, so a message needs no gaps
ALLEY_CODE = dict(road="0", building="10", tree="110", car="111")
PARK_CODE = dict(road="10", building="110", tree="111", car="0")
# --8<-- [end:setting]


# --8<-- [start:surprise]
def surprise(probability):
    """-log2 of a probability, in bits.

    Raises ValueError for 0: no number of bits is enough.
    """
    # 0.0 - x, because -x would show no surprise as -0.0
    return 0.0 - log2(probability)


surprise_p = [surprise(p_x) for p_x in p]
surprise_q = [surprise(q_x) for q_x in q]
# --8<-- [end:surprise]


# --8<-- [start:entropy]
def entropy(p):
    """H(p) in bits: the mean surprise, each class as often as it comes.

    A class with p(x) = 0 never comes, and adds nothing.
    """
    return sum(p_x * surprise(p_x) for p_x in p if p_x > 0)


h_p = entropy(p)
h_uniform = entropy([1 / 4] * 4)  # no distribution of four has more
h_one_hot = entropy([1, 0, 0, 0])
# --8<-- [end:entropy]
h_q = entropy(q)

# --8<-- [start:message]
# eight pixels in the alley's proportions
MESSAGE = "road road building road tree building road car".split()


def encode(message, code):
    """The message in 0s and 1s, one word of the code a pixel."""
    return "".join(code[x] for x in message)


own = encode(MESSAGE, ALLEY_CODE)
other = encode(MESSAGE, PARK_CODE)
own_mean = len(own) / len(MESSAGE)  # bits a pixel: H(p)
other_mean = len(other) / len(MESSAGE)  # H(p, q)
# --8<-- [end:message]
own_bits, other_bits = len(own), len(other)
pixels = len(MESSAGE)
roads = MESSAGE.count("road")


# --8<-- [start:kl]
def kl(p, q):
    """D_KL(p‖q) in bits: how much longer q's words are, on average.

    Raises ValueError where p(x) > 0 but q(x) = 0, as cross_entropy does.
    """
    return sum(
        p_x * (surprise(q_x) - surprise(p_x))
        for p_x, q_x in zip(p, q)
        if p_x > 0
    )


h_pq = cross_entropy(p, q)
kl_pq = kl(p, q)  # h_pq is h_p + kl_pq
kl_qp = kl(q, p)  # not the same
# --8<-- [end:kl]

# both places as counts of pixels, to change one by one
PIXELS = 16
counts_p = [int(share * PIXELS) for share in p]
counts_q = [int(share * PIXELS) for share in q]
COUNTS = SimpleNamespace(
    p=counts_p,
    q=counts_q,
    one_hot=[PIXELS, 0, 0, 0],
    never=[0, *counts_q[1:]],  # a car park without any road
)


def shares(counts):
    """Counts as a distribution."""
    total = sum(counts)
    return [count / total for count in counts]


def length(probability):
    """The surprise in bits, and inf for what never comes."""
    return surprise(probability) if probability > 0 else inf


def extra(p, q):
    """D_KL(p‖q) in bits, and inf where q rules out a class of p's."""
    possible = all(q_x > 0 for p_x, q_x in zip(p, q) if p_x > 0)
    return kl(p, q) if possible else inf


def lengths(p, q):
    """For each class p's word, q's word and what q's adds to KL, in bits."""
    return [
        [length(p_x), length(q_x), extra([p_x], [q_x])]
        for p_x, q_x in zip(p, q)
    ]


def parts(p, q):
    """H(p), D_KL(p‖q) and their sum H(p, q), in bits."""
    return [entropy(p), extra(p, q), entropy(p) + extra(p, q)]


# one pixel beside three classes that have them all
longest = length(1 / (3 * PIXELS + 1))

# of four people, three called this pixel a car and one called it road
border = [3 / 4, 1 / 4]
h_border = entropy(border)


def border_loss(q_car):
    """H(p, q) in bits of the border pixel for one prediction."""
    return cross_entropy(border, [q_car, 1 - q_car])


HALF = 1 / 2
border_half = border_loss(HALF)
kl_half = kl(border, [HALF, HALF])

# --8<-- [start:directions]
HOURS = list(range(8, 23))
GUESTS = [1, 1, 1, 8, 24, 8, 1, 1, 1, 10, 31, 10, 1, 1, 1]
guests = sum(GUESTS)
p_hours = [count / guests for count in GUESTS]


def bump(centre, width):
    """A distribution over the hours with a single peak at the centre."""
    return softmax([-(((hour - centre) / width) ** 2) / 2 for hour in HOURS])


# every half hour for the centre, every quarter for the width
SHAPES = [(8 + c / 2, w / 4) for c in range(29) for w in range(2, 17)]
bumps = {shape: bump(*shape) for shape in SHAPES}
forward_shape = min(SHAPES, key=lambda shape: kl(p_hours, bumps[shape]))
reverse_shape = min(SHAPES, key=lambda shape: kl(bumps[shape], p_hours))
# --8<-- [end:directions]


def both_ways(shape):
    """q of a shape, and both divergences from the guests' hours, in bits."""
    q_hours = bump(*shape)
    return SimpleNamespace(
        centre=shape[0],
        width=shape[1],
        q=q_hours,
        forward=kl(p_hours, q_hours),
        reverse=kl(q_hours, p_hours),
    )


forward = both_ways(forward_shape)
reverse = both_ways(reverse_shape)
LUNCH, QUIET, DINNER = 12, 15, 18


def at(hour, distribution):
    """The probability of one hour."""
    return distribution[HOURS.index(hour)]


p_lunch, p_quiet, p_dinner = [at(h, p_hours) for h in (LUNCH, QUIET, DINNER)]
forward_quiet = at(QUIET, forward.q)
reverse_dinner = at(DINNER, reverse.q)

# --8<-- [start:smoothing]
NATS_PER_BIT = log(2)


def smooth(classes, alpha):
    """Label smoothing, true class first: alpha is shared by all classes.

    One list of `classes` probabilities. The true class gets a share of
    alpha as well, as in PyTorch.
    """
    share = alpha / classes
    return [1 - alpha + share] + [share] * (classes - 1)


def floor_nats(p):
    """The smallest loss that any prediction can have: H(p), in nats."""
    return entropy(p) * NATS_PER_BIT


ALPHA = 0.1
floors = [
    SimpleNamespace(
        classes=classes,
        p=smooth(classes, ALPHA),
        nats=floor_nats(smooth(classes, ALPHA)),
    )
    for classes in [2, 3, 10]
]
# --8<-- [end:smoothing]
# what one may expect for two classes: all of alpha to the wrong one
expected = [1 - ALPHA, ALPHA]
expected_nats = floor_nats(expected)
best_gap = log(floors[0].p[0] / floors[0].p[1])

SURE = 0.999
sure_nats = cross_entropy(floors[0].p, [SURE, 1 - SURE]) * NATS_PER_BIT
sure_one_hot_nats = cross_entropy([1, 0], [SURE, 1 - SURE]) * NATS_PER_BIT

# --- the exercises

THREE = [1 / 2, 1 / 4, 1 / 4]
h_three = entropy(THREE)
sum_three = sum(surprise(p_x) for p_x in THREE)  # without the weights

h_qp = cross_entropy(q, p)

VOC_CLASSES = 21  # 20 kinds of things and the background
voc = smooth(VOC_CLASSES, ALPHA)
voc_nats = floor_nats(voc)
voc_true_only = -log(voc[0])
# the loss as it was read off, to two decimals, beside the floors in question
voc_read = round(voc_nats, 2)
voc_floors = {"floor": voc_nats, "zero": 0.0, "true_only": voc_true_only}
voc_verdict = min(voc_floors, key=lambda x: abs(voc_floors[x] - voc_read))

UNIFORM = [1 / 4] * 4
uniform_p = cross_entropy(p, UNIFORM)
kl_uniform = kl(p, UNIFORM)
one_hot_extra = kl([1, 0, 0, 0], UNIFORM)


def main():
    print(f"alley code    {own} ({own_bits} bits)")
    print(f"car park code {other} ({other_bits} bits)")
    print("bits a pixel")
    print(f"H(p)        {h_p:.4f}")
    print(f"H(p, q)     {h_pq:.4f}")
    print(f"D_KL(p‖q)   {kl_pq:.4f}")
    print(f"D_KL(q‖p)   {kl_qp:.4f}")


if __name__ == "__main__":
    main()
