"""What PyTorch gave for the programs in snippets/pytorch/."""

import json
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "snippets" / "recorded"


def recorded(name):
    """A recording: output, values, and the version of torch."""
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
