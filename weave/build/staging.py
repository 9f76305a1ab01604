"""The folder in which a site is made, and how it takes the place of the old one."""

import contextlib
import fcntl
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self
from uuid import uuid4


class Failed(Exception):
    """A site that could not be made, or found no place; the message says why."""


class Staging:
    """A folder beside the site that replaces it, or is gone when the build is over.

    Whoever makes one holds it locked: a folder that nobody holds is of a build that was
    killed, and the next build removes it.
    """

    def __init__(self, final: Path) -> None:
        # a link stays, and what it leads to is replaced
        self.final = final.resolve()
        if self.final.exists() and not self.final.is_dir():
            raise Failed(f"{final} is a file, and the site would go there; move it away")
        if _strange(self.final):
            raise Failed(f"{final} holds files that are no site; name another folder, or empty it")
        self.parent = self.final.parent
        self.parent.mkdir(parents=True, exist_ok=True)
        # beside it, as only then a rename is enough
        self.prefix = f".site-{self.final.name}-"
        self.folder = self.parent / f"{self.prefix}{uuid4().hex[:8]}"
        with _held(self.parent, wait=True):
            self._clear()
            self.folder.mkdir()
            self.locked = contextlib.ExitStack()
            self.locked.enter_context(_held(self.folder))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.discard()

    def replace(self) -> None:
        old = self.folder.with_name(f"{self.folder.name}-old")
        with _held(self.parent, wait=True):
            try:
                if self.final.exists():
                    self.final.rename(old)
            except OSError:
                self._fill()  # a mount stays where it is
            else:
                self.folder.rename(self.final)
        shutil.rmtree(old, ignore_errors=True)

    def discard(self) -> None:
        """Leave nothing behind; does nothing after `replace`."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.locked.close()

    def _fill(self) -> None:
        """Put the new site into the old one's folder, which cannot be moved.

        All of it is there before anything goes, so a full disk changes nothing.
        """
        new, old = self.final / self.folder.name, self.final / f"{self.folder.name}-old"
        try:
            moves = [(path, old / path.name) for path in self.final.iterdir()]
            shutil.copytree(self.folder, new)
            old.mkdir()
            moves += [(path, self.final / path.name) for path in new.iterdir()]
            _move(moves)
        finally:
            for path in (new, old):
                shutil.rmtree(path, ignore_errors=True)

    def _clear(self) -> None:
        """Remove what killed builds left, and bring back a site that one had moved away."""
        for path in sorted(self.parent.iterdir()):
            if not path.name.startswith(self.prefix):
                continue
            if path.name.endswith("-old") and not self.final.exists():
                path.rename(self.final)
                continue
            with _held(path) as mine:
                if mine:
                    shutil.rmtree(path, ignore_errors=True)


def _move(moves: list[tuple[Path, Path]]) -> None:
    """Rename each first to its second, or where one cannot be, none."""
    done: list[tuple[Path, Path]] = []
    try:
        for path, to in moves:
            path.rename(to)
            done.append((path, to))
    except OSError:
        for path, to in reversed(done):
            to.rename(path)
        raise


def _strange(folder: Path) -> bool:
    """Whether it holds something, and no site."""
    shown = [path for path in folder.glob("*") if not path.name.startswith(".")]
    return bool(shown) and not (folder / "index.html").is_file()


@contextlib.contextmanager
def _held(folder: Path, wait: bool = False) -> Iterator[bool]:
    """Hold a folder locked; False if another process does, or nobody can here.

    The lock ends with the process, also if that is killed.
    """
    with contextlib.ExitStack() as closing:
        try:
            opened = os.open(folder, os.O_RDONLY)
            closing.callback(os.close, opened)
            fcntl.flock(opened, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            mine = True
        except OSError:
            mine = False
        yield mine
