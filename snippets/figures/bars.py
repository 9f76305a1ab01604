"""Bars for the probabilities of a minibatch, alike on every page.

What was before training is an outline, what is after it is filled.
"""

from matplotlib.figure import Figure


def probability_bars(classes, looks, labels) -> Figure:
    """A panel an image, in the order of its true classes; all are one picture.

    looks: the probabilities q of each image, now, and, to compare, before.
    The rule over each class is the target p: 1 over the true one, else 0.
    """
    fig = Figure(figsize=(4.6, 2.7))
    fig.subplots_adjust(left=0.08, right=1, top=0.8, bottom=0.26, wspace=0.12)
    now, *before = looks
    for n, (ax, true) in enumerate(zip(fig.subplots(1, 3, sharey=True), classes)):
        fill = {"color": "C0"} if before else {"fill": False, "edgecolor": "C0"}
        ax.bar(classes, now[n], width=0.7, **fill)
        for c, q in zip(classes, now[n]):
            ax.text(c, -0.3, f"{q:.2f}", ha="center", va="center", color="C0")
        for q in before:
            ax.bar(classes, q[n], width=0.7, fill=False, linestyle="--",
                   edgecolor="C7", linewidth=1)
        p = [1 if c == true else 0 for c in classes]
        ax.hlines(p, [c - 0.42 for c in classes], [c + 0.42 for c in classes],
                  color="C2", linewidth=3)
        ax.set_title(f"{labels['image']} {true}", fontsize="medium", pad=8)
        ax.set(xticks=classes, ylim=(0, 1.12), yticks=[0, 0.5, 1])
        ax.tick_params(left=n == 0, bottom=False)
        ax.spines["left"].set_visible(n == 0)
    fig.text(0, 0.99, labels["y"], va="top")
    fig.text(0.54, 0.01, labels["x"], ha="center")
    return fig
