"""The figure of the floor under a smoothed loss. Every word comes from the page."""

import numpy as np
from matplotlib.figure import Figure

from snippets import label_smoothing as chapter


def draw_floor(*, labels) -> Figure:
    """Losses in nats as q(true) moves, smoothed and one-hot, for ten classes."""
    alpha, row = chapter.ALPHA, chapter.floors[-1]
    top = chapter.highest_of(row.classes)
    fig = Figure(figsize=(4.2, 3.3))
    fig.subplots_adjust(left=0.12, right=0.97, top=0.86, bottom=0.15)
    ax = fig.subplots()
    q = np.linspace(0.005, 0.995, 397)
    for share, colour, style in [(0, "C7", "--"), (alpha, "C1", "-")]:
        losses = [chapter.loss_of(x, share, row.classes) for x in q]
        ax.plot(q, losses, color=colour, linestyle=style)
    ax.axhspan(0, row.nats, color="C2", alpha=0.25, linewidth=0)
    ax.plot(row.p[0], row.nats, "o", color="C2", zorder=3)
    ax.text(0.03, row.nats / 2, labels["floor"], va="center")
    ax.annotate(labels["best"], (row.p[0], row.nats), xytext=(0, 11),
                textcoords="offset points", ha="center")
    # above the plot, where no line runs through them
    ax.text(0, 1.05, labels["one_hot"], color="C7", transform=ax.transAxes)
    ax.text(1, 1.05, labels["smoothed"], color="C1", ha="right",
            transform=ax.transAxes)
    ax.set(xlim=(0, 1), ylim=(0, top), yticks=range(4),
           xticks=[0, 0.25, 0.5, 0.75, 1], xlabel=labels["x"],
           ylabel=labels["y"])
    ax.set_xticklabels(["0", "0.25", "0.5", "0.75", "1"])
    return fig
