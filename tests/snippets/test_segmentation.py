"""The segmentation: its training, its scores, and what the page says of them."""

import numpy as np
import pytest

from snippets import digit_scenes, patch_network
from snippets import segmentation as chapter
from snippets.segmentation_losses import cross_entropy, dice
from tests.snippets.recordings import recorded

TORCH = recorded("segmentation")["values"]
CLASSES = range(4)


# --- the network


def test_gradients_by_finite_differences():
    rng = np.random.default_rng(5)
    x, y = rng.normal(size=(20, 81)), rng.integers(4, size=20)
    weights = patch_network.initial(2, seed=2)
    losses = [cross_entropy, dice]

    def values(at):
        return [loss(q, y)[0] for loss, q in zip(losses, patch_network.forward(at, x)[1])]

    hidden, log_q = patch_network.forward(weights, x)
    slope = np.stack([loss(q, y)[1] for loss, q in zip(losses, log_q)])
    found = patch_network.gradients(weights, x, hidden, log_q, slope)
    for n, weight in enumerate(weights):
        for _ in range(6):
            place = tuple(rng.integers(size) for size in weight.shape)
            up, down = ([w.copy() for w in weights] for _ in range(2))
            up[n][place] += 1e-6
            down[n][place] -= 1e-6
            network = place[0]
            expected = (values(up)[network] - values(down)[network]) / 2e-6
            assert found[n][place] == pytest.approx(expected, rel=1e-4, abs=1e-7)


def test_side_by_side_is_one_by_one():
    start = patch_network.initial(2)
    together = patch_network.train([cross_entropy, dice], start, steps=3)
    for n, loss in enumerate([cross_entropy, dice]):
        alone = patch_network.train([loss], patch_network.one_network(start, n), steps=3)
        for w, v in zip(together, alone):
            np.testing.assert_allclose(w[n], v[0], rtol=1e-9, atol=1e-12)


def test_weights_are_counted():
    start = patch_network.initial(1)
    assert patch_network.weights_count == sum(w.size for w in start)


# --- the scores


def test_iou_by_sets_of_pixels():
    rng = np.random.default_rng(1)
    y, guess = rng.integers(4, size=300), rng.integers(4, size=300)
    y[rng.random(300) < 0.1] = digit_scenes.VOID
    found = chapter.iou(chapter.confusion(y, guess))
    kept = [n for n in range(300) if y[n] != digit_scenes.VOID]
    for k in CLASSES:
        true, called = {n for n in kept if y[n] == k}, {n for n in kept if guess[n] == k}
        assert found[k] == len(true & called) / len(true | called)


def test_all_background():
    y = chapter.test_targets[chapter.kept]
    assert chapter.nothing.accuracy == pytest.approx((y == 0).mean())
    assert chapter.nothing.iou.tolist() == pytest.approx([(y == 0).mean(), 0, 0, 0])


def test_the_map_and_its_mean():
    q = np.exp(chapter.log_q)
    n, y, x = 3, *np.argwhere(chapter.of_digits[3])[0]
    true = chapter.test_targets[n, y, x]
    assert chapter.losses[n, y, x] == pytest.approx(-np.log(q[n, y, x, true]))
    assert (chapter.losses[~chapter.kept] == 0).all()
    assert chapter.mean_nats == pytest.approx(chapter.losses[chapter.kept].mean())
    assert chapter.mean_nats == pytest.approx(chapter.plain.mean_nats)
    # the zeros of void make the mean smaller by their share
    assert chapter.with_void == pytest.approx(chapter.mean_nats * chapter.kept.mean())
    assert chapter.digit_share == pytest.approx(1 - chapter.nothing.accuracy)
    np.testing.assert_allclose(q.sum(axis=-1), 1)


def test_the_entropy_of_the_frequencies_is_the_best_constant():
    f = chapter.frequency
    rng = np.random.default_rng(0)
    for q in rng.dirichlet(200 * f, size=200):
        assert -(f * np.log(q)).sum() >= chapter.blind_nats - 1e-12


# --- the story that the page tells


def test_accuracy_tells_little():
    assert chapter.accuracy_gain < 0.05 < 0.2 < chapter.iou_gain


def test_the_plateau_is_visited_and_left():
    loss = [now.mean_nats for now in chapter.first]
    assert loss[1] < loss[0] / 3
    assert chapter.first[1].mean_iou == pytest.approx(chapter.nothing.mean_iou, abs=0.005)
    assert chapter.first[2].mean_iou > chapter.nothing.mean_iou + 0.05
    assert loss[1] > chapter.blind_nats > loss[2]


def test_weights_buy_recall_with_precision():
    plain, weighted = chapter.plain, chapter.weighted
    assert (weighted.recall[1:] > plain.recall[1:]).all()
    assert (weighted.precision[1:] < plain.precision[1:]).all()
    assert weighted.mean_iou < plain.mean_iou - 0.03
    assert weighted.q_digit > 1.5 * chapter.digit_share
    assert chapter.untilted.mean_iou > weighted.mean_iou + 0.05
    # no more apart than two starts are
    assert abs(chapter.untilted.mean_iou - chapter.informed.mean_iou) < 0.02


def test_the_bias_leads():
    names = [*chapter.LOSSES]
    assert max(names, key=lambda name: chapter.found[name].mean_iou) == "informed"
    assert min(names, key=lambda name: chapter.found[name].mean_iou) == "weighted"
    assert abs(chapter.focal_gain) < 0.03


def test_probabilities_are_timid_or_bold():
    share = chapter.digit_share
    assert chapter.focal.q_digit > 1.2 * share > chapter.by_dice.q_digit
    for other in (chapter.focal, chapter.by_dice):
        assert other.mean_nats > chapter.plain.mean_nats


def test_the_recorded_network_says_the_same():
    early, late = TORCH["early"], TORCH["late"]
    assert max(late, key=late.get) == max(early, key=early.get) == "informed"
    assert sorted(late, key=late.get)[-2] == "both"
    assert TORCH["late_wins"]["informed"] == TORCH["late_wins"]["both"] == TORCH["SEEDS"]
    assert early["weighted"] > early["plain"] and late["weighted"] < late["plain"]
    assert late["focal"] > late["plain"] and TORCH["late_wins"]["focal"] < TORCH["SEEDS"]
    # dice alone never left the background
    lost = round(float(chapter.nothing.mean_iou), 2)
    assert {iou for run in TORCH["runs"]["dice"] for iou in run} == {lost}
    for name, runs in TORCH["runs"].items():
        assert early[name] == pytest.approx(sum(run[0] for run in runs) / len(runs))
        assert late[name] == pytest.approx(sum(run[1] for run in runs) / len(runs))
    convolutions = [(1, 16, 4), (16, 16, 3), (16, 16, 3)]
    count = sum(a * b * k * k + b for a, b, k in convolutions) + 16 * 4 * 4 * 4 + 4
    assert TORCH["weights"] == count


def test_printed(printed):
    assert f"{chapter.plain.mean_iou:.3f}" in printed(chapter)
