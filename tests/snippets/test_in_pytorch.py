"""With PyTorch a program runs; without it its recording is printed."""

import importlib
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

from snippets import in_pytorch

RECORDED = Path(in_pytorch.__file__).parent / "recorded"


def test_without_pytorch_the_recording(monkeypatch, capsys):
    monkeypatch.setattr(in_pytorch, "find_spec", lambda name: None)
    in_pytorch.run("lab")
    recording = json.loads((RECORDED / "lab.json").read_text(encoding="utf-8"))
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
    programs = {path.stem for path in (RECORDED.parent / "pytorch").glob("*.py")}
    assert programs == {path.stem for path in RECORDED.glob("*.json")}
    assert importlib.util.find_spec("snippets.pytorch.lab")
