"""The scenes: what is ink, what is void, and that no digit is in two sets."""

import numpy as np
import pytest

from snippets import digit_scenes as chapter


def test_void_is_what_touches_ink():
    for target in chapter.test_targets[:5]:
        ink = (target > 0) & (target != chapter.VOID)
        for y, x in np.ndindex(target.shape):
            near = ink[max(y - 1, 0) : y + 2, max(x - 1, 0) : x + 2].any()
            assert (target[y, x] == chapter.VOID) == (near and not ink[y, x])


def test_two_digits_in_two_quarters():
    for target in chapter.test_targets[:20]:
        ink = (target > 0) & (target != chapter.VOID)
        quarters = [part for half in np.split(ink, 2) for part in np.split(half, 2, axis=1)]
        assert sum(part.any() for part in quarters) == 2


def test_shares_recounted():
    values = chapter.train_targets.ravel().tolist()
    void = values.count(chapter.VOID)
    for number, share in enumerate(chapter.frequency):
        assert share == pytest.approx(values.count(number) / (len(values) - void))
    assert chapter.void_share == pytest.approx(void / len(values))
    assert chapter.frequency.sum() == pytest.approx(1)
    # nearly all is background, as the page says
    assert chapter.frequency[0] == pytest.approx(0.95, abs=0.005)


def test_the_digits_of_the_sets_are_not_shared():
    assert chapter.FOR_SETTINGS + chapter.digits_left == len(chapter.unseen)
    sets = [chapter.seen, chapter.unseen[: chapter.FOR_SETTINGS],
            chapter.unseen[chapter.FOR_SETTINGS :]]  # fmt: skip
    kept = [{image.tobytes() for image in images} for images in sets]
    assert not kept[0] & kept[2] and not kept[1] & kept[2]
    pictures, targets = chapter.for_settings(3)
    assert pictures.shape == targets.shape == (3, 32, 32)


def test_windows():
    maps = np.arange(2 * 4 * 4).reshape(2, 4, 4) + 1
    found = chapter.windows(maps, 3)
    assert found.shape == (2, 4, 4, 3, 3)
    assert found[0, 0, 0].tolist() == [[0, 0, 0], [0, 1, 2], [0, 5, 6]]
    assert found[1, 2, 1].tolist() == maps[1, 1:4, 0:3].tolist()


def test_printed(printed):
    assert "0 1 2 3 255" in printed(chapter)
