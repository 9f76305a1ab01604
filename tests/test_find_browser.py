import sys
from types import SimpleNamespace

import pytest

from tests.find_browser import NoBrowser, find_browser


def program(folder, name):
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return str(path)


class Installer:
    """Stands in for subprocess.run; does what `effects` say for a word."""

    def __init__(self, **effects):
        self.effects = effects
        self.ran = []

    def __call__(self, command, **options):
        self.ran.append(command)
        for word, effect in self.effects.items():
            if word in " ".join(command):
                code, said = effect()
                return SimpleNamespace(returncode=code, stdout=said, stderr=said)
        return SimpleNamespace(returncode=0, stdout="", stderr="")


def find(tmp_path, run=None, root=False, mac=(), **environ):
    environ = {"PATH": str(tmp_path / "bin"), **environ}
    return find_browser(environ, run or Installer(), root, list(mac))


@pytest.mark.parametrize(
    "name",
    [
        "chromium-headless-shell",
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
    ],
)
def test_takes_a_browser_from_the_path(tmp_path, name):
    there = program(tmp_path / "bin", name)
    run = Installer()
    assert find(tmp_path, run) == there
    assert run.ran == []


def test_the_one_without_windows_is_taken_first(tmp_path):
    program(tmp_path / "bin", "chromium")
    there = program(tmp_path / "bin", "chromium-headless-shell")
    assert find(tmp_path) == there


def test_takes_a_mac_application(tmp_path):
    there = program(tmp_path / "Chromium.app", "Chromium")
    assert find(tmp_path, mac=[str(tmp_path / "missing"), there]) == there


def test_the_named_browser_comes_first(tmp_path):
    program(tmp_path / "bin", "chromium")
    named = program(tmp_path / "mine", "browser")
    assert find(tmp_path, BROWSER_PATH=named) == named


def test_a_named_browser_that_is_missing_is_said(tmp_path):
    program(tmp_path / "bin", "chromium")
    with pytest.raises(NoBrowser, match="BROWSER_PATH names .*missing"):
        find(tmp_path, BROWSER_PATH=str(tmp_path / "missing"))


def test_root_installs_with_apt(tmp_path):
    apt = program(tmp_path / "bin", "apt-get")

    def install():
        program(tmp_path / "bin", "chromium-headless-shell")
        return 0, ""

    run = Installer(**{"apt-get install": install})
    there = str(tmp_path / "bin" / "chromium-headless-shell")
    assert find(tmp_path, run, root=True) == there
    assert run.ran == [[apt, "update"], [apt, "install", "-y", "chromium-headless-shell"]]


def test_root_installs_the_one_with_windows_where_there_is_no_other(tmp_path):
    program(tmp_path / "bin", "apt-get")

    def install():
        if run.ran[-1][-1] == "chromium":
            program(tmp_path / "bin", "chromium")
            return 0, ""
        return 100, "E: Unable to locate package chromium-headless-shell"

    run = Installer(**{"apt-get install": install})
    assert find(tmp_path, run, root=True) == str(tmp_path / "bin" / "chromium")


@pytest.mark.parametrize("root, apt", [(False, True), (True, False), (False, False)])
def test_others_install_playwrights_own(tmp_path, root, apt):
    if apt:
        program(tmp_path / "bin", "apt-get")
    own = program(tmp_path / "own", "chrome")
    run = Installer(executable_path=lambda: (0, f"{own}\n"))
    assert find(tmp_path, run, root=root) == own
    assert run.ran[0] == [sys.executable, "-m", "playwright", "install", "chromium"]


def test_playwrights_own_where_apt_fails(tmp_path):
    program(tmp_path / "bin", "apt-get")
    own = program(tmp_path / "own", "chrome")
    run = Installer(
        **{"apt-get": lambda: (100, "E: no"), "executable_path": lambda: (0, own)}
    )
    assert find(tmp_path, run, root=True) == own


def test_says_what_to_do_where_none_can_be_had(tmp_path):
    program(tmp_path / "bin", "apt-get")
    run = Installer(
        **{
            "apt-get install": lambda: (100, "E: Unable to locate package chromium"),
            "playwright install": lambda: (1, "first\nError: no network"),
            "executable_path": lambda: (0, str(tmp_path / "nothing-there")),
        }
    )
    with pytest.raises(NoBrowser) as raised:
        find(tmp_path, run, root=True)
    said = str(raised.value)
    assert "Unable to locate package chromium" in said
    assert "Error: no network" in said
    assert "BROWSER_PATH=/path/to/chromium" in said


def test_an_installer_that_cannot_run_is_said(tmp_path):
    def missing():
        raise FileNotFoundError("no such program")

    run = Installer(**{"playwright install": missing})
    with pytest.raises(NoBrowser, match="no such program"):
        find(tmp_path, run)
