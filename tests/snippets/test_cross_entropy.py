"""cross_entropy against definitions in fifty digits, and recorded PyTorch."""

import itertools
import json
import math
import warnings
from decimal import Decimal, localcontext
from fractions import Fraction
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from snippets import cross_entropy as in_numpy
from snippets.cross_entropy import cross_entropy, log_softmax, softmax

GRID = json.loads(
    (Path(__file__).parents[1] / "recorded" / "cross_entropy_grid.json").read_text(encoding="utf-8")
)
EPS = 2.0**-52
INF, NAN = math.inf, math.nan
SHAPES = [(3,), (1,), (4, 3), (1, 1), (2, 3, 2), (2, 4, 1, 3), (1, 2, 2, 1, 2)]
steady = settings(deadline=None)


def class_axis(shape):
    return min(1, len(shape) - 1)


def without_classes(shape):
    axis = class_axis(shape)
    return shape[:axis] + shape[axis + 1 :]


def rows(array):
    """(site, its class values) for every site: what is lost in the class axis."""
    array = np.moveaxis(np.asarray(array), class_axis(np.shape(array)), -1)
    for site in np.ndindex(array.shape[:-1]):
        yield site, [float(x) for x in array[site]]


def exact_log_softmax(row):
    with localcontext() as context:
        context.prec = 50
        log_total = sum(Decimal(z).exp() for z in row).ln()
        return [Decimal(z) - log_total for z in row]


def by_definition(logits, target, weight=None, ignore_index=-100, label_smoothing=0.0):
    """Losses of all sites, their sum and mean, from PyTorch's formulas.

    indices: (1 - s) * w_y * (-log q_y) + s / C * sum of w_c * (-log q_c),
    the mean over the sum of w_y; probabilities: sum of w_c * (-log q_c) *
    ((1 - s) * p_c + s / C), the mean over the number of sites.
    """
    target = np.asarray(target)
    classes = np.shape(logits)[class_axis(np.shape(logits))]
    w = [Decimal(1)] * classes
    if weight is not None:
        w = [Decimal(float(x)) for x in weight]
    s = Decimal(label_smoothing)
    losses = np.zeros(without_classes(np.shape(logits)))
    total, below = Decimal(0), Decimal(0)
    probabilities = dict(rows(target)) if target.dtype.kind == "f" else None
    for site, row in rows(logits):
        costs = [w_c * -x for w_c, x in zip(w, exact_log_softmax(row), strict=True)]
        if probabilities is not None:
            shares = [Decimal(p) for p in probabilities[site]]
            loss = sum(
                ((1 - s) * p + s / classes) * cost for p, cost in zip(shares, costs, strict=True)
            )
            below += 1
        elif target[site] == ignore_index:
            loss = Decimal(0)
        else:
            loss = (1 - s) * costs[target[site]] + s / classes * sum(costs)
            below += w[target[site]]
        losses[site] = float(loss)
        total += loss
    return {"none": losses, "sum": float(total), "mean": float(total / below) if below else NAN}


# --- softmax and log_softmax


def arrays(bound, dtype=np.float64, min_dims=1):
    shapes = hnp.array_shapes(min_dims=min_dims, max_dims=4, max_side=4)
    return hnp.arrays(dtype, shapes, elements=st.floats(-bound, bound))


@steady
@given(arrays(1e4), st.data())
def test_softmax_sums_to_one_along_its_axis(z, data):
    axis = data.draw(st.integers(-z.ndim, z.ndim - 1))
    q = softmax(z, axis=axis)
    assert q.shape == z.shape
    assert np.all((q >= 0) & (q <= 1))
    assert np.allclose(q.sum(axis=axis), 1, rtol=0, atol=8 * EPS)


@steady
@given(arrays(1e4, min_dims=2))
def test_log_softmax_agrees_with_fifty_digits(z):
    got = dict(rows(log_softmax(z, axis=1)))
    for site, row in rows(z):
        exact = [float(x) for x in exact_log_softmax(row)]
        # the largest distance is 2e4; each step rounds by a part of eps
        assert np.allclose(got[site], exact, rtol=0, atol=4 * EPS * 2e4)


@steady
@given(arrays(100), st.floats(-1e4, 1e4), st.data())
def test_a_shift_along_the_axis_changes_nothing(z, shift, data):
    axis = data.draw(st.integers(-z.ndim, z.ndim - 1))
    # what the shift rounds off a logit is at most eps * 1e4
    assert np.allclose(
        log_softmax(z + shift, axis), log_softmax(z, axis), rtol=0, atol=8 * EPS * 1e4
    )
    assert np.allclose(softmax(z + shift, axis), softmax(z, axis), rtol=0, atol=8 * EPS * 1e4)


def test_softmax_of_log_counts_is_the_share_of_each_count():
    counts = [1, 2, 5, 12]
    want = [float(Fraction(n, sum(counts))) for n in counts]
    assert np.allclose(softmax(np.log(counts)), want, rtol=16 * EPS, atol=0)


def test_the_default_axis_is_the_last():
    z = np.log([[1.0, 3.0], [1.0, 1.0]])
    assert np.allclose(softmax(z), [[0.25, 0.75], [0.5, 0.5]], atol=8 * EPS)
    assert np.allclose(log_softmax(z), np.log([[0.25, 0.75], [0.5, 0.5]]))
    assert np.allclose(softmax(z, axis=0), [[0.5, 0.75], [0.5, 0.25]])


def test_an_impossible_class_has_probability_zero():
    assert softmax(np.array([3.0, -INF, 3.0])).tolist() == [0.5, 0.0, 0.5]
    assert log_softmax(np.array([3.0, -INF, 3.0]))[1] == -INF


@pytest.mark.parametrize("row", [[INF, 0.0], [NAN, 0.0], [-INF, -INF], [INF, -INF]])
def test_no_distribution_gives_nan_throughout(row):
    z = np.array([row, [0.0, 0.0]])
    for function in (softmax, log_softmax):
        assert np.isnan(function(z)).tolist() == [[True, True], [False, False]]


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_the_dtype_is_kept(dtype):
    z = np.array([[1.0, 2.0], [0.0, 0.5]], dtype)
    q = np.array([[0.5, 0.5], [1.0, 0.0]], dtype)
    weight = np.array([1.0, 3.0], dtype)
    assert softmax(z).dtype == log_softmax(z).dtype == dtype
    for target, w, reduction, smoothing in itertools.product(
        [np.array([0, 1]), q],
        [None, weight],
        ["none", "sum", "mean"],
        [0.0, 0.1, np.float64(0.1), 1],
    ):
        loss = cross_entropy(z, target, w, -1, reduction, smoothing)
        assert loss.dtype == dtype


# --- cross_entropy by closed forms


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("smoothing", [0.0, 0.1, 1.0])
def test_equal_logits_cost_the_log_of_the_number_of_classes(shape, smoothing):
    # whatever the target, since every class costs the same
    classes, sites = shape[class_axis(shape)], without_classes(shape)
    want = math.log(classes)
    for target in (np.zeros(sites, np.int64), np.full(shape, 1 / classes)):
        given = {"target": target, "label_smoothing": smoothing}
        loss = partial(cross_entropy, np.full(shape, 7.0), **given)

        assert loss(reduction="mean") == pytest.approx(want, abs=16 * EPS)
        total = loss(reduction="sum")
        assert total == pytest.approx(want * math.prod(sites), abs=64 * EPS)
        assert np.shape(loss(reduction="none")) == sites
        assert np.allclose(loss(reduction="none"), want, rtol=0, atol=16 * EPS)


def test_the_weighted_mean_divides_by_the_weights_of_the_targets():
    # shares 1/4 and 3/4, in both rows
    z = np.log([[1.0, 3.0], [1.0, 3.0], [1.0, 3.0]])
    weight = np.array([5.0, 2.0])
    want = (5 * math.log(4) + 2 * math.log(Fraction(4, 3))) / (5 + 2)
    got = cross_entropy(z, np.array([0, 1, -100]), weight)
    assert got == pytest.approx(want, rel=16 * EPS)
    # for probabilities, by the number of rows
    p = np.array([[1.0, 0.0], [0.0, 1.0], [0.0, 1.0]])
    want = (5 * math.log(4) + 4 * math.log(Fraction(4, 3))) / 3
    assert cross_entropy(z, p, weight) == pytest.approx(want, rel=16 * EPS)


def test_the_entropy_is_the_least_loss():
    # for p = q the loss is the entropy: (1/2) ln 2 + (1/2) ln 4 here
    p = np.array([0.5, 0.25, 0.25])
    assert cross_entropy(np.log(p), p) == pytest.approx(1.5 * math.log(2), rel=8 * EPS)


# --- cross_entropy by definition


@st.composite
def problems(draw):
    """Arguments for cross_entropy, apart from the reduction."""
    shape = draw(st.sampled_from(SHAPES))
    classes, sites = shape[class_axis(shape)], without_classes(shape)
    logits = draw(hnp.arrays(np.float64, shape, elements=st.floats(-50, 50)))
    ignore = draw(st.sampled_from([-100, -1, 0, classes - 1]))
    if draw(st.booleans()):
        labels = st.sampled_from([*range(classes), ignore])
        target = draw(hnp.arrays(np.int64, sites, elements=labels))
    else:
        target = draw(hnp.arrays(np.float64, shape, elements=st.floats(0, 1)))
        ignore = -1
    weights = hnp.arrays(np.float64, classes, elements=st.floats(0.125, 8))
    return {
        "logits": logits,
        "target": target,
        "weight": draw(st.none() | weights),
        "ignore_index": ignore,
        "label_smoothing": draw(st.sampled_from([0.0, 0.25, 0.1, 1.0])),
    }


@settings(deadline=None, max_examples=300)
@given(problems())
def test_all_reductions_agree_with_the_definition(problem):
    want = by_definition(**problem)
    for reduction in ("none", "sum", "mean"):
        got = cross_entropy(**problem, reduction=reduction)
        # at most 12 sites of 4 classes, each costing at most 8 * 102 (weight
        # times distance); a mean may divide by as little as 1/8
        assert np.shape(got) == np.shape(want[reduction])
        assert np.allclose(
            got, want[reduction], rtol=64 * EPS, atol=EPS * 16 * 8 * 102, equal_nan=True
        )


@steady
@given(problems())
def test_indices_are_one_hot_probabilities(problem):
    # all but the mean, whose denominators differ by design
    target = problem["target"]
    if target.dtype.kind == "f":
        return
    shape = problem["logits"].shape
    keep = target != problem["ignore_index"]
    classes, axis = shape[class_axis(shape)], class_axis(shape)
    hot = np.zeros(shape)
    for site in np.ndindex(target.shape):
        if keep[site]:
            hot[(*site[:axis], target[site], *site[axis:])] = 1
    assert 0 <= hot.sum() <= target.size and hot.shape[axis] == classes
    one_hot = {**problem, "target": hot, "ignore_index": -100}
    assert np.allclose(
        cross_entropy(**problem, reduction="none"),
        keep * cross_entropy(**one_hot, reduction="none"),
        rtol=64 * EPS,
        atol=1e-12,
    )


@steady
@given(problems(), st.floats(-1e3, 1e3))
def test_a_shift_of_the_logits_changes_no_loss(problem, shift):
    moved = {**problem, "logits": problem["logits"] + shift}
    # at most 4 classes of weight 8 and p 1, each moved by eps * 1050
    assert np.allclose(
        cross_entropy(**moved, reduction="none"),
        cross_entropy(**problem, reduction="none"),
        rtol=64 * EPS,
        atol=4 * 8 * 2 * EPS * 1050,
    )


# --- far-off logits, and classes that are impossible


@pytest.mark.parametrize("far", [1e3, 1e4])
def test_far_logits_cost_their_distance(far):
    z = np.array([[far, -far], [-far, far]])
    # exp(-2000) leaves no trace in the last bit
    got = cross_entropy(z, np.array([1, 1]), reduction="none")
    assert got.tolist() == [2 * far, 0.0]
    assert cross_entropy(z, np.array([[0.5, 0.5], [0.0, 1.0]])) == far / 2


def test_an_impossible_class_leaves_the_loss_finite():
    z = np.array([[0.0, -INF, 0.0], [-INF, -INF, 5.0]])
    want = [math.log(2), 0.0]
    p = np.array([[0.5, 0.0, 0.5], [0.0, 0.0, 1.0]])
    for target in (np.array([2, 2]), p):
        got = cross_entropy(z, target, reduction="none")
        assert np.allclose(got, want, rtol=4 * EPS, atol=0)


def test_an_impossible_target_costs_infinity():
    z = np.array([0.0, -INF])
    assert cross_entropy(z, 1) == INF
    assert cross_entropy(z, np.array([0.5, 0.5])) == INF
    # smoothing asks something of every class
    assert cross_entropy(z, 0, label_smoothing=0.1) == INF


def test_logits_without_a_distribution_spoil_only_their_row():
    z = np.array([[NAN, 0.0], [INF, 0.0], [-INF, -INF], [1.0, 1.0]])
    got = cross_entropy(z, np.array([1, 1, 1, 1]), reduction="none")
    assert np.isnan(got).tolist() == [True, True, True, False]
    # and an ignored row spoils nothing
    got = cross_entropy(z, np.array([-100, -100, -100, 0]))
    assert got == pytest.approx(math.log(2), rel=4 * EPS)


@pytest.mark.parametrize("mood", ["warn", "raise"])
def test_no_floating_point_complaint_leaks_even_from_the_strictest_numpy(mood):
    z = np.array([[1e308, -1e308], [0.0, -INF], [-INF, -INF], [0.0, -745.0]])
    # to numpy, "warn" means a RuntimeWarning, which is an error here
    with np.errstate(all=mood), warnings.catch_warnings():
        warnings.simplefilter("error")
        softmax(z)
        log_softmax(z)
        cross_entropy(z, np.array([0, 1, 0, 1]), np.array([1e-308, 0.0]))
        cross_entropy(z, np.full((4, 2), 0.5), label_smoothing=0.1)
        cross_entropy(z, np.full(4, -100))


def test_a_perfect_loss_is_plus_zero():
    for loss in (
        cross_entropy(np.array([700.0, -700.0]), 0),
        cross_entropy(np.array([1.0]), -100, reduction="none"),
    ):
        assert loss == 0 and not np.signbit(loss)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("smoothing", [0.0, 0.1])
def test_all_ignored(shape, smoothing):
    target = np.full(without_classes(shape), -100)

    def loss(reduction):
        return cross_entropy(np.ones(shape), target, reduction=reduction, label_smoothing=smoothing)

    assert math.isnan(loss("mean"))
    assert loss("sum") == 0
    assert not np.any(loss("none"))


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
def test_no_mean_of_targets_that_all_weigh_nothing(dtype):
    z, weight = np.zeros((2, 2), dtype), np.array([3, 0], dtype)
    for smoothing in [0.0, 0.1, 1.0]:
        loss = cross_entropy(z, np.array([1, 1]), weight, label_smoothing=smoothing)
        assert math.isnan(loss) and loss.dtype == dtype


def test_a_share_of_nothing_costs_nothing():
    """What smoothing leaves of the label is 0 of it, as is a p of 0."""
    z = np.array([[0.0, -INF], [NAN, 0.0]])
    assert cross_entropy(z[:1], np.array([1]), label_smoothing=1.0) == INF
    assert cross_entropy(z, np.zeros((2, 2)), reduction="sum") == 0


def test_no_rows():
    z = np.zeros((0, 3))
    for target in (np.zeros(0, np.int64), np.zeros((0, 3))):
        assert math.isnan(cross_entropy(z, target))
        assert cross_entropy(z, target, reduction="sum") == 0
        assert cross_entropy(z, target, reduction="none").shape == (0,)


@pytest.mark.parametrize("shape", SHAPES)
def test_uint8_labels_count_like_int64(shape):
    rng = np.random.default_rng(1)
    z = rng.normal(size=shape)
    labels = rng.integers(0, shape[class_axis(shape)], without_classes(shape))
    want = by_definition(z, labels)["mean"]
    assert cross_entropy(z, labels.astype(np.uint8)) == pytest.approx(want, rel=1e-13)


def test_nothing_given_is_changed():
    z, y, w = np.array([[1.0, 2.0]]), np.array([-100]), np.array([1.0, 2.0])
    p = np.array([[0.5, 0.5]])
    cross_entropy(z, y, w, label_smoothing=0.5)
    cross_entropy(z, p, w, label_smoothing=0.5)
    assert z.tolist() == [[1, 2]] and y.tolist() == [-100]
    assert w.tolist() == [1, 2] and p.tolist() == [[0.5, 0.5]]


# --- what PyTorch gave


# an unweighted cost is at most 20 in the seeded inputs and rounds in some eight
# steps, each by at most half of eps; a sum adds 12 sites of 4 classes, each step
# rounding again, in an order that PyTorch chooses otherwise. 64 eps of the value
# covers that, and 64 eps of 1 the values near zero: 8e-6 in float32, 1e-14 in
# float64, where a wrong weight or denominator moves them by percents.
def near(got, want, dtype):
    allowed = 64 * np.finfo(dtype).eps
    return np.allclose(got, want, rtol=allowed, atol=allowed, equal_nan=True)


def recorded(case):
    """(arguments of cross_entropy, PyTorch's loss) of one line of the grid."""
    case = dict(zip(GRID["fields"], case, strict=True))
    inputs, dtype = GRID["inputs"][case["inputs"]], np.dtype(case["dtype"])
    target = np.array(inputs["targets"][case["target"]])
    if target.dtype.kind == "f":
        target = target.astype(dtype)
    weight = np.array(inputs["weight"], dtype) if case["weighted"] else None
    return {
        "logits": np.array(inputs["logits"], dtype),
        "target": target,
        "weight": weight,
        "ignore_index": case["ignore_index"],
        "reduction": case["reduction"],
        "label_smoothing": case["label_smoothing"],
    }, np.array(case["loss"], dtype)


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("reduction", ["none", "sum", "mean"])
@pytest.mark.parametrize("inputs", GRID["inputs"])
def test_pytorch_gave_the_same(inputs, reduction, dtype):
    cases = [
        case
        for case in GRID["cases"]
        if case[0] == inputs and case[1] != "zero at -inf" and case[5:7] == [reduction, dtype]
    ]
    assert len(cases) >= 4
    for case in cases:
        arguments, want = recorded(case)
        got = cross_entropy(**arguments)
        assert got.dtype == dtype and np.shape(got) == want.shape, case
        assert near(got, want, dtype), (case, got)


def test_pytorch_gave_nan_where_zero_times_log_zero_is_zero():
    cases = [case for case in GRID["cases"] if case[1] == "zero at -inf"]
    assert cases
    for case in cases:
        arguments, theirs = recorded(case)
        ours = cross_entropy(**arguments)
        assert np.isnan(theirs).any() and np.isfinite(ours).all()
        # rows: 1 * 2e4; ln(1 + e) - 0.75 by hand; ln 2, halved twice
        w = arguments["weight"] if arguments["weight"] is not None else [1, 1, 1]
        log_total = math.log(math.e + math.e**2)
        rows = np.array(
            [
                w[1] * 2e4,
                w[1] * 0.25 * (log_total - 1) + w[2] * 0.75 * (log_total - 2),
                (w[0] + w[1]) / 2 * math.log(2),
            ]
        )
        want = {"none": rows, "sum": rows.sum(), "mean": rows.mean()}
        assert near(ours, want[arguments["reduction"]], case[6]), case


def test_the_grid_covers_what_it_should():
    columns = list(zip(*(case[:-1] for case in GRID["cases"]), strict=True))
    assert GRID["torch"] == "2.13.0"
    assert {len(np.shape(x["logits"])) for x in GRID["inputs"].values()} == {1, 2, 3, 4, 5}
    assert {-100, -3, 1} <= set(columns[3])
    assert set(columns[4]) == {0.0, 0.1, 1.0}
    assert set(columns[5]) == {"none", "sum", "mean"}
    assert set(columns[6]) == {"float32", "float64"}
    assert len(set(zip(*columns))) == len(GRID["cases"]) > 1000


# --- errors

Z, Y = np.array([[1.0, 2.0, 3.0], [0.0, 0.0, 0.0]]), np.array([0, 2])
P = np.full((2, 3), 1 / 3)


@pytest.mark.parametrize(
    "error, message, call",
    [
        (
            TypeError,
            "logits must be floating point, got int64: use .astype(np.float64)",
            lambda: softmax(np.array([1, 2])),
        ),
        (
            TypeError,
            "logits must be floating point, got bool: use .astype(np.float64)",
            lambda: log_softmax(np.array([True])),
        ),
        (
            TypeError,
            "logits must be floating point, got int64: use .astype(np.float64)",
            lambda: cross_entropy(np.ones((2, 3), np.int64), Y),
        ),
        (
            TypeError,
            "weight must be floating point, got int64: use .astype(np.float64)",
            lambda: cross_entropy(Z, Y, np.array([1, 2, 3])),
        ),
        (
            TypeError,
            "target must be floating point, got int64: use .astype(np.float64)",
            lambda: cross_entropy(Z, np.eye(3, dtype=np.int64)[:2]),
        ),
        (
            TypeError,
            "target must be floating point, got bool: use .astype(np.float64)",
            lambda: cross_entropy(Z, np.eye(3, dtype=bool)[:2]),
        ),
        (
            ValueError,
            "logits must hold at least one class along axis -1, got shape (2, 0)",
            lambda: softmax(np.zeros((2, 0))),
        ),
        (
            ValueError,
            "logits must hold at least one class along axis 0, got shape (0,)",
            lambda: log_softmax([], axis=0),
        ),
        (
            ValueError,
            "logits must hold at least one class along axis 1, got shape (2, 0)",
            lambda: cross_entropy(np.zeros((2, 0)), Y),
        ),
        (
            ValueError,
            "logits must hold at least one class along axis -1, got shape ()",
            lambda: cross_entropy(np.array(1.0), np.array(0)),
        ),
        (
            ValueError,
            "target must have shape (2,) (class indices) or (2, 3) (probabilities), got (3,)",
            lambda: cross_entropy(Z, np.array([0, 1, 2])),
        ),
        (
            ValueError,
            "target must have shape (2,) (class indices) or (2, 3) (probabilities), got (3, 2)",
            lambda: cross_entropy(Z, P.T),
        ),
        (
            ValueError,
            "target must have shape (2, 4) (class indices) or (2, 3, 4) (probabilities), got (2,)",
            lambda: cross_entropy(np.zeros((2, 3, 4)), Y),
        ),
        (
            ValueError,
            "target must have shape () (class indices) or (3,) (probabilities), got (1,)",
            lambda: cross_entropy(Z[0], np.array([0])),
        ),
        (
            ValueError,
            "weight must have shape (3,), got (2,)",
            lambda: cross_entropy(Z, Y, np.ones(2)),
        ),
        (
            ValueError,
            "weight must have shape (3,), got (1, 3)",
            lambda: cross_entropy(Z, P, np.ones((1, 3))),
        ),
        (ValueError, "weight must have shape (3,), got ()", lambda: cross_entropy(Z, Y, 2.0)),
        (
            ValueError,
            'reduction must be "none", "sum" or "mean", got \'avg\'',
            lambda: cross_entropy(Z, Y, reduction="avg"),
        ),
        (
            ValueError,
            "label_smoothing must be between 0 and 1, got 1.5",
            lambda: cross_entropy(Z, Y, label_smoothing=1.5),
        ),
        (
            ValueError,
            "label_smoothing must be between 0 and 1, got -0.1",
            lambda: cross_entropy(Z, Y, label_smoothing=-0.1),
        ),
        (
            ValueError,
            "label_smoothing must be between 0 and 1, got nan",
            lambda: cross_entropy(Z, Y, label_smoothing=NAN),
        ),
        (
            ValueError,
            "ignore_index must be negative with class probabilities, got 0",
            lambda: cross_entropy(Z, P, ignore_index=0),
        ),
        (
            ValueError,
            "ignore_index must be negative with class probabilities, got 7",
            lambda: cross_entropy(Z, P, ignore_index=7),
        ),
        (
            IndexError,
            "target 3 is out of range: expected 0 to 2, or -100 (ignored)",
            lambda: cross_entropy(Z, np.array([0, 3])),
        ),
        (
            IndexError,
            "target -1 is out of range: expected 0 to 2, or -100 (ignored)",
            lambda: cross_entropy(Z, np.array([-1, 0]), label_smoothing=0.1),
        ),
        (
            IndexError,
            "target -100 is out of range: expected 0 to 2, or 1 (ignored)",
            lambda: cross_entropy(Z, np.array([0, -100]), ignore_index=1),
        ),
        (
            IndexError,
            "target 5 is out of range: expected 0 to 2, or -100 (ignored)",
            lambda: cross_entropy(Z[0], 5),
        ),
        # 156 is -100 in eight bits, and must not pass for it
        (
            IndexError,
            "target 156 is out of range: expected 0 to 2, or -100 (ignored)",
            lambda: cross_entropy(Z, np.array([0, 156], np.uint8)),
        ),
    ],
)
def test_each_error_says_what_was_given_and_what_was_expected(error, message, call):
    with pytest.raises(error) as raised:
        call()
    assert str(raised.value) == message


@pytest.mark.parametrize(
    "dtype", ["int8", "int16", "int32", "uint16", "uint32", "uint64", "bool", "float32", "float64"]
)
def test_other_label_dtypes_are_rejected_as_in_pytorch(dtype):
    with pytest.raises(TypeError) as raised:
        cross_entropy(Z, np.array([0, 1]).astype(dtype))
    assert str(raised.value) == (
        f"class indices must be int64 or uint8, got {dtype}: use .astype(np.int64)"
    )


def test_an_axis_that_is_not_there():
    with pytest.raises(np.exceptions.AxisError, match="axis 2 is out of bounds"):
        softmax(Z, axis=2)


def test_the_demonstration(printed):
    out = printed(in_numpy)
    assert max(map(len, out.splitlines())) <= 40
    losses = [-exact_log_softmax([2.0, 1.0, -1.0])[0], Decimal(3).ln()]
    for loss in (*losses, sum(losses) / 2):
        assert f"{loss:.3f}" in out
