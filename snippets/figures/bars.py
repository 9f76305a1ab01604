"""Bars for the probabilities of one image, alike on every page."""

from matplotlib.figure import Figure

COLOURS = {"before": "C1", "after": "C2"}


def probability_bars(classes, q, true, when, labels, outline=None) -> Figure:
    """One bar a class, the true one in colour; outline: q at another time."""
    fig = Figure(figsize=(2.3, 2.1))
    fig.subplots_adjust(left=0.25, right=0.99, top=0.95, bottom=0.23)
    ax = fig.subplots()
    colours = [COLOURS[when] if c == true else "C7" for c in classes]
    bars = ax.bar(classes, q, color=colours, width=0.7)
    ax.bar_label(bars, fmt="{:.2f}", padding=2)
    if outline is not None:
        ax.bar(classes, outline, width=0.7, fill=False, linestyle="--",
               edgecolor=COLOURS["before"], linewidth=1)
    ax.set(xticks=classes, ylim=(0, 1.12), yticks=[0, 0.5, 1],
           xlabel=labels["x"], ylabel=labels["y"])
    return fig
