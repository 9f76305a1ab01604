"""The post's total as a sum with a hole. Every word comes from the page."""

from matplotlib.figure import Figure

from snippets import from_the_post as chapter


def draw_sum(*, labels) -> Figure:
    """The three losses end to end, and the same without the one left out."""
    fig = Figure(figsize=(4.6, 2))
    fig.subplots_adjust(left=0.01, right=0.99, top=0.99, bottom=0.01)
    ax = fig.subplots()
    exact = [term.exact for term in chapter.losses_after]
    starts = [sum(exact[:n]) for n in range(len(exact))]
    rows = [("whole", chapter.total_after.computed, "computed"),
            ("post", chapter.total_after.printed, "printed")]
    for y, (name, total, told) in enumerate(rows):
        for n, (start, loss) in enumerate(zip(starts, exact)):
            missing = name == "post" and n == 0
            kind = ({"fill": False, "linestyle": "--", "edgecolor": "C1"} if missing
                    else {"color": "C1", "edgecolor": "none"})
            ax.barh(y, loss - 0.004, left=start, height=0.3, **kind)
            text = labels["missing"] if missing else getattr(chapter.losses_after[n], told)
            ax.text(start + loss / 2, y + 0.27, text, ha="center", va="center")
        ax.text(0, y - 0.24, labels[name], va="center")
        ax.text(starts[-1] + exact[-1], y - 0.24, total, va="center", ha="right",
                color="C1")
    ax.set(xlim=(0, sum(exact)), ylim=(1.5, -0.45))
    ax.set_axis_off()
    return fig
