"""Figures of the chapter on the logarithm. Every word comes from the page."""

import numpy as np
from matplotlib.figure import Figure

from snippets import why_log as chapter


def draw_one_optimum(*, labels) -> Figure:
    """Likelihood (left axis) and NLL in bits (right axis) over q."""
    fig = Figure(figsize=(4.8, 3.2))
    fig.subplots_adjust(left=0.17, right=0.88, top=0.91, bottom=0.16)
    left = fig.subplots()
    right = left.twinx()
    q = np.linspace(0.01, 0.99, 197)
    best = chapter.most_likely
    for ax, function, height, colour, name in [
        (left, chapter.likelihood, 0.0014, "C0", "likelihood"),
        (right, chapter.nll, 42, "C1", "nll"),
    ]:
        ax.plot(q, [function(chapter.counted(x)) for x in q], color=colour)
        ax.plot(best, function(chapter.counted(best)), "o", color=colour)
        ax.set_ylim(0, height)
        ax.set_ylabel(labels[name], color=colour)
        ax.tick_params(axis="y", colors=colour)
        ax.spines[:].set_visible(False)
    left.axvline(best, color="C7", linestyle=":", zorder=0)
    left.annotate(labels["best"], (best, 1), xytext=(0, 5), ha="center",
                  xycoords=("data", "axes fraction"),
                  textcoords="offset points")
    left.set(xlim=(0, 1), xlabel=labels["x"])
    left.set_yticks([0, 0.0004, 0.0008, 0.0012])
    right.set_yticks([0, 10, 20, 30, 40])
    left.spines["bottom"].set_visible(True)
    return fig


def draw_underflow(*, labels) -> Figure:
    """The running product of 999 probabilities, as a power of ten."""
    fig = Figure(figsize=(4.8, 3.0))
    fig.subplots_adjust(left=0.16, right=0.95, top=0.97, bottom=0.17)
    ax = fig.subplots()
    power = np.cumsum(np.log10(chapter.real))
    count = np.arange(1, chapter.count_real + 1)
    ax.plot(count, power, color="C0")
    for name, least, zero_at, colour, side, shift in [
        ("float32", chapter.power_32, chapter.zero_at_32, "C1", "right", -5),
        ("float64", chapter.power_64, chapter.zero_at_64, "C3", "left", 6),
    ]:
        ax.axhline(least, color=colour, linestyle="--", linewidth=1)
        ax.plot(zero_at, power[zero_at - 1], "o", color=colour)
        ax.annotate(labels[name], (side == "right", least), ha=side,
                    xycoords=("axes fraction", "data"), xytext=(shift, -14),
                    textcoords="offset points", color=colour)
    ax.annotate(labels["sum"], (400, power[399]), color="C0",
                xytext=(9, 0), textcoords="offset points")
    ax.set(xlim=(0, 1000), ylim=(-520, 0), xlabel=labels["x"],
           ylabel=labels["y"])
    return fig
