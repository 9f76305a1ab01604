"""The figure of shapes: classes go into the softmax, losses come out."""

from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from snippets.shapes import CLASSES, HEIGHT, IMAGES, WIDTH, count, worked

STEP = 0.16  # the side of a pixel
SHIFT = 0.17  # from one class to the next


def grid(ax, x, y, colour):
    """One plane of pixels, its lower left corner at (x, y)."""
    for row in range(HEIGHT):
        for column in range(WIDTH):
            at = (x + column * STEP, y + row * STEP)
            ax.add_patch(
                Rectangle(at, STEP, STEP, facecolor=colour, edgecolor="white",
                          linewidth=0.6)
            )


def draw_pixels(*, labels) -> Figure:
    """(N, C, H, W) logits, and the (N, H, W) losses that they become."""
    fig = Figure(figsize=(4.6, 3.2))
    fig.subplots_adjust(left=0.01, right=0.99, top=0.99, bottom=0.01)
    ax = fig.subplots()
    ax.set(xlim=(0, 4.6), ylim=(0, 3.2), xticks=[], yticks=[])
    for image in range(IMAGES):
        y = 1.55 - image * 1.4
        # the last class lies at the back
        for c in reversed(range(CLASSES)):
            grid(ax, 0.3 + c * SHIFT, y + c * SHIFT / 2, f"C{c + 1}")
        ax.annotate("", (3.05, y + 0.5), (2.25, y + 0.5),
                    arrowprops={"arrowstyle": "->", "color": "C7"})
        grid(ax, 3.3, y + 0.18, "C0")
    ax.text(1.1, 2.92, f"{labels['logits']} {worked[3].logits}", ha="center")
    words = labels["losses"].replace("N", str(count((IMAGES, CLASSES, HEIGHT, WIDTH))))
    ax.text(3.78, 2.92, words, ha="center")
    ax.text(2.65, 2.14, labels["softmax"], ha="center")
    ax.spines[:].set_visible(False)
    return fig
