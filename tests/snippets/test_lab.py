"""The lab's cells as a program: each of its results, worked out another way."""

import math
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from tests.snippets.recordings import recorded
from weave import fences
from weave.fences.cell import cells

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def names():
    """What the cells leave behind."""
    import matplotlib

    before = matplotlib.get_backend()
    matplotlib.use("agg")
    page = fences.load(ROOT, "docs/en/lab.md")
    found = {}
    options = np.get_printoptions()
    for cell in cells(page):
        exec(compile(cell.code, page.name, "exec"), found)
    np.set_printoptions(**options)
    matplotlib.use(before)
    return found


def test_softmax_of_logs_of_whole_numbers(names):
    parts = [8, 1, 1]
    given = np.log(np.array([parts], dtype=float))
    expected = [float(Fraction(part, sum(parts))) for part in parts]
    assert names["softmax"](given)[0] == pytest.approx(expected)


def test_the_minibatch(names):
    # 0.1 * 0.2 * 0.2 is 1/250
    assert names["bits"].sum() == pytest.approx(math.log2(250))
    assert names["nats"].mean() == pytest.approx(math.log(250) / 3)


def test_large_logits(names):
    z = np.array([[1000.0, 0.0, -1000.0]] * 3)
    assert list(names["cross_entropy"](z, [0, 1, 2])) == [0.0, 1000.0, 2000.0]


@pytest.mark.parametrize("classes", [2, 3, 10, 1000])
def test_the_first_loss(names, classes):
    loss = names["cross_entropy"](np.zeros((1, classes)), [0])[0]
    assert loss == pytest.approx(math.log(classes))


def test_the_gradient_is_what_nudging_gives(names):
    z = np.random.default_rng(1).normal(size=(5, 4))
    target = np.array([0, 1, 2, 3, 0])
    step = 1e-6
    for k, one in enumerate(np.eye(4)):
        up, down = (names["cross_entropy"](z + s * one, target) for s in (step, -step))
        assert names["gradient"](z, target)[:, k] == pytest.approx((up - down) / 2 / step, abs=1e-8)


def test_the_training_is_the_chapters(names):
    from snippets import training

    # the lab takes its losses by log-sum-exp, and the chapter from q
    assert names["losses"] == pytest.approx(training.train_nats[: names["EPOCHS"] + 1], rel=1e-9)


def test_pytorch_trains_alike(names):
    values = recorded("lab")["values"]
    assert values["losses"] == pytest.approx(names["losses"][1:], rel=1e-9)
    slopes = np.array(values["slopes"])
    q = np.array(names["before"].q)
    assert slopes == pytest.approx(q - np.eye(3), abs=1e-6)
    assert values["sum_bits"] == pytest.approx(math.log2(250), rel=1e-6)
    assert values["mean_nats"] == pytest.approx(math.log(250) / 3, rel=1e-6)
