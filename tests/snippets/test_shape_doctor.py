"""The doctor against thousands of real calls of PyTorch, message by message."""

import ast

import pytest

from snippets import shape_doctor as doctor
from tests.snippets.recordings import recorded

RECORDING = recorded("shape_grid")["values"]


def read(case):
    """(arguments of message, what was said)"""
    logits, target, dtype, target_dtype, label, said = case.split("|", 5)
    shapes = ast.literal_eval(logits), ast.literal_eval(target)
    return (*shapes, dtype, target_dtype, int(label), doctor.IGNORED, 0.0, 0), said


def read_options(case):
    *usual, ignored, smoothing, said = case.split("|", 7)
    given, _ = read("|".join([*usual, ""]))
    return (*given[:5], int(ignored), float(smoothing), 0), said


def read_weights(case):
    *usual, weights, said = case.split("|", 8)
    given, _ = read_options("|".join([*usual, ""]))
    return (*given[:7], int(weights)), said


CALLS = [
    *map(read, RECORDING["cases"]),
    *map(read_options, RECORDING["optional_cases"]),
    *map(read_weights, RECORDING["weighted_cases"]),
]


def told(logits, target, dtype, target_dtype, label, ignored, smoothing, weights=0):
    given = dtype, target_dtype, label, ignored, smoothing, weights
    said = doctor.message(logits, target, *given)
    return said or str(doctor.terms(logits, target, label, ignored))


def test_every_call_of_the_grid():
    wrong = [(given, said, told(*given)) for given, said in CALLS if told(*given) != said]
    assert wrong == []


def test_the_grid_is_wide():
    """Over a thousand calls, many that PyTorch takes, and each kind of message."""
    assert RECORDING["calls"] == len(CALLS) > 5000
    said = [said for _, said in CALLS]
    assert sum(one.isdigit() for one in said) > 200
    assert len(set(said)) > 80
    kinds = {one.partition(":")[0] for one in said if not one.isdigit()}
    assert kinds == {"RuntimeError", "ValueError", "IndexError", "NotImplementedError"}


def test_lists_are_shapes_too():
    """Browsers have no tuples."""
    assert told([2, 5], [2], "float32", "int64", 0, -100, 0.0) == "2"
    assert told([2, 5], [2, 5], "float32", "float32", 0, -100, 0.0) == "2"
    assert told([2, 5, 4, 6], [2, 4, 6], "float32", "int64", 255, 255, 0.0) == "47"


@pytest.mark.parametrize("label", [-1, 5])
def test_a_label_out_of_bounds(label):
    said = f"IndexError: Target {label} is out of bounds."
    assert told((2, 5), (2,), "float32", "int64", label, -100, 0.0) == said


def test_printed(printed):
    """What it prints of four calls is what PyTorch said of them."""
    said = {case.rpartition("|")[0]: case.rpartition("|")[2] for case in RECORDING["cases"]}
    text = printed(doctor)
    assert "the mean of 48 losses" in text and "the mean of 10 losses" in text
    assert said["(2, 5, 4, 6)|(2, 4, 6)|float32|int64|0"] == "48"
    assert said["(2, 5, 4, 6)|(2, 4, 6)|float32|float32|0"] in text


def test_dimensions_are_called_as_pytorch_calls_them():
    """(C), (N, C) or (N, C, d1, ...): no two alike, the batch first and the classes second."""
    for dims in range(2, 6):
        names = doctor.letters([1] * dims)
        assert names[:2] == ["N", "C"] and len(set(names)) == len(names) == dims
    assert doctor.letters([1]) == ["C"]
    assert doctor.letters([1] * 7)[:2] == ["N", "C"] and len(doctor.letters([1] * 7)) == 7
