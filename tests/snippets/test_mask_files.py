"""Mask files: what they hold by the weights of colour television, and by hand."""

import numpy as np
from PIL import Image

from snippets import mask_files as chapter
from tests.snippets.recordings import recorded


def test_a_palette_keeps_the_numbers():
    np.testing.assert_array_equal(chapter.numbers, chapter.TARGET)
    assert Image.open(chapter.file).mode == "P"


def test_the_colours_are_those_of_pascal_voc():
    # its devkit deals the bits of a number out to red, green and blue
    for number, colour in chapter.COLOURS.items():
        expected = [0, 0, 0]
        for n in range(8):
            if number >> n & 1:
                expected[n % 3] += 128 >> n // 3
        assert list(colour) == expected


def test_greys_are_weighted_sums_of_the_colours():
    # ITU-R 601: 0.299, 0.587, 0.114
    expected = sorted(
        round(0.299 * r + 0.587 * g + 0.114 * b) for r, g, b in chapter.COLOURS.values()
    )
    assert chapter.in_greys == expected


def test_by_colour():
    np.testing.assert_array_equal(chapter.by_colour, chapter.TARGET)
    assert chapter.from_colours(np.full((1, 1, 3), 7)).tolist() == [[-1]]
    mask = np.array([[0, 255, 3, 250]])
    assert chapter.from_black_and_white(mask).tolist() == [[0, 1, 0, 1]]


def test_several_greys():
    found = chapter.from_greys(chapter.greys, chapter.in_greys)
    # the greys are in the order of the classes, void the last
    np.testing.assert_array_equal(found, np.where(chapter.TARGET == 255, 4, chapter.TARGET))
    assert chapter.from_greys(np.array([170, 7, 0], np.uint8), [0, 85, 170]).tolist() == [2, -1, 0]


def test_divided_by_255():
    # all classes are cut down to background, and void is class 1
    expected = np.where(chapter.TARGET == 255, 1, 0)
    np.testing.assert_array_equal(chapter.divided, expected)


def test_between_two_classes():
    assert chapter.nearest.tolist() == [0, 0, 0, 0, 2, 2, 2, 2]
    assert set(chapter.bilinear.tolist()) == {0, 1, 2}
    assert chapter.bilinear[3] == 1


def test_the_targets_of_densefusion():
    # the two numbers of its message: j96w/DenseFusion, issue 72
    assert (chapter.their_pixels, chapter.their_targets) == (921600, 2764800)


def test_the_message_of_a_grey_mask_is_of_such_a_value():
    message = recorded("messages")["values"]["grey_mask"]
    assert message == "IndexError: Target 192 is out of bounds."


def test_printed(printed):
    assert "0 38 75 113 220" in printed(chapter)
