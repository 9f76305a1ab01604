"""The planes of logits and of losses, counted in what Matplotlib drew."""

from collections import Counter

from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle

from snippets.figures import shapes as figures

LABELS = {name: f"<{name}>" for name in ["logits", "losses", "softmax"]}


def test_a_plane_for_each_class_and_one_of_losses():
    ax = figures.draw_pixels(labels={**LABELS, "losses": "N <losses>"}).axes[0]
    squares = [patch for patch in ax.patches if isinstance(patch, Rectangle)]
    planes = Counter(to_hex(square.get_facecolor()) for square in squares)
    # 2 images of 4 x 6 pixels: five colours of logits and one of losses
    assert list(planes.values()) == [48] * 6
    right = {to_hex(s.get_facecolor()) for s in squares if s.get_x() > 3.1}
    assert right == {to_hex("C0")}
    words = {text.get_text() for text in ax.texts}
    assert {"<logits> (2, 5, 4, 6)", "48 <losses>", "<softmax>"} <= words
