"""Figures of cross entropy beside the squared error and the accuracy."""

import numpy as np
from matplotlib.figure import Figure

from snippets import train_with_mse
from snippets import why_not_mse as chapter

# the loss has its colour of every page
CROSS_ENTROPY, SQUARED_ERROR, WRONG = "C1", "C4", "C5"


def draw_losses(*, labels) -> Figure:
    """The three losses along one logit; the true class is class 1."""
    fig = Figure(figsize=(4.2, 3.3))
    fig.subplots_adjust(left=0.12, right=0.97, top=0.97, bottom=0.16)
    ax = fig.subplots()
    z = np.linspace(-8, 4, 241)
    cross_entropy, squared_error, _ = zip(*map(chapter.three, z))
    ax.plot(z, cross_entropy, color=CROSS_ENTROPY)
    ax.plot(z, squared_error, color=SQUARED_ERROR)
    # a step falls at 0, between two points of any curve
    ax.plot([-8, 0, 0, 4], [1, 1, 0, 0], color=WRONG, linestyle="--")
    ax.text(-4.6, 5.3, labels["cross_entropy"], color=CROSS_ENTROPY)
    ax.text(-7.8, 0.72, labels["squared_error"], color=SQUARED_ERROR, va="top")
    ax.text(0.25, 0.85, labels["wrong"], color=WRONG)
    ax.set(xlim=(-8, 4), ylim=(0, 8.2), xticks=range(-8, 5, 2),
           xlabel=labels["x"], ylabel=labels["y"])
    return fig


def draw_slopes(*, labels) -> Figure:
    """Their slopes along the logit; sure and wrong is on the left."""
    fig = Figure(figsize=(4.2, 3.3))
    fig.subplots_adjust(left=0.17, right=0.97, top=0.97, bottom=0.16)
    ax = fig.subplots()
    z = np.linspace(-8, 4, 241)
    cross_entropy, squared_error, _ = zip(*map(chapter.slopes, z))
    ax.axvspan(-8, chapter.SURE_AND_WRONG, color="C7", alpha=0.12, linewidth=0)
    ax.axhline(0, color=WRONG, linestyle="--")
    ax.plot(z, cross_entropy, color=CROSS_ENTROPY)
    ax.plot(z, squared_error, color=SQUARED_ERROR)
    for slope, colour in zip(chapter.slopes_at[0],
                             [CROSS_ENTROPY, SQUARED_ERROR]):
        ax.plot(chapter.LOGITS[0], slope, "o", color=colour, clip_on=False)
    ax.text(-6, -0.5, labels["sure_and_wrong"], ha="center", va="center")
    ax.text(0.2, -0.75, labels["cross_entropy"], color=CROSS_ENTROPY)
    ax.text(-1.75, -0.3, labels["squared_error"], color=SQUARED_ERROR,
            ha="right", va="center")
    ax.text(3.9, 0.03, labels["wrong"], color=WRONG, ha="right")
    ax.set(xlim=(-8, 4), ylim=(-1.06, 0.14), xticks=range(-8, 5, 2),
           xlabel=labels["x"], ylabel=labels["y"])
    ax.set_yticks([-1, -0.5, 0], ["−1", "−0.5", "0"])
    return fig


def draw_training(*, labels) -> Figure:
    """Held-out accuracy after each epoch, from two starts."""
    fig = Figure(figsize=(4.4, 2.9))
    fig.subplots_adjust(left=0.18, right=0.96, top=0.9, bottom=0.18,
                        wspace=0.14)
    panels = fig.subplots(1, 2, sharey=True)
    starts = [
        ("random", train_with_mse.random_ce, train_with_mse.random_se.accuracies),
        ("wrong", train_with_mse.wrong_ce.accuracies, train_with_mse.wrong_se.accuracies),
    ]
    for ax, (start, cross_entropy, squared_error) in zip(panels, starts):
        ax.plot(cross_entropy, color=CROSS_ENTROPY)
        # dashed: where the two lie together, both are seen
        ax.plot(squared_error, color=SQUARED_ERROR, linestyle="--")
        ax.set_title(labels[start], fontsize="medium")
        ax.set(xlim=(0, train_with_mse.EPOCHS), ylim=(0, 1.04), xlabel=labels["x"],
               xticks=range(0, train_with_mse.EPOCHS + 1, 25))
    panels[1].text(49, 0.86, labels["cross_entropy"], color=CROSS_ENTROPY,
                   ha="right", va="center")
    panels[1].text(49, 0.22, labels["squared_error"], color=SQUARED_ERROR,
                   ha="right", va="center")
    panels[0].set_ylabel(labels["y"])
    panels[0].yaxis.set_major_formatter(lambda share, _: f"{share:.0%}")
    return fig
