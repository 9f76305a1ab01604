"""What the figures show, read back from Matplotlib and compared with the data."""

import math

import numpy as np
import pytest
from matplotlib.text import Annotation

from snippets import digits, training, worked_example
from snippets.figures import training as training_figures
from snippets.figures import worked_example as worked_figures
from tests.snippets.figures.reading import rows, told

WORDS = {
    name: f"<{name}>"
    for name in (
        "x y before after image loss total digit q bits train held_out lowest chance"
    ).split()
}


def bars(ax):
    """Heights of the filled bars, of the outlines, and of the dashed outlines."""
    kinds = [[], [], []]
    for bar in ax.patches:
        kind = 0 if bar.get_fill() else 1 + (bar.get_linestyle() == "--")
        kinds[kind].append(bar.get_height())
    return kinds


@pytest.mark.parametrize("image", range(3))
@pytest.mark.parametrize(
    "draw, first, last",
    [
        (worked_figures.draw_bars, worked_example.before, worked_example.after),
        (training_figures.draw_bars, training.first_look, training.last_look),
    ],
)
def test_bars_are_the_probabilities(draw, first, last, image):
    before = draw(labels=WORDS, when="before").axes[image]
    assert bars(before) == [[], list(first.q[image]), []]
    after = draw(labels=WORDS, when="after").axes[image]
    assert bars(after) == [list(last.q[image]), [], list(first.q[image])]
    assert [text.get_text() for text in after.texts] == [f"{q:.2f}" for q in last.q[image]]
    assert after.get_title() == f"<image> {image + 1}"
    # the target: a rule at 1 over the true class, at 0 over the others
    (rule,) = after.collections
    assert [line[0][1] for line in rule.get_segments()] == [int(n == image) for n in range(3)]
    assert [np.mean(line, axis=0)[0] for line in rule.get_segments()] == pytest.approx([1, 2, 3])


def test_losses_lie_on_the_curve():
    ax = worked_figures.draw_losses(labels=WORDS).axes[0]
    curve, before, after = ax.lines
    q, loss = curve.get_data()
    assert loss == pytest.approx([-math.log(x, 2) for x in q])
    for dots, q_true in [(before, [0.1, 0.2, 0.2]), (after, [0.9, 0.82, 0.7])]:
        assert list(dots.get_xdata()) == q_true
        assert dots.get_ydata() == pytest.approx([-math.log(x, 2) for x in q_true])
    # before training they are outlines
    assert (before.get_markerfacecolor(), after.get_markerfacecolor()) == ("none", "C1")
    # numbers stand beside the dots, in their colour
    beside = {(t.get_text(), t.xy[0]): t.get_color() for t in ax.texts if isinstance(t, Annotation)}
    first, second = before.get_color(), after.get_color()
    assert beside == {
        ("1", 0.1): first,
        ("2, 3", 0.2): first,
        ("1", 0.9): second,
        ("2", 0.82): second,
        ("3", 0.7): second,
    }
    assert rows(ax) == [["<before>"], ["<after>"]]


def test_the_minibatch_before_training():
    ax = worked_figures.draw_minibatch(labels=WORDS).axes[0]
    curve, dots = ax.lines
    q, loss = curve.get_data()
    assert loss == pytest.approx([-math.log(x, 2) for x in q])
    assert list(dots.get_xdata()) == [0.1, 0.2, 0.2]
    assert dots.get_ydata() == pytest.approx([-math.log(x, 2) for x in [0.1, 0.2, 0.2]])
    # 0.9 or 0.8 shared out 0.6 to 0.4
    assert rows(ax) == [
        ["q(1)", "q(2)", "q(3)", "<loss>"],
        ["<image> 1", "0.10", "0.54", "0.36", f"{math.log2(10):.4f}"],
        ["<image> 2", "0.48", "0.20", "0.32", f"{math.log2(5):.4f}"],
        ["<image> 3", "0.48", "0.32", "0.20", f"{math.log2(5):.4f}"],
        ["<total>", f"{math.log2(10 * 5 * 5):.4f}"],
    ]
    # the dots' numbers have the colour of the loss, the true classes that of q
    coloured = {c: [t.get_text() for t in ax.texts if t.get_color() == c] for c in ["C0", "C1"]}
    assert sorted(coloured["C0"]) == ["0.10", "0.20", "0.20"]
    assert dots.get_color() == "C1" and sorted(coloured["C1"]) == ["1", "2, 3"]


@pytest.mark.parametrize("image", range(3))
def test_digits_are_the_real_pictures(image):
    figure = training_figures.draw_digits(labels={"label": "<label>"})
    assert figure.axes[image].get_title() == f"<label> {image + 1}"
    (shown,) = figure.axes[image].images
    assert np.array_equal(shown.get_array(), digits.train_images[image])


def test_the_run_before_training():
    first, ax = training_figures.draw_run(labels=WORDS).axes
    # the bars and the losses of the first weights
    q_true = [training.first_look.q[n][n] for n in range(3)]
    assert [bar.get_width() for bar in first.patches] == q_true
    bits = [math.log2(1 / q) for q in q_true]
    assert rows(first) == [
        ["<q>", "<bits>"],
        *([f"<digit> {n}", f"{q_true[n - 1]:.6f}", f"{bits[n - 1]:.6f}"] for n in (1, 2, 3)),
        ["<total>", f"{sum(bits):.6f}"],
    ]
    # large dots stand where the curves start
    train, held_out, _, _, train_dot, held_out_dot = ax.lines
    for curve, dot in (train, train_dot), (held_out, held_out_dot):
        assert list(dot.get_xdata()) == [0]
        assert dot.get_ydata()[0] == curve.get_ydata()[0]
        assert dot.get_color() == curve.get_color()


def test_loss_curve():
    ax = training_figures.draw_run(labels=WORDS).axes[1]
    train, held_out, chance, lowest = ax.lines[:4]
    assert list(train.get_xdata()) == list(range(102))
    assert np.array_equal(train.get_ydata(), training.train_nats)
    assert np.array_equal(held_out.get_ydata(), training.held_out_nats)
    assert set(chance.get_ydata()) == {math.log(3)}
    # the dot stands where no held-out loss is lower
    (epoch,), (height,) = lowest.get_data()
    assert height == min(training.held_out_nats)
    assert training.held_out_nats[epoch] == height
    low, high = ax.get_ylim()
    for line in ax.lines:
        assert low < min(line.get_ydata()) and max(line.get_ydata()) < high
    # each name stands in its line's own colour
    assert told(ax) == {
        "<lowest>": lowest.get_color(),
        "<train>": train.get_color(),
        "<held_out>": held_out.get_color(),
        "<chance>": chance.get_color(),
    }
