"""Where softmax and log break in float16. Every word comes from the page."""

from matplotlib.figure import Figure

from snippets import number_types as chapter


def draw_steps(*, labels) -> Figure:
    """A bar a way, up to where its loss is inf, and its steps at the start."""
    fig = Figure(figsize=(5, 3.4))
    fig.subplots_adjust(left=0.02, right=0.98, top=0.9, bottom=0.16)
    ax = fig.subplots()
    for y, (way, steps) in enumerate(zip(chapter.WAYS, chapter.at_start)):
        end = chapter.breaks[0][y]
        ax.barh(y, end - 1, left=1, height=0.2, color="C0", linewidth=0)
        ax.barh(y, chapter.MOST_GAP - end, left=end, height=0.2, color="C1", linewidth=0)
        ax.text(1, y - 0.16, labels[way])
        for n, x in enumerate(steps):
            if way == "log_softmax" and n == 2:
                continue  # its loss needs no q
            ax.text(0.25 * n + 0.25, y + 0.36, f"{x:.4g}", ha="right",
                    transform=ax.get_yaxis_transform())
    for n, name in enumerate(["power", "total", "q", "loss"]):
        ax.text(0.25 * n + 0.25, -0.55, labels[name], ha="right",
                transform=ax.get_yaxis_transform())
    ax.axvline(chapter.START_GAP, color="C7", linewidth=1)
    ax.set(xscale="log", xlim=(1, chapter.MOST_GAP), ylim=(2.6, -0.5), yticks=[],
           xlabel=labels["x"])
    ax.set_xticks([1, 10, 100, 1000], ["1", "10", "100", "1000"])
    ax.spines["left"].set_visible(False)
    return fig
