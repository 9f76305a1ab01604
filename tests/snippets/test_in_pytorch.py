"""With PyTorch a program runs; without it its recording is printed."""

import importlib
import sys
from types import ModuleType

import pytest

from snippets import in_pytorch
from tests.snippets.recordings import FOLDER, recorded


def test_without_pytorch_the_recording(monkeypatch, capsys):
    monkeypatch.setattr(in_pytorch, "find_spec", lambda name: None)
    in_pytorch.run("lab")
    recording = recorded("lab")
    first, _, rest = capsys.readouterr().out.partition("\n")
    assert first == f"no PyTorch here: recorded with PyTorch {recording['torch']}"
    assert rest == recording["output"]


def test_with_pytorch_the_program(monkeypatch, capsys):
    torch, program = ModuleType("torch"), ModuleType("snippets.pytorch.lab")
    torch.__version__ = "9.9"
    program.main = lambda: print("it ran")
    monkeypatch.setitem(sys.modules, "torch", torch)
    monkeypatch.setitem(sys.modules, "snippets.pytorch.lab", program)
    monkeypatch.setattr(in_pytorch, "find_spec", lambda name: name == "torch")
    in_pytorch.run("lab")
    assert capsys.readouterr().out == "run by PyTorch 9.9\nit ran\n"


def test_a_name_without_a_recording(monkeypatch):
    monkeypatch.setattr(in_pytorch, "find_spec", lambda name: None)
    with pytest.raises(FileNotFoundError):
        in_pytorch.run("nothing")


def test_every_program_has_a_recording():
    programs = {path.stem for path in (FOLDER.parent / "pytorch").glob("*.py")}
    assert programs == {path.stem for path in FOLDER.glob("*.json")}
    assert importlib.util.find_spec("snippets.pytorch.lab")


def test_all_were_recorded_with_the_same_pytorch():
    versions = {recorded(path.stem)["torch"] for path in FOLDER.glob("*.json")}
    assert versions == {"2.13.0"}  # the one that pages and cross_entropy.py name
