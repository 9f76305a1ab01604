"""The digits: the file that is kept, and what is made of it."""

import hashlib
from pathlib import Path

import numpy as np
import pytest

from snippets import digits

DATA = Path(__file__).parents[2] / "snippets" / "data"
SHA256 = "0900c8de0e8f8eaa287cea2af3a1cae8d030d762060349a138d196800eba6a9d"


@pytest.fixture(scope="module")
def file():
    with np.load(DATA / "digits.npz") as data:
        return dict(data)


def test_checksum():
    found = hashlib.sha256((DATA / "digits.npz").read_bytes()).hexdigest()
    assert found == SHA256
    assert SHA256 in (DATA / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("part", ["train", "test"])
def test_shapes_types_and_order(file, part):
    images, labels = file[f"{part}_images"], file[f"{part}_labels"]
    assert images.shape == (999, 28, 28)
    assert images.dtype == labels.dtype == np.uint8
    assert labels.tolist() == [1, 2, 3] * 333
    assert images.min() == 0
    assert images.max() == 255


def test_no_image_twice(file):
    both = [*file["train_images"], *file["test_images"]]
    assert len({image.tobytes() for image in both}) == 1998


def test_inputs_and_targets(file):
    for inputs, targets, part in (
        (digits.train_inputs, digits.train_targets, "train"),
        (digits.held_out_inputs, digits.held_out_targets, "test"),
    ):
        flat = file[f"{part}_images"].reshape(999, 784)
        assert np.array_equal(np.rint(inputs[:, :784] * 255), flat)
        assert inputs.max() == 1
        assert np.array_equal(inputs[:, 784], np.ones(999))
        assert targets.tolist() == [[1, 0, 0], [0, 1, 0], [0, 0, 1]] * 333


def test_as_many_of_each_and_none_in_both_halves():
    for targets, count in [
        (digits.train_targets, digits.train_count),
        (digits.held_out_targets, digits.held_out_count),
    ]:
        assert targets.sum(axis=0).tolist() == [count / 3] * 3
