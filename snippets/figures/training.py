"""Figures of the training. Every word in them comes from the page."""

from matplotlib.figure import Figure

from snippets.figures.bars import probability_bars
from snippets.training import (
    CLASSES,
    EPOCHS,
    chance_nats,
    first_look,
    held_out_lowest_epoch,
    last_look,
    run,
    train_images,
)

LOOKS = {"before": first_look, "after": last_look}


def draw_digit(*, labels, image) -> Figure:
    """Picture 0 to 2 of the first minibatch, ink on paper, without words."""
    fig = Figure(figsize=(1.2, 1.2))
    ax = fig.add_axes((0, 0, 1, 1))
    ax.imshow(train_images[image], cmap="gray_r", interpolation="none")
    ax.set_axis_off()
    return fig


def draw_bars(*, labels, when, image) -> Figure:
    """Probabilities of one picture (0 to 2); "after" outlines "before"."""
    return probability_bars(
        CLASSES,
        LOOKS[when].q[image],
        # the pictures of a minibatch come in the order of their classes
        true=CLASSES[image],
        when=when,
        labels=labels,
        outline=first_look.q[image] if when == "after" else None,
    )


def draw_loss_curve(*, labels) -> Figure:
    """Mean training and held-out loss in nats after each epoch."""
    fig = Figure(figsize=(4.8, 3.2))
    fig.subplots_adjust(left=0.15, right=0.98, bottom=0.16, top=0.97)
    ax = fig.subplots()
    ax.plot(run.train_nats, color="C0")
    ax.plot(run.held_out_nats, color="C1")
    ax.axhline(chance_nats, color="C2", linestyle="--")
    lowest = held_out_lowest_epoch
    ax.plot(lowest, run.held_out_nats[lowest], "o", color="C1")
    ax.annotate(labels["lowest"], (lowest, run.held_out_nats[lowest]),
                xytext=(-6, -15), textcoords="offset points", color="C1")
    middle = EPOCHS // 2
    for name, height, colour in [
        ("train", run.train_nats[middle], "C0"),
        ("held_out", run.held_out_nats[middle], "C1"),
        ("chance", chance_nats, "C2"),
    ]:
        ax.annotate(labels[name], (middle, height), xytext=(4, 6),
                    textcoords="offset points", color=colour)
    ax.set(yscale="log", xlim=(0, EPOCHS), ylim=(0.01, 2),
           xlabel=labels["x"], ylabel=labels["y"])
    heights = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2]
    ax.set_yticks(heights, [f"{height:g}" for height in heights])
    ax.set_yticks([], minor=True)
    ax.spines[["top", "right"]].set_visible(False)
    return fig
