"""Figures of the segmentation. Every word in them comes from the page."""

import matplotlib
import numpy as np
from matplotlib.colors import ListedColormap
from matplotlib.figure import Figure

from snippets import moved_mask, pose_confidence
from snippets import segmentation as chapter
from snippets.digit_scenes import VOID, test_pictures, test_targets
from snippets.mask_files import COLOURS

# as the palette of a mask file: the classes, then void
PALETTE = ListedColormap([np.array(colour) / 255 for colour in COLOURS.values()])


def as_places(target):
    """Class numbers, and 4 for void: the places in the palette."""
    return np.where(target == VOID, 4, target)


def draw_scene(*, labels) -> Figure:
    """A test scene: its picture, target and prediction, and each pixel's loss."""
    fig = Figure(figsize=(4.6, 4.9))
    fig.subplots_adjust(left=0.02, right=0.89, top=0.94, bottom=0.02, hspace=0.14,
                        wspace=0.06)
    axes = dict(zip(["picture", "target", "guess", "losses"], fig.subplots(2, 2).flat))
    n = chapter.SCENE
    looks = {"cmap": PALETTE, "vmin": 0, "vmax": 4, "interpolation": "none"}
    axes["picture"].imshow(test_pictures[n], cmap="gray_r", interpolation="none")
    axes["target"].imshow(as_places(test_targets[n]), **looks)
    axes["guess"].imshow(chapter.guess[n], **looks)
    losses = np.ma.masked_where(~chapter.kept[n], chapter.losses[n])
    heat_map = matplotlib.colormaps["magma"].with_extremes(bad="#8a8f98")
    heat = axes["losses"].imshow(losses, cmap=heat_map, vmin=0, interpolation="none")
    beside = axes["losses"].inset_axes([1.03, 0, 0.06, 1])
    bar = fig.colorbar(heat, cax=beside, ticks=range(0, int(losses.max()) + 1, 2))
    bar.ax.tick_params(labelsize=9)
    bar.outline.set_visible(False)
    for name, ax in axes.items():
        ax.set_title(labels[name], fontsize=10)
        ax.set(xticks=[], yticks=[])
        ax.spines[:].set(visible=True, color="C7", linewidth=0.5)
    return fig


ROWS = ["plain", "weighted", "root", "focal", "by_dice", "both", "informed"]


def draw_ious(*, labels) -> Figure:
    """IoU of each digit by loss, and their mean with background as a bar."""
    fig = Figure(figsize=(4.6, 3.5))
    fig.subplots_adjust(left=0.27, right=0.96, top=0.88, bottom=0.14)
    ax = fig.subplots()
    for y, name in enumerate(ROWS):
        found = getattr(chapter, name)
        ax.barh(y, found.mean_iou, height=0.6, color="C7", alpha=0.28)
        ax.text(0.99, y, f"{found.mean_iou:.3f}", ha="right", va="center")
        for digit in (1, 2, 3):
            ax.plot(found.iou[digit], y, "o", color=f"C{digit - 1}", markersize=7)
    for n, name in enumerate(["one", "two", "three"]):
        ax.plot(0.02 + 0.24 * n, -1.1, "o", color=f"C{n}", markersize=7, clip_on=False)
        ax.text(0.05 + 0.24 * n, -1.1, labels[name], va="center", color=f"C{n}")
    ax.text(0.99, -1.1, labels["mean"], ha="right", va="center")
    ax.set(xlim=(0, 1), ylim=(6.6, -0.6), xlabel="IoU", xticks=[0, 0.25, 0.5, 0.75, 1],
           yticks=range(len(ROWS)))
    ax.set_yticklabels([labels[name] for name in ROWS])
    ax.tick_params(axis="y", length=0)
    return fig


def draw_moved(*, labels) -> Figure:
    """The mask, the prediction moved over it, and five measures as bars."""
    fig = Figure(figsize=(4.6, 2.6))
    left, right = fig.subplots(1, 2, width_ratios=[1, 1])
    fig.subplots_adjust(left=0.02, right=0.97, top=0.86, bottom=0.06, wspace=0.62)
    kinds = moved_mask.kinds(moved_mask.TRUTH, moved_mask.guess)
    for kind, colour in (1, "C2"), (2, "C0"), (3, "C3"):
        cells = [(x, y) for y, row in enumerate(kinds) for x, k in enumerate(row)
                 if k == kind]
        for x, y in cells:
            left.fill([x, x + 1, x + 1, x], [y, y, y + 1, y + 1], color=colour,
                      linewidth=0)
    side = moved_mask.SIDE
    left.set(xlim=(0, side), ylim=(side, 0), xticks=[], yticks=[], aspect="equal")
    left.spines[:].set_visible(True)
    for x, ha, name, colour in [(0, "left", "truth", "C2"), (0.5, "center", "guess", "C0"),
                                (1, "right", "shared", "C3")]:
        left.text(x, 1.05, labels[name], color=colour, ha=ha, transform=left.transAxes)
    values = moved_mask.measures(moved_mask.TRUTH, moved_mask.guess, moved_mask.SURE)
    names = ["accuracy", "iou", "ce", "focal", "dice"]
    for y, (name, value) in enumerate(zip(names, values)):
        right.barh(y, value, color="C2" if y < 2 else "C1", alpha=0.6, height=0.55)
        right.text(-0.04, y, labels[name], ha="right", va="center")
        right.text(1.35, y, f"{value:.4f}", ha="right", va="center")
    right.set(xlim=(0, 1.35), ylim=(4.6, -0.6), xticks=[], yticks=[])
    right.spines["bottom"].set_visible(False)
    return fig


def draw_confidence(*, labels) -> Figure:
    """c d - w log c over c, for four distances, with the lowest point of each."""
    fig = Figure(figsize=(4.6, 3.1))
    fig.subplots_adjust(left=0.13, right=0.84, top=0.97, bottom=0.16)
    ax = fig.subplots()
    c = np.linspace(0.05, 1, 96)
    for n, point in enumerate(pose_confidence.points):
        heights = [1000 * pose_confidence.point_loss(point.mm / 1000, x) for x in c]
        ax.plot(c, heights, color=f"C{n}")
        ax.plot(point.c, 1000 * point.both, "o", color=f"C{n}", clip_on=False)
        ax.text(1.03, heights[-1], f"{point.mm:.0f} mm", color=f"C{n}", va="center")
    ax.set(xlim=(0, 1), ylim=(0, 70), xlabel=labels["x"], ylabel=labels["y"],
           xticks=[0, 0.25, 0.5, 0.75, 1], yticks=range(0, 71, 10))
    return fig
