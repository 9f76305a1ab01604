"""The curves of the runs and the reliability diagram, read back from Matplotlib."""

import math

import pytest

from snippets import calibration, reading_a_loss
from snippets.figures import reading_a_loss as figures
from tests.snippets.figures.reading import told

NAMES = "x y accuracy train val good slow fast high raw dots ideal share T nats"
WORDS = {name: f"<{name}>" for name in NAMES.split()}


@pytest.mark.parametrize("run", ["good", "fast"])
def test_validation(run):
    top, ax = figures.draw_validation(labels=WORDS, run=run).axes
    seen = getattr(reading_a_loss, run)
    assert list(top.lines[0].get_ydata()) == seen.accuracy
    train, val, lowest, chance = ax.lines
    assert list(train.get_ydata()) == seen.train_nats
    assert list(val.get_ydata()) == seen.val_nats
    assert lowest.get_xydata().tolist() == [[seen.lowest, min(seen.val_nats)]]
    assert chance.get_ydata() == pytest.approx([math.log(3)] * 2)
    colours = told(ax)
    assert colours["<train>"] == train.get_color()
    assert colours["<val>"] == val.get_color() == lowest.get_color()
    assert colours["ln 3"] == chance.get_color()
    assert ax.get_ylim()[1] > max(seen.val_nats)
    # what is cut off below is the accuracy before training alone
    assert min(seen.accuracy[1:]) > top.get_ylim()[0] > seen.accuracy[0]
    assert (ax.get_xlabel(), ax.get_ylabel(), top.get_ylabel()) == ("<x>", "<y>", "<accuracy>")


def test_shuffled_labels():
    ax = figures.draw_labels(labels=WORDS).axes[0]
    train, val, chance = ax.lines
    assert list(train.get_ydata()) == reading_a_loss.shuffled.train_nats
    assert list(val.get_ydata()) == reading_a_loss.shuffled.val_nats
    assert max(val.get_ydata()) < ax.get_ylim()[1]
    assert told(ax) == {
        "<train>": train.get_color(),
        "<val>": val.get_color(),
        "ln 3": chance.get_color(),
    }


def test_rates():
    ax = figures.draw_rates(labels=WORDS).axes[0]
    colours = told(ax)
    assert len(ax.lines) == 5
    for line, name in zip(ax.lines, ["good", "fast", "slow", "high", "raw"]):
        history = getattr(reading_a_loss, name).train_nats
        assert list(line.get_ydata()) == history
        assert colours[f"<{name}>"] == line.get_color()
        assert ax.get_ylim()[0] < min(history) and max(history) < ax.get_ylim()[1]


def test_reliability():
    top, bottom = figures.draw_reliability(labels=WORDS).axes
    shares, sures, rights = calibration.reliability(calibration.test_z, calibration.test_p)
    assert [bar.get_height() for bar in top.patches] == pytest.approx(list(shares[3:]), abs=1e-6)
    dots = [line for line in top.lines if line.get_marker() == "o"]
    expected = [[a, b] for share, a, b in zip(shares, sures, rights) if share]
    assert [dot.get_xydata()[0].tolist() for dot in dots] == [
        pytest.approx(pair, abs=1e-6) for pair in expected
    ]
    curve, now = bottom.lines
    assert list(curve.get_xdata()) == calibration.TEMPERATURES
    assert now.get_xydata().tolist() == [[1, pytest.approx(calibration.before_nats, abs=1e-6)]]
    assert max(curve.get_ydata()) < bottom.get_ylim()[1]
    assert told(top)["<dots>"] == dots[0].get_color()
    assert (bottom.get_xlabel(), bottom.get_ylabel()) == ("<T>", "<nats>")
