"""Recording PyTorch, with a stand-in for PyTorch."""

import contextlib
import json
import sys
from types import ModuleType

import numpy as np
import pytest

from weave.code import modules, recorded
from weave.fault import Broken

PROGRAM = """\
import torch

x = torch.tensor([0.5, 0.25])
_hidden = 1
half = 0.5


def main():
    print(f"half: {half}")
"""


@pytest.fixture
def recorder(repository, monkeypatch):
    torch = ModuleType("torch")
    torch.__version__ = "2.13.0+cpu"
    torch.tensor = np.array
    torch.set_num_threads = lambda n: None
    monkeypatch.setitem(sys.modules, "torch", torch)
    monkeypatch.setattr(recorded, "ROOT", repository.root)
    repository.write("snippets/pytorch/net.py", PROGRAM)

    def run(mode):
        monkeypatch.setattr(sys, "argv", ["recorded", f"--{mode}"])
        recorded.main()

    repository.record = run
    with imported(repository.root):
        yield repository


@contextlib.contextmanager
def imported(root):
    """The snippets of a repository, as a Python in it would import them."""
    kept = {name: sys.modules.pop(name) for name in of_snippets()}
    sys.path.insert(0, str(root))
    try:
        yield
    finally:
        sys.path.remove(str(root))
        for name in of_snippets():
            del sys.modules[name]
        sys.modules.update(kept)


def of_snippets():
    return [name for name in sys.modules if name.partition(".")[0] == "snippets"]


@pytest.mark.parametrize(
    "value, expected",
    [
        (0.5, 0.5),
        (True, True),
        ("a", "a"),
        ([1, (2.5, "a")], [1, [2.5, "a"]]),
        ({1: [2]}, {"1": [2]}),
        (np.array([1.0, 2.0]), [1.0, 2.0]),
        (np.float64(0.5), 0.5),
        (None, None),
        (print, None),
        ([1, print], None),
        ({"a": print}, None),
        (sys, None),
    ],
)
def test_plain(value, expected):
    assert recorded.plain(value) == expected


def test_programs_and_files(recorder):
    assert recorded.programs(recorder.root) == ["pytorch.net"]
    file = recorder.root / "snippets/recorded/net.json"
    assert recorded.file(recorder.root, "pytorch.net") == file


def test_run(recorder):
    found = recorded.run(recorder.root, "pytorch.net")
    assert found["torch"] == "2.13.0"
    assert found["output"] == "half: 0.5\n"
    assert found["values"] == {"x": [0.5, 0.25], "half": 0.5}
    assert found["code"] == modules.code_hash(recorder.root, "pytorch.net")


def test_written_recording_is_what_pages_take(recorder, capsys):
    recorder.record("write")
    assert capsys.readouterr().out == "recorded snippets/recorded/net.json\n"
    library = recorder.library
    assert library.value("pytorch.net.x[1]", ".2f").text == "0.25"
    recorder.record("check")
    assert "is what this PyTorch gives" in capsys.readouterr().out


@pytest.mark.parametrize("damage", ["remove", "value", "output"])
def test_check_finds_a_difference(recorder, damage):
    recorder.record("write")
    file = recorder.root / "snippets/recorded/net.json"
    recording = json.loads(file.read_text())
    if damage == "remove":
        file.unlink()
    else:
        recording["values"]["half"] = 0.4 if damage == "value" else 0.5
        recording["output"] += "!" if damage == "output" else ""
        file.write_text(json.dumps(recording, ensure_ascii=False, indent=1) + "\n")
    with pytest.raises(SystemExit, match="not what this PyTorch gives: snippets/rec"):
        recorder.record("check")


@pytest.mark.parametrize(
    "old, new",
    [
        ("0.25", "0.26"),
        ("half: 0.5", "half: 0.6"),
        ("2.13.0", "2.14.0"),
        ('"hash": "', '"hash": "0'),
        ('"hash"', '"mesh"'),
    ],
)
def test_a_recording_that_somebody_changed(recorder, old, new):
    recorder.record("write")
    file = recorder.root / "snippets/recorded/net.json"
    text = file.read_text()
    # laid out otherwise, it says the same
    file.write_text(json.dumps(json.loads(text)))
    assert recorder.faults("snippets/recorded") == []
    assert old in text
    file.write_text(text.replace(old, new))
    said = "is not what PyTorch gave: somebody changed it; run: make record"
    assert recorder.faults() == [f"snippets/recorded/net.json:1:1: {said}"]
    with pytest.raises(Broken, match="somebody changed it"):
        recorder.library.value("pytorch.net.half", ".2f")
    with pytest.raises(SystemExit, match="not what this PyTorch gives"):
        recorder.record("check")
    recorder.record("write")
    assert recorder.faults("snippets/recorded") == []


@pytest.mark.parametrize(
    "content, said",
    [("{}", "is not what PyTorch gave"), ("[]", "is not what"), ("", "is not JSON (Expecting")],
)
def test_what_is_no_recording(recorder, content, said):
    recorder.write("snippets/recorded/net.json", content)
    [fault] = recorder.faults()
    assert fault.startswith(f"snippets/recorded/net.json:1:1: {said}")
    assert fault.endswith("run: make record")


@pytest.mark.parametrize(
    "old, new, agree",
    [
        (0.1, 0.1 * (1 + 1e-7), True),  # the last bit of a float32
        (0.1, 0.10001, False),
        (0.0, 1e-9, True),
        (float("nan"), float("nan"), True),
        (float("nan"), 1.0, False),
        (float("inf"), float("inf"), True),
        ([1.0, 2.0], [1.0], False),
        ({"a": [1.0]}, {"a": [1.0]}, True),
        ({"a": 1.0}, {"b": 1.0}, False),
        (1, 1.0, False),
        (True, 1, False),
        ("1.8405", "1.8405", True),
        ("1.8405", "1.8406", False),
    ],
)
def test_same(old, new, agree):
    assert recorded.same(old, new) is agree
