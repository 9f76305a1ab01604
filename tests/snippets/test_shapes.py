"""Shapes against NumPy's axes, the transposed loss by Fractions of powers, and PyTorch."""

import math
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from snippets import shapes as chapter
from tests.snippets.recordings import recorded

RECORDED = recorded("calling")["values"]
SHAPES = st.lists(st.integers(1, 6), min_size=2, max_size=5).map(tuple)


@given(SHAPES)
def test_losses_are_what_a_sum_along_axis_1_leaves(shape):
    left = np.zeros(shape).sum(axis=1)
    assert chapter.of_target(shape) == left.shape
    assert chapter.count(shape) == left.size


def test_one_image_alone_has_one_loss():
    assert chapter.of_target((5,)) == ()
    assert chapter.count((5,)) == 1


def test_worked_shapes_are_what_pytorch_gives():
    rows = chapter.worked[1:]
    for row, name in zip(rows, ["of_images", "of_tokens", "of_pixels"]):
        assert row.target == str(tuple(RECORDED[name]))
        assert row.count == math.prod(RECORDED[name])
    # 2 images of 4 x 6 pixels
    assert chapter.worked[3].count == 2 * 4 * 6
    # as many losses where the targets are probabilities
    assert RECORDED["of_probabilities"] == RECORDED["of_pixels"]


def test_the_transposed_loss_by_hand_and_in_pytorch():
    z = np.array(chapter.sentence, dtype=float)
    for along, mine, torch in [
        (1, chapter.right, RECORDED["right"]),
        (0, chapter.wrong, RECORDED["wrong"]),
    ]:
        q = np.exp(z) / np.exp(z).sum(axis=along, keepdims=True)
        # the same four entries, each over another sum
        expected = -np.log(q[range(4), chapter.following]).mean()
        assert mine == pytest.approx(expected, rel=1e-12)
        assert torch == pytest.approx(expected, rel=1e-6)
    assert RECORDED["right_too"] == RECORDED["right"]
    assert RECORDED["sentence"] == [chapter.sentence]
    assert chapter.right != pytest.approx(chapter.wrong, abs=0.1)


def test_relatives_agree():
    # softmax of (2, 1, -1) at class 0
    expected = math.log(1 + math.exp(-1) + math.exp(-3))
    for name in ["index", "probabilities", "log_q", "kl"]:
        assert RECORDED[f"from_{name}"] == pytest.approx(expected, rel=1e-6)
    assert RECORDED["as_function"] == RECORDED["from_index"]
    # yes for the first, no for the two others
    yes_no = [math.log1p(math.exp(x)) for x in (-2, 1, -1)]
    assert RECORDED["each_class"] == pytest.approx(sum(yes_no) / 3, rel=1e-6)


def test_targets_that_are_no_probabilities():
    z, p = np.array(RECORDED["odd_logits"]), np.array(RECORDED["no_probabilities"])
    log_q = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    assert RECORDED["outside"] == pytest.approx(-(p * log_q).sum() / 2, rel=1e-6)
    assert p.min() < 0 and p.max() > 1


def test_what_predicts():
    z = RECORDED["z"][0]
    powers = [math.exp(x) for x in z]
    assert RECORDED["q"][0] == pytest.approx([x / sum(powers) for x in powers], rel=1e-6)
    assert RECORDED["predicted"] == [z.index(max(z))]
    assert RECORDED["several"] == RECORDED["above_0"] == [[x > 0 for x in z]]


def test_printed(printed):
    text = printed(chapter)
    assert "1.5264" in text and "1.7381" in text
    assert all(f"{row.count}\n" in text for row in chapter.worked)


MESSAGES = recorded("messages")["values"]


@pytest.mark.parametrize(
    "name, error, words",
    [
        ("float_labels", "RuntimeError", "target dtype to be Long or Byte, but got Float"),
        ("int32_labels", "RuntimeError", "but got Int"),
        ("one_hot_integers", "RuntimeError", "class probabilities, got Long"),
        ("swapped", "NotImplementedError", "not implemented for 'Long'"),
        ("column", "RuntimeError", "multi-target not supported"),
        ("three_labels", "ValueError", "batch_size (4) to match target batch_size (3)"),
        ("cut_rows", "ValueError", "batch_size (324) to match target batch_size (4)"),
        ("wrong_layer", "RuntimeError", "mat1 and mat2 shapes cannot be multiplied"),
        ("with_channel", "RuntimeError", "only batches of spatial targets supported"),
        ("larger_mask", "RuntimeError", "size mismatch"),
        ("not_transposed", "RuntimeError", "[32, 12778], got [32, 100]"),
        ("out_of_bounds", "IndexError", "Target 13 is out of bounds"),
        ("grey_mask", "IndexError", "Target 192 is out of bounds"),
        ("minus_one", "IndexError", "Target -1 is out of bounds"),
        ("bce_shape", "ValueError", "must be the same as input size"),
        ("bce_integers", "RuntimeError", "can't be cast"),
        ("constructed", "RuntimeError", "Boolean value of Tensor"),
        ("a_list", "TypeError", "must be Tensor, not list"),
        ("a_tuple", "TypeError", "argument 'input' (position 1) must be Tensor, not tuple"),
        ("of_names", "TypeError", "argument 'target' (position 2) must be Tensor, not tuple"),
        ("of_numbers", "TypeError", "argument 'target' (position 2) must be Tensor, not tuple"),
        ("of_pairs", "TypeError", "argument 'target' (position 2) must be Tensor, not list"),
        ("a_dict", "TypeError", "must be Tensor, not collections.OrderedDict"),
        ("two_weights", "RuntimeError", "all 3 classes"),
        ("double_weights", "RuntimeError", "expected scalar type Float but found Double"),
        ("not_one_number", "RuntimeError", "implicitly created only for scalar outputs"),
    ],
)
def test_messages_are_those_that_readers_search_for(name, error, words):
    kind, _, said = MESSAGES[name].partition(": ")
    assert kind == error and words in said


def test_a_view_takes_two_pixels_for_two_classes():
    """Of four pixels that are right by 6 each, two rows hold (3, 3) or (-3, -3): ln 2."""
    values, right = recorded("calling")["values"], math.log1p(math.exp(-6))
    assert values["flat_right"] == pytest.approx(right, abs=1e-6)
    assert values["not_flat"] == values["flat_right"]
    assert values["flat_wrong"] == pytest.approx((right + math.log(2)) / 2, rel=1e-6)


def test_uint8_is_taken_for_images_alone():
    assert MESSAGES["uint8_loss"] == pytest.approx(math.log(3), rel=1e-6)
    assert MESSAGES["uint8_mask"] == "RuntimeError: expected scalar type Long but found Byte"


def test_what_a_view_of_the_wrong_width_makes_of_four_images():
    images, values = MESSAGES["four"][0], math.prod(MESSAGES["four"][1:])
    assert values % 400 == 0 and values != 400
    assert f"({images * values // 400})" in MESSAGES["cut_rows"]
    assert f"({images}x{values} and 400x3)" in MESSAGES["wrong_layer"]


def test_what_a_data_loader_makes_of_labels():
    assert MESSAGES["names"] == ["cat", "dog"]  # recorded as a list; its message says tuple
    assert MESSAGES["pairs"] == [[0, 2], [7, 9]]  # turned round: one tensor for each thing
    assert MESSAGES["numbers"] == MESSAGES["tensors"] == [0, 2]
    for name in ["from_numbers", "from_tensors"]:
        assert MESSAGES[name] == pytest.approx(math.log(3), rel=1e-6)


def test_the_untransposed_shapes_are_those_of_the_message():
    batch, tokens, words = 32, 100, 12778
    asked = list(chapter.of_target((batch, tokens, words)))
    assert f"Expected target size {asked}, got {[batch, tokens]}" in MESSAGES["not_transposed"]
    # the message comes wherever T and C differ, and nowhere else
    for b, t, c in product([1, 2], [3, 4], [3, 4]):
        assert (chapter.of_target((b, t, c)) == (b, t)) == (t == c)
