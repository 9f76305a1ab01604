"""A moved mask by sets of pixels, and by NumPy's own losses."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from snippets import moved_mask as chapter
from snippets.segmentation_losses import cross_entropy, dice
from tests.site.live import segmentation as oracle

MOVES = st.integers(-chapter.EDGE, chapter.EDGE)


@given(MOVES, MOVES, st.integers(50, 99), st.sampled_from(["moved", "nothing"]))
def test_measures_by_sets_of_pixels(right, down, sure, how):
    guess = chapter.called(chapter.TRUTH, how, right, down)
    found = chapter.measures(chapter.TRUTH, guess, sure / 100)
    state = {"right": right, "down": down, "sure": sure / 100, "how": how}
    expected = oracle.numbers(state, {"truth": chapter.TRUTH})
    assert found == pytest.approx(expected[-5:], rel=1e-9)


def test_the_losses_are_those_of_the_training():
    truth, guess = (np.array(grid).ravel() for grid in (chapter.TRUTH, chapter.guess))
    q_ink = np.where(guess == 1, chapter.SURE, 1 - chapter.SURE)
    log_q = np.log(np.column_stack([1 - q_ink, q_ink]))
    assert chapter.ce_nats == pytest.approx(cross_entropy(log_q, truth)[0])
    assert chapter.focal_nats == pytest.approx(cross_entropy(log_q, truth, gamma=2)[0])
    # theirs is the mean of both classes, with a 1 in it
    assert 0 < dice(log_q, truth)[0] < chapter.dice_loss


def test_moved_and_back():
    there = chapter.moved(chapter.TRUTH, 3, -4)
    assert chapter.moved(there, -3, 4) == chapter.TRUTH
    rows = np.array(chapter.TRUTH)
    np.testing.assert_array_equal(there, np.roll(rows, (-4, 3), axis=(0, 1)))
    # what leaves the picture is gone
    assert not np.any(chapter.moved(chapter.TRUTH, chapter.SIDE, 0))


def test_what_the_page_says_of_it():
    assert chapter.object_pixels == np.sum(chapter.TRUTH)
    # nothing at all has more pixels right and less cross entropy and focal loss
    accuracy, iou, ce, focal, by_dice = chapter.blank
    assert accuracy > chapter.accuracy
    assert ce < chapter.ce_nats and focal < chapter.focal_nats
    # but no IoU, and more Dice loss
    assert iou == 0 < chapter.iou and by_dice > chapter.dice_loss


def test_kinds_name_each_pixel():
    kinds = np.array(chapter.kinds(chapter.TRUTH, chapter.guess))
    both, extra, missed = chapter.counts(chapter.TRUTH, chapter.guess)
    assert np.bincount(kinds.ravel()).tolist() == [
        chapter.pixels - both - extra - missed,
        missed,
        extra,
        both,
    ]


def test_printed(printed):
    text = printed(chapter)
    assert f"{chapter.iou:.4f}" in text and f"{chapter.blank[0]:.4f}" in text
