"""Runs a PyTorch program of this site, or prints its recording.

Where PyTorch is installed, the program really runs; elsewhere what it printed
with a real PyTorch, kept in snippets/recorded/, is printed again. The first
line says which of the two it was.
"""

import json
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path


def run(name):
    """Print what snippets/pytorch/<name>.py prints.

    Raises FileNotFoundError for a name without a recording, and
    ModuleNotFoundError for one without a program.
    """
    if find_spec("torch"):
        version = import_module("torch").__version__
        print(f"run by PyTorch {version}")
        import_module(f"snippets.pytorch.{name}").main()
        return
    file = Path(__file__).parent / "recorded" / f"{name}.json"
    recording = json.loads(file.read_text(encoding="utf-8"))
    print(f"no PyTorch here: recorded with PyTorch {recording['torch']}")
    print(recording["output"], end="")
