"""Yes or no by log1p and Decimal, float32 by NumPy, and PyTorch's recording."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from snippets import binary as chapter
from tests.snippets.exact import exact_exp, exact_ln
from tests.snippets.recordings import recorded

TORCH = recorded("binary")["values"]
MESSAGES = recorded("bce_messages")["values"]


def exact(z, p):
    """-(p ln q + (1 - p) ln (1 - q)) as ln(1 + e^z) - p z."""
    return float(exact_ln(1 + exact_exp(z)) - exact_ln(exact_exp(z)) * int(p))


def torch_close(value):
    return pytest.approx(value, rel=1e-6)


@given(st.floats(-30, 30), st.floats(0, 1))
def test_bce_is_what_log1p_gives(z, p):
    expected = p * math.log1p(math.exp(-z)) + (1 - p) * math.log1p(math.exp(z))
    assert chapter.bce(z, p) == pytest.approx(expected, rel=1e-9, abs=1e-12)
    # yes and no are each other's mirror image
    assert chapter.bce(z, p) == pytest.approx(chapter.bce(-z, 1 - p), rel=1e-9, abs=1e-12)


def test_the_first_numbers():
    assert chapter.q == pytest.approx(1 / (1 + float(exact_exp(-2))))
    assert chapter.yes_loss == pytest.approx(exact(2, 1))
    assert chapter.no_loss == pytest.approx(exact(2, 0))
    # as far apart as the logit says
    assert chapter.no_loss - chapter.yes_loss == pytest.approx(2)
    assert chapter.soft_loss == pytest.approx(0.3 * exact(2, 1) + 0.7 * exact(2, 0))
    assert chapter.even_loss == pytest.approx(math.log(2))


def test_one_output_and_two():
    for mine in (chapter.one_output_loss, chapter.two_outputs_loss):
        assert mine == pytest.approx(exact(2, 1))
    assert [TORCH["one"], TORCH["two"]] == torch_close([exact(2, 1)] * 2)
    slope = -1 / (1 + math.exp(2))
    assert chapter.one_slope == pytest.approx(slope)
    assert TORCH["one_slope"] == [torch_close(slope)]
    assert TORCH["two_slopes"] == torch_close([-slope, slope])
    # down the slopes of both, the difference moves twice as far
    assert chapter.apart == pytest.approx(2 * slope)


def test_one_channel_costs_nothing():
    assert chapter.one_channel_loss == TORCH["zero"] == 0
    assert set(TORCH["softmaxed"]) == {1} and not any(TORCH["zero_slopes"])
    pairs = list(zip(chapter.SQUEEZED, chapter.ANSWERS))
    right = sum(exact(z, p) for z, p in pairs) / 4
    assert chapter.as_four_loss == pytest.approx(right) and TORCH["right"] == torch_close(right)
    # one softmax over all four; the targets add up to 3
    total = math.log(sum(math.exp(z) for z, _ in pairs))
    one_image = 3 * total - sum(z for z, p in pairs if p)
    assert chapter.as_one_image_loss == pytest.approx(one_image)
    assert TORCH["squeezed"] == torch_close(one_image)
    assert MESSAGES["one_channel"] == "IndexError: Target 1 is out of bounds."


def test_several_at_once():
    each = [exact(z, p) for z, p in zip(chapter.SEVERAL, chapter.PRESENT)]
    assert chapter.losses == pytest.approx(each) and TORCH["each"] == [torch_close(each)]
    assert chapter.several_loss == pytest.approx(np.mean(each))
    assert TORCH["mean_of_three"] == torch_close(np.mean(each))
    powers = np.exp(chapter.SEVERAL)
    assert chapter.q_softmax == pytest.approx(list(powers / powers.sum()))
    assert chapter.q_sigmoid == pytest.approx(list(powers / (1 + powers)))
    assert chapter.softmax_sum == pytest.approx(1)
    assert chapter.sigmoid_sum == pytest.approx(sum(chapter.q_sigmoid))
    assert TORCH["answers"] == [True, True, False] and TORCH["same_answers"]
    assert TORCH["as_shares"] == torch_close(2 * math.log(powers.sum()) - 5)


@given(st.floats(0.01, 0.98), st.floats(0.01, 0.98))
def test_shares_that_add_up_to_2_cost_at_least_2_ln_2(first, second):
    if first + second < 1:
        assert -math.log(first) - math.log(second) >= chapter.least_several_loss - 1e-12
    assert chapter.least_several_loss == pytest.approx(2 * math.log(2))
    assert TORCH["at_the_best"] == torch_close(chapter.least_several_loss)


@given(st.floats(-500, 500))
def test_a_second_sigmoid_keeps_within_these(z):
    q = 1 / (1 + math.exp(-z))
    twice = 1 / (1 + math.exp(-q))
    assert chapter.twice_no <= twice <= chapter.twice_yes
    assert -math.log(twice) >= chapter.least_yes_loss - 1e-12
    assert -math.log(1 - twice) >= chapter.least_no_loss - 1e-12


def test_what_a_second_sigmoid_costs():
    assert (chapter.twice_no, chapter.twice_yes) == (0.5, pytest.approx(math.e / (math.e + 1)))
    assert chapter.least_yes_loss == torch_close(TORCH["twice_yes"])
    assert chapter.least_no_loss == torch_close(TORCH["twice_no"])
    assert chapter.over_half == pytest.approx(1 / (1 + math.exp(-0.5)))


def test_float32_by_numpy_and_the_two_numbers_of_keras():
    one, small = np.float32(1), np.float32(1e-7)
    rounded = one - (one - small)
    assert chapter.rounded == rounded
    assert chapter.STEP == one - np.nextafter(one, np.float32(0))
    assert chapter.small_no_loss == pytest.approx(-math.log(rounded))
    assert chapter.small_yes_loss == pytest.approx(7 * math.log(10))
    assert TORCH["small_no"] == torch_close(chapter.small_no_loss)
    assert TORCH["small_yes"] == torch_close(chapter.small_yes_loss)
    # what tensorflow/tensorflow#62204 printed
    said = (f"{chapter.keras_yes_loss:.4f}", f"{chapter.keras_no_loss:.4f}")
    assert said == ("15.4249", "15.3332")
    assert (TORCH["stopped"], TORCH["going_on"]) == (100, 200)


def test_targets_that_are_no_probabilities():
    # ln(1 + e^5) - 5 * 255
    expected = math.log1p(math.exp(5)) - 1275
    assert chapter.grey_loss == pytest.approx(expected, rel=1e-12)
    assert TORCH["grey"] == torch_close(expected)
    assert chapter.grey_no_loss == pytest.approx(math.log1p(math.exp(5)))
    assert chapter.grey_slope == pytest.approx(1 / (1 + math.exp(-5)) - 255)
    assert chapter.mended_loss == pytest.approx(math.log1p(math.exp(-5)))
    assert TORCH["mended"] == torch_close(chapter.mended_loss)
    assert chapter.minus_loss == pytest.approx(math.log1p(math.exp(-5)) - 5)


@pytest.mark.parametrize(
    "name, error, words",
    [
        ("logits_as_q", "RuntimeError", "all elements of input should be between 0 and 1"),
        ("grey_target", "RuntimeError", "all elements of target should be between 0 and 1"),
        ("byte_mask", "RuntimeError", "desired output type Byte"),
        ("long_targets", "RuntimeError", "Found dtype Long but expected Float"),
        ("double_targets", "RuntimeError", "Found dtype Double but expected Float"),
        ("other_shape", "ValueError", "different to the input size"),
        ("two_for_one", "RuntimeError", "doesn't match the broadcast shape"),
        ("a_float", "TypeError", "must be Tensor, not float"),
        ("without_logits", "TypeError", "unexpected keyword argument 'pos_weight'"),
        ("autocast", "RuntimeError", "unsafe to autocast"),
    ],
)
def test_messages_are_those_that_readers_search_for(name, error, words):
    kind, _, said = MESSAGES[name].partition(": ")
    assert kind == error and words in said


def test_no_message_where_the_page_says_so():
    assert not {"no_message", "with_logits"} & set(MESSAGES)  # None is not recorded


def test_printed(printed):
    text = printed(chapter)
    for number in ["0.1269", "2.1269", "-1269.9933", "15.4249", "15.3332", "0.3133"]:
        assert number in text
