"""Figures of real runs, and of probabilities that are to be believed or not."""

from matplotlib.figure import Figure

from snippets import calibration
from snippets import reading_a_loss as chapter
from snippets.small_network import EPOCHS

TRAIN, VALIDATION, CHANCE, ACCURACY = "C0", "C1", "C2", "C4"
HEIGHTS = [0.001, 0.01, 0.1, 1, 10, 100, 1000, 10000, 100000]


def draw_validation(*, labels, run) -> Figure:
    """Accuracy above, both losses below, of the run of that name."""
    seen = getattr(chapter, run)
    fig = Figure(figsize=(4.2, 3.7))
    fig.subplots_adjust(left=0.2, right=0.96, top=0.94, bottom=0.13, hspace=0.16)
    top, ax = fig.subplots(2, 1, sharex=True, height_ratios=[1, 2.2])
    top.plot(seen.accuracy, color=ACCURACY)
    top.set(ylim=(0.8, 1), yticks=[0.8, 0.9, 1], ylabel=labels["accuracy"])
    top.yaxis.set_major_formatter(lambda share, _: f"{share:.0%}")
    curves(ax, seen, labels)
    ax.plot(seen.lowest, seen.val_nats[seen.lowest], "o", color=VALIDATION)
    ax.axhline(chapter.chance_nats, color=CHANCE, linestyle="--", linewidth=1)
    ax.set(xlim=(0, EPOCHS), ylim=(0, 1.2), yticks=[0, 0.4, 0.8, 1.2],
           xticks=range(0, EPOCHS + 1, 5), xlabel=labels["x"], ylabel=labels["y"])
    ax.text(EPOCHS - 0.2, chapter.chance_nats - 0.03, "ln 3", color=CHANCE,
            ha="right", va="top")
    return fig


def curves(ax, seen, labels, train_above=6):
    """Both losses of a run, named at their ends."""
    for history, name, colour, above in [(seen.train_nats, "train", TRAIN, train_above),
                                         (seen.val_nats, "val", VALIDATION, 6)]:
        ax.plot(history, color=colour)
        ax.annotate(labels[name], (EPOCHS, history[-1]), xytext=(-2, above),
                    textcoords="offset points", color=colour, ha="right")


def draw_labels(*, labels) -> Figure:
    """The losses of the run with shuffled labels."""
    fig = Figure(figsize=(4.2, 2.8))
    fig.subplots_adjust(left=0.14, right=0.96, top=0.97, bottom=0.17)
    ax = fig.subplots()
    curves(ax, chapter.shuffled, labels, train_above=-14)
    ax.axhline(chapter.chance_nats, color=CHANCE, linestyle="--", linewidth=1)
    ax.text(0.2, chapter.chance_nats + 0.03, "ln 3", color=CHANCE, va="bottom")
    ax.set(xlim=(0, EPOCHS), ylim=(0, 1.6), yticks=[0, 0.4, 0.8, 1.2, 1.6],
           xticks=range(0, EPOCHS + 1, 5), xlabel=labels["x"], ylabel=labels["y"])
    return fig


def draw_rates(*, labels) -> Figure:
    """Training losses at four learning rates, and on raw pixels, on a log axis."""
    fig = Figure(figsize=(4.2, 3.6))
    fig.subplots_adjust(left=0.24, right=0.96, top=0.97, bottom=0.14)
    ax = fig.subplots()
    for n, (name, x, above) in enumerate([("good", 9, -14), ("fast", 9, 6),
                                          ("slow", 13, -14), ("high", 9, 6),
                                          ("raw", 3.4, 2)]):
        history = getattr(chapter, name).train_nats
        colour = f"C{n}"
        ax.plot(history, color=colour, linestyle="--" if name == "raw" else "-")
        place = (x, history[round(x)])
        ax.annotate(labels[name], place, xytext=(0, above), color=colour,
                    textcoords="offset points", ha="left" if name == "raw" else "center")
    ax.set(yscale="log", xlim=(0, EPOCHS), ylim=(0.0005, 500000), xlabel=labels["x"],
           ylabel=labels["y"], xticks=range(0, EPOCHS + 1, 5))
    ax.set_yticks(HEIGHTS, [f"{height:,g}" for height in HEIGHTS])
    ax.set_yticks([], minor=True)
    return fig


def draw_reliability(*, labels) -> Figure:
    """Accuracy over confidence at a temperature of 1, and the loss over temperatures."""
    fig = Figure(figsize=(4.2, 5.0))
    fig.subplots_adjust(left=0.15, right=0.96, top=0.94, bottom=0.1, hspace=0.42)
    top, bottom = fig.subplots(2, 1, height_ratios=[1.7, 1])
    T = calibration.TEMPERATURES.index(1.0)
    shares, sures, rights = [columns[T] for columns in (
        calibration.shares_at, calibration.sures_at, calibration.rights_at)]
    top.bar(calibration.edges[:-1], shares, 1 / calibration.BINS, align="edge",
            color="C7", alpha=0.35)
    top.plot([calibration.edges[0], 1], [calibration.edges[0], 1], color="C2",
             linestyle="--", linewidth=1)
    for share, sure, right in zip(shares, sures, rights):
        if share:
            top.plot([sure, sure], [sure, right], color="C1")
            top.plot(sure, right, "o", color="C0")
    top.text(0.5, 1.04, labels["dots"], color="C0")
    top.text(0.31, 0.46, labels["ideal"], color="C2")
    top.text(0.86, 0.05, labels["share"], color="C7", ha="right")
    top.set(xlim=(calibration.edges[0], 1), ylim=(0, 1.02), yticks=[0, 0.5, 1],
            xticks=[0.4, 0.6, 0.8, 1], xlabel=labels["x"], ylabel=labels["y"])
    bottom.plot(calibration.TEMPERATURES, calibration.nats_along, color="C1")
    bottom.plot(1, calibration.nats_along[T], "o", color="C1")
    bottom.set(xlim=(0, 5), ylim=(0, 0.9), yticks=[0, 0.3, 0.6, 0.9],
               xticks=range(6), xlabel=labels["T"], ylabel=labels["nats"])
    return fig
