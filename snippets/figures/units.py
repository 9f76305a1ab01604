"""Figures of what a loss should be. Every word comes from the page."""

from matplotlib.figure import Figure

from snippets.units import (
    LN_3,
    NATS_PER_BIT,
    batch_after,
    batch_before,
    first,
    of_nats,
    typical_before,
)

TO_BITS = (lambda nats: nats / NATS_PER_BIT, lambda bits: bits * NATS_PER_BIT)


def draw_ruler(*, labels) -> Figure:
    """Mean loss in nats (left) and bits (right), marked with each ln C.

    In labels["classes"], N stands for the number of classes.
    """
    fig = Figure(figsize=(4.4, 4.6))
    fig.subplots_adjust(left=0.13, right=0.87, top=0.98, bottom=0.03)
    ax = fig.subplots()
    ax.set(xlim=(0, 1), ylim=(0, 11.5), yticks=range(12), xticks=[],
           ylabel=labels["nats"])
    bits = ax.secondary_yaxis("right", functions=TO_BITS)
    bits.set(yticks=range(0, 17, 2), ylabel=labels["bits"])
    bits.set_yticks(range(17), minor=True)
    bits.spines["right"].set_color("C1")
    bits.tick_params(axis="y", which="both", colors="C1")
    bits.yaxis.label.set_color("C1")
    marks = [(0.0, labels["perfect"])]
    for row in first:
        classes = labels["classes"].replace("N", str(row.classes))
        words = f"{classes}: ln {row.classes} ≈ {row.nats:.4f}"
        marks.append((row.nats, words))
    height = -1.0
    for nats, words in marks:
        # marks that lie close together get their words further up
        height = max(nats, height + 0.58)
        ax.plot([0, 0.12], [nats, nats], color="C0", linewidth=2.5,
                clip_on=False)
        ax.plot([0.12, 0.2], [nats, height], color="C0", linewidth=0.8,
                clip_on=False)
        ax.text(0.22, height, words, va="center")
    ax.spines["bottom"].set_visible(False)
    return fig


def draw_zones(*, labels) -> Figure:
    """Three classes: better and worse than guessing, and the post's means."""
    fig = Figure(figsize=(4.6, 1.9))
    fig.subplots_adjust(left=0.03, right=0.97, top=0.76, bottom=0.26)
    ax = fig.subplots()
    ax.set(xlim=(0, 2.2), ylim=(0, 1), yticks=[], xlabel=labels["nats"],
           xticks=[0, 0.5, 1, 1.5, 2])
    ax.axvspan(0, LN_3, color="C2", alpha=0.2, linewidth=0)
    ax.axvspan(LN_3, 2.2, color="C1", alpha=0.2, linewidth=0)
    ax.axvline(LN_3, color="C0", linewidth=2.5)
    bits = ax.secondary_xaxis("top", functions=TO_BITS)
    bits.set(xticks=[0, 1, 2, 3], xlabel=labels["bits"])
    ax.text(LN_3 / 2, 0.8, labels["better"], ha="center", va="center")
    ax.text((LN_3 + 2.2) / 2, 0.8, labels["worse"], ha="center", va="center")
    ax.text(LN_3 + 0.03, 0.14, labels["guess"], va="center")
    after, before = batch_after.mean_nats, batch_before.mean_nats
    ax.plot(after, 0.45, "o", color="C2")
    ax.text(after + 0.05, 0.45, labels["after"], va="center")
    ax.plot(before, 0.45, "o", color="C1")
    ax.text(before - 0.05, 0.45, labels["before"], ha="right", va="center")
    ax.spines["left"].set_visible(False)
    return fig


def draw_reading(*, labels) -> Figure:
    """One loss on four scales, with ln 3 in the middle of each."""
    fig = Figure(figsize=(4.6, 2.7))
    fig.subplots_adjust(left=0.25, right=0.97, top=0.97, bottom=0.03)
    ax = fig.subplots()
    ax.set(xlim=(0, 2 * LN_3), ylim=(0, 5), xticks=[], yticks=[])
    ax.axvspan(0, LN_3, color="C2", alpha=0.2, linewidth=0)
    ax.axvspan(LN_3, 2 * LN_3, color="C1", alpha=0.2, linewidth=0)
    ax.text(LN_3 / 2, 4.65, labels["better"], ha="center", va="center")
    ax.text(LN_3 * 1.5, 4.65, labels["worse"], ha="center", va="center")
    now = batch_before
    rows = [  # at 0, at ln 3 and at the loss
        ("nats", "0", LN_3, now.mean_nats),
        ("bits", "0", LN_3 / NATS_PER_BIT, now.mean_bits),
        ("probability", "1", 1 / 3, typical_before),
        ("perplexity", "1", 3, of_nats),
    ]
    for n, (name, at_0, at_guess, at_loss) in enumerate(rows):
        y = 3.6 - n
        ax.plot([0, 2 * LN_3], [y, y], color="C7", linewidth=1)
        ax.text(-0.04, y, labels[name], ha="right", va="center")
        ax.text(0.02, y - 0.1, at_0, va="top", fontsize="small")
        guess = f"{at_guess:.0f}" if name == "perplexity" else f"{at_guess:.4f}"
        ax.text(LN_3 - 0.02, y - 0.1, guess, va="top", ha="right",
                fontsize="small")
        ax.text(now.mean_nats - 0.03, y + 0.08, f"{at_loss:.4f}", ha="right")
    ax.axvline(LN_3, color="C7", linestyle="--", linewidth=1)
    ax.axvline(now.mean_nats, ymax=0.86, color="C0", linewidth=2.5)
    ax.spines[:].set_visible(False)
    return fig
