"""The figure of pos_weight. Every word comes from the page."""

import numpy as np
from matplotlib.figure import Figure

from snippets import pos_weight as chapter


def draw_mean_loss(*, labels) -> Figure:
    """Mean loss along the logit of pixels that look the same, and its two parts."""
    fig = Figure(figsize=(4.4, 3.5))
    fig.subplots_adjust(left=0.11, right=0.97, top=0.86, bottom=0.15)
    ax = fig.subplots()
    share, weight = chapter.SHARE, chapter.WEIGHT
    z = np.linspace(-4, 4, 161)
    loss = [chapter.weighted(at, share, weight) for at in z]
    yes, no = zip(*[chapter.parts(at, share, weight) for at in z])
    ax.plot(z, yes, color="C2", linewidth=1.2)
    ax.plot(z, no, color="C4", linewidth=1.2)
    ax.plot(z, [chapter.weighted(at, share, 1) for at in z], color="C7", linestyle="--")
    ax.plot(z, loss, color="C1", linewidth=2.5)
    for weighing, colour in [(1, "C7"), (weight, "C1")]:
        at = chapter.best_logit(share, weighing)
        ax.plot(at, chapter.weighted(at, share, weighing), "v", color=colour)
    ax.plot(chapter.START, chapter.start_loss, "o", color="C1", markersize=8)
    # above the plot, where no line runs through them
    for n, (name, colour) in enumerate([("weighted", "C1"), ("plain", "C7"),
                                        ("yes", "C2"), ("no", "C4")]):
        ax.text(n % 2, 1.1 - 0.07 * (n // 2), labels[name], color=colour,
                ha="right" if n % 2 else "left", transform=ax.transAxes)
    ax.set(xlim=(-4, 4), ylim=(0, 4), xticks=range(-4, 5, 2), yticks=range(5),
           xlabel=labels["x"], ylabel=labels["y"])
    return fig
