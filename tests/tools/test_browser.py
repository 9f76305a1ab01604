"""Which browser is taken, and what is said where there is none."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tools.browser import NoBrowser, find_browser


@pytest.fixture
def machine(tmp_path):
    """A machine with the programs that it is given; .find(…) looks for a browser."""

    class Machine:
        def program(self, name):
            path = tmp_path / name
            path.write_text("#!/bin/sh\n")
            path.chmod(0o755)
            return str(path)

        def find(self, *places, **environ):
            own = tmp_path / "own"
            return find_browser({"PATH": str(tmp_path), **environ}, places, lambda: str(own))

    return Machine()


def test_the_first_that_is_there_is_taken(machine):
    machine.program("second")
    there = machine.program("first")
    assert machine.find("missing", "first", "second") == there


def test_one_off_the_path_by_its_place(machine, tmp_path):
    (tmp_path / "Chromium.app").mkdir()
    there = machine.program("Chromium.app/Chromium")
    assert machine.find("chromium", there) == there


def test_the_named_browser_comes_first(machine):
    machine.program("chromium")
    mine = machine.program("mine")
    assert machine.find("chromium", BROWSER_PATH=mine) == mine


def test_a_named_browser_that_is_missing_is_said(machine, tmp_path):
    machine.program("chromium")
    with pytest.raises(NoBrowser, match="BROWSER_PATH names .*missing"):
        machine.find("chromium", BROWSER_PATH=str(tmp_path / "missing"))


def test_playwrights_own_where_there_is_no_other(machine):
    own = machine.program("own")
    assert machine.find("chromium") == own
    there = machine.program("chromium")
    assert machine.find("chromium") == there


def test_what_to_install_is_said(machine):
    with pytest.raises(NoBrowser, match="apt-get install chromium") as raised:
        machine.find("chromium")
    assert "BROWSER_PATH=/path/to/chromium" in str(raised.value)


def test_pytest_says_it_once_and_begins_nothing():
    said = subprocess.run(
        [sys.executable, "-m", "pytest", "-n", "2", "tests"],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "BROWSER_PATH": "/no/such/browser"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode == pytest.ExitCode.USAGE_ERROR
    assert (said.stdout + said.stderr).count("/no/such/browser, which is no program") == 1
    assert "bringing up nodes" not in said.stdout
