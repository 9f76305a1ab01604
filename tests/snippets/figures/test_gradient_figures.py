"""What the figures on the gradient show, compared with closed forms."""

import math

import pytest

from snippets.figures import gradient as figures
from tests.snippets.figures.reading import rows, told

WORDS = {
    name: f"<{name}>"
    for name in "x y image forward central rounding alone shared true loss".split()
}


def test_arrows_start_at_0_and_end_at_p_minus_q():
    panels = figures.draw_pushes(labels=WORDS).axes
    pushes = [[0.9, -0.54, -0.36], [-0.48, 0.8, -0.32], [-0.48, -0.32, 0.8]]
    for number, (ax, wanted) in enumerate(zip(panels, pushes)):
        assert ax.get_title() == f"<image> {number + 1}"
        arrows = [text for text in ax.texts if text.get_text() == ""]
        names = [text for text in ax.texts if text.get_text()]
        assert [a.xyann for a in arrows] == [(1, 0), (2, 0), (3, 0)]
        assert [a.xy[1] for a in arrows] == pytest.approx(wanted)
        assert [t.get_text() for t in names] == [f"{x:+.2f}".replace("-", "\u2212") for x in wanted]
        # the true class stands out, and is the only one that goes up
        colours = [a.arrow_patch.get_edgecolor() for a in arrows]
        for c in range(3):
            assert (colours[c] == colours[number]) == (c == number)
        low, high = ax.get_ylim()
        assert low < min(wanted) - 0.15 and high > max(wanted) + 0.15
    assert [ax.get_ylabel() for ax in panels] == ["<y>", "", ""]
    assert [ax.get_xlabel() for ax in panels] == ["", "<x>", ""]


def test_a_step_from_q_towards_p():
    ax = figures.draw_step(labels=WORDS).axes[0]
    q, p = [0.1, 0.54, 0.36], [1, 0, 0]
    powers = [x * math.exp(y - x) for x, y in zip(q, p)]
    bars, dashed = ax.containers
    assert [bar.get_height() for bar in bars] == pytest.approx(q)
    stepped = [bar.get_height() for bar in dashed]
    assert stepped == pytest.approx([power / sum(powers) for power in powers])
    # wider than the bar, so that it is seen on any bar
    assert dashed[0].get_width() > bars[0].get_width()
    arrows = [text for text in ax.texts if text.get_text() == ""]
    assert [a.xyann[1] for a in arrows] == pytest.approx(q)
    assert [a.xy[1] for a in arrows] == p
    after = math.log(sum(powers) / powers[0])
    assert rows(ax) == [
        ["q", "0.1000", "0.5400", "0.3600"],
        ["q \u2212 p", "\u22120.9000", "0.5400", "0.3600"],
        [f"<loss>: {math.log(10):.4f} → {after:.4f}"],
    ]
    assert [t.get_text() for t in ax.get_xticklabels()] == ["1 (<true>)", "2", "3"]
    assert ax.get_ylabel() == "<y>"


def test_the_two_v():
    ax = figures.draw_errors(labels=WORDS).axes[0]
    forward, best_forward, central, best_central = ax.lines
    for line, best, bend in [
        (forward, best_forward, lambda h: 0.54 * 0.46 * h / 2),
        (central, best_central, lambda h: 0.1 * 0.9 * 0.8 * h * h / 6),
    ]:
        step, error = map(list, line.get_data())
        assert step == pytest.approx([-k for k in range(16)])
        # the right arm
        for k in [2, 3]:
            assert error[k] == pytest.approx(math.log10(bend(10.0**-k)), abs=0.01)
        # the left arm
        assert error[15] > error[12] > error[9] > min(error)
        lowest = error.index(min(error))
        assert list(best.get_xdata()) == [step[lowest]]
        assert list(best.get_ydata()) == [error[lowest]]
        assert best.get_color() == line.get_color()
        low, high = ax.get_ylim()
        assert low < min(error) and max(error) < high
    colours = told(ax)
    assert colours.keys() == {"<forward>", "<central>", "<rounding>"}
    assert colours["<forward>"] == forward.get_color()
    assert colours["<central>"] == central.get_color()
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("<x>", "<y>")


def test_losses_over_the_learning_rate():
    ax = figures.draw_rates(labels=WORDS).axes[0]
    alone, alone_dots, shared, shared_dots, start = ax.lines
    q = [0.1, 0.54, 0.36]

    def loss(push, weights, rate):
        powers = [q_c * math.exp(rate * p) for q_c, p in zip(q, push)]
        mean = sum(w * math.log(x) for w, x in zip(weights, powers))
        return math.log(sum(powers)) - mean

    for line, dots, weights in [
        (alone, alone_dots, [1, 0, 0]),
        (shared, shared_dots, [1 / 3] * 3),
    ]:
        push = [w - q_c for w, q_c in zip(weights, q)]
        for drawn in [line, dots]:
            rates, losses = drawn.get_data()
            assert (rates[0], rates[-1]) == (0, 12)
            wanted = [loss(push, weights, rate) for rate in rates]
            assert losses == pytest.approx(wanted, abs=1e-12)
            assert max(losses) < ax.get_ylim()[1]
    assert list(shared_dots.get_xdata()) == [0, 4, 12]
    before = loss([0] * 3, [1 / 3] * 3, 0)
    assert list(start.get_ydata()) == pytest.approx([before] * 2)
    # the large step ends above the line it started from, the good one below
    good, large = shared_dots.get_ydata()[1:]
    assert good < before < large
    assert told(ax) == {"<alone>": alone.get_color(), "<shared>": shared.get_color()}
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("<x>", "<y>")
