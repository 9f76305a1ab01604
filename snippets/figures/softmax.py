"""Figures of the softmax chapter. Every word in them comes from the page."""

import numpy as np
from matplotlib.figure import Figure

from snippets.softmax import TEMPERATURES, costs, losses_along, q, q_at, uniform
from snippets.softmax_twice import ceiling, floor


def draw_temperatures(*, labels) -> Figure:
    """The same logits at four temperatures, one panel each."""
    fig = Figure(figsize=(4.0, 3.7))
    fig.subplots_adjust(left=0.17, right=0.99, top=0.93, bottom=0.13,
                        hspace=0.42, wspace=0.12)
    panels = fig.subplots(2, 2, sharex=True, sharey=True)
    for ax, t, q_t in zip(panels.flat, TEMPERATURES, q_at):
        classes = range(1, len(q_t) + 1)
        bars = ax.bar(classes, q_t, color="C0", width=0.7)
        ax.bar_label(bars, fmt="{:.2f}", padding=2)
        ax.set_title(f"{labels['temperature']} = {t:g}", fontsize="medium")
        ax.set(xticks=classes, ylim=(0, 1.15))
        ax.set_yticks([0, uniform, 1], ["0", f"1/{len(q_t)}", "1"])
    for ax in panels[1]:
        ax.set_xlabel(labels["x"])
    for ax in panels[:, 0]:
        ax.set_ylabel(labels["y"])
    return fig


def draw_losses(*, labels) -> Figure:
    """Probabilities at T = 1 as bars, and under each the loss it would cost."""
    fig = Figure(figsize=(4.0, 2.6))
    fig.subplots_adjust(left=0.13, right=0.99, top=0.93, bottom=0.28)
    ax = fig.subplots()
    classes = range(1, len(q) + 1)
    bars = ax.bar(classes, q, color="C0", width=0.7)
    ax.bar_label(bars, fmt="{:.4f}", padding=2)
    for place, loss in zip(classes, costs):
        ax.text(place, -0.27, f"{loss:.4f}", color="C1", ha="center")
    ax.text(2, -0.42, labels["loss"], color="C1", ha="center")
    ax.set(xticks=classes, ylim=(0, 1), ylabel=labels["y"])
    ax.set_yticks([0, uniform, 1], ["0", f"1/{len(q)}", "1"])
    return fig


def draw_twice(*, labels) -> Figure:
    """Loss in nats along the logits (t, -t, 0), one softmax and two."""
    fig = Figure(figsize=(4.2, 3.1))
    fig.subplots_adjust(left=0.13, right=0.98, top=0.97, bottom=0.17)
    ax = fig.subplots()
    t = np.linspace(-4, 4, 161)
    once, twice = zip(*map(losses_along, t))
    ax.plot(t, once, color="C0")
    ax.plot(t, twice, color="C1")
    for height in (floor, ceiling):
        ax.axhline(height, color="C1", linestyle="--", linewidth=1)
    ax.text(-1.2, 2.9, labels["once"], color="C0")
    ax.text(-3.9, 1.66, labels["twice"], color="C1")
    ax.set(xlim=(-4, 4), ylim=(0, 4), yticks=range(5),
           xlabel=labels["x"], ylabel=labels["y"])
    return fig
