"""The post's numbers, their verdicts and PyTorch's."""

import math
from fractions import Fraction

import pytest

from snippets import from_the_post as chapter
from snippets import worked_example
from tests.snippets.recordings import recorded


@pytest.mark.parametrize(
    "printed, computed, verdict",
    [
        ("0.5", 0.5, "same"),
        ("0.5", 0.5449, "same"),
        ("0.5", 0.5551, "truncated"),
        ("0.5", 0.46, "same"),
        ("0.5", 0.44, "wrong"),
        ("0.5", 0.61, "wrong"),
        ("80", 79.6, "same"),
        ("80", 80.6, "truncated"),
        ("0.0", 0.04, "same"),
    ],
)
def test_verdict(printed, computed, verdict):
    assert chapter.verdict(printed, computed) == verdict


def test_every_quoted_number_is_the_posts():
    quoted = [
        *vars(chapter.setting).values(),
        *chapter.example,
        *chapter.percent,
        *chapter.losses_before,
        chapter.total_before,
        *chapter.losses_after,
        chapter.total_after,
    ]
    # the post, from its first number to its last
    post = "3 999 3 100 101 0.8 0.1 0.1 80 10 10 3.3219 2.3219 2.3219 7.966 "
    post += "0.1520 0.2863 0.5145 0.8008"
    assert [q.printed for q in quoted] == post.split()
    wrong = {q.printed: q.verdict for q in quoted if q.verdict != "same"}
    assert wrong == {"0.5145": "truncated", "0.8008": "wrong"}


def test_the_missing_term():
    # whole numbers of 1/10000, so nothing is rounded
    second, third = Fraction("0.2863"), Fraction("0.5145")
    assert second + third == Fraction("0.8008")
    # the float next to the exact sum, to the last bit
    assert chapter.without_first == float(second + third)
    assert chapter.sum_of_printed == float(second + third + Fraction("0.1520"))


def test_mean_in_nats_is_the_log_of_the_product():
    assert chapter.mean_nats_before == pytest.approx(math.log(250) / 3, rel=1e-14)
    product = 0.9 * 0.82 * 0.7
    assert chapter.mean_nats_after == pytest.approx(-math.log(product) / 3, rel=1e-13)
    assert chapter.by_hand_nats_before == pytest.approx(math.log(250) / 3, rel=1e-13)
    assert chapter.by_hand_nats_after == pytest.approx(-math.log(product) / 3, rel=1e-13)


def test_pytorch_recorded_the_same_minibatches():
    values = recorded("from_the_post")["values"]
    for name, look in [("before", worked_example.before), ("after", worked_example.after)]:
        for row, q in zip(values[f"q_{name}"], look.q):
            assert row == pytest.approx(q, abs=1e-7)  # float32
        nats = [bits * math.log(2) for bits in look.losses]
        assert values[f"each_{name}"] == pytest.approx(nats, rel=1e-6)
        assert values[f"mean_{name}"] == pytest.approx(sum(nats) / 3, rel=1e-6)
    assert values["post_labels"] == "IndexError: Target 3 is out of bounds."
