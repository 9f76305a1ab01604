"""What a loss should be, against closed forms, Decimal and PyTorch."""

import math
from decimal import Decimal, getcontext
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from snippets import units as chapter
from snippets.by_hand import cross_entropy
from tests.snippets.recordings import recorded

RECORDED = recorded("units")["values"]
getcontext().prec = 40

PROBABILITY = st.floats(1e-12, 1)
steady = settings(deadline=None)


def ln(x):
    return Decimal(x).ln()


def test_one_loss_in_three_units():
    # q = 1/10: log2 10 bits, ln 10 nats, exactly one ban
    assert chapter.bits == pytest.approx(float(ln(10) / ln(2)), rel=1e-15)
    assert chapter.nats == pytest.approx(float(ln(10)), rel=1e-15)
    assert chapter.bans == pytest.approx(1, rel=1e-15)
    assert chapter.NATS_PER_BIT == pytest.approx(float(ln(2)), rel=1e-15)
    assert chapter.NATS_PER_BAN == pytest.approx(float(ln(10)), rel=1e-15)
    assert chapter.BITS_PER_NAT == pytest.approx(math.log2(math.e), rel=1e-15)


@steady
@given(PROBABILITY)
def test_units_against_maths_own_logarithms(q):
    assert chapter.minus_log(q, 2) == pytest.approx(-math.log2(q), rel=1e-14)
    assert chapter.minus_log(q, 10) == pytest.approx(-math.log10(q), rel=1e-14)
    assert chapter.minus_log(q, math.e) == pytest.approx(-math.log(q), rel=1e-14)


def test_a_perfect_loss_is_0_and_an_impossible_one_an_error():
    assert str(chapter.minus_log(1.0, 2)) == "0.0"  # not -0.0
    with pytest.raises(ValueError):
        chapter.minus_log(0.0, 2)


def test_halving_the_probability_adds_one_bit():
    for q in [1.0, 0.3, 0.02]:
        added = chapter.minus_log(q / 2, 2) - chapter.minus_log(q, 2)
        assert added == pytest.approx(1, rel=1e-13)


def test_slopes_by_finite_differences():
    z = [math.log(q) for q in [0.1, 0.54, 0.36]]
    step = 1e-6

    def bits(logits):
        powers = [2 ** (x / math.log(2)) for x in logits]
        return math.log2(sum(powers) / powers[0])

    for n, (nats, in_bits) in enumerate(zip(chapter.slopes_nats, chapter.slopes_bits)):
        up, down = list(z), list(z)
        up[n] += step
        down[n] -= step
        slope = (bits(up) - bits(down)) / (2 * step)
        assert in_bits == pytest.approx(slope, rel=1e-7)
        assert nats == pytest.approx(slope * math.log(2), rel=1e-7)
    assert chapter.slopes_nats == pytest.approx([-0.9, 0.54, 0.36], rel=1e-14)


@pytest.mark.parametrize(
    "batch, product, torch",
    [
        (chapter.batch_before, Fraction(1, 250), True),
        (chapter.batch_after, Fraction(9 * 82 * 7, 10 * 100 * 10), False),
    ],
)
def test_sum_and_mean_from_the_product(batch, product, torch):
    nats = ln(product.denominator) - ln(product.numerator)
    assert batch.sum_nats == pytest.approx(float(nats), rel=1e-14)
    assert batch.mean_nats == pytest.approx(float(nats / 3), rel=1e-14)
    assert batch.sum_bits == pytest.approx(float(nats / ln(2)), rel=1e-14)
    assert batch.mean_bits == pytest.approx(float(nats / ln(2) / 3), rel=1e-14)
    if torch:
        assert RECORDED["nats_sum"] == pytest.approx(float(nats), rel=1e-6)
        assert RECORDED["nats_mean"] == pytest.approx(float(nats / 3), rel=1e-6)
        assert RECORDED["bits_sum"] == pytest.approx(float(nats / ln(2)), rel=1e-6)


@steady
@given(PROBABILITY, st.sampled_from([2, math.e, 10]), st.integers(1, 1000))
def test_any_unit_and_any_sum_come_back_to_mean_nats(q, base, count):
    total = count * chapter.minus_log(q, base)
    mean = chapter.to_mean_nats(total, base, count)
    assert mean == pytest.approx(-math.log(q), rel=1e-12, abs=1e-15)


def test_the_loss_as_the_post_prints_it():
    assert f"{chapter.PRINTED_BITS}" == f"{math.log2(250):.4f}"


def test_first_losses_are_ln_c_here_and_in_pytorch():
    counts = RECORDED["CLASS_COUNTS"]
    assert [row.classes for row in chapter.first] == counts
    for row, count, torch in zip(chapter.first, counts, RECORDED["first"]):
        assert row.nats == pytest.approx(float(ln(count)), rel=1e-12)
        assert row.bits == pytest.approx(math.log2(count), rel=1e-12)
        assert torch == pytest.approx(float(ln(count)), rel=1e-6)
    assert chapter.LN_2 == pytest.approx(float(ln(2)), rel=1e-15)
    assert chapter.LN_3 == pytest.approx(float(ln(3)), rel=1e-15)
    # the post: worse than guessing before, better after
    assert chapter.batch_after.mean_nats < math.log(3) < chapter.batch_before.mean_nats


@steady
@given(st.integers(1, 40), st.floats(-50, 50), st.data())
def test_equal_logits_cost_ln_c_whatever_the_target(classes, z, data):
    target = data.draw(st.integers(0, classes - 1))
    loss = cross_entropy([z] * classes, target)
    assert loss == pytest.approx(math.log(classes), abs=1e-12)
    assert chapter.first_loss(classes) == pytest.approx(loss, abs=1e-12)


def test_sure_of_one_class():
    # softmax of (z, 0, 0) is (e^z, 1, 1) / (e^z + 2); one target in three has z
    z = chapter.SURE_LOGIT
    expected = math.log(math.exp(z) + 2) - z / 3
    assert chapter.sure_mean == pytest.approx(expected, rel=1e-12)


@steady
@given(st.lists(PROBABILITY, min_size=1, max_size=8))
def test_typical_q_is_the_geometric_mean(q_true):
    mean = sum(-math.log(q) for q in q_true) / len(q_true)
    geometric = math.prod(q_true) ** (1 / len(q_true))
    assert chapter.typical_q(mean) == pytest.approx(geometric, rel=1e-9)
    # never above the ordinary mean
    assert chapter.typical_q(mean) <= sum(q_true) / len(q_true) * (1 + 1e-12)


def test_probabilities_of_the_post():
    assert chapter.typical_before**3 == pytest.approx(1 / 250, rel=1e-13)
    assert chapter.typical_after**3 == pytest.approx(0.9 * 0.82 * 0.7, rel=1e-13)
    assert chapter.arithmetic_before == pytest.approx(1 / 6, rel=1e-14)


@steady
@given(st.lists(PROBABILITY, min_size=1, max_size=8), st.floats(1.5, 20))
def test_perplexity_is_the_same_in_every_base(q_true, base):
    mean = sum(chapter.minus_log(q, base) for q in q_true) / len(q_true)
    inverse = math.prod(q_true) ** (-1 / len(q_true))
    assert chapter.perplexity(mean, base) == pytest.approx(inverse, rel=1e-9)


def test_perplexities_of_the_chapter():
    cube_root = 250 ** (1 / 3)
    assert chapter.of_bits == pytest.approx(cube_root, rel=1e-13)
    assert chapter.of_nats == pytest.approx(cube_root, rel=1e-13)
    assert RECORDED["perplexity"] == pytest.approx(cube_root, rel=1e-6)
    # 2 ** ln x is x ** ln 2
    assert chapter.mixed == pytest.approx(cube_root ** math.log(2), rel=1e-13)
    # guessing among C classes
    for row in chapter.first:
        assert chapter.perplexity(row.bits, 2) == pytest.approx(row.classes)


def test_readings():
    for row in chapter.readings:
        assert math.log(row.perplexity) == pytest.approx(row.nats, rel=1e-12)
        assert row.q * row.perplexity == pytest.approx(1, rel=1e-14)
    # the page says that one reading, ln 2, is a toss of a coin
    assert [row.q for row in chapter.readings].count(pytest.approx(0.5, rel=1e-15)) == 1


def test_pytorch_is_stuck_at_ln_2_and_learns_from_a_random_start():
    assert RECORDED["stuck"] == pytest.approx([math.log(2)] * 3, rel=1e-6)
    assert len(set(RECORDED["stuck"])) == 1  # to the last digit
    assert RECORDED["one_logit"] == pytest.approx(math.log(2), rel=1e-6)
    assert RECORDED["learns"] == sorted(RECORDED["learns"], reverse=True)
    assert RECORDED["learns"][-1] < 0.1


def test_who_knows_the_shares_alone_stops_a_little_below_ln_2():
    less, more = RECORDED["SHARES"]
    assert less + more == 1 and less < more
    # ln 2, less the KL from one half each
    entropy = math.log(2) - less * math.log(2 * less) - more * math.log(2 * more)
    assert RECORDED["shares_nats"] == pytest.approx(entropy, rel=1e-6)
    assert f"{RECORDED['shares_nats']:.3f}" == "0.688"  # as in the question


def test_printed(printed):
    text = printed(chapter)
    for number in [
        math.log2(10),
        math.log(10),
        math.log2(250),
        math.log(250),
        math.log2(250) / 3,
        math.log(250) / 3,
        math.log(50257),
        250 ** (1 / 3),
    ]:
        assert f"{number:.4f}" in text


# --- what the figure that answers is told


def test_the_bases_are_those_of_the_three_units():
    assert chapter.BASES == [2, math.e, 10]
    assert [chapter.minus_log(0.1, base) for base in chapter.BASES] == [
        chapter.bits,
        chapter.nats,
        chapter.bans,
    ]


@given(st.floats(0, 1000), st.sampled_from(chapter.BASES), st.integers(1, 10**6))
def test_a_mean_in_nats_and_back(loss, base, count):
    nats = chapter.to_mean_nats(loss, base, count)
    assert chapter.from_mean_nats(nats, base, count) == pytest.approx(loss, rel=1e-12)


@given(st.lists(st.fractions(0, 10), min_size=1, max_size=9))
def test_losses_taken_together(losses):
    assert chapter.together(losses, "sum") == sum(losses)
    assert chapter.together(losses, "mean") * len(losses) == sum(losses)


def test_the_loss_of_a_guess_is_the_first_loss():
    for row in chapter.first:
        assert chapter.chance_nats(row.classes) == pytest.approx(row.nats, rel=1e-12)
    assert f"{chapter.LN_2:.4f}" == str(chapter.PRINTED_LN_2)


def test_one_loss_on_four_scales():
    # one bit is a coin: q of a half, two faces
    assert chapter.reading(float(ln(2))) == pytest.approx([float(ln(2)), 1, 0.5, 2])
    assert chapter.reading(0.0) == [0, 0, 1, 1]
    assert chapter.reading(709.0)[3] == pytest.approx(float(Decimal(709).exp()))
    assert chapter.reading(1e6)[2:] == [0, math.inf]
