"""What a machine lacks is named, with what to install."""

import importlib.util
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NEEDED = ["sh", "awk", "dirname", "rm", "cat", "touch"]


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
    for name in ["mkdir", "chmod"]:
        (Path(machine.repo).parent / "bin" / name).symlink_to(shutil.which(name))
    told = machine.setup()
    assert told.returncode == 1
    assert "could not be installed" in told.stderr
    # an environment that is not whole is not taken for one
    assert not (machine.repo / ".venv" / "ready").exists()


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
