"""Figures of the training. Every word in them comes from the page."""

from matplotlib.figure import Figure

from snippets.digits import CLASSES, train_images
from snippets.figures.bars import probability_bars
from snippets.training import (
    EPOCHS,
    chance_nats,
    first_look,
    held_out_nats,
    last_look,
    lowest_epoch,
    train_nats,
)


def draw_digits(*, labels) -> Figure:
    """The three pictures of the first minibatch, ink on paper, with their labels."""
    fig = Figure(figsize=(4.6, 1.6))
    axes = fig.subplots(1, 3, gridspec_kw={"left": 0, "right": 1, "bottom": 0, "top": 0.82})
    for ax, image, digit in zip(axes, train_images, CLASSES):
        ax.imshow(image, cmap="gray_r", interpolation="none")
        ax.set_title(f"{labels['label']} {digit}", fontsize="medium")
        ax.set_axis_off()
    return fig


def draw_bars(*, labels, when) -> Figure:
    """Probabilities of the first three pictures; "after" outlines "before"."""
    looks = [last_look.q, first_look.q] if when == "after" else [first_look.q]
    # the pictures of a minibatch come in the order of their classes
    return probability_bars(CLASSES, looks, labels)


def draw_run(*, labels) -> Figure:
    """Before training: the first minibatch in bits, and the loss curves.

    The curves are the mean training and held-out loss in nats after each
    epoch; a larger dot on each marks the start.
    """
    fig = Figure(figsize=(4.6, 4.4))
    fig.subplots_adjust(left=0.14, right=0.97, bottom=0.11, top=0.99, hspace=0.08)
    rows, ax = fig.subplots(2, 1, height_ratios=[1, 2])
    digit_rows(rows, first_look, labels)
    loss_curves(ax, labels)
    for history, colour in (train_nats, "C0"), (held_out_nats, "C1"):
        ax.plot(0, history[0], "o", color=colour, markersize=8, clip_on=False)
    return fig


def digit_rows(ax, look, labels):
    """A bar as long as the probability of each true class, and its loss."""
    q_end, bits_end = 1.55, 2.1
    rows = [(label, n) for n, label in enumerate(CLASSES)]
    ax.barh([n for _, n in rows], look.q_true, color="C3", height=0.7)
    for label, n in rows:
        ax.text(-0.03, n, f"{labels['digit']} {label}", ha="right", va="center")
        ax.text(q_end, n, f"{look.q_true[n]:.6f}", ha="right", va="center")
        ax.text(bits_end, n, f"{look.losses_bits[n]:.6f}", ha="right", va="center")
    ax.text(q_end, -1, labels["q"], ha="right", va="center")
    ax.text(bits_end, -1, labels["bits"], ha="right", va="center")
    ax.text(q_end, len(rows), labels["total"], ha="right", va="center")
    ax.text(bits_end, len(rows), f"{look.total_bits:.6f}", ha="right", va="center")
    ax.set(xlim=(-0.15, bits_end), ylim=(len(rows) + 0.6, -1.5))
    ax.set_axis_off()


def loss_curves(ax, labels):
    """Mean training and held-out loss in nats after each epoch."""
    ax.plot(train_nats, color="C0")
    ax.plot(held_out_nats, color="C1")
    ax.axhline(chance_nats, color="C2", linestyle="--")
    ax.plot(lowest_epoch, held_out_nats[lowest_epoch], "o", color="C1")
    ax.annotate(labels["lowest"], (lowest_epoch, held_out_nats[lowest_epoch]),
                xytext=(-6, -15), textcoords="offset points", color="C1")
    middle = EPOCHS // 2
    for name, height, colour in [
        ("train", train_nats[middle], "C0"),
        ("held_out", held_out_nats[middle], "C1"),
        ("chance", chance_nats, "C2"),
    ]:
        ax.annotate(labels[name], (middle, height), xytext=(4, 6),
                    textcoords="offset points", color=colour)
    ax.set(yscale="log", xlim=(0, EPOCHS), ylim=(0.01, 2),
           xlabel=labels["x"], ylabel=labels["y"])
    heights = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2]
    ax.set_yticks(heights, [f"{height:g}" for height in heights])
    ax.set_yticks([], minor=True)
