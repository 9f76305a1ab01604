"""Softmax against fractions, closed forms, finite differences and PyTorch."""

import math
from decimal import Decimal, getcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from snippets import softmax as chapter
from tests.snippets.recordings import recorded

RECORDED = recorded("softmax")

logit = st.floats(-30, 30)
several = st.lists(logit, min_size=2, max_size=6)


def exact(logits):
    """Softmax to 40 digits, by Decimal."""
    getcontext().prec = 40
    powers = [Decimal(z).exp() for z in logits]
    return [power / sum(powers) for power in powers]


def floats(decimals):
    return [float(x) for x in decimals]


def test_divided_by_the_sum():
    assert chapter.divided == [Fraction(2, 2), Fraction(1, 2), Fraction(-1, 2)]
    assert chapter.divided_shifted == [Fraction(12, 32), Fraction(11, 32), Fraction(9, 32)]
    assert chapter.squares == [4, 1, 1]


def test_q_is_the_softmax():
    assert chapter.q == pytest.approx(floats(exact([2, 1, -1])), rel=1e-15)
    # multiplied by e^1: e^3, e^2 and 1
    bottom = math.e**3 + math.e**2 + 1
    assert chapter.q == pytest.approx([math.e**3 / bottom, math.e**2 / bottom, 1 / bottom])
    assert chapter.powers == pytest.approx([math.e**2, math.e, 1 / math.e], rel=1e-15)
    assert chapter.powers_total == pytest.approx(bottom / math.e, rel=1e-15)
    assert chapter.q == pytest.approx(RECORDED["values"]["q"][0], rel=1e-6)


def test_one_more_is_e_times_as_likely():
    assert chapter.ratio == pytest.approx(math.e, rel=1e-15)
    assert chapter.largest_ratio == pytest.approx(math.e, rel=1e-15)


@given(several)
def test_positive_and_in_the_order_of_the_logits(logits):
    q = chapter.softmax(logits)
    assert min(q) > 0 and sum(q) == pytest.approx(1)
    in_order = sorted(range(len(q)), key=lambda i: logits[i])
    assert [q[i] for i in in_order] == sorted(q)
    for i in range(1, len(q)):
        assert math.log(q[i]) - math.log(q[0]) == pytest.approx(logits[i] - logits[0], abs=1e-9)


def test_shift():
    moves = [b - a for a, b in zip(chapter.logits, chapter.shifted)]
    assert moves == [chapter.SHIFT] * 3
    assert chapter.q_shifted == pytest.approx(floats(exact([2, 1, -1])), rel=1e-15)


@given(several, st.floats(-1000, 1000))
def test_adding_the_same_number_changes_nothing(logits, c):
    moved = chapter.softmax([z + c for z in logits])
    assert moved == pytest.approx(chapter.softmax(logits), rel=1e-9)


def test_temperatures():
    for t, q in zip(chapter.TEMPERATURES, chapter.q_at, strict=True):
        assert q == pytest.approx(floats(exact([2 / t, 1 / t, -1 / t])), rel=1e-14)
        # the ratio of two classes is e to the difference over T
        assert q[0] / q[1] == pytest.approx(math.e ** (1 / t))


def test_cold_is_one_hot_and_hot_is_uniform():
    assert chapter.at_temperature([2.0, 1.0, -1.0], 0.01) == pytest.approx([1, 0, 0], abs=1e-40)
    hot = chapter.at_temperature([2.0, 1.0, -1.0], 1e9)
    assert hot == pytest.approx([1 / 3] * 3, rel=1e-8)
    assert chapter.uniform == pytest.approx(1 / 3, rel=1e-15)


@pytest.mark.parametrize("t", [0, 0.0, -1, math.nan])
def test_temperature_must_be_above_0(t):
    with pytest.raises(ValueError, match="T must be above 0"):
        chapter.at_temperature([1.0, 0.0], t)


def test_base_2_is_a_temperature():
    q = chapter.at_temperature([2.0, 1.0, -1.0], chapter.TEMPERATURE_OF_BASE_2)
    # 2^2, 2^1 and 2^-1 of 6.5
    assert q == pytest.approx([4 / 6.5, 2 / 6.5, 0.5 / 6.5], rel=1e-14)


def test_argmax_is_blind_to_what_the_loss_sees():
    assert chapter.picked == [0, 0, 0]
    assert chapter.picked_classes == [1, 1, 1]
    assert chapter.argmax([3, 1, 3]) == 0 and chapter.argmax([1, 2, 3]) == 2
    for logits, q, loss in zip(
        [[1.1, 1, -1], [2, 1, -1], [8, 1, -1]], chapter.q_picked, chapter.losses
    ):
        first = exact(logits)[0]
        assert q == pytest.approx(float(first), rel=1e-14)
        assert loss == pytest.approx(float(-first.ln()), rel=1e-12)


@given(several)
def test_argmax_of_the_logits_is_argmax_of_q(logits):
    q = chapter.softmax(logits)
    assert q[chapter.argmax(logits)] == max(q)
    assert chapter.softmax(q)[chapter.argmax(logits)] == max(chapter.softmax(q))


def test_argmax_has_no_slope_where_softmax_has():
    nudged = [2.0, 1.0 + 1e-6, -1.0]
    assert chapter.argmax(nudged) == chapter.argmax(chapter.logits)
    q = exact([2, 1, -1])
    # d q0 / d z1 is -q0 q1
    slope = (chapter.softmax(nudged)[0] - chapter.q[0]) / 1e-6
    assert slope == pytest.approx(-float(q[0] * q[1]), rel=1e-4)


def test_twice():
    once = exact([2, 1, -1])
    assert chapter.twice == pytest.approx(floats(exact(once)), rel=1e-15)
    logs = [float(x.ln()) for x in once]
    assert chapter.log_q == pytest.approx(logs, rel=1e-14)
    assert chapter.log_q_twice == pytest.approx(logs, rel=1e-14)
    assert chapter.log_q == pytest.approx(RECORDED["values"]["log_q"][0], rel=1e-6)


@given(several)
def test_log_softmax_is_idempotent_and_softmax_flattens(logits):
    once = chapter.log_softmax(logits)
    assert chapter.log_softmax(once) == pytest.approx(once, abs=1e-12)
    twice = chapter.softmax(chapter.softmax(logits))
    assert max(twice) / min(twice) <= math.e + 1e-12
    assert max(twice) <= max(chapter.softmax(logits)) + 1e-12


@given(st.floats(-30, 30))
def test_losses_along(t):
    once, twice = chapter.losses_along(t)
    assert once == pytest.approx(math.log(1 + math.exp(-2 * t) + math.exp(-t)), rel=1e-9, abs=1e-12)
    a, b, c = floats(exact([t, -t, 0]))
    assert twice == pytest.approx(math.log(1 + math.exp(b - a) + math.exp(c - a)), rel=1e-9)
    # the trap: ln(e + 2) - 1 to ln(e + 2)
    top = math.log(math.e + 2)
    assert top - 1 - 1e-12 <= twice <= top + 1e-12


def test_two_classes():
    expected = math.e**2 / (math.e**2 + 1)
    assert chapter.one_output == pytest.approx(expected, rel=1e-15)
    assert chapter.two_outputs == pytest.approx(expected, rel=1e-15)
    assert chapter.lonely == 1


@given(st.floats(-700, 700))
def test_softmax_of_0_and_z_is_the_sigmoid(z):
    # the sigmoid is also (1 + tanh(z / 2)) / 2
    assert chapter.sigmoid(z) == pytest.approx((1 + math.tanh(z / 2)) / 2, abs=1e-15)
    assert chapter.softmax([0.0, z])[1] == pytest.approx(chapter.sigmoid(z), rel=1e-12)


@given(logit)
def test_one_or_two_outputs_cost_the_same(z):
    # binary cross entropy with the label 1 is ln(1 + e^-z), with 0 ln(1 + e^z)
    assert chapter.cross_entropy([0.0, z], 1) == pytest.approx(math.log1p(math.exp(-z)), abs=1e-13)
    assert chapter.cross_entropy([0.0, z], 0) == pytest.approx(math.log1p(math.exp(z)), abs=1e-13)


def test_sigmoid_far_below_0():
    assert 0 < chapter.sigmoid(-709.0) < 1e-300
    with pytest.raises(OverflowError):
        chapter.sigmoid(-710.0)


def test_pytorch_recorded_the_same_losses():
    values = RECORDED["values"]
    assert values["logits"] == [chapter.logits] and values["target"] == [0]
    once = exact([2, 1, -1])
    right = float(-once[0].ln())
    for name in ["logits_ce", "log_q_nll", "log_q_ce"]:
        assert values[name] == pytest.approx(right, rel=1e-6)
    assert values["q_ce"] == pytest.approx(float(-exact(once)[0].ln()), rel=1e-6)
    assert values["q_nll"] == pytest.approx(-float(once[0]), rel=1e-6)


def test_pytorch_recorded_the_slope_that_vanishes():
    values = RECORDED["values"]
    step = Decimal("1e-12")

    def slope(loss):
        return float((loss(step) - loss(-step)) / (2 * step))

    once = slope(lambda d: -exact([d, 8, 0])[0].ln())
    twice = slope(lambda d: -exact(exact([d, 8, 0]))[0].ln())
    assert values["slope_once"] == pytest.approx(once, rel=1e-6)
    assert values["slope_twice"] == pytest.approx(twice, rel=1e-4)
    assert values["times_smaller"] == pytest.approx(once / twice, rel=1e-4)


def test_pytorch_recorded_bce_and_ce():
    values = RECORDED["values"]
    for name in ["bce", "ce"]:
        assert values[name] == pytest.approx(math.log1p(math.exp(-2)), rel=1e-6)


def test_printed(printed):
    text = printed(chapter)
    for q in [exact([2, 1, -1]), exact([8, 4, -4]), exact(exact([2, 1, -1]))]:
        assert " ".join(f"{x:7.4f}" for x in q) in text
    assert f"sigmoid(2) {math.e**2 / (1 + math.e**2):.4f}" in text


@given(several, st.sampled_from(chapter.TEMPERATURES), st.data())
def test_the_loss_at_a_temperature(logits, temperature, data):
    target = data.draw(st.integers(0, len(logits) - 1))
    q = exact([z / temperature for z in logits])
    loss = chapter.loss_at_temperature(logits, temperature, target)
    assert loss == pytest.approx(float(-q[target].ln()), rel=1e-9, abs=1e-12)
