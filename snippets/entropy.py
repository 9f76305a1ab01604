"""Entropy, cross entropy and the Kullback-Leibler divergence.

Notation: p = the true distribution (target), q = the one that a code or a
prediction was made for. Lists with one probability a class, adding up to 1.
Everything is in bits (log base 2).
Sources: Shannon (1948), A Mathematical Theory of Communication; Cover and
Thomas, Elements of Information Theory, chapter 2 and, for codes, chapter 5.
"""

from math import inf, log2
from types import SimpleNamespace

from snippets.worked_example import cross_entropy_bits

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


# --8<-- [start:kl]
def kl(p, q):
    """D_KL(p‖q) in bits: how much longer q's words are, on average.

    Raises ValueError where p(x) > 0 but q(x) = 0, as cross_entropy_bits does.
    """
    return sum(
        p_x * (surprise(q_x) - surprise(p_x))
        for p_x, q_x in zip(p, q)
        if p_x > 0
    )


h_pq = cross_entropy_bits(p, q)
kl_pq = kl(p, q)  # h_pq is h_p + kl_pq
kl_qp = kl(q, p)  # not the same
# --8<-- [end:kl]

# both places as a row of pixels, cut where one class ends and the next begins
PIXELS = 16


def cuts(shares):
    """Where a row of PIXELS is cut so that each class has its share."""
    return [int(sum(shares[:n]) * PIXELS) for n in range(1, len(shares))]


CUTS = SimpleNamespace(p=cuts(p), q=cuts(q))


def shares(edges):
    """A row from its first edge to its last as a distribution."""
    return [(b - a) / PIXELS for a, b in zip(edges[:-1], edges[1:])]


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


# a bit more than the word for a single pixel
longest = length(1 / PIXELS) + 1

# of four people, three called this pixel a car and one called it road
border = [3 / 4, 1 / 4]
h_border = entropy(border)


def border_loss(q_car):
    """H(p, q) in bits of the border pixel for one prediction."""
    return cross_entropy_bits(border, [q_car, 1 - q_car])


HALF = 1 / 2
border_half = border_loss(HALF)
kl_half = kl(border, [HALF, HALF])


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
