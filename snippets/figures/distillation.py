"""The figure of distillation. Every word in it comes from the page."""

from matplotlib.figure import Figure

from snippets import distillation as chapter


def draw_softened(*, labels) -> Figure:
    """p of the teacher beside q of the student, a panel for each of three T."""
    fig = Figure(figsize=(4.4, 2.7))
    fig.subplots_adjust(left=0.13, right=0.99, top=0.78, bottom=0.17,
                        wspace=0.1)
    panels = fig.subplots(1, 3, sharey=True)
    classes = range(1, chapter.CLASSES + 1)
    shown = [chapter.rows[0], chapter.rows[2], chapter.rows[3]]
    for ax, row in zip(panels, shown):
        ax.bar([c - 0.2 for c in classes], row.p, color="C2", width=0.36)
        ax.bar([c + 0.2 for c in classes], row.q, color="C0", width=0.36)
        ax.axhline(1 / chapter.CLASSES, color="C7", linestyle="--", linewidth=1)
        ax.set_title(f"T = {row.temperature:.0f}", fontsize="medium")
        ax.set(xticks=classes, ylim=(0, 1))
    panels[0].set_yticks([0, 1 / chapter.CLASSES, 1],
                         ["0", f"1/{chapter.CLASSES}", "1"])
    panels[0].set_ylabel(labels["y"])
    panels[1].set_xlabel(labels["x"])
    fig.text(0.13, 0.92, labels["teacher"], color="C2")
    fig.text(0.99, 0.92, labels["student"], color="C0", ha="right")
    return fig
