"""Figures of the entropy chapter. Every word in them comes from the page."""

import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import StrMethodFormatter

from snippets import entropy as chapter
from snippets import kl_directions

# of classes; the first four are those of p, q, the loss and KL
COLOURS = ["C4", "C5", "C6", "C7"]


def draw_codes(*, labels) -> Figure:
    """Widths p(x), heights the lengths of the words: areas are bits."""
    fig = Figure(figsize=(4.2, 4.7))
    fig.subplots_adjust(left=0.12, right=0.98, top=0.94, bottom=0.11,
                        hspace=0.34)
    panels = fig.subplots(2, 1, sharex=True, sharey=True)
    starts = np.cumsum([0, *chapter.p[:-1]])
    for ax, name, code in [
        (panels[0], "own", chapter.ALLEY_CODE),
        (panels[1], "other", chapter.PARK_CODE),
    ]:
        for x, left, width, colour in zip(
            chapter.CLASSES, starts, chapter.p, COLOURS
        ):
            height = len(code[x])
            ax.bar(left, height, width, align="edge", color=colour,
                   alpha=0.25, edgecolor=colour)
            # names above the bars, where a thin bar has room for them
            ax.text(left + width / 2, height + 0.12, labels[x], ha="center",
                    fontsize="small")
            # below the dashes, which run at 1 and above
            ax.text(left + width / 2, 0.5, code[x], ha="center", va="center")
        ax.set_title(labels[name], fontsize="medium", pad=7)
        ax.set(xlim=(0, 1), ylim=(0, 3.6), yticks=range(4),
               ylabel=labels["y"])
    # the shape of the own code again, to compare with
    own = [len(code) for code in chapter.ALLEY_CODE.values()]
    edges = [*starts, 1.0]
    panels[1].stairs(own, edges, baseline=None, color="C7", linestyle="--",
                     linewidth=1.5)
    panels[1].set_xticks(edges, ["0", "1/2", "3/4", "", "1"])
    panels[1].set_xlabel(labels["x"])
    return fig


def draw_parts(*, labels) -> Figure:
    """Over widths p(x): H(p), and what the other's words add or save."""
    fig = Figure(figsize=(4.2, 3.2))
    fig.subplots_adjust(left=0.12, right=0.98, top=0.88, bottom=0.2)
    ax = fig.subplots()
    edges = [*np.cumsum([0, *chapter.p])]
    pairs = zip(chapter.surprise_p, chapter.surprise_q)
    for n, (own, other) in enumerate(pairs):
        low, high, width = min(own, other), max(own, other), chapter.p[n]
        ax.bar(edges[n], low, width, align="edge", color="C2", alpha=0.35)
        ax.bar(edges[n], high - low, width, bottom=low, align="edge",
               color="C3" if other > own else "C7", alpha=0.35)
        middle = edges[n] + width / 2
        if other != own:
            bits = f"{width * (other - own):+.2f}".replace("-", "−")
            ax.text(middle, (low + high) / 2, bits, ha="center", va="center")
        ax.text(middle, -0.18, labels[chapter.CLASSES[n]], ha="center",
                va="top", fontsize="small")
    for lengths, name, colour, style, place in [
        (chapter.surprise_p, "own", "C2", "--", 0),
        (chapter.surprise_q, "other", "C0", "-", 0.52),
    ]:
        ax.stairs(lengths, edges, baseline=None, color=colour,
                  linestyle=style, linewidth=1.5)
        ax.text(place, 6.3, labels[name], color=colour)
    ax.set(xlim=(0, 1), ylim=(0, 6), xticks=[], yticks=range(7),
           ylabel=labels["y"])
    ax.set_xlabel(labels["x"], labelpad=20)
    return fig


def draw_floor(*, labels) -> Figure:
    """H(p, q) in bits as q moves: H(p) below, the divergence on top."""
    fig = Figure(figsize=(4.2, 3.2))
    fig.subplots_adjust(left=0.13, right=0.97, top=0.97, bottom=0.16)
    ax = fig.subplots()
    q = np.linspace(0.02, 0.98, 193)
    loss = np.array([chapter.border_loss(x) for x in q])
    floor, best = chapter.h_border, chapter.border[0]
    ax.fill_between(q, 0, floor, color="C2", alpha=0.25, linewidth=0)
    ax.fill_between(q, floor, loss, color="C3", alpha=0.25, linewidth=0)
    ax.plot(q, loss, color="C1")
    ax.plot(best, floor, "o", color="C1", zorder=3)
    ax.text(best, floor / 2, labels["floor"], ha="center", va="center")
    ax.text(0.14, 1.35, labels["extra"], ha="center", va="center")
    ax.text(0.24, 2.25, labels["loss"], color="C1", va="center")
    ax.annotate(labels["best"], (best, floor), xytext=(0, 14),
                textcoords="offset points", ha="center")
    ax.set(xlim=(0, 1), ylim=(0, 3), yticks=range(4),
           xlabel=labels["x"], ylabel=labels["y"])
    ax.set_xticks([0, 0.25, 0.5, 0.75, 1])
    ax.xaxis.set_major_formatter(StrMethodFormatter("{x:g}"))
    return fig


def draw_directions(*, labels) -> Figure:
    """The guests' hours, and the best single peak for either divergence."""
    fig = Figure(figsize=(4.2, 4.2))
    fig.subplots_adjust(left=0.14, right=0.98, top=0.93, bottom=0.12,
                        hspace=0.3)
    panels = fig.subplots(2, 1, sharex=True, sharey=True)
    for ax, name, colour, best in [
        (panels[0], "forward", "C0", kl_directions.forward),
        (panels[1], "reverse", "C4", kl_directions.reverse),
    ]:
        ax.bar(kl_directions.HOURS, kl_directions.p_hours, fill=False, edgecolor="C7")
        ax.plot(kl_directions.HOURS, best.q, "o-", color=colour, markersize=4)
        ax.set_title(labels[name], fontsize="medium", color=colour)
        ax.set(ylim=(0, 0.65), yticks=[0, 0.2, 0.4, 0.6],
               xticks=[9, 12, 15, 18, 21], ylabel=labels["y"])
    panels[0].text(kl_directions.LUNCH, 0.33, labels["p"], ha="center")
    panels[1].set_xlabel(labels["x"])
    return fig
