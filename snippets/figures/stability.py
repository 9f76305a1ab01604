"""Figures of where a loss breaks. Every word in them comes from the page."""

from matplotlib.figure import Figure

from snippets import loss_breaks
from snippets import stability as chapter

END = 2000  # of the axis of gaps


def draw_breaks(*, labels) -> Figure:
    """Up to which gap each type keeps the loss and its slope."""
    fig = Figure(figsize=(4.4, 3.5))
    fig.subplots_adjust(left=0.04, right=0.97, top=0.8, bottom=0.14)
    ax = fig.subplots()
    zones = [("fine", "C0"), ("slope", "C1"), ("loss", "C3")]
    breaks_of = zip(loss_breaks.slope_breaks, loss_breaks.loss_breaks)
    rows = [*zip(chapter.names, breaks_of), (labels["stable"], [])]
    for y, (words, breaks) in enumerate(rows):
        edges = [1, *breaks, END]
        for (zone, colour), start, end in zip(zones, edges, edges[1:]):
            ax.barh(y, end - start, left=start, height=0.36, color=colour,
                    linewidth=0, label=labels[zone] if y == 0 else None)
        ax.text(1, y - 0.25, words)
        # the two numbers would meet, so one ends where the other begins
        for gap, side, shift in zip(breaks, ["right", "left"], [-2, 2]):
            ax.annotate(str(gap), (gap, y - 0.25), xytext=(shift, 0), ha=side,
                        textcoords="offset points")
    ax.set(xscale="log", xlim=(1, END), ylim=(3.3, -0.65), yticks=[],
           xlabel=labels["x"])
    ax.set_xticks([1, 10, 100, 1000], ["1", "10", "100", "1000"])
    ax.spines["left"].set_visible(False)
    fig.legend(loc="upper left", bbox_to_anchor=(0.02, 1), frameon=False,
               fontsize="medium", borderpad=0.2, labelspacing=0.25)
    return fig


def draw_float16(*, labels) -> Figure:
    """Loss in float16 over the gap: -log(softmax) and -log_softmax."""
    fig = Figure(figsize=(4.2, 3.1))
    fig.subplots_adjust(left=0.13, right=0.97, top=0.97, bottom=0.17)
    ax = fig.subplots()
    curves = loss_breaks.curves_float16
    # wide and pale, so that it is seen below the other too
    ax.plot(loss_breaks.gaps_float16, [at.stable for at in curves], color="C0",
            linewidth=5, alpha=0.75)
    ax.plot(loss_breaks.gaps_float16, [at.naive for at in curves], color="C1")
    ax.axvline(loss_breaks.last_finite, color="C1", linestyle=":", linewidth=1)
    ax.text(9.0, 13.0, labels["stable"], color="C0")
    ax.text(loss_breaks.last_finite - 0.3, 9.6, labels["naive"], color="C1",
            ha="right")
    ax.annotate(labels["inf"], (loss_breaks.last_finite, 8.3), xytext=(4, 0),
                textcoords="offset points", color="C1")
    ax.set(xlim=(8, 20), ylim=(8, 20), xticks=range(8, 21, 2),
           yticks=range(8, 21, 2), xlabel=labels["x"], ylabel=labels["y"])
    return fig
