"""The shape of weave/ stays such that one can read it; see tools/paths.py."""

import ast
import re
from pathlib import Path

import pytest

from tools import paths


def test_few_rooms():
    assert len(paths.rooms()) <= paths.ROOMS, paths.rooms()


def test_no_circle_between_modules():
    assert paths.circle(paths.imports()) == []


def test_no_circle_between_rooms():
    assert paths.circle(paths.between_rooms()) == []


def test_circles_would_be_found():
    """The arrows are there, and a circle of three is seen."""
    arrows = paths.imports()
    assert {"weave.page", "weave.fences", "weave.fault"} <= arrows["weave.expand"]
    assert "weave.extension" not in arrows["weave.fences"]  # for a type checker alone
    assert paths.circle({"a": {"b"}, "b": {"c"}, "c": {"b"}}) == ["b", "c", "b"]
    assert paths.circle({"a": {"b", "c"}, "b": {"c"}, "c": set()}) == []


def test_no_module_is_long():
    long = {name: paths.length(path) for name, path in paths.files().items()}
    assert {name: n for name, n in long.items() if n > paths.MODULE} == {}


def test_no_function_is_long():
    found = {
        f"{module}.{name}": lines
        for module, path in paths.files().items()
        for name, lines in paths.functions(path)
        if lines > paths.FUNCTION
    }
    assert found == {}


@pytest.mark.parametrize("what", paths.PATHS)
def test_what_one_reads(what):
    most, files = paths.PATHS[what]
    assert paths.read(files) <= most, f"\n{paths.table()}"


def test_b15_paths_are_written_with_slashes():
    """A path below the repository is a name on pages: the same on every system."""
    wrong = []
    for module, path in paths.files().items():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        called = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        for node in ast.walk(tree):
            name = getattr(getattr(node, "func", None), "attr", "")
            if name == "relative_to" and id(node) not in called:
                wrong.append(f"{module}:{node.lineno} {ast.unparse(node)}")
    assert wrong == [], "take it on as .as_posix() or .parts"


def test_settings_stand_once():
    """YAML takes the last of two alike, and drops the first without a word."""
    root = Path(__file__).parents[2]
    for name in ["mkdocs.yml", "mkdocs.en.yml"]:
        keys = re.findall(r"^(\w+):", (root / name).read_text(), re.MULTILINE)
        assert sorted(keys) == sorted(set(keys)), name


def test_code_is_read_in_one_place():
    """Threads weave pages, and python 3.11 cannot read code in two of them at once."""
    reading = {
        module
        for module, path in paths.files().items()
        if "ast.parse(" in path.read_text(encoding="utf-8")
    }
    assert reading == {"weave.code.modules"}, "ask modules.parsed()"
