"""q - p against Decimal, fractions, the curve's own bends and PyTorch."""

import json
import math
import subprocess
import sys
from decimal import Decimal, getcontext
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from snippets import gradient as chapter

RECORDED = json.loads(
    Path("snippets/recorded/gradient.json").read_text(encoding="utf-8")
)["values"]
getcontext().prec = 40

# the post's images before training, in hundredths
Q = [
    [Fraction(n, 100) for n in row]
    for row in [[10, 54, 36], [48, 20, 32], [48, 32, 20]]
]
EXACT = [
    [q - (c == true) for c, q in enumerate(row)] for true, row in enumerate(Q)
]
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
    return [
        float(q) * math.exp(rate * float(p)) for q, p in zip(Q[0], push)
    ]


def test_the_images():
    assert chapter.targets == [0, 1, 2]
    assert flat(map(chapter.softmax, chapter.logits)) == pytest.approx(flat(Q))
    assert chapter.q_image == pytest.approx([0.1, 0.54, 0.36], rel=1e-14)
    assert chapter.loss == pytest.approx(math.log(10), rel=1e-14)
    logs = [float(Decimal(n).ln() - Decimal(100).ln()) for n in [10, 54, 36]]
    assert chapter.z == pytest.approx(logs, rel=1e-14)


def test_nudged_losses():
    # the softmax's bottom is 1, and grows by q_i (e^h - 1)
    grown = [math.log1p(q * math.expm1(0.01)) for q in [0.1, 0.54, 0.36]]
    changes = [grown[0] - 0.01, grown[1], grown[2]]
    assert chapter.STEP == 0.01
    assert chapter.changes == pytest.approx(changes, rel=1e-11)
    assert chapter.slopes == pytest.approx([c / 0.01 for c in changes], rel=1e-11)
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
    shares = [1, 1000, 5000, 9000, 9999]  # of ten thousand
    assert [row.q_true for row in chapter.sizes] == [n / 10000 for n in shares]
    for row, n in zip(chapter.sizes, shares):
        loss = Decimal(10000).ln() - Decimal(n).ln()
        assert row.loss == pytest.approx(float(loss), rel=1e-11)
        assert row.push == pytest.approx(float(1 - Fraction(n, 10000)), rel=1e-11)


@pytest.mark.parametrize("difference", [chapter.forward, chapter.central])
def test_differences_of_the_exact_loss(difference):
    # so far from rounding that only the bend of the loss is left
    z = list(map(Decimal, chapter.z))
    for step in [1.0, 0.1, 0.01]:
        for i in range(3):
            up, down = list(z), list(z)
            up[i] += Decimal(step)
            down[i] -= Decimal(step)
            if difference is chapter.forward:
                exact = (nats(up, 0) - nats(z, 0)) / Decimal(step)
            else:
                exact = (nats(up, 0) - nats(down, 0)) / (2 * Decimal(step))
            assert difference(i, step) == pytest.approx(float(exact), rel=1e-11)


def test_the_right_arms_fall_by_ten_and_by_a_hundred():
    # along class 2: half of q (1 - q), a sixth of q (1 - q) (1 - 2 q); the
    # latter is largest along class 1
    bend = 0.54 * 0.46 / 2
    twist = max(abs(q * (1 - q) * (1 - 2 * q)) / 6 for q in [0.1, 0.54, 0.36])
    for k in [2, 3, 4, 5]:
        assert chapter.forward_errors[k] == pytest.approx(bend * 10**-k, rel=0.01)
    for k in [1, 2, 3]:
        assert chapter.central_errors[k] == pytest.approx(twist * 100.0**-k, rel=0.02)


def test_the_left_arms_are_rounding():
    assert chapter.STEPS == pytest.approx([float(f"1e-{k}") for k in range(16)])
    assert chapter.narrowest == pytest.approx(-15)
    for errors in [chapter.forward_errors, chapter.central_errors]:
        # two losses near 2.3, each wrong by a few gaps of 4.4e-16
        for step, wrong in zip(chapter.STEPS[9:], errors[9:]):
            assert 1e-3 * EPS / step < wrong < 20 * EPS / step
        assert errors[15] > 1e4 * errors[9]


def test_the_best_steps_are_where_theory_has_them():
    assert chapter.eps == EPS
    assert chapter.power_eps == pytest.approx(-52 * math.log10(2), rel=1e-14)
    assert chapter.power_forward == pytest.approx(-26 * math.log10(2), rel=1e-14)
    assert chapter.power_central == pytest.approx(-52 / 3 * math.log10(2), rel=1e-14)
    for best, errors, theory in [
        (chapter.best_forward, chapter.forward_errors, -26 * math.log10(2)),
        (chapter.best_central, chapter.central_errors, -52 / 3 * math.log10(2)),
    ]:
        # the last digit of exp and log may differ by a machine
        assert abs(best.step - theory) < 1.3
        assert best.error == pytest.approx(math.log10(sorted(errors)[0]))
        assert best.step == pytest.approx(-errors.index(sorted(errors)[0]))
    # far better than the forward difference ever gets
    assert chapter.best_central.error < chapter.best_forward.error - 1.5


def test_one_step():
    push = [0.9, -0.54, -0.36]
    powers = after(push, 1)
    total = sum(powers)
    assert chapter.stepped == pytest.approx([math.log(x) for x in powers], rel=1e-13)
    assert chapter.q_stepped == pytest.approx([x / total for x in powers], rel=1e-13)
    assert chapter.loss_stepped == pytest.approx(math.log(total / powers[0]), rel=1e-13)
    assert chapter.loss_stepped < chapter.loss


@pytest.mark.parametrize("rate", [0.0, 0.5, 4.0, 12.0])
def test_losses_over_the_learning_rate(rate):
    powers = after([0.9, -0.54, -0.36], rate)
    alone = math.log1p((powers[1] + powers[2]) / powers[0])
    assert chapter.loss_alone(rate) == pytest.approx(alone, rel=1e-9)
    # three targets, one each: the mean of p is 1/3, 1/3, 1/3
    push = [Fraction(1, 3) - q for q in Q[0]]
    powers = after(push, rate)
    shared = math.log(sum(powers)) - math.log(math.prod(powers)) / 3
    assert chapter.loss_shared(rate) == pytest.approx(shared, rel=1e-12)


def test_learning_rates_of_the_page():
    exact = [float(q - Fraction(1, 3)) for q in Q[0]]
    assert chapter.shared == pytest.approx(exact, rel=1e-12)
    assert (chapter.GOOD, chapter.LARGE) == (4, 12)
    names = ["start", "good", "large"]
    for rate, name in zip([0.0, 4.0, 12.0], names):
        for kind in ["shared", "alone"]:
            loss = getattr(chapter, f"loss_{kind}")(rate)
            assert getattr(chapter, f"{kind}_{name}") == loss
    assert math.log(3) < chapter.shared_good < chapter.shared_start < chapter.shared_large
    assert chapter.alone_start > chapter.alone_good > chapter.alone_large > 0


@steady
@given(st.lists(logit, min_size=2, max_size=5), st.floats(0, 50), st.floats(0, 50))
def test_one_image_alone_never_steps_too_far(logits, rate, other):
    slow, fast = sorted([rate, other])
    slopes = chapter.gradient(logits, 0)
    losses = [
        float(nats(chapter.step_down(logits, slopes, r), 0)) for r in [slow, fast]
    ]
    assert losses[1] <= losses[0] + 1e-12


def test_weights_by_moving_each_weight():
    # z = W v + b with the bias that makes z the logits of image 1
    assert chapter.inputs == [1, 0, 0.5]
    step = Decimal("1e-13")
    z = list(map(Decimal, chapter.z))
    for k in range(3):
        for j, x_j in enumerate([1, 0, Decimal("0.5")]):
            up, down = list(z), list(z)
            up[k] += step * x_j
            down[k] -= step * x_j
            exact = (nats(up, 0) - nats(down, 0)) / (2 * step)
            assert chapter.weight_slopes[k][j] == pytest.approx(float(exact), abs=1e-14)
    assert "-0.00" not in [f"{x:.2f}" for row in chapter.weight_slopes for x in row]


def test_mean_bits_and_pixels():
    assert chapter.batch_size == 3
    assert flat(chapter.batch) == pytest.approx([x / 3 for x in flat(EXACT)], rel=1e-13)
    two = [x / 2 for x in flat(EXACT[:2])]
    assert flat(chapter.pixels) == pytest.approx([*two, 0, 0, 0], rel=1e-13)
    assert chapter.per_bit == pytest.approx(math.log2(math.e), rel=1e-15)
    assert chapter.in_bits == pytest.approx(-0.9 * math.log2(math.e), rel=1e-13)


def test_all_ignored_has_no_mean():
    with pytest.raises(ZeroDivisionError):
        chapter.mean_gradients(chapter.logits, [255] * 3, ignored=255)


def test_exercises():
    assert chapter.exercise_q == pytest.approx([1 / 2, 1 / 4, 1 / 4], rel=1e-14)
    assert chapter.exercise_slopes == pytest.approx([1 / 2, -3 / 4, 1 / 4], rel=1e-14)
    assert chapter.KNOWN == [-0.7, 0.2]
    assert chapter.third_slope == pytest.approx(0.5, rel=1e-14)
    assert chapter.third_mistaken == pytest.approx(0.9, rel=1e-14)
    assert chapter.known_q_true == pytest.approx(0.3, rel=1e-14)
    assert chapter.known_push == pytest.approx(1 - 0.3, rel=1e-14)
    # q - 1 < 0 < q: only the true class's slope is negative
    assert [slope < 0 for slope in chapter.known] == [True, False, False]
    assert chapter.known_true == "class_1"
    assert (chapter.EASY, chapter.HARD) == (1000, 10)
    assert (chapter.EASY_Q, chapter.HARD_Q) == (0.9, 0.1)
    assert chapter.easy_push == pytest.approx(100, rel=1e-13)
    assert chapter.hard_push == pytest.approx(9, rel=1e-13)
    assert chapter.hard_times == pytest.approx(9, rel=1e-13)
    assert chapter.hard_share == pytest.approx(float(Fraction(9, 109)), rel=1e-13)
    assert chapter.hard_to_easy == pytest.approx(float(Fraction(9, 100)), rel=1e-13)
    # one pixel of each pushes 0.1 and 0.9, together 1
    assert chapter.hard_alone == pytest.approx(0.9, rel=1e-13)
    assert (chapter.RATE, chapter.PER_STEP) == (0.1, 4)
    assert chapter.rate_for_sum == pytest.approx(1 / 40, rel=1e-14)
    assert chapter.rate_mistaken == pytest.approx(4 / 10, rel=1e-14)


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


def test_running_it_prints_the_chapters_numbers():
    run = subprocess.run(
        [sys.executable, "-m", "snippets.gradient"],
        capture_output=True, text=True, check=True,
    )
    for row in [EXACT[0], *[[x / 3 for x in row] for row in EXACT]]:
        assert " ".join(f"{float(x):8.4f}" for x in row) in run.stdout
    powers = after([0.9, -0.54, -0.36], 1)
    assert f"after one step {math.log(sum(powers) / powers[0]):.4f} nats" in run.stdout
