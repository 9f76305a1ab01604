"""The slopes of distillation by finite differences, in the limit, and by PyTorch."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from snippets import distillation as chapter
from tests.snippets.recordings import recorded

TORCH = recorded("distillation")["values"]


def log_softmax(z, t):
    total = math.fsum(math.exp(x / t) for x in z)
    return [x / t - math.log(total) for x in z]


def soft_loss(student, teacher, t):
    """Cross entropy and KL with a teacher, from logarithms alone."""
    log_q, log_p = log_softmax(student, t), log_softmax(teacher, t)
    ce = -math.fsum(math.exp(b) * a for a, b in zip(log_q, log_p))
    return ce, math.fsum(math.exp(b) * (b - a) for a, b in zip(log_q, log_p))


def measured(student, teacher, t, which):
    """Slopes along each logit by finite differences."""
    step, found = 1e-4 * t, []
    for n in range(len(student)):
        up, down = list(student), list(student)
        up[n], down[n] = up[n] + step, down[n] - step
        rise = soft_loss(up, teacher, t)[which] - soft_loss(down, teacher, t)[which]
        found.append(rise / (2 * step))
    return found


LOGITS = st.lists(st.floats(-4, 4), min_size=3, max_size=3)


@given(LOGITS, LOGITS, st.floats(0.5, 20))
def test_the_slope_is_that_of_ce_and_of_kl(student, teacher, t):
    slopes = chapter.slopes(student, teacher, t)
    for which in (0, 1):
        assert slopes == pytest.approx(measured(student, teacher, t, which), abs=1e-6)


def test_the_rows_of_the_table():
    student, teacher = [1, 0, -1], [2, 1, -1]
    assert [row.temperature for row in chapter.rows] == TORCH["temperatures"]
    for row, bare, times in zip(chapter.rows, TORCH["bare"], TORCH["times_t2"]):
        t = row.temperature
        assert row.p == pytest.approx([math.exp(x) for x in log_softmax(teacher, t)])
        assert row.q == pytest.approx([math.exp(x) for x in log_softmax(student, t)])
        assert row.slopes == pytest.approx(measured(student, teacher, t, 1), abs=1e-7)
        slope = max(map(abs, measured(student, teacher, t, 1)))
        assert row.slope == pytest.approx(slope, rel=1e-4)
        assert row.slope_times_t2 == pytest.approx(row.slope * t * t)
        assert (row.ce_nats, row.kl) == pytest.approx(soft_loss(student, teacher, t))
        assert row.ce_nats - row.kl == pytest.approx(row.floor)
        assert bare == pytest.approx(row.slope, rel=1e-3)
        assert times == pytest.approx(row.slope_times_t2, rel=1e-3)


def test_slope_times_t2_has_a_limit():
    # 1 - 2, 0 - 1, -1 + 1 less their mean of -2/3: 2/3 is the largest, by three classes
    assert chapter.slope_limit == pytest.approx(2 / 9)
    far = chapter.largest(chapter.slopes(chapter.STUDENT, chapter.TEACHER, 1e4)) * 1e8
    assert far == pytest.approx(2 / 9, rel=1e-3)
    rising = [row.slope_times_t2 for row in chapter.rows]
    assert rising == sorted(rising) and rising[-1] < 2 / 9


@given(LOGITS, LOGITS, st.floats(0.5, 20))
def test_slopes_times_t2_are_those_of_the_loss_times_t2(student, teacher, t):
    expected = [slope * t * t for slope in measured(student, teacher, t, 0)]
    assert chapter.slopes_times_t2(student, teacher, t) == pytest.approx(expected, abs=1e-4)


def test_a_surer_teacher():
    for t, p in zip(TORCH["temperatures"], chapter.p_sure):
        assert p == pytest.approx([math.exp(x) for x in log_softmax([5, 1, -1], t)])


def test_the_part_of_the_label():
    q = math.exp(log_softmax([1, 0, -1], 1)[0])
    assert chapter.label_slope == pytest.approx(1 - q)
    assert TORCH["of_label"] == pytest.approx(1 - q, rel=1e-5)
    for n, row in enumerate(chapter.rows):
        assert chapter.label_times[n] * row.slope == pytest.approx(1 - q)
        assert chapter.label_times_t2[n] * row.slope * row.temperature**2 == pytest.approx(1 - q)


def test_kl_and_ce_and_logarithms_of_the_target():
    ce, kl = soft_loss([1, 0, -1], [2, 1, -1], 2)
    assert TORCH["T"] == 2
    assert TORCH["ce"] == pytest.approx(ce, rel=1e-5)
    assert TORCH["kl"] == pytest.approx(kl, rel=1e-3)
    assert TORCH["kl_log"] == pytest.approx(kl, rel=1e-3)
    assert TORCH["kl_mean"] == pytest.approx(kl / 3, rel=1e-3)
    assert TORCH["slope_kl"] == pytest.approx(TORCH["slope_ce"], rel=1e-5)
    assert math.isnan(TORCH["log_forgotten"])
    # probabilities taken for logarithms: e to the p, times p less ln q
    log_q, log_p = log_softmax([1, 0, -1], 2), log_softmax([2, 1, -1], 2)
    p = [math.exp(x) for x in log_p]
    wrong = sum(math.exp(a) * (a - b) for a, b in zip(p, log_q))
    assert TORCH["log_too_much"] == pytest.approx(wrong, rel=1e-5)


def test_both_parts_together():
    for t, half in zip(TORCH["temperatures"], TORCH["halves"]):
        soft = soft_loss([1, 0, -1], [2, 1, -1], t)[1] * t * t
        hard = -log_softmax([1, 0, -1], 1)[0]
        assert half == pytest.approx((soft + hard) / 2, rel=1e-3)


def test_printed(printed):
    text = printed(chapter)
    for number in ["0.05491", "0.00083", "0.2124", "0.3348"]:
        assert number in text
