"""Figures of language models. Every word but the text itself comes from the page."""

from matplotlib import rcParams
from matplotlib.figure import Figure

from snippets import language_models as chapter
from snippets.next_token import frequency_nats, once
from snippets.pieces import letters, of_sentence, piece_bits, piece_ends


def draw_curve(*, labels) -> Figure:
    """Validation loss by steps, and the losses of three models without training."""
    fig = Figure(figsize=(4.6, 3.2))
    fig.subplots_adjust(left=0.11, right=0.97, top=0.96, bottom=0.16)
    ax = fig.subplots()
    steps, nats = zip(*chapter.curve)
    # each name stands where the curve is not
    for height, name, colour, x, side in [
        (chapter.ln_V, "guess", "C6", 700, "right"),
        (frequency_nats, "frequencies", "C2", 700, "right"),
        (once.nats, "one", "C3", 0.5, "left"),
    ]:
        ax.axhline(height, color=colour, linewidth=1.5, linestyle="--")
        ax.text(x, height + 0.13, labels[name], color=colour, ha=side)
    # 0 has no place on a log axis: it stands beside the 1
    ax.plot([max(step, 0.5) for step in steps], nats, "o-", color="C1", markersize=4)
    ax.text(4.5, nats[3], labels["trained"], color="C1")
    ax.set_xscale("log")
    ax.set(xlim=(0.45, 800), ylim=(2, 6.5), yticks=range(2, 7), xlabel=labels["x"],
           ylabel=labels["y"])
    ax.set_xticks([0.5, 1, 10, 100], ["0", "1", "10", "100"])
    ax.minorticks_off()
    return fig


def draw_pieces(*, labels) -> Figure:
    """Bits of each piece of the sentence, cut into syllables; both means."""
    fig = Figure(figsize=(4.6, 3.2))
    fig.subplots_adjust(left=0.11, right=0.97, top=0.8, bottom=0.11)
    ax = fig.subplots()
    bits, ends, read = piece_bits[0], piece_ends[0], of_sentence[0]
    start = 0
    for n, end in enumerate(ends):
        width = 1 / (end - start)
        for piece in range(start, end):
            ax.bar(n + (piece - start) * width, bits[piece], 0.9 * width,
                   align="edge", color="C1")
        start = end
    for n, (name, mean) in enumerate([("a_piece", read.piece_bits),
                                      ("a_character", read.character_bits)]):
        ax.axhline(mean, color=f"C{2 * n}", linewidth=2, linestyle="-" if n else "--")
        y = 1.16 - 0.1 * n
        ax.text(0, y, labels[name], color=f"C{2 * n}", transform=ax.transAxes)
        ax.text(1, y, f"{mean:.2f}", color=f"C{2 * n}", ha="right", transform=ax.transAxes)
    ax.set(xlim=(0, len(letters)), ylim=(0, 16), yticks=range(0, 17, 4),
           ylabel=labels["y"])
    if "NanumGothic" in rcParams["font.family"]:  # not every font has Hangul
        ax.set_xticks([n + 0.5 for n in range(len(letters))], letters)
    else:
        ax.set_xticks([])
    ax.tick_params(axis="x", length=0)
    return fig
