"""KL has a direction: two best imitations of the same two peaks.

Notation: p = the hours at which guests come, q = a distribution with a single
peak. Lists with one probability an hour. Divergences are in bits.
"""

from types import SimpleNamespace

from snippets.by_hand import softmax
from snippets.entropy import kl

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


def main():
    for name, best in [("D(p‖q)", forward), ("D(q‖p)", reverse)]:
        print(f"smallest {name}: centre {best.centre:.2f} h, width {best.width:.2f} h")
        print(f"  D(p‖q) {best.forward:.4f} bits, D(q‖p) {best.reverse:.4f} bits")


if __name__ == "__main__":
    main()
