"""What the figures show, read back and compared with closed forms."""

import math

import numpy as np
import pytest

from snippets import train_with_mse, training
from snippets.figures import why_not_mse as figures

NAMES = "x y cross_entropy squared_error wrong sure_and_wrong random"
WORDS = {name: f"<{name}>" for name in NAMES.split()}


def words(ax):
    return {text.get_text(): text.get_color() for text in ax.texts}


def test_losses():
    ax = figures.draw_losses(labels=WORDS).axes[0]
    cross_entropy, squared_error, wrong = ax.lines
    z, nats = cross_entropy.get_data()
    assert (z[0], z[-1]) == ax.get_xlim() == (-8, 4)
    assert nats == pytest.approx([math.log1p(math.exp(-x)) for x in z])
    assert max(nats) < ax.get_ylim()[1]
    assert squared_error.get_ydata() == pytest.approx([1 / (1 + math.exp(x)) ** 2 for x in z])
    assert wrong.get_xydata().tolist() == [[-8, 1], [0, 1], [0, 0], [4, 0]]
    # each name stands in its line's own colour
    assert words(ax) == {
        "<cross_entropy>": cross_entropy.get_color(),
        "<squared_error>": squared_error.get_color(),
        "<wrong>": wrong.get_color(),
    }
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("<x>", "<y>")


def test_slopes():
    ax = figures.draw_slopes(labels=WORDS).axes[0]
    accuracy, cross_entropy, squared_error, *dots = ax.lines
    # a dot on each of the two, where the logit is -8
    for dot, line in zip(dots, [cross_entropy, squared_error], strict=True):
        assert dot.get_color() == line.get_color()
        assert list(dot.get_xdata()) == [-8] == [line.get_xdata()[0]]
        assert list(dot.get_ydata()) == pytest.approx([line.get_ydata()[0]])
    z, slopes = cross_entropy.get_data()
    assert slopes == pytest.approx([-1 / (1 + math.exp(x)) for x in z])
    # -2 q (1 - q)^2 by hyperbolic functions
    expected = [-(1 - math.tanh(x / 2)) / (4 * math.cosh(x / 2) ** 2) for x in z]
    assert squared_error.get_ydata() == pytest.approx(expected)
    assert list(accuracy.get_ydata()) == [0, 0]
    low, high = ax.get_ylim()
    assert low < -1 and 0 < high
    assert [t.get_text() for t in ax.get_yticklabels()] == ["−1", "−0.5", "0"]
    assert list(ax.get_yticks()) == [-1, -0.5, 0]
    colours = words(ax)
    colours.pop("<sure_and_wrong>")
    assert colours == {
        "<cross_entropy>": cross_entropy.get_color(),
        "<squared_error>": squared_error.get_color(),
        "<wrong>": accuracy.get_color(),
    }
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("<x>", "<y>")


def test_training():
    random, wrong = figures.draw_training(labels=WORDS).axes
    assert (random.get_title(), wrong.get_title()) == ("<random>", "<wrong>")
    measured = [now.accuracy for now in training.measured[:51]]
    seen = [
        (random, measured, train_with_mse.random_se.accuracies),
        (wrong, train_with_mse.wrong_ce.accuracies, train_with_mse.wrong_se.accuracies),
    ]
    for ax, *expected in seen:
        assert ax.get_xlim() == (0, 50)
        for line, accuracies in zip(ax.lines, expected, strict=True):
            epochs, shares = line.get_data()
            assert list(epochs) == list(range(51))
            assert list(shares) == list(accuracies)
    cross_entropy, squared_error = wrong.lines
    assert cross_entropy.get_linestyle() == "-" and squared_error.get_linestyle() == "--"
    assert words(wrong) == {
        "<cross_entropy>": cross_entropy.get_color(),
        "<squared_error>": squared_error.get_color(),
    }
    assert [line.get_color() for line in random.lines] == [line.get_color() for line in wrong.lines]
    # no word lies on a line
    for text in wrong.texts:
        place = text.get_position()[1]
        for line in wrong.lines:
            late = line.get_ydata()[25:]
            assert np.abs(late - place).min() > 0.06
    assert (random.get_xlabel(), wrong.get_xlabel()) == ("<x>", "<x>")
    assert random.get_ylabel() == "<y>"
