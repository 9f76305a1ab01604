"""Entropy, cross entropy and KL against fractions, moments and PyTorch."""

import itertools
import math
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from snippets import entropy as chapter
from tests.snippets.exact import nats
from tests.snippets.recordings import recorded

RECORDED = recorded("entropy")

ALLEY, PARK = [Fraction(x) for x in chapter.p], [Fraction(x) for x in chapter.q]

weights = st.lists(st.integers(1, 1000), min_size=2, max_size=6)


def digits(share):
    """n where share is 1 / 2^n: the halvings counted, no logarithm."""
    assert share.numerator == 1
    return share.denominator.bit_length() - 1


def mean_digits(p, q):
    return float(sum(p_x * digits(q_x) for p_x, q_x in zip(p, q)))


def shares(counts):
    return [count / sum(counts) for count in counts]


def test_the_alley_and_the_car_park():
    assert sum(ALLEY) == sum(PARK) == 1
    assert chapter.surprise_p == [digits(x) for x in ALLEY]
    assert chapter.surprise_q == [digits(x) for x in PARK]


@pytest.mark.parametrize("code, share", [(chapter.ALLEY_CODE, ALLEY), (chapter.PARK_CODE, PARK)])
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
    for x, share in zip(chapter.CLASSES, ALLEY):
        assert chapter.MESSAGE.count(x) == share * chapter.pixels
    assert chapter.own_mean == chapter.h_p == mean_digits(ALLEY, ALLEY)
    assert chapter.other_mean == chapter.h_pq == mean_digits(ALLEY, PARK)
    assert chapter.own_bits == mean_digits(ALLEY, ALLEY) * chapter.pixels
    assert chapter.other_bits == mean_digits(ALLEY, PARK) * chapter.pixels


def test_kl_is_the_difference_and_has_a_direction():
    assert chapter.kl_pq == mean_digits(ALLEY, PARK) - mean_digits(ALLEY, ALLEY)
    assert chapter.kl_qp == mean_digits(PARK, ALLEY) - mean_digits(PARK, PARK)
    assert chapter.kl_pq != chapter.kl_qp


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
    assert chapter.cross_entropy_bits(p, q) == pytest.approx(
        chapter.entropy(p) + chapter.kl(p, q), abs=1e-12
    )
    assert chapter.kl(p, p) == 0
    exact_p, exact_q = ([Fraction(n, sum(counts)) for n in counts] for counts in zip(*pairs))
    expected = (nats(exact_p, exact_q) - nats(exact_p, exact_p)) / math.log(2)
    assert chapter.kl(p, q) == pytest.approx(expected, abs=1e-12)


@given(st.integers(0, 3), weights.filter(lambda counts: len(counts) == 4))
def test_of_a_one_hot_target_all_is_kl(label, counts):
    p, q = [float(x == label) for x in range(4)], shares(counts)
    surprise = math.log2(sum(counts) / counts[label])
    assert chapter.kl(p, q) == pytest.approx(surprise, abs=1e-12)
    assert chapter.cross_entropy_bits(p, q) == pytest.approx(surprise, abs=1e-12)


def test_what_cannot_happen():
    for function in [chapter.kl, chapter.cross_entropy_bits]:
        with pytest.raises(ValueError):
            function([0.5, 0.5], [1.0, 0.0])
        assert function([1.0, 0.0], [0.5, 0.5]) == 1
    with pytest.raises(ValueError):
        chapter.surprise(0.0)


def test_the_border_pixel():
    quarters = [Fraction(x) for x in chapter.border]
    floor = nats(quarters, quarters) / math.log(2)
    assert chapter.h_border == pytest.approx(floor, rel=1e-14)
    # one bit for each of two equal shares, whatever the target
    assert chapter.border_half == 1
    assert chapter.kl_half == pytest.approx(1 - floor, rel=1e-13)


@given(st.floats(0.001, 0.999))
def test_the_border_pixel_is_best_at_q_equal_p(q):
    p_car = chapter.border[0]
    assert chapter.border_loss(q) >= chapter.border_loss(p_car) - 1e-12
    # on either side it rises: the slope is (q - p) / (q (1 - q) ln 2)
    step = 1e-6 * min(q, 1 - q)
    slope = (chapter.border_loss(q + step) - chapter.border_loss(q - step)) / (2 * step)
    assert slope == pytest.approx((q - p_car) / (q * (1 - q) * math.log(2)), rel=1e-3, abs=1e-4)


def test_pytorch_recorded_the_same_in_nats():
    values = RECORDED["values"]
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


def test_printed(printed):
    lines = printed(chapter).splitlines()
    assert lines[:2] == [
        f"alley code    {chapter.own} ({len(chapter.own)} bits)",
        f"car park code {chapter.other} ({len(chapter.other)} bits)",
    ]
    own, other = mean_digits(ALLEY, ALLEY), mean_digits(ALLEY, PARK)
    back = mean_digits(PARK, ALLEY) - mean_digits(PARK, PARK)
    told = [float(line.split()[-1]) for line in lines[3:]]
    assert told == [own, other, other - own, back]


# --- what the figure that answers is told


def test_counts_are_the_two_places():
    for cuts, share in [(chapter.CUTS.p, chapter.p), (chapter.CUTS.q, chapter.q)]:
        assert chapter.shares([0, *cuts, chapter.PIXELS]) == share
    assert chapter.shares([0, 16, 16, 16, 16]) == [1, 0, 0, 0]
    assert 2 ** (chapter.longest - 1) == chapter.PIXELS == 16


@given(weights, st.data())
def test_the_parts_of_the_areas_are_those_of_the_sums(counts, data):
    others = data.draw(st.lists(st.integers(1, 1000), min_size=len(counts), max_size=len(counts)))
    p, q = shares(counts), shares(others)
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
