"""q - p against Decimal, fractions, the curve's own bends and PyTorch."""

import math
from decimal import Decimal, getcontext
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from snippets import gradient as chapter
from tests.snippets.recordings import recorded

RECORDED = recorded("gradient")["values"]
getcontext().prec = 40

# the post's images before training, in hundredths
Q = [[Fraction(n, 100) for n in row] for row in [[10, 54, 36], [48, 20, 32], [48, 32, 20]]]
EXACT = [[q - (c == true) for c, q in enumerate(row)] for true, row in enumerate(Q)]
EPS = 2.0**-52
steady = settings(deadline=None)
logit = st.floats(-20, 20)


def flat(rows):
    return [float(x) for row in rows for x in row]


def nats(logits, target):
    """The loss to 40 digits, by Decimal."""
    powers = [Decimal(z).exp() for z in logits]
    return sum(powers).ln() - Decimal(logits[target])


def after(push, rate):
    """Powers of image 1's logits ln q moved by rate times push."""
    return [float(q) * math.exp(rate * float(p)) for q, p in zip(Q[0], push)]


def test_the_images():
    assert flat(map(chapter.softmax, chapter.logits)) == pytest.approx(flat(Q))
    assert chapter.q_image == pytest.approx([0.1, 0.54, 0.36], rel=1e-14)
    assert chapter.loss == pytest.approx(math.log(10), rel=1e-14)
    logs = [float(Decimal(n).ln() - Decimal(100).ln()) for n in [10, 54, 36]]
    assert chapter.z == pytest.approx(logs, rel=1e-14)


def test_nudged_losses():
    # the softmax's bottom is 1, and grows by q_i (e^h - 1)
    step = chapter.STEP
    grown = [math.log1p(q * math.expm1(step)) for q in [0.1, 0.54, 0.36]]
    changes = [grown[0] - step, grown[1], grown[2]]
    assert chapter.changes == pytest.approx(changes, rel=1e-11)
    assert chapter.nudged_slopes == pytest.approx([c / step for c in changes], rel=1e-11)
    for up, change in zip(chapter.losses_up, changes):
        assert up == pytest.approx(math.log(10) + change, rel=1e-14)


def test_the_gradients_are_q_minus_p():
    assert flat(chapter.gradients) == pytest.approx(flat(EXACT), rel=1e-13)
    assert flat(chapter.pushes) == pytest.approx([-x for x in flat(EXACT)], rel=1e-13)
    assert [sum(row) for row in EXACT] == [0, 0, 0]
    assert chapter.row_sums == pytest.approx([0, 0, 0], abs=4 * EPS)
    # shown without a minus sign
    assert [f"{x:.0f}" for x in chapter.row_sums] == ["0", "0", "0"]


@steady
@given(st.lists(logit, min_size=2, max_size=6), st.data())
def test_the_slope_of_the_exact_loss_is_q_minus_p(logits, data):
    target = data.draw(st.integers(0, len(logits) - 1))
    step = Decimal("1e-13")
    for i, slope in enumerate(chapter.gradient(logits, target)):
        up, down = [list(map(Decimal, logits)) for _ in range(2)]
        up[i] += step
        down[i] -= step
        exact = (nats(up, target) - nats(down, target)) / (2 * step)
        assert slope == pytest.approx(float(exact), abs=1e-14)


@steady
@given(st.lists(logit, min_size=2, max_size=6), st.data())
def test_pushes_never_pass_1_and_sum_to_0(logits, data):
    target = data.draw(st.integers(0, len(logits) - 1))
    slopes = chapter.gradient(logits, target)
    assert math.fsum(slopes) == pytest.approx(0, abs=16 * EPS)
    assert -1 <= slopes[target] <= 0
    others = [s for i, s in enumerate(slopes) if i != target]
    assert all(0 <= s <= 1 for s in others)
    assert math.fsum(others) == pytest.approx(-slopes[target], abs=16 * EPS)


def test_sizes():
    for row in chapter.sizes:
        q = Fraction(str(row.q_true))
        loss = Decimal(q.denominator).ln() - Decimal(q.numerator).ln()
        assert row.loss == pytest.approx(float(loss), rel=1e-11)
        assert row.push == pytest.approx(float(1 - q), rel=1e-11)


def test_one_step():
    push = [0.9, -0.54, -0.36]
    powers = after(push, 1)
    total = sum(powers)
    assert chapter.stepped == pytest.approx([math.log(x) for x in powers], rel=1e-13)
    assert chapter.q_stepped == pytest.approx([x / total for x in powers], rel=1e-13)
    assert chapter.loss_stepped == pytest.approx(math.log(total / powers[0]), rel=1e-13)
    assert chapter.loss_stepped < chapter.loss


@steady
@given(st.lists(logit, min_size=2, max_size=5), st.floats(0, 50), st.floats(0, 50))
def test_one_image_alone_never_steps_too_far(logits, rate, other):
    slow, fast = sorted([rate, other])
    slopes = chapter.gradient(logits, 0)
    losses = [float(nats(chapter.step_down(logits, slopes, r), 0)) for r in [slow, fast]]
    assert losses[1] <= losses[0] + 1e-12


def test_weights_by_moving_each_weight():
    # z = W v + b with the bias that makes z the logits of image 1
    step = Decimal("1e-13")
    z = list(map(Decimal, chapter.z))
    for k in range(3):
        for j, x_j in enumerate(map(Decimal, chapter.inputs)):
            up, down = list(z), list(z)
            up[k] += step * x_j
            down[k] -= step * x_j
            exact = (nats(up, 0) - nats(down, 0)) / (2 * step)
            assert chapter.weight_slopes[k][j] == pytest.approx(float(exact), abs=1e-14)
    assert "-0.00" not in [f"{x:.2f}" for row in chapter.weight_slopes for x in row]


def test_mean_bits_and_pixels():
    assert flat(chapter.batch_gradients) == pytest.approx([x / 3 for x in flat(EXACT)], rel=1e-13)
    two = [x / 2 for x in flat(EXACT[:2])]
    assert flat(chapter.pixel_gradients) == pytest.approx([*two, 0, 0, 0], rel=1e-13)
    assert chapter.BITS_PER_NAT == pytest.approx(math.log2(math.e), rel=1e-15)
    assert chapter.in_bits == pytest.approx(-0.9 * math.log2(math.e), rel=1e-13)


def test_all_ignored_has_no_mean():
    with pytest.raises(ZeroDivisionError):
        chapter.mean_gradients(chapter.logits, [255] * 3, ignored=255)


def test_pytorch_recorded_q_minus_p_over_the_batch():
    thirds = [x / 3 for x in flat(EXACT)]
    assert flat(RECORDED["grad"]) == pytest.approx(thirds, rel=1e-5)
    assert flat(RECORDED["by_hand"]) == pytest.approx(thirds, rel=1e-5)
    assert flat(RECORDED["q"]) == pytest.approx(flat(Q), rel=1e-6)
    assert RECORDED["loss"] == pytest.approx(math.log(250) / 3, rel=1e-6)


def test_pytorch_recorded_what_became_of_the_logits_gradient():
    assert "forgotten" not in RECORDED and RECORDED["was_none"] is True
    assert "not a leaf Tensor" in RECORDED["warning"]
    assert RECORDED["is_outer"] is True
    # q - p of the layer's own logits, over 3
    for true, (row, slopes) in enumerate(zip(RECORDED["logits"], RECORDED["kept"])):
        powers = [math.exp(z) for z in row]
        for c in range(3):
            exact = powers[c] / sum(powers) - (c == true)
            assert slopes[c] == pytest.approx(exact / 3, abs=1e-6)


def test_pytorch_recorded_gradcheck_and_ignored_pixels():
    assert RECORDED["in_float64"] is True and RECORDED["in_float32"] is False
    two = [x / 2 for x in flat(EXACT[:2])]
    assert flat(RECORDED["pixel_grad"]) == pytest.approx([*two, 0, 0, 0], rel=1e-5)
    assert math.isnan(RECORDED["all_ignored"])


def test_printed(printed):
    text = printed(chapter)
    for row in [EXACT[0], *[[x / 3 for x in row] for row in EXACT]]:
        assert " ".join(f"{float(x):8.4f}" for x in row) in text
    powers = after([0.9, -0.54, -0.36], 1)
    assert f"after one step {math.log(sum(powers) / powers[0]):.4f} nats" in text
