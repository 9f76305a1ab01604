"""The doctor against thousands of real calls of PyTorch, message by message."""

import ast

import pytest

from snippets import shape_doctor as doctor
from tests.snippets.recordings import recorded

RECORDING = recorded("shape_grid")["values"]


def read(case):
    logits, target, dtype, target_dtype, label, said = case.split("|", 5)
    shapes = ast.literal_eval(logits), ast.literal_eval(target)
    return shapes, (dtype, target_dtype), int(label), said


def test_every_call_of_the_grid():
    wrong = []
    for case in RECORDING["cases"]:
        shapes, dtypes, label, said = read(case)
        told = doctor.message(*shapes, *dtypes, label)
        told = told or str(doctor.terms(*shapes, label))
        if told != said:
            wrong.append(f"{case} told as: {told}")
    assert wrong == []


def test_the_grid_is_wide():
    """Over a thousand calls, many that PyTorch takes, and each kind of message."""
    assert RECORDING["calls"] == len(RECORDING["cases"]) > 3000
    said = [read(case)[3] for case in RECORDING["cases"]]
    assert sum(one.isdigit() for one in said) > 200
    assert len(set(said)) > 80
    kinds = {one.partition(":")[0] for one in said if not one.isdigit()}
    assert kinds == {"RuntimeError", "ValueError", "IndexError", "NotImplementedError"}


def test_lists_are_shapes_too():
    """Browsers have no tuples."""
    assert doctor.message([2, 5], [2], "float32", "int64", 0) == ""
    assert doctor.message([2, 5], [2, 5], "float32", "float32", 0) == ""
    assert doctor.terms([2, 5, 4, 6], [2, 4, 6], doctor.IGNORED) == 47


@pytest.mark.parametrize("label", [-1, 5])
def test_a_label_out_of_bounds(label):
    said = f"IndexError: Target {label} is out of bounds."
    assert doctor.message((2, 5), (2,), "float32", "int64", label) == said


def test_printed(printed):
    """What it prints of four calls is what PyTorch said of them."""
    said = {case.rpartition("|")[0]: case.rpartition("|")[2] for case in RECORDING["cases"]}
    text = printed(doctor)
    assert "the mean of 48 losses" in text and "the mean of 10 losses" in text
    assert said["(2, 5, 4, 6)|(2, 4, 6)|float32|int64|0"] == "48"
    assert said["(2, 5, 4, 6)|(2, 4, 6)|float32|float32|0"] in text
