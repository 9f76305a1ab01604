"""What a script in a page gets from snippets/."""

import math

from weave.fences.ask import sent


def test_many_numbers_are_sent_in_nine_digits():
    third, near = 1 / 3, 0.333333333
    assert sent([third] * 10) == [third] * 10
    assert sent([third] * 11) == [near] * 11
    assert sent([[third, third]] * 11) == [[near, near]] * 11
    assert sent([{"x": third, "n": 1}] * 11) == [{"x": near, "n": 1}] * 11
    assert sent({"x": third, "words": ["a"] * 20}) == {"x": third, "words": ["a"] * 20}
    assert sent([10**12, True, "0.3333333333333"] * 5) == [10**12, True, "0.3333333333333"] * 5
    assert sent([1 - 1e-12] * 11) == [1 - 1e-12] * 11
    # no page shows more than six
    assert all(f"{sent([math.log(n)] * 11)[0]:.6f}" == f"{math.log(n):.6f}" for n in range(1, 99))
