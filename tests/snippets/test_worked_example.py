"""The worked example against fractions and against the post's own digits."""

import math
from decimal import Decimal, getcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from snippets import worked_example as chapter

BEFORE = [Fraction(1, 10), Fraction(1, 5), Fraction(1, 5)]
AFTER = [Fraction(9, 10), Fraction(82, 100), Fraction(7, 10)]


def bits(q):
    """-log2 q of a fraction to 40 digits, by Decimal."""
    getcontext().prec = 40
    ln = Decimal(q.numerator).ln() - Decimal(q.denominator).ln()
    return -ln / Decimal(2).ln()


@pytest.mark.parametrize("look, q_true", [(chapter.before, BEFORE), (chapter.after, AFTER)])
def test_losses(look, q_true):
    exact = [bits(q) for q in q_true]
    assert look.losses == pytest.approx([float(x) for x in exact], rel=1e-15)
    assert look.total == pytest.approx(float(sum(exact)), rel=1e-15)


def test_total_is_one_logarithm_of_the_product():
    # a sum of logs is the log of the product, here 1/250
    assert chapter.before.total == pytest.approx(math.log2(250), rel=1e-15)
    assert chapter.after.total == pytest.approx(-math.log2(0.9 * 0.82 * 0.7), rel=1e-14)


def test_falls():
    before, after = [bits(q) for q in BEFORE], [bits(q) for q in AFTER]
    fell = [float(b - a) for b, a in zip(before, after)]
    assert chapter.fell == pytest.approx(fell, rel=1e-14)
    assert chapter.total_fell == pytest.approx(sum(fell), rel=1e-14)
    share = float(sum(after) / sum(before))
    assert chapter.share_left == pytest.approx(share, rel=1e-14)


@pytest.mark.parametrize("look", [chapter.before, chapter.after])
def test_predictions_are_distributions(look):
    for label, q, q_true in zip(chapter.LABELS, look.q, look.q_true):
        assert sum(q) == pytest.approx(1, abs=1e-15)
        assert min(q) > 0
        assert q[label - 1] == q_true


def test_example_logits_give_the_posts_example():
    # e to the ln 8 is 8, e to the 0 is 1: 8, 1 and 1 of 10
    assert chapter.powers == pytest.approx([8, 1, 1], rel=1e-15)
    assert chapter.powers_total == pytest.approx(10, rel=1e-15)
    assert chapter.EXAMPLE == pytest.approx([0.8, 0.1, 0.1], rel=1e-15)


def test_setting():
    assert chapter.MINIBATCHES * chapter.BATCH_SIZE == chapter.IMAGES
    assert chapter.LOOK - chapter.EPOCHS == 1
    assert [chapter.one_hot(label) for label in chapter.LABELS] == [
        [1, 0, 0],
        [0, 1, 0],
        [0, 0, 1],
    ]


@given(st.lists(st.floats(0.01, 1), min_size=2, max_size=8))
def test_cross_entropy_with_itself_is_the_smallest(weights):
    p = [w / sum(weights) for w in weights]
    uniform = [1 / len(p)] * len(p)
    # the uniform prediction costs log2 C whatever the target
    assert chapter.cross_entropy_bits(p, uniform) == pytest.approx(math.log2(len(p)))
    assert chapter.cross_entropy_bits(p, p) <= chapter.cross_entropy_bits(p, uniform) + 1e-12


def test_a_class_ruled_out_costs_nothing():
    assert chapter.cross_entropy_bits([1, 0], [0.5, 0]) == 1
    with pytest.raises(ValueError):
        chapter.cross_entropy_bits([1, 0], [0, 1])


def test_printed(printed):
    text = printed(chapter)
    for q in [*BEFORE, *AFTER]:
        assert f"{bits(q):.4f}" in text
    for q_true in [BEFORE, AFTER]:
        assert f"total: {sum(map(bits, q_true)):.4f} bits" in text
