"""p, q, the loss and KL have their class wherever they stand."""

import pytest

from weave.text import concepts
from weave.text.maths import mathml


@pytest.mark.parametrize(
    "latex, classes",
    [
        ("p", ["p"]),
        ("q_i - p_i", ["q", "p"]),
        ("H(p, q)", ["loss", "p", "q"]),
        ("H(p)", ["p"]),
        (r"D_{\text{KL}}(p \| q)", ["kl", "p", "q"]),
        (r"D_{\mathrm{KL}}", ["kl"]),
        (r"\frac{\partial L}{\partial z}", ["loss"]),
        ("z + x", []),
    ],
)
@pytest.mark.parametrize("display", [False, True])
def test_formulas(latex, classes, display):
    said = concepts.coloured(mathml(latex, display))
    assert [part.split('"')[0] for part in said.split('class="c-')[1:]] == classes


@pytest.mark.parametrize(
    "html, expected",
    [
        ("<code>q</code>", '<code class="c-q">q</code>'),
        ("<code>queue</code>", "<code>queue</code>"),
        ('<span class="n">p_x</span>', '<span class="n c-p">p_x</span>'),
        ('<span class="n">print</span>', "print"),
        ("<p>q</p>", "<p>q</p>"),
    ],
)
def test_code(html, expected):
    assert concepts.coloured(html) == expected


@pytest.mark.parametrize(
    "path, full, expected",
    [
        ("worked_example.before.total", "7.9", " c-loss"),
        ("worked_example.before.losses[0]", "3.3", " c-loss"),
        ("worked_example.after.q_true[0]", "0.9", " c-q"),
        ("units.readings[0].q", "0.5", " c-q"),
        ("units.batch_after.mean_nats", "0.2", " c-loss"),
        ("label_smoothing.floors[0].p[1]", "0.05", " c-p"),
        ("entropy.kl_pq", "0.25", " c-kl"),
        # no probability: its logarithm, its entropy, a slope, a word
        ("softmax.log_q[0]", "-1.2", ""),
        ("softmax.log_q_twice[0]", "-1.2", ""),
        ("exercises.entropy.h_q", "1.5", ""),
        ("units.slopes_nats[0]", "-1.0", ""),
        ("from_the_post.losses_after[0].verdict", "same", ""),
        ("kl_directions.guests", "3", ""),
        ("worked_example.EPOCHS", "100", ""),
    ],
)
def test_values(path, full, expected):
    assert concepts.of_value(path, full) == expected
