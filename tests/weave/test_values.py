"""How a value is printed."""

from fractions import Fraction

import numpy as np
import pytest

from weave.code.values import data, printed
from weave.fault import WeaveError


@pytest.mark.parametrize("below", [2, 3, 7, 8, 27, 999])
@pytest.mark.parametrize("above", [-8, 1, 5, 1000])
def test_a_fraction(above, below):
    for number in (above / below, np.float64(above / below), Fraction(above, below)):
        text, full = printed(number, "a.b", "/", None)
        numerator, _, denominator = text.partition("/")
        assert int(numerator) * below == int(denominator or 1) * above
        assert full == str(number)


@pytest.mark.parametrize("number", [0.8008, 1 / 1009, 2**0.5, 1e-13])
def test_no_fraction(number):
    with pytest.raises(WeaveError, match=r"'a\.b' is .*, no fraction of small numbers"):
        printed(number, "a.b", "/", None)


def test_no_number():
    with pytest.raises(WeaveError, match="'a.b' is 'x', no number to print as a fraction"):
        printed("x", "a.b", "/", None)


@pytest.mark.parametrize("odd", ["\0", "\x1b", "\x7f", "\ud800", "\ue000"])
def test_what_no_page_can_show(odd):
    with pytest.raises(WeaveError, match="'a.b' holds .*, which no page can show; leave it out"):
        printed(f"a{odd}b", "a.b", "s", None)
    with pytest.raises(WeaveError, match="'a.b' holds .*, which no page can hold"):
        data({"name": [f"a{odd}b"]}, "a.b")
    assert printed("가\n나\tb é 😀", "a.b", "s", None)[0] == "가\n나\tb é 😀"
