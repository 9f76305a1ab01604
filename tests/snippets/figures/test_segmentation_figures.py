"""The figures of the segmentation, read back from Matplotlib."""

import numpy as np
import pytest

from snippets import digit_scenes, moved_mask, pose_confidence
from snippets import segmentation as chapter
from snippets.figures import segmentation as figures
from tests.snippets.figures.reading import told


class Words(dict):
    def __missing__(self, key):
        return f"<{key}>"


def test_a_scene_is_its_four_arrays():
    fig = figures.draw_scene(labels=Words())
    shown = {ax.get_title(): ax.images[0].get_array() for ax in fig.axes if ax.get_title()}
    n = chapter.SCENE
    np.testing.assert_array_equal(shown["<picture>"], digit_scenes.test_pictures[n])
    target = digit_scenes.test_targets[n]
    void = target == digit_scenes.VOID
    np.testing.assert_array_equal(shown["<target>"] == 4, void)
    np.testing.assert_array_equal(shown["<target>"][~void], target[~void])
    np.testing.assert_array_equal(shown["<guess>"], chapter.log_q[n].argmax(axis=-1))
    losses = shown["<losses>"]
    np.testing.assert_array_equal(losses.mask, void)
    assert losses.max() == pytest.approx(chapter.scene_most_nats)


def test_ious_are_dots_and_means_are_bars():
    ax = figures.draw_ious(labels=Words()).axes[0]
    names = [text.get_text().strip("<>") for text in ax.get_yticklabels()]
    assert [bar.get_width() for bar in ax.patches] == [
        getattr(chapter, name).mean_iou for name in names
    ]
    dots = [(line.get_xdata()[0], line.get_ydata()[0]) for line in ax.lines]
    for y, name in enumerate(names):
        row = [x for x, at in dots if at == y]
        assert row == list(getattr(chapter, name).iou[1:])
    colours = told(ax)
    for n, name in enumerate(["one", "two", "three"]):
        assert colours[f"<{name}>"] == ax.lines[n].get_color()


def test_a_moved_mask():
    left, right = figures.draw_moved(labels=Words()).axes
    truth, guess = np.array(moved_mask.TRUTH), np.array(moved_mask.guess)
    assert len(left.patches) == ((truth + guess) > 0).sum()
    widths = [bar.get_width() for bar in right.patches]
    assert widths == moved_mask.measures(moved_mask.TRUTH, moved_mask.guess, moved_mask.SURE)


def test_confidence_is_lowest_at_its_dot():
    ax = figures.draw_confidence(labels=Words()).axes[0]
    curves, dots = ax.lines[::2], ax.lines[1::2]
    for curve, dot, point in zip(curves, dots, pose_confidence.points, strict=True):
        assert min(curve.get_ydata()) == pytest.approx(dot.get_ydata()[0], rel=1e-3)
        assert curve.get_ydata()[-1] == pytest.approx(point.mm)
        assert dot.get_color() == curve.get_color()
