"""Figures of the chapter on the gradient. Every word comes from the page."""

import numpy as np
from matplotlib.figure import Figure

from snippets import finite_differences, learning_rates
from snippets import gradient as chapter


def draw_pushes(*, labels) -> Figure:
    """p - q of the three images as arrows: the way downhill pushes logits."""
    fig = Figure(figsize=(4.5, 3.2))
    fig.subplots_adjust(left=0.165, right=0.995, top=0.92, bottom=0.15,
                        wspace=0.08)
    panels = fig.subplots(1, 3, sharey=True)
    classes = [1, 2, 3]
    for image, (ax, pushes) in enumerate(zip(panels, chapter.pushes)):
        for c, push in zip(classes, pushes):
            true = c - 1 == chapter.targets[image]
            colour = "C2" if true else "C1"
            ax.annotate("", (c, push), (c, 0), arrowprops={
                "arrowstyle": "-|>", "color": colour, "linewidth": 2.5,
                "shrinkA": 0, "shrinkB": 0, "mutation_scale": 14})
            ax.annotate(f"{push:+.2f}".replace("-", "−"), (c, push),
                        xytext=(0, 3 if true else -3), color=colour,
                        textcoords="offset points", ha="center",
                        va="bottom" if true else "top", fontsize=9)
        ax.axhline(0, color="C7", linewidth=1)
        ax.set_title(f"{labels['image']} {image + 1}", fontsize="medium")
        ax.set(xticks=classes, xlim=(0.3, 3.7), ylim=(-0.75, 1.1),
               yticks=[-0.5, 0, 0.5, 1])
        ax.spines["bottom"].set_visible(False)
        ax.tick_params(axis="x", length=0)
        if image:
            ax.spines["left"].set_visible(False)
            ax.tick_params(axis="y", length=0)
    panels[0].set_ylabel(labels["y"])
    panels[1].set_xlabel(labels["x"])
    return fig


def draw_errors(*, labels) -> Figure:
    """Errors of both differences over the step, as powers of ten."""
    fig = Figure(figsize=(4.5, 3.3))
    fig.subplots_adjust(left=0.16, right=0.98, top=0.97, bottom=0.16)
    ax = fig.subplots()
    step = np.log10(finite_differences.STEPS)
    for name, errors, best, marker, place, side in [
        ("forward", finite_differences.forward_errors, finite_differences.best_forward, "s",
         (-4.4, -4.1), "right"),
        ("central", finite_differences.central_errors, finite_differences.best_central, "o",
         (-6.3, -10.7), "right"),
    ]:
        colour = {"forward": "C1", "central": "C0"}[name]
        ax.plot(step, np.log10(errors), color=colour, marker=marker,
                markersize=3.5)
        ax.plot(best.step, best.error, marker, color=colour, markersize=8,
                fillstyle="none")
        ax.text(*place, labels[name], color=colour, ha=side, va="center")
    ax.text(-14.9, -7.0, labels["rounding"], va="center")
    ax.set(xlim=(-15.5, 0.5), ylim=(-11.5, 0.5), xlabel=labels["x"],
           ylabel=labels["y"], xticks=range(-15, 1, 3),
           yticks=range(-10, 1, 2))
    return fig


def draw_step(*, labels) -> Figure:
    """Image 1: q as bars, arrows from q to p, and q after one step dashed."""
    fig = Figure(figsize=(4.0, 2.9))
    fig.subplots_adjust(left=0.13, right=0.99, top=0.97, bottom=0.37)
    ax = fig.subplots()
    p, slopes = [1, 0, 0], chapter.gradients[0]
    for c in range(3):
        colour = "C2" if p[c] else "C1"
        ax.annotate("", (c + 1.33, p[c]), (c + 1.33, chapter.q_image[c]),
                    arrowprops={"arrowstyle": "-|>", "color": colour,
                                "linewidth": 2, "shrinkA": 0, "shrinkB": 0})
        ax.text(c + 1, -0.27, f"{chapter.q_image[c]:.4f}", color="C0",
                ha="center")
        ax.text(c + 1, -0.4, f"{slopes[c]:.4f}".replace("-", "−"),
                color=colour, ha="center")
    ax.bar([1, 2, 3], chapter.q_image, color="C0", width=0.36)
    ax.bar([1, 2, 3], chapter.q_stepped, fill=False, linestyle="--",
           width=0.52)
    ax.text(0.36, -0.27, "q", color="C0", ha="right")
    ax.text(0.36, -0.4, "q − p", ha="right")
    ax.text(2, -0.58, f"{labels['loss']}: {chapter.loss:.4f} → "
            f"{chapter.loss_stepped:.4f}", ha="center")
    ax.set(xlim=(0.4, 3.6), ylim=(0, 1), ylabel=labels["y"])
    ax.set_yticks([0, 0.5, 1], ["0", "0.5", "1"])
    ax.set_xticks([1, 2, 3], [f"1 ({labels['true']})", "2", "3"])
    return fig


def draw_rates(*, labels) -> Figure:
    """Loss in nats after one step, over the learning rate."""
    fig = Figure(figsize=(4.4, 3.1))
    fig.subplots_adjust(left=0.13, right=0.97, top=0.97, bottom=0.16)
    ax = fig.subplots()
    rates = np.linspace(0, learning_rates.LARGE_RATE, 121)
    for name, loss, colour, place in [
        ("alone", learning_rates.loss_alone, "C0", (0.6, 2.15)),
        ("shared", learning_rates.loss_shared, "C1", (3.2, 1.5)),
    ]:
        ax.plot(rates, [loss(rate) for rate in rates], color=colour)
        dots = [0.0, learning_rates.GOOD_RATE, learning_rates.LARGE_RATE]
        ax.plot(dots, [loss(rate) for rate in dots], "o", color=colour,
                markersize=5, clip_on=False)
        ax.text(*place, labels[name], color=colour)
    ax.axhline(learning_rates.shared_start, color="C1", linestyle="--", linewidth=1)
    ax.set(xlim=(0, learning_rates.LARGE_RATE), ylim=(0, 2.5), xlabel=labels["x"],
           ylabel=labels["y"], xticks=range(0, 13, 4))
    return fig
