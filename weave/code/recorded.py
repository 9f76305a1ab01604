"""The PyTorch programs of snippets/pytorch, which pages know from a recording alone.

`make record` and `make torch` run them with a Python that has PyTorch; the site
itself never needs it. A recording holds what main() printed, every public
value that JSON can hold, the version of PyTorch and a hash of the code; and a hash
of all that, by which one that somebody edited is told.
"""

import argparse
import contextlib
import hashlib
import importlib
import io
import json
import math
import sys
from pathlib import Path
from typing import Any

from weave.code import modules, texts, values
from weave.fault import Broken, Faults, WeaveError

ROOT = Path(__file__).resolve().parents[2]
PREFIX = "pytorch."  # of the modules that are recorded


def programs(root: Path) -> list[str]:
    return [name for name in modules.modules(root) if name.startswith(PREFIX)]


def file(root: Path, module: str) -> Path:
    return root / "snippets" / "recorded" / f"{module.removeprefix(PREFIX)}.json"


def read(root: Path, module: str) -> dict[str, Any]:
    """The recording of a program; raises Broken where it is not of this code."""
    path = file(root, module)
    if not path.is_file():
        said = f"has no recording in {path.relative_to(root).as_posix()}; run: make record"
        raise Broken(modules.file_of(root, module), 1, said)
    recording = load(root, path)
    if recording["code"] != modules.code_hash(root, module):
        said = "has changed since it was recorded; run: make record"
        raise Broken(modules.file_of(root, module), 1, said)
    return recording


def load(root: Path, path: Path) -> dict[str, Any]:
    """What a recording holds; raises Broken where it is not what was written."""
    name = path.relative_to(root).as_posix()
    try:
        recording = json.loads(texts.read(root, name))
    except ValueError as error:
        raise Broken(name, 1, f"is not JSON ({error}); run: make record") from None
    if not isinstance(recording, dict) or recording.pop("hash", None) != seal(recording):
        said = "is not what PyTorch gave: somebody changed it; run: make record"
        raise Broken(name, 1, said)
    return recording


def seal(recording: dict[str, Any]) -> str:
    """A hash of what a recording holds, however it is laid out."""
    return hashlib.sha256(json.dumps(recording, sort_keys=True).encode()).hexdigest()


def write(path: Path, recording: dict[str, Any]) -> None:
    path.parent.mkdir(exist_ok=True)
    whole = {**recording, "hash": seal(recording)}
    text = json.dumps(whole, ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8")


def answer(root: Path, module: str, kind: str, path: str, *more: Any) -> Any:
    """What a program that runs would say, see Worker.ask."""
    recording = read(root, module)
    if kind == "output":
        if path not in {module, f"{module}.main"}:
            said = f"only the whole output of '{module}' is recorded; write: output {module}"
            raise WeaveError(said)
        return recording["output"]
    found = values.find(recording["values"], path[len(module) + 1 :], path)
    return values.printed(found, path, *more) if kind == "value" else {"data": found}


def plain(value: Any) -> Any:
    """A tensor or a number as what JSON can hold; None for anything else."""
    if hasattr(value, "tolist"):
        return value.tolist()
    if isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, (list, tuple)):
        items = [plain(item) for item in value]
        return None if None in items else items
    if isinstance(value, dict):
        named = {str(key): plain(item) for key, item in value.items()}
        return None if None in named.values() else named
    return None


def run(root: Path, module: str) -> dict[str, Any]:
    import torch

    torch.set_num_threads(1)
    printed = io.StringIO()
    program = importlib.import_module(f"snippets.{module}")
    with contextlib.redirect_stdout(printed):
        program.main()
    values = {
        name: plain(value)
        for name, value in vars(program).items()
        if not name.startswith("_") and plain(value) is not None
    }
    return {
        "torch": torch.__version__.partition("+")[0],
        "code": modules.code_hash(root, module),
        "output": printed.getvalue(),
        "values": values,
    }


def same(recorded: Any, new: Any) -> bool:
    """Whether two recordings agree, floats to six digits.

    float32 holds seven, and processors differ in the last: their kernels add
    in another order.
    """
    if isinstance(recorded, float) and isinstance(new, float):
        both_nan = math.isnan(recorded) and math.isnan(new)
        return both_nan or math.isclose(recorded, new, rel_tol=1e-6, abs_tol=1e-7)
    if isinstance(recorded, dict) and isinstance(new, dict):
        return recorded.keys() == new.keys() and all(same(recorded[key], new[key]) for key in new)
    if isinstance(recorded, list) and isinstance(new, list):
        return len(recorded) == len(new) and all(map(same, recorded, new))
    return type(recorded) is type(new) and recorded == new


def agrees(root: Path, path: Path, new: dict[str, Any]) -> bool:
    try:
        return same(load(root, path), new)
    except (OSError, Broken, Faults):
        return False


def main() -> None:
    parser = argparse.ArgumentParser(description="Records and checks PyTorch.")
    mode = parser.add_mutually_exclusive_group(required=True)
    mode.add_argument("--write", action="store_true", help="write the recordings")
    mode.add_argument("--check", action="store_true", help="compare with them")
    writes = parser.parse_args().write
    differ = []
    for module in programs(ROOT):
        path = file(ROOT, module)
        new = run(ROOT, module)
        name = path.relative_to(ROOT).as_posix()
        if writes:
            write(path, new)
            print(f"recorded {name}")
        elif not agrees(ROOT, path, new):
            differ.append(name)
        else:
            print(f"{name} is what this PyTorch gives")
    if differ:
        sys.exit(
            f"not what this PyTorch gives: {', '.join(differ)}; "
            "look at the difference with: make record && git diff"
        )


if __name__ == "__main__":
    main()
