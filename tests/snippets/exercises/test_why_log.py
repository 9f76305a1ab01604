"""The exercises on the logarithm: the post's own digits, and integers."""

import itertools
import math
from fractions import Fraction

import pytest

from snippets import worked_example
from snippets.exercises import why_log as exercises

PRINTED = "0.8008"  # the post's total after training
Q_TRUE = [Fraction(str(q)) for q in worked_example.Q_TRUE_AFTER]


def test_the_total_that_the_post_printed():
    assert math.log2(exercises.post_product) == pytest.approx(-float(PRINTED), abs=1e-15)
    assert math.log(exercises.post_in_nats) == pytest.approx(-float(PRINTED), abs=1e-15)
    # "to four decimals the same"
    assert f"{exercises.post_product:.4f}" == f"{float(Q_TRUE[1] * Q_TRUE[2]):.4f}"
    assert exercises.second_and_third == pytest.approx(float(Q_TRUE[1] * Q_TRUE[2]), rel=1e-15)


def test_which_losses_add_up_to_that_total():
    losses = dict(zip(["first", "second", "third"], [-math.log2(q) for q in Q_TRUE]))
    names = [c for n in (2, 3) for c in itertools.combinations(losses, n)]
    assert (
        ["-".join(c) for c in names]
        == ["first-second", "first-third", "second-third", "first-second-third"]
        == list(exercises.products)
    )
    fits = [c for c in names if abs(sum(losses[name] for name in c) - float(PRINTED)) < 1e-4]
    assert [exercises.same_product] == ["-".join(c) for c in fits]
    # what the exercise says of the others: two are larger, one is smaller
    larger = {name for name, q in exercises.products.items() if q > 2**-0.8007}
    assert larger == {"first-second", "first-third"}


def test_a_sum_of_probabilities_has_another_optimum():
    by_sum = [(6 * i + 4 * (100 - i), i) for i in range(1, 101)]
    highest, at = max(by_sum)
    assert exercises.sum_at_most == pytest.approx(highest / 100)
    assert exercises.most_by_sum == at / 100
    assert exercises.sum_at_best == pytest.approx(6 * 0.6 + 4 * 0.4)
    assert exercises.likelihood_at_most == 0


def test_the_mean_of_the_true_classes():
    q_true = [Fraction(1, 10), Fraction(1, 5), Fraction(1, 5)]
    assert exercises.mean_q_true == pytest.approx(float(sum(q_true) / 3), rel=1e-15)
