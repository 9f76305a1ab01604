"""Figures of the worked example. Every word in them comes from the page."""

import numpy as np
from matplotlib.figure import Figure

from snippets.figures.bars import COLOURS, probability_bars
from snippets.worked_example import CLASSES, LABELS, after, before

LOOKS = {"before": before, "after": after}


def draw_bars(*, labels, when, image) -> Figure:
    """Probabilities of one image (0 to 2); "after" outlines "before"."""
    return probability_bars(
        CLASSES,
        LOOKS[when].q[image],
        true=LABELS[image],
        when=when,
        labels=labels,
        outline=before.q[image] if when == "after" else None,
    )


def curve(fig, labels):
    """Axes with the loss over the probability of the true class."""
    ax = fig.subplots()
    q = np.linspace(0.05, 1, 200)
    ax.plot(q, -np.log2(q), color="C0")
    ax.set(xlim=(0, 1.03), ylim=(0, 4.5), xlabel=labels["x"],
           ylabel=labels["y"])
    ax.spines[["top", "right"]].set_visible(False)
    return ax


def draw_losses(*, labels) -> Figure:
    """The three losses, before and after, as numbered dots on -log2 q."""
    fig = Figure(figsize=(4.6, 3.1))
    fig.subplots_adjust(left=0.12, right=0.98, top=0.97, bottom=0.17)
    ax = curve(fig, labels)
    for (when, look), height in zip(LOOKS.items(), [4.1, 3.7]):
        ax.plot(look.q_true, look.losses, "o", color=COLOURS[when])
        # images that share a probability share a dot and its text
        for q, loss in dict(zip(look.q_true, look.losses)).items():
            images = [i for i, q_i in zip(LABELS, look.q_true) if q_i == q]
            ax.annotate(", ".join(map(str, images)), (q, loss), xytext=(5, 5),
                        textcoords="offset points", color=COLOURS[when])
        ax.text(1, height, labels[when], color=COLOURS[when], ha="right")
    return fig


def draw_first_image(*, labels) -> Figure:
    """One dot sliding down -log2 q: the first image learns."""
    fig = Figure(figsize=(4.6, 2.7))
    fig.subplots_adjust(left=0.12, right=0.98, top=0.97, bottom=0.19)
    ax = curve(fig, labels)
    for when, look in LOOKS.items():
        q, loss = look.q_true[0], look.losses[0]
        ax.plot([q, q, 0], [0, loss, loss], ":", color=COLOURS[when])
        ax.plot(q, loss, "o", color=COLOURS[when], markersize=9)
        ax.annotate(labels[when], (q, loss), xytext=(9, 9), ha="center"
                    if when == "after" else "left", color=COLOURS[when],
                    textcoords="offset points")
    return fig
