"""The two directions of KL against moments and a finer search."""

import itertools
import math
from fractions import Fraction

import pytest

from snippets import kl_directions as chapter


def shares(counts):
    return [count / sum(counts) for count in counts]


def test_guests_have_two_peaks():
    hours = dict(zip(chapter.HOURS, chapter.GUESTS, strict=True))
    inner = chapter.HOURS[1:-1]
    peaks = [h for h in inner if hours[h - 1] < hours[h] > hours[h + 1]]
    assert peaks == [chapter.LUNCH, chapter.DINNER]
    assert chapter.LUNCH < chapter.QUIET < chapter.DINNER
    for hour, p in [
        (chapter.LUNCH, chapter.p_lunch),
        (chapter.QUIET, chapter.p_quiet),
        (chapter.DINNER, chapter.p_dinner),
    ]:
        assert p == float(Fraction(hours[hour], chapter.guests))
    assert hours[chapter.QUIET] == min(hours.values())


def gauss(centre, width):
    powers = [math.exp(-((h - centre) ** 2) / (2 * width**2)) for h in chapter.HOURS]
    return shares(powers)


def moments(distribution):
    mean = sum(h * x for h, x in zip(chapter.HOURS, distribution))
    return mean, sum((h - mean) ** 2 * x for h, x in zip(chapter.HOURS, distribution))


def test_a_bump_is_a_normal_curve_over_the_hours():
    assert chapter.bump(15.3, 2.5) == pytest.approx(gauss(15.3, 2.5), rel=1e-12)


def test_forward_matches_mean_and_variance():
    # in an exponential family D(p‖q) is smallest where the moments agree
    mean, variance = moments(shares(chapter.GUESTS))
    best = chapter.forward
    assert best.q == pytest.approx(gauss(best.centre, best.width), rel=1e-12)
    mean_q, variance_q = moments(best.q)
    # the centre moves in steps, so the mean is only near
    assert mean_q == pytest.approx(mean, abs=0.125)
    assert variance_q == pytest.approx(variance, rel=0.05)
    assert chapter.forward_quiet == best.q[chapter.HOURS.index(chapter.QUIET)]


def test_reverse_is_the_smallest_around_and_over_the_other_peak():
    p = shares(chapter.GUESTS)

    def divergence(centre, width):
        return sum(q_x * math.log2(q_x / p_x) for q_x, p_x in zip(gauss(centre, width), p))

    best = chapter.reverse
    smallest = divergence(best.centre, best.width)
    assert best.reverse == pytest.approx(smallest, rel=1e-9)
    for c, w in itertools.product([-0.25, 0, 0.25], repeat=2):
        assert divergence(best.centre + c, best.width + w) >= smallest - 1e-12
    # starting from anywhere on a coarser grid, nothing is better
    for centre, width in itertools.product(chapter.HOURS, [0.5, 0.7, 1, 2, 3, 4, 5, 6]):
        assert divergence(centre, width) >= smallest - 1e-12
    assert abs(best.centre - chapter.DINNER) < 1 and best.width < 1
    dinner, lunch = map(chapter.HOURS.index, [chapter.DINNER, chapter.LUNCH])
    around = gauss(best.centre, best.width)
    assert chapter.reverse_dinner == pytest.approx(around[dinner], rel=1e-12)
    # lunch is given up
    assert best.q[lunch] < 1e-4


def test_each_wins_in_its_own_direction():
    assert chapter.forward.forward < chapter.reverse.forward
    assert chapter.reverse.reverse < chapter.forward.reverse
    # neither stopped at the edge of what was searched
    for best in [chapter.forward, chapter.reverse]:
        assert 8 < best.centre < 22 and 0.5 < best.width < 4
