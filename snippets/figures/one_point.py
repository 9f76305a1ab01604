"""The home page's figure: one point on the loss. Every word comes from the page."""

import numpy as np
from matplotlib.figure import Figure

from snippets import one_point


def draw_point(*, labels) -> Figure:
    """-log2 q with one point: q along the axis, its loss upwards."""
    fig = Figure(figsize=(5.2, 3.1))
    fig.subplots_adjust(left=0.05, right=0.99, top=0.9, bottom=0.16)
    ax = fig.subplots()
    q = np.geomspace(one_point.halvings[-1], 1, 200)
    ax.plot(q, -np.log2(q), color="C1")
    at, loss = one_point.q_true, one_point.loss
    ax.plot([0, at], [0, 0], color="C0", linewidth=3, clip_on=False)
    ax.plot([at, at], [0, loss], color="C1", linewidth=3)
    ax.plot([at], [loss], "o", color="C1", markersize=10)
    ax.annotate(f"q = {at:.2f}", (at, 0), xytext=(0, -28), ha="center",
                textcoords="offset points", color="C0")
    ax.text(1, 5, f"{loss:.4f}", color="C1", ha="right", fontsize=24)
    ax.text(1, 4.5, labels["unit"], ha="right")
    ax.text(-0.05, 6.4, labels["y"], color="C1")
    ax.set(xlim=(0, 1), ylim=(0, 6))
    ax.set_xticks(one_point.halvings[:4], one_point.names)
    ax.spines["left"].set_visible(False)
    ax.tick_params(length=0)
    return fig
