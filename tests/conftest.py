"""The built site, for every test that reads it."""

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tools.browser import NoBrowser, find_browser
from tools.tree import files

# two threads of NumPy's on cores that are busy wait for each other, seven times as long as
# one computes; inherited by all that a test starts, and set before NumPy is there
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
ROOT = Path(__file__).parents[1]
SITE = ROOT / "tests" / "site"


# tests of the site that open pages of their own, or none; all others share each page
ALONE = {f"tests/site/test_{name}.py" for name in [
    "answers", "any_path", "formulas", "html", "live", "numbers", "run", "search", "shape_doctor",
    "troubleshooting", "weight",
]}  # fmt: skip


def share(nodeid):
    """What one process does in one go: a file, or all that goes from page to page."""
    file = nodeid.partition("::")[0]
    return "pages" if file.startswith("tests/site/") and file not in ALONE else file


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """The longest first, page by page, and while it builds the site, what needs none."""

    def turn(item):
        mine = share(item.nodeid)
        needs_site = mine.startswith(("tests/site/", "tests/downloads/", "tests/test_build"))
        first = ["pages", "tests/test_build.py"]
        page = item.callspec.params.get("loaded", "") if hasattr(item, "callspec") else ""
        # axe is the last to see a page, for it leaves less of it
        last = item.path.stem == "test_axe"
        return mine != "pages", needs_site, mine not in first, page, last

    items.sort(key=turn)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Shares in the order of above; the marker xdist_group is not heeded with pytest 9.2."""
    from xdist.scheduler import LoadScopeScheduling

    class Scheduling(LoadScopeScheduling):
        def _split_scope(self, nodeid):
            return share(nodeid)

    config.option.loadscopereorder = False
    return Scheduling(config, log)


def pytest_configure(config):
    """Without a browser nothing begins: one message, not one for each test."""
    asked = [Path(name.partition("::")[0]).resolve() for name in config.args]
    looks = any(SITE in [path, *path.parents] or path in SITE.parents for path in asked)
    if looks and not hasattr(config, "workerinput"):
        try:
            find_browser()
        except NoBrowser as error:
            rest = "all other tests: .venv/bin/python -m pytest tests/weave tests/snippets"
            raise pytest.UsageError(f"{error}\n{rest}") from None


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The site as built from the files of now, never a stale site/."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    tree = folder / "built" / "tree"
    with (folder / "built.lock").open("w") as lock:
        # one process builds for all, the others wait here
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not tree.is_dir():
            build(tree)
    assert (tree / "site").is_dir(), f"the site does not build:\n{(tree / 'said').read_text()}"
    return tree / "site"


def build(tree):
    for name in files(ROOT):
        target = tree / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, target)
    # what is remembered saves the time of training again, here and in the next build
    (ROOT / ".cache").mkdir(exist_ok=True)
    (tree / ".cache").symlink_to(ROOT / ".cache", target_is_directory=True)
    with (tree / "said").open("w") as said:
        subprocess.run(
            [sys.executable, "-m", "mkdocs", "build", "--quiet"],
            cwd=tree,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(tree)},
            stderr=said,
        )
