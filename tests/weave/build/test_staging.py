"""Where the site goes, and what becomes of the old one, on real and on broken disks."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from weave.build.staging import Failed, Staging

ROOT = Path(__file__).parents[3]


def build(final, text="new"):
    with Staging(final) as staging:
        (staging.folder / "index.html").write_text(text)
        (staging.folder / "en").mkdir()
        (staging.folder / "en" / "index.html").write_text(text)
        staging.replace()


def held(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in folder.rglob("*")
        if path.is_file()
    }


NEW = {"index.html": "new", "en/index.html": "new"}
OLD = {"index.html": "old", "gone/index.html": "old"}


@pytest.fixture
def old(tmp_path):
    """A folder with a site that is there already."""
    for name, text in OLD.items():
        (tmp_path / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / name).write_text(text)
    return tmp_path


def alone(folder, *names):
    """Whether nothing else lies there."""
    return sorted(path.name for path in folder.iterdir()) == sorted(names)


def test_a_link_stays_and_what_it_leads_to_is_replaced(old):
    """As a web server has it, whose folder is elsewhere."""
    (old / "repository").mkdir()
    link = old / "repository" / "site"
    link.symlink_to("../site")
    build(link)
    assert link.is_symlink() and held(old / "site") == NEW
    assert alone(old, "site", "repository") and alone(old / "repository", "site")


def test_a_link_to_a_folder_that_is_not_there_yet(tmp_path):
    (tmp_path / "site").symlink_to("made/here")
    build(tmp_path / "site")
    assert (tmp_path / "site").is_symlink() and held(tmp_path / "made" / "here") == NEW


def test_a_file_in_its_place(tmp_path):
    (tmp_path / "site").write_text("mine")
    with pytest.raises(Failed, match="is a file, and the site would go there; move it away"):
        Staging(tmp_path / "site")
    assert (tmp_path / "site").read_text() == "mine" and alone(tmp_path, "site")


def test_a_folder_of_something_else_is_never_replaced(tmp_path):
    """`-d .`, or a slip of the hand."""
    (tmp_path / "thesis.md").write_text("mine")
    with pytest.raises(Failed, match="holds files that are no site; name another folder"):
        Staging(tmp_path)
    assert held(tmp_path) == {"thesis.md": "mine"}


def mounted(monkeypatch, folder):
    """A folder that cannot be moved, as a volume of a container."""
    rename = Path.rename

    def refusing(self, target):
        if self == folder:
            raise OSError(errno.EBUSY, os.strerror(errno.EBUSY), str(self))
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refusing)


def test_a_mount_keeps_its_place_and_gets_the_new_site(old, monkeypatch):
    mounted(monkeypatch, old / "site")
    inode = (old / "site").stat().st_ino
    build(old / "site")
    assert (old / "site").stat().st_ino == inode
    assert held(old / "site") == NEW
    assert alone(old, "site") and alone(old / "site", "index.html", "en")


@pytest.mark.parametrize("at", range(1, 8))
def test_a_mount_in_which_a_step_fails_keeps_the_old_site(old, monkeypatch, at):
    """After moving it whole: three folders to make, two things to move away, two in."""
    mounted(monkeypatch, old / "site")
    calls = []

    def failing(function):
        def step(*given, **named):
            # undoing is no new step
            if len(calls) <= at and str(old / "site") in str(given[0]):
                calls.append(given)
                if len(calls) > at:
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(given[0]))
            return function(*given, **named)

        return step

    for name in ["mkdir", "rename"]:
        monkeypatch.setattr(Path, name, failing(getattr(Path, name)))
    monkeypatch.setattr(os, "makedirs", failing(os.makedirs))
    with pytest.raises(OSError):
        build(old / "site")
    assert held(old / "site") == OLD and alone(old, "site")


# --- builds that were killed, or run at the same time

KILLED = """
import os, signal, sys
from pathlib import Path
from weave.build.staging import Staging
staging = Staging(Path(sys.argv[1]))
print(staging.folder, flush=True)
sys.stdin.read()
"""


def begun(final):
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(final)],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    return process, Path(process.stdout.readline().strip())


def test_the_next_build_removes_what_a_killed_one_left(old):
    process, left = begun(old / "site")
    with process:
        build(old / "site")
        assert left.is_dir()  # it is still at work
        process.kill()
    build(old / "site")
    assert held(old / "site") == NEW and alone(old, "site")


def test_a_site_that_a_killed_build_had_moved_away_comes_back(old):
    (old / "site").rename(old / ".site-site-0123abcd-old")
    with Staging(old / "site"):
        assert held(old / "site") == OLD
    assert held(old / "site") == OLD and alone(old, "site")


def test_what_others_call_so_is_left_alone(old):
    (old / ".site-elsewhere-0123abcd").mkdir()
    build(old / "site")
    assert alone(old, "site", ".site-elsewhere-0123abcd")
