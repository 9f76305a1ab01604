"""bfloat16 by the bits of a float32, and by what optax and PyTorch gave."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from snippets import loss_steps as chapter
from tests.snippets.recordings import recorded


def upper_half(x):
    """The float32 whose lower sixteen bits were rounded away, ties to even."""
    [bits] = struct.unpack("<I", struct.pack("<f", x))
    bits += 0x7FFF + (bits >> 16 & 1)
    return struct.unpack("<f", struct.pack("<I", bits & 0xFFFF0000))[0]


@given(st.floats(2**-100, 2.0**100, width=32))
def test_rounding_by_bits(x):
    assert chapter.as_bfloat16(x) == upper_half(x)


def test_the_losses_of_the_question():
    assert chapter.rounded == chapter.PRINTED
    assert chapter.same
    torch = recorded("language_models")["values"]["in_steps"]
    assert torch == chapter.rounded[: len(torch)]


def test_steps():
    assert (chapter.step_at_4, chapter.step_at_8) == (1 / 32, 1 / 16)
    assert chapter.step(7.99) == 1 / 32 and chapter.step(8.0) == 1 / 16
    for loss in (4.0, 5.5, 7.9):
        assert chapter.as_bfloat16(loss) % chapter.step_at_4 == 0
    # one more binary digit is half a step
    assert chapter.as_bfloat16(4 + 1 / 64 + 1e-6) == 4 + 1 / 32


def test_printed(printed):
    assert "4.59375" in printed(chapter)


def test_a_positive_number_alone():
    assert chapter.as_bfloat16(1.0) == pytest.approx(1)
