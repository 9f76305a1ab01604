"""The home page's point: halvings are whole bits."""

import math

import pytest

from snippets import one_point


def test_each_halving_costs_one_bit_more():
    assert one_point.halvings == [1, 1 / 2, 1 / 4, 1 / 8, 1 / 16, 1 / 32, 1 / 64]
    assert one_point.losses == pytest.approx(range(7))
    assert one_point.names == ["1", "1/2", "1/4", "1/8"]


def test_the_loss_at_the_start():
    # 1/10 is 2 to the power of -3.32...
    assert 2**-one_point.loss == pytest.approx(one_point.q_true)
    assert math.isclose(one_point.loss_bits(1.0), 0)
    with pytest.raises(ValueError):
        one_point.loss_bits(0.0)
