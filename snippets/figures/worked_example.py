"""Figures of the worked example. Every word in them comes from the page."""

import numpy as np
from matplotlib.figure import Figure

from snippets.figures.bars import probability_bars
from snippets.worked_example import CLASSES, LABELS, after, before

LOOKS = {"before": before, "after": after}


def draw_bars(*, labels, when) -> Figure:
    """Probabilities of the three images; "after" outlines "before"."""
    looks = [after.q, before.q] if when == "after" else [before.q]
    return probability_bars(CLASSES, looks, labels)


def curve(fig, labels, steepest=0.05):
    """Axes with the loss over the probability of the true class."""
    ax = fig.subplots()
    q = np.linspace(steepest, 1, 200)
    ax.plot(q, -np.log2(q), color="C1")
    ax.set(xlim=(0, 1.03), ylim=(0, 4.5), xlabel=labels["x"],
           ylabel=labels["y"])
    return ax


def dots(ax, look, **kind):
    """The three losses of one look as numbered dots."""
    ax.plot(look.q_true, look.losses, "o", color="C1", **kind)
    # images that share a probability share a dot and its text
    for q, loss in dict(zip(look.q_true, look.losses)).items():
        images = [i for i, q_i in zip(LABELS, look.q_true) if q_i == q]
        ax.annotate(", ".join(map(str, images)), (q, loss), xytext=(5, 5),
                    textcoords="offset points", color="C1")


def draw_losses(*, labels) -> Figure:
    """The three losses, before and after, as numbered dots on -log2 q."""
    fig = Figure(figsize=(4.6, 3.1))
    fig.subplots_adjust(left=0.12, right=0.98, top=0.97, bottom=0.17)
    ax = curve(fig, labels)
    for (when, look), height in zip(LOOKS.items(), [4.1, 3.7]):
        kind = {"markerfacecolor": "none"} if look is before else {}
        dots(ax, look, **kind)
        face = "none" if look is before else "C1"
        ax.scatter([0.66], [height + 0.08], edgecolors="C1", facecolors=face)
        ax.text(0.69, height, labels[when])
    return fig


def draw_minibatch(*, labels) -> Figure:
    """Before training: every q, the losses and their total, on -log2 q."""
    fig = Figure(figsize=(4.6, 3.1))
    fig.subplots_adjust(left=0.1, right=0.98, top=0.98, bottom=0.16)
    ax = curve(fig, labels, steepest=0.01)
    ax.set(ylim=(0, 7))
    dots(ax, before)
    # over the curve's empty corner: a row an image, the true class in colour
    places = [0.48, 0.6, 0.72, 0.84, 1]
    heights = [6.55, 5.9, 5.25, 4.6]
    rows = [["", *(f"q({c})" for c in CLASSES), labels["loss"]]]
    for label, q, loss in zip(LABELS, before.q, before.losses):
        numbers = [*(f"{q_x:.2f}" for q_x in q), f"{loss:.4f}"]
        rows.append([f"{labels['image']} {label}", *numbers])
    for row, height, true in zip(rows, heights, [None, *LABELS]):
        for n, text in enumerate(row):
            colour = "C0" if n == true else None
            ax.text(places[n], height, text, ha="right", color=colour)
    ax.text(places[3], 3.9, labels["total"], ha="right")
    ax.text(places[4], 3.9, f"{before.total:.4f}", ha="right")
    return fig
