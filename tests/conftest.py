"""The built site, for every test that reads it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """One process for the browser, and file by file in the other.

    Two browsers at once only wait for each other. The marker xdist_group says
    the same, but is not heeded with pytest 9.2.
    """
    from xdist.scheduler import LoadScopeScheduling

    class Scheduling(LoadScopeScheduling):
        def _split_scope(self, nodeid):
            site = nodeid.startswith("tests/site/")
            return "browser" if site else nodeid.partition("::")[0]

    return Scheduling(config, log)


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The site as built from the files of now, never a stale site/."""
    tree = tmp_path_factory.mktemp("site") / "tree"
    for name in files():
        target = tree / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, target)
    # what is remembered saves the time of training again
    if (ROOT / ".cache" / "weave").is_dir():
        shutil.copytree(ROOT / ".cache" / "weave", tree / ".cache" / "weave")
    built = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet"],
        cwd=tree,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(tree)},
        capture_output=True,
        text=True,
    )
    assert built.returncode == 0, f"the site does not build:\n{built.stderr}"
    return tree / "site"


def files():
    """All files of the tree that git does not ignore."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    names = sorted(set(listed.stdout.split("\0")) - {""})
    return [name for name in names if (ROOT / name).is_file()]
