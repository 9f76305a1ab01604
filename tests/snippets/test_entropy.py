"""Entropy, cross entropy and KL against fractions, moments and PyTorch."""

import itertools
import json
import math
import subprocess
import sys
from decimal import Decimal, getcontext
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from snippets import entropy as chapter

RECORDED = json.loads(Path("snippets/recorded/entropy.json").read_text(encoding="utf-8"))

ALLEY = [Fraction(1, 2), Fraction(1, 4), Fraction(1, 8), Fraction(1, 8)]
PARK = [Fraction(1, 4), Fraction(1, 8), Fraction(1, 8), Fraction(1, 2)]

weights = st.lists(st.integers(1, 1000), min_size=2, max_size=6)


def digits(share):
    """n where share is 1 / 2^n: the halvings counted, no logarithm."""
    assert share.numerator == 1
    return share.denominator.bit_length() - 1


def mean_digits(p, q):
    return float(sum(p_x * digits(q_x) for p_x, q_x in zip(p, q)))


def nats(p, q):
    """-sum of p ln q to 40 digits, of exact fractions."""
    getcontext().prec = 40

    def decimal(x):
        return Decimal(x.numerator) / Decimal(x.denominator)

    return float(-sum(decimal(a) * decimal(b).ln() for a, b in zip(p, q) if a))


def shares(counts):
    return [count / sum(counts) for count in counts]


def test_the_alley_and_the_car_park():
    assert chapter.CLASSES == ["road", "building", "tree", "car"]
    assert chapter.p == ALLEY and chapter.q == PARK
    assert sum(chapter.p) == sum(chapter.q) == 1
    assert chapter.surprise_p == [digits(x) for x in ALLEY]
    assert chapter.surprise_q == [digits(x) for x in PARK]


@pytest.mark.parametrize(
    "code, share", [(chapter.ALLEY_CODE, ALLEY), (chapter.PARK_CODE, PARK)]
)
def test_codes_are_free_of_prefixes_and_as_long_as_the_surprise(code, share):
    assert list(code) == chapter.CLASSES
    for one, another in itertools.permutations(code.values(), 2):
        assert not another.startswith(one)
    assert [len(word) for word in code.values()] == [digits(x) for x in share]
    # complete: no word could be shorter (Kraft)
    assert sum(Fraction(1, 2 ** len(word)) for word in code.values()) == 1


@pytest.mark.parametrize("code", [chapter.ALLEY_CODE, chapter.PARK_CODE])
@given(message=st.lists(st.sampled_from(chapter.CLASSES)))
def test_a_message_can_be_read_back(code, message):
    words = {word: x for x, word in code.items()}
    read, word = [], ""
    for digit in chapter.encode(message, code):
        word += digit
        if word in words:
            read.append(words[word])
            word = ""
    assert read == message and word == ""


def test_the_message_counts_to_entropy_and_cross_entropy():
    assert chapter.pixels == 8
    for x, share in zip(chapter.CLASSES, ALLEY):
        assert chapter.MESSAGE.count(x) == share * 8
    assert chapter.own_bits == 14 and chapter.other_bits == 18
    assert chapter.own_mean == chapter.h_p == mean_digits(ALLEY, ALLEY) == 14 / 8
    assert chapter.other_mean == chapter.h_pq == mean_digits(ALLEY, PARK) == 18 / 8


def test_kl_is_the_difference_and_has_a_direction():
    assert chapter.kl_pq == mean_digits(ALLEY, PARK) - mean_digits(ALLEY, ALLEY)
    assert chapter.kl_qp == mean_digits(PARK, ALLEY) - mean_digits(PARK, PARK)
    assert (chapter.kl_pq, chapter.kl_qp) == (Fraction(1, 2), Fraction(5, 8))
    assert chapter.h_qp == mean_digits(PARK, ALLEY)
    assert chapter.h_q == mean_digits(PARK, PARK)


@given(weights)
def test_entropy_to_many_digits(counts):
    exact = [Fraction(count, sum(counts)) for count in counts]
    expected = nats(exact, exact) / math.log(2)
    assert chapter.entropy(shares(counts)) == pytest.approx(expected, rel=1e-12)
    # between none and that of equal shares
    assert 0 < expected <= math.log2(len(counts)) + 1e-12


def test_entropy_at_its_ends():
    assert chapter.h_uniform == 2
    assert chapter.h_one_hot == 0
    assert math.copysign(1, chapter.h_one_hot) == 1
    assert math.copysign(1, chapter.surprise(1.0)) == 1
    assert chapter.entropy([1 / 16] * 16) == 4


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 50)), min_size=2, max_size=6))
def test_cross_entropy_is_entropy_and_kl(pairs):
    assume(any(a for a, _ in pairs))
    p, q = (shares(counts) for counts in zip(*pairs))
    # Gibbs: never below 0, up to rounding
    assert chapter.kl(p, q) >= -1e-12
    assert chapter.cross_entropy(p, q) == pytest.approx(
        chapter.entropy(p) + chapter.kl(p, q), abs=1e-12
    )
    assert chapter.kl(p, p) == 0
    exact_p, exact_q = (
        [Fraction(n, sum(counts)) for n in counts] for counts in zip(*pairs)
    )
    expected = (nats(exact_p, exact_q) - nats(exact_p, exact_p)) / math.log(2)
    assert chapter.kl(p, q) == pytest.approx(expected, abs=1e-12)


@given(st.integers(0, 3), weights.filter(lambda counts: len(counts) == 4))
def test_of_a_one_hot_target_all_is_kl(label, counts):
    p, q = [float(x == label) for x in range(4)], shares(counts)
    surprise = math.log2(sum(counts) / counts[label])
    assert chapter.kl(p, q) == pytest.approx(surprise, abs=1e-12)
    assert chapter.cross_entropy(p, q) == pytest.approx(surprise, abs=1e-12)


def test_what_cannot_happen():
    for function in [chapter.kl, chapter.cross_entropy]:
        with pytest.raises(ValueError):
            function([0.5, 0.5], [1.0, 0.0])
        assert function([1.0, 0.0], [0.5, 0.5]) == 1
    with pytest.raises(ValueError):
        chapter.surprise(0.0)


def test_the_border_pixel():
    quarters = [Fraction(3, 4), Fraction(1, 4)]
    assert chapter.border == quarters
    # 3/4 log2(4/3) + 1/4 log2(4) = 2 - 3/4 log2(3)
    floor = 2 - 0.75 * math.log2(3)
    assert chapter.h_border == pytest.approx(floor, rel=1e-14)
    assert chapter.HALF == Fraction(1, 2)
    assert chapter.border_half == 1
    assert chapter.kl_half == pytest.approx(1 - floor, rel=1e-13)


@given(st.floats(0.001, 0.999))
def test_the_border_pixel_is_best_at_q_equal_p(q):
    assert chapter.border_loss(q) >= chapter.border_loss(0.75) - 1e-12
    # on either side it rises: the slope is (q - p) / (q (1 - q) ln 2)
    step = 1e-6 * min(q, 1 - q)
    slope = (chapter.border_loss(q + step) - chapter.border_loss(q - step)) / (2 * step)
    assert slope == pytest.approx((q - 0.75) / (q * (1 - q) * math.log(2)), rel=1e-3, abs=1e-4)


def test_guests_have_two_peaks():
    hours = dict(zip(chapter.HOURS, chapter.GUESTS, strict=True))
    assert (min(hours), max(hours)) == (8, 22)
    peaks = [h for h in range(9, 22) if hours[h - 1] < hours[h] > hours[h + 1]]
    assert peaks == [12, 18] == [chapter.LUNCH, chapter.DINNER]
    assert chapter.QUIET == 15
    assert chapter.guests == sum(hours.values()) == 100
    assert (chapter.p_lunch, chapter.p_quiet, chapter.p_dinner) == (0.24, 0.01, 0.31)


def gauss(centre, width):
    powers = [math.exp(-((h - centre) ** 2) / (2 * width**2)) for h in range(8, 23)]
    return shares(powers)


def moments(distribution):
    mean = sum(h * x for h, x in zip(range(8, 23), distribution))
    return mean, sum((h - mean) ** 2 * x for h, x in zip(range(8, 23), distribution))


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
    assert chapter.forward_quiet == best.q[7]


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
    for centre, width in itertools.product(range(8, 23), [0.5, 0.7, 1, 2, 3, 4, 5, 6]):
        assert divergence(centre, width) >= smallest - 1e-12
    assert abs(best.centre - 18) < 1 and best.width < 1
    assert chapter.reverse_dinner == best.q[10] == pytest.approx(
        gauss(best.centre, best.width)[10], rel=1e-12
    )
    # lunch is given up
    assert best.q[4] < 1e-4


def test_each_wins_in_its_own_direction():
    assert chapter.forward.forward < chapter.reverse.forward
    assert chapter.reverse.reverse < chapter.forward.reverse
    # neither stopped at the edge of what was searched
    for best in [chapter.forward, chapter.reverse]:
        assert 8 < best.centre < 22 and 0.5 < best.width < 4


@given(st.integers(2, 100), st.fractions(0, 1))
def test_smoothing(classes, alpha):
    p = chapter.smooth(classes, float(alpha))
    assert len(p) == classes and sum(p) == pytest.approx(1)
    one_hot = [1] + [0] * (classes - 1)
    mixed = [(1 - alpha) * x + alpha * Fraction(1, classes) for x in one_hot]
    assert p == pytest.approx([float(x) for x in mixed], abs=1e-15)


def smoothed(classes):
    share = Fraction(1, 10 * classes)
    return [Fraction(9, 10) + share] + [share] * (classes - 1)


def test_floors():
    assert chapter.ALPHA == 0.1
    assert [row.classes for row in chapter.floors] == [2, 3, 10]
    for row in chapter.floors:
        p = smoothed(row.classes)
        assert row.p == pytest.approx([float(x) for x in p], rel=1e-14)
        assert row.nats == pytest.approx(nats(p, p), rel=1e-13)
    tenths = [Fraction(9, 10), Fraction(1, 10)]
    assert chapter.expected == pytest.approx([0.9, 0.1])
    assert chapter.expected_nats == pytest.approx(nats(tenths, tenths), rel=1e-13)


def test_being_too_sure():
    assert chapter.SURE == 0.999
    sure = [Fraction(999, 1000), Fraction(1, 1000)]
    assert chapter.sure_nats == pytest.approx(nats(smoothed(2), sure), rel=1e-12)
    assert chapter.sure_one_hot_nats == pytest.approx(nats([1, 0], sure), rel=1e-10)
    assert chapter.sure_nats > chapter.floors[0].nats
    assert chapter.sure_one_hot_nats < chapter.floors[0].nats


def test_exercises():
    halves = [Fraction(1, 2), Fraction(1, 4), Fraction(1, 4)]
    assert chapter.h_three == mean_digits(halves, halves) == 1.5
    assert chapter.sum_three == sum(map(digits, halves)) == 5
    assert chapter.VOC_CLASSES == 21
    p = smoothed(21)
    assert chapter.voc == pytest.approx([float(x) for x in p], rel=1e-14)
    assert chapter.voc_nats == pytest.approx(nats(p, p), rel=1e-13)
    assert chapter.voc_true_only == pytest.approx(math.log(210 / 190), rel=1e-14)
    # the floor of p alone is within the rounding of the loss that was read off
    near = [
        name
        for name, floor in {"floor": nats(p, p), "zero": 0, "true_only": math.log(21 / 19)}.items()
        if abs(floor - chapter.voc_read) <= 0.005
    ]
    assert near == [chapter.voc_verdict] == ["floor"]
    assert chapter.uniform_p == 2
    # the uniform code costs the same for photos of any kind
    assert chapter.cross_entropy(chapter.q, [0.25] * 4) == 2
    assert chapter.kl_uniform == 2 - mean_digits(ALLEY, ALLEY)
    assert chapter.one_hot_extra == 2


def test_pytorch_recorded_the_same_in_nats():
    values = RECORDED["values"]
    assert RECORDED["torch"] == "2.13.0"
    assert values["p"] == [chapter.p] and values["q"] == [chapter.q]
    ln_2 = math.log(2)
    kl = ln_2 * 0.5
    # sum of p (ln p - q): the logarithm of q forgotten
    no_log = -ln_2 * 1.75 - float(sum(a * b for a, b in zip(ALLEY, PARK)))
    for name, expected in {
        "entropy": 1.75 * ln_2,
        "ce": 2.25 * ln_2,
        "kl": kl,
        "no_log": no_log,
        "no_log_bits": no_log / ln_2,
        "swapped": 0.625 * ln_2,
        "by_default": kl / 4,  # four classes
        "kl_map": kl * 4,  # four pixels
        "kl_pixel": kl,
    }.items():
        assert values[name] == pytest.approx(expected, rel=1e-6), name
        if name != "no_log_bits":
            assert f"{expected:7.4f}  {expected / ln_2:7.4f}\n" in RECORDED["output"]
    assert no_log < 0


def test_pytorch_warns_of_the_mean():
    warning = RECORDED["values"]["warning"]
    assert "divides the total loss by both the batch size and the support size" in warning
    assert "".join(warning.split()) in "".join(RECORDED["output"].split())


def test_pytorch_learns_the_smoothed_target():
    values = RECORDED["values"]
    p = smoothed(2)
    assert values["learned"][0] == pytest.approx([float(x) for x in p], rel=1e-5)
    assert values["smooth_loss"] == pytest.approx(nats(p, p), rel=1e-6)
    # the best logits lie ln(19) apart: finite, unlike those of a one-hot target
    assert chapter.best_gap == pytest.approx(math.log(19))
    assert values["z"][0][0] - values["z"][0][1] == pytest.approx(math.log(19), rel=1e-4)


def test_running_it_prints_the_same_numbers(capsys):
    run = subprocess.run(
        [sys.executable, "-m", "snippets.entropy"], capture_output=True, text=True, check=True
    )
    chapter.main()
    assert run.stdout == capsys.readouterr().out
    for line in [
        "00100110100111 (14 bits)",
        "101011010111110100 (18 bits)",
        f"H(p)        {mean_digits(ALLEY, ALLEY):.4f}",
        f"H(p, q)     {mean_digits(ALLEY, PARK):.4f}",
        f"D_KL(p‖q)   {1 / 2:.4f}",
        f"D_KL(q‖p)   {5 / 8:.4f}",
    ]:
        assert line in run.stdout


# --- what the figure that answers is told


def test_counts_are_the_two_places():
    assert chapter.shares(chapter.COUNTS.p) == chapter.p
    assert chapter.shares(chapter.COUNTS.q) == chapter.q
    assert chapter.shares(chapter.COUNTS.one_hot) == [1, 0, 0, 0]
    assert chapter.shares(chapter.COUNTS.never)[0] == 0
    assert 2**chapter.longest == pytest.approx(3 * chapter.PIXELS + 1)


@given(weights, st.data())
def test_the_parts_of_the_areas_are_those_of_the_sums(counts, data):
    others = data.draw(st.lists(st.integers(1, 1000), min_size=len(counts), max_size=len(counts)))
    p, q = chapter.shares(counts), chapter.shares(others)
    assert sum(p) == pytest.approx(1)
    own, extra, together = chapter.parts(p, q)
    rows = chapter.lengths(p, q)
    assert sum(p_x * row[0] for p_x, row in zip(p, rows)) == pytest.approx(own)
    assert sum(p_x * row[1] for p_x, row in zip(p, rows)) == pytest.approx(together)
    assert sum(row[2] for row in rows) == pytest.approx(extra, abs=1e-9)


def test_what_never_comes_is_infinitely_long():
    assert chapter.parts([0.5, 0.5], [1.0, 0.0]) == [1, math.inf, math.inf]
    # but not where p rules it out too
    assert chapter.parts([1.0, 0.0], [1.0, 0.0]) == [0, 0, 0]
    assert chapter.lengths([0.5, 0.5], [1.0, 0.0]) == [[1, 0, -0.5], [1, math.inf, math.inf]]
    assert chapter.length(0.0) == math.inf
