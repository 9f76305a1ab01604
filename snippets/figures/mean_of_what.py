"""The figure of two micro-batches. Every word comes from the page."""

from matplotlib.figure import Figure

from snippets import mean_of_means as chapter


def draw_micro_batches(*, labels) -> Figure:
    """Bars as wide as their tokens and as high as their mean loss; both means."""
    fig = Figure(figsize=(4.4, 3.4))
    fig.subplots_adjust(left=0.11, right=0.97, top=0.78, bottom=0.16)
    ax = fig.subplots()
    at = chapter.edges(chapter.SIZES)
    for n, height in enumerate(chapter.MEANS):
        # as wide as it has tokens: the area is the sum of its losses
        ax.bar(at[n], height, at[n + 1] - at[n], align="edge", color=f"C{n}",
               alpha=0.35)
    for n, height in enumerate([chapter.of_means, chapter.over_all], 2):
        ax.axhline(height, color=f"C{n}", linewidth=2.5,
                   linestyle="--" if n == 2 else "-")
    # above the plot, where no line runs through them
    ax.text(0, 1.03, labels["first"], color="C0", transform=ax.transAxes)
    ax.text(1, 1.03, labels["second"], color="C1", ha="right",
            transform=ax.transAxes)
    for n, (name, mean) in enumerate([("of_means", chapter.of_means),
                                      ("over_all", chapter.over_all)]):
        y = 1.22 - 0.09 * n
        ax.text(0, y, labels[name], color=f"C{n + 2}", transform=ax.transAxes)
        ax.text(1, y, f"{mean:.4f}", color=f"C{n + 2}", ha="right",
                transform=ax.transAxes)
    ax.set(xlim=(0, at[2]), ylim=(0, 5), xticks=range(0, at[2] + 1, 20),
           yticks=range(6), xlabel=labels["x"], ylabel=labels["y"])
    return fig
