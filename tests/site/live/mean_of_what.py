"""What two micro-batches must say, from one list of all their losses."""

from fractions import Fraction


def numbers(state, start):
    sizes = [round(state[f"size{n}"]) for n in (0, 1)]
    means = [Fraction(round(10 * state[f"mean{n}"]), 10) for n in (0, 1)]
    losses = [mean for size, mean in zip(sizes, means) for _ in range(size)]
    of_means = (means[0] + means[1]) / 2
    said = [sizes[0], means[0], sizes[1], means[1], of_means, sum(losses) / len(losses)]
    # what one token of either adds to the mean of means, per nat
    each = [Fraction(1, 2 * size) for size in sizes]
    return [float(number) for number in [*said, each[0] / each[1]]]
