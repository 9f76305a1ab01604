"""The band in which a second softmax traps the loss, by closed forms."""

import math

import pytest

from snippets import softmax_twice


def test_softmax_twice_is_trapped():
    # softmax of (1, 0, 0) is (e, 1, 1) / (e + 2)
    assert softmax_twice.floor == pytest.approx(math.log(math.e + 2) - 1)
    assert softmax_twice.ceiling == pytest.approx(math.log(math.e + 2))
    assert softmax_twice.most == pytest.approx(math.e / (math.e + 2))
