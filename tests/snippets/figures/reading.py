"""Reads back what a figure shows, in whatever order it was drawn."""

from matplotlib.text import Annotation


def told(ax):
    """{text: its colour}; texts that say the same must have the same colour."""
    colours = {}
    for text in ax.texts:
        assert colours.setdefault(text.get_text(), text.get_color()) == text.get_color()
    return colours


def rows(ax, near=1):
    """Texts of a table in some axes, from top to bottom and from left to right.

    near: how many pixels apart texts of one row may be. What is written beside
    a point of the data belongs to no row.
    """
    ax.figure.draw_without_rendering()  # so that limits and places are final
    placed = [
        (*text.get_transform().transform(text.get_position()), text.get_text())
        for text in ax.texts
        if not isinstance(text, Annotation) and text.get_text()
    ]
    table = []
    for x, y, text in sorted(placed, key=lambda at: -at[1]):
        if not table or table[-1][0] - y > near:
            table.append((y, []))
        table[-1][1].append((x, text))
    return [[text for _, text in sorted(row)] for _, row in table]
