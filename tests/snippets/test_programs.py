"""Every module that can be run: it says the same from outside as from inside."""

import ast
import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted((ROOT / "snippets").glob("*.py"))


def functions(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


PROGRAMS = [path.stem for path in MODULES if "main" in functions(path)]


def test_all_but_the_helper_for_pytorch_are_programs():
    assert {path.stem for path in MODULES} - set(PROGRAMS) == {"in_pytorch"}


@pytest.mark.parametrize("name", PROGRAMS)
def test_running_it_prints_what_main_prints_and_warns_of_nothing(name, printed):
    # one of them with as many threads as a reader's NumPy takes
    env = {k: v for k, v in os.environ.items() if name != "training" or "THREADS" not in k}
    run = subprocess.run(
        [sys.executable, "-m", f"snippets.{name}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        env=env,
    )
    assert run.stdout and run.stdout == printed(import_module(f"snippets.{name}"))
    assert run.stderr == ""


@pytest.mark.parametrize("name", PROGRAMS)
def test_what_it_prints_fits_a_page(name, printed):
    assert max(map(len, printed(import_module(f"snippets.{name}")).splitlines())) <= 72
