"""What the runs tell, as the page says it; and what PyTorch gave."""

import math

import numpy as np
import pytest

from snippets import reading_a_loss as chapter
from snippets import small_network
from tests.snippets.recordings import recorded

TORCH = recorded("reading_a_loss")["values"]
LN_3 = math.log1p(2)


def test_the_run_that_went_well():
    good = chapter.good
    assert good.train_nats[0] == pytest.approx(LN_3, abs=0.02)
    assert chapter.chance_nats == pytest.approx(LN_3)
    assert (np.diff(good.train_nats) < 0).all()
    # down to the lowest, up from there; the accuracy stays
    assert (np.diff(good.val_nats)[: good.lowest] < 0).all()
    assert (np.diff(good.val_nats)[good.lowest :] > 0).all()
    assert good.best.val_nats == min(good.val_nats) == good.val_nats[good.lowest]
    assert good.end.wrong == good.best.wrong
    assert good.best.wrong_part_nats < good.end.wrong_part_nats
    assert good.end.train_nats == good.train_nats[small_network.EPOCHS]


def test_what_a_minibatch_costs_in_the_last_epoch():
    last = chapter.good.batches_nats[-100:]
    assert chapter.printed_good[-1] == pytest.approx(math.fsum(last) / 100)
    assert chapter.smallest_batch_nats == sorted(last)[0] < chapter.printed_good[-1] / 10
    assert chapter.largest_batch_nats == sorted(last)[-1] > 3 * chapter.printed_good[-1]
    assert len(chapter.good.batches_nats) == 15 * 100


def test_one_minibatch_alone():
    assert len(chapter.learned_nats) == chapter.MINUTE + 1
    # it learns it by heart, whatever the labels are
    for losses in chapter.learned_nats, chapter.swapped_nats:
        assert losses[0] == pytest.approx(LN_3, abs=0.05) and losses[-1] < 0.01


def test_learning_rates():
    assert chapter.fast.train_nats[1] < chapter.good.train_nats[1] < chapter.slow.train_nats[1]
    assert chapter.slow.end.train_nats > 0.9
    high = chapter.high
    assert max(high.batches_nats) == chapter.worst_batch_nats > 10
    assert high.batches_nats[chapter.worst_step - 1] == chapter.worst_batch_nats
    assert chapter.worst_step > 1
    # it stands still near ln 3
    assert high.train_nats[10] == pytest.approx(high.end.train_nats, abs=1e-3)
    assert high.end.train_nats == pytest.approx(LN_3, abs=0.01)


def test_units_that_are_dead():
    def alive(run, scale):
        x = np.hstack([small_network.train_x[:, :196] * scale, np.ones((600, 1))])
        return sum(max(x @ run.weights[0][:, unit]) > 0 for unit in range(32))

    assert chapter.active_good == alive(chapter.good, 1) == 32
    assert chapter.active_high == alive(chapter.high, 1) < 8
    assert chapter.active_raw == alive(chapter.raw, 255) < 8


def test_shuffled_labels():
    shuffled = chapter.shuffled
    assert (np.diff(shuffled.train_nats) < 0).all() and shuffled.end.train_nats < 0.6
    assert LN_3 - 0.06 < shuffled.best.val_nats < LN_3 < shuffled.end.val_nats
    assert shuffled.end.accuracy == pytest.approx(1 / 3, abs=0.06)


def test_validation_labels_alone_that_are_shuffled(monkeypatch):
    mixed = np.random.default_rng(1).permutation(small_network.validation_p)
    monkeypatch.setattr(small_network, "validation_p", mixed)
    run = small_network.learn()
    assert run.train_nats == chapter.good.train_nats
    assert (np.diff(run.val_nats) > 0).all()


def test_raw_pixels():
    raw = chapter.raw
    assert raw.train_nats[0] > 10 and raw.train_nats[1] > 1000
    assert raw.train_nats[-5] == pytest.approx(raw.end.train_nats, abs=1e-3)
    assert raw.end.train_nats == pytest.approx(LN_3, abs=0.02)
    # that large mean comes from few digits
    scaled = np.hstack([small_network.validation_x[:, :196] * 255, np.ones((498, 1))])
    z = small_network.logits(raw.weights, scaled)
    each = small_network.losses(z, small_network.validation_p)
    assert each.mean() == pytest.approx(raw.end.val_nats)
    assert 0 < (each > 100).sum() < 10


def test_printed_while_training_and_measured_alike():
    for run, printed in [
        (chapter.good, chapter.printed_good),
        (chapter.dropped, chapter.printed_dropped),
    ]:
        for epoch in (1, 5):
            batches = run.batches_nats[100 * (epoch - 1) : 100 * epoch]
            assert printed[epoch - 1] == pytest.approx(math.fsum(batches) / 100)
            assert run.train_nats[epoch] < run.val_nats[epoch]
        assert printed[0] > run.val_nats[1]
    assert chapter.printed_good[4] < chapter.good.val_nats[5]
    assert chapter.printed_dropped[4] > chapter.dropped.val_nats[5]
    assert TORCH["while_training"] > TORCH["at_the_end"] + 0.05


def test_the_validation_loss_and_the_accuracy_rise():
    fast = chapter.fast
    assert fast.end.val_nats > 1.3 * fast.best.val_nats
    assert fast.end.wrong < fast.best.wrong
    assert fast.end.squared < fast.best.squared
    assert chapter.good.end.squared > chapter.good.best.squared
    saved = fast.best.right_part_nats - fast.end.right_part_nats
    assert 0 < saved < fast.end.wrong_part_nats - fast.best.wrong_part_nats


@pytest.mark.parametrize("seed", range(5))
def test_the_loss_rises_from_other_initial_weights_too(seed):
    run = small_network.learn(learning_rate=chapter.FAST, seed=seed)
    assert run.end.val_nats > 1.2 * run.best.val_nats
    assert run.end.accuracy == pytest.approx(run.best.accuracy, abs=0.04)


def test_nan_in_pytorch():
    *before, last = TORCH["hand_raw"]
    assert before and all(map(math.isfinite, before)) and math.isnan(last)
    assert len(TORCH["hand_raw"]) == TORCH["nan_step"] == 2
    assert TORCH["finite"] == [True, True]


def test_printed(printed):
    text = printed(chapter)
    for name in "good slow fast high shuffled raw dropout".split():
        assert f"\n{name}" in text
