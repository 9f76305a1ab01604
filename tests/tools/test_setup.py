"""What a machine lacks is named, with what to install."""

import importlib.util
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NEEDED = ["sh", "awk", "dirname", "rm", "mv", "cat", "cmp", "touch", "mkdir", "chmod"]


@pytest.fixture
def machine(tmp_path):
    """A machine with a shell and no Python; give it one with .python(…)."""
    bin = tmp_path / "bin"
    bin.mkdir()
    for name in NEEDED:
        (bin / name).symlink_to(shutil.which(name))
    (tmp_path / "repo" / "tools").mkdir(parents=True)
    shutil.copy2(ROOT / "tools" / "setup.sh", tmp_path / "repo" / "tools")

    class Machine:
        repo = tmp_path / "repo"

        def python(self, name, script):
            file = bin / name
            file.write_text(f"#!/bin/sh\n{script}\n")
            file.chmod(0o755)

        def setup(self, **env):
            return subprocess.run(
                [str(bin / "sh"), "tools/setup.sh"],
                cwd=self.repo,
                env={"PATH": str(bin), **env},
                capture_output=True,
                text=True,
            )

    return Machine()


def test_no_python(machine):
    told = machine.setup()
    assert told.returncode == 1
    assert "Python 3.11 or newer was not found" in told.stderr
    assert "sudo apt-get install python3" in told.stderr
    assert "brew install python" in told.stderr


def test_python_too_old(machine):
    machine.python("python3", "exit 1")  # fails the question for its version
    told = machine.setup()
    assert told.returncode == 1
    assert "Python 3.11 or newer was not found" in told.stderr


def test_a_newer_python_beside_an_old_one_is_taken(machine):
    machine.python("python3", "exit 1")
    # new enough, but without venv: the next thing that is asked
    machine.python("python3.12", 'case "$2" in *venv*) exit 1;; esac')
    told = machine.setup()
    assert "python3.12 has no venv module" in told.stderr


def test_no_venv(machine):
    machine.python("python3", 'case "$2" in *venv*) exit 1;; esac')
    told = machine.setup()
    assert told.returncode == 1
    assert "sudo apt-get install python3-venv" in told.stderr


def test_the_dependencies_cannot_be_installed(machine):
    # a python whose venv has a pip that fails
    machine.python(
        "python3",
        'if [ "$2" = venv ]; then mkdir -p .venv/bin; '
        "printf '#!/bin/sh\\nexit 1\\n' > .venv/bin/python; "
        "chmod +x .venv/bin/python; fi",
    )
    told = machine.setup()
    assert told.returncode == 1
    assert "could not be installed" in told.stderr
    # an environment that is not whole is not taken for one
    assert not (machine.repo / ".venv" / "ready").exists()


# makes an environment whose pip does what the file `pip` of the repository says
WORKS = """
if [ "$2" = venv ]; then
  mkdir -p .venv/bin
  printf '#!/bin/sh\\ncase "$2" in *sysconfig*) echo .venv;; pip) exec sh ./pip "$@";; esac\\n' \\
    > .venv/bin/python
  chmod +x .venv/bin/python
fi"""


@pytest.fixture
def installed(machine):
    """A machine on which everything was set up once."""
    machine.python("python3", WORKS)
    (machine.repo / "requirements.txt").write_text("numpy==2.4.0\n")
    (machine.repo / "pip").write_text("exit 0")
    told = machine.setup()
    assert told.returncode == 0, told.stderr
    (machine.repo / ".venv" / "first").touch()
    return machine


# the other half still writes when this one has failed
LATE = "case $* in *half0) sleep 1; mkdir -p .venv/late;; esac; exit 1"


@pytest.mark.parametrize("pip", ["exit 1", LATE, "kill -TERM $PPID; sleep 1"])
def test_a_new_lock_without_a_network_keeps_the_environment_that_works(installed, pip):
    (installed.repo / "requirements.txt").write_text("numpy==2.4.1\n")
    (installed.repo / "pip").write_text(pip)
    told = installed.setup()
    assert told.returncode != 0
    assert "the .venv that was there is back" in told.stderr
    assert (installed.repo / ".venv" / "first").exists()
    assert not (installed.repo / ".venv-old").exists()
    # and once there is a network, the new one takes its place
    (installed.repo / "pip").write_text("exit 0")
    assert installed.setup().returncode == 0
    assert not (installed.repo / ".venv" / "first").exists()
    assert not (installed.repo / ".venv-old").exists()


def test_a_lock_that_was_only_touched_installs_nothing(installed):
    (installed.repo / "pip").write_text("exit 1")
    told = installed.setup()
    assert told.returncode == 0 and not told.stderr
    assert (installed.repo / ".venv" / "first").exists()


def test_an_environment_cut_off_halfway_never_replaces_the_old_one(installed):
    (installed.repo / ".venv").rename(installed.repo / ".venv-old")
    (installed.repo / ".venv" / "bin").mkdir(parents=True)
    (installed.repo / "pip").write_text("exit 1")
    assert installed.setup().returncode != 0
    assert (installed.repo / ".venv" / "first").exists()


def test_makefile_lists_its_targets():
    told = subprocess.run(
        ["make"], cwd=ROOT, capture_output=True, text=True, check=True,
        env={**os.environ, "MAKEFLAGS": ""},
    )  # fmt: skip
    for target in ["serve", "build", "test"]:
        assert f"make {target} " in told.stdout


def test_the_pytorch_check_runs_a_module_that_is_there():
    script = (ROOT / "tools/torch.sh").read_text(encoding="utf-8")
    (module,) = re.findall(r"python -m (weave[.\w]+)", script)
    assert importlib.util.find_spec(module)
