"""Runs the modules of a repository, each in a process of its own, and asks them.

A module's process grows out of that of the module it imports, and that out of one with
libraries alone: so what training.py learns is learned once. All of that happens twice,
in two trees that know nothing of each other. What differs between them, such as random
numbers without a seed or the clock, would differ in the next build as well, and is
refused.
"""

import contextlib
import json
import os
import shutil
import sys
import tempfile
import threading
import time
import weakref
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from weave.code import modules, places
from weave.code.running import FORKS
from weave.code.state import other
from weave.code.worker import Worker, fresh
from weave.fault import Broken, WeaveError

PATIENCE = 5  # seconds without a word
TWICE = 0, 1


class Workers:
    """The modules of a repository that run."""

    def __init__(self, root: Path):
        self.root = root
        self.lock = threading.Lock()
        self.locks: Any = defaultdict(threading.Lock)
        self.all: dict[tuple[str, int], Worker] = {}
        self.begun: dict[str, list[Future]] = {}
        self.turns = threading.Semaphore(os.cpu_count() or 1)
        self.busy: list[str] = []  # modules, as their turn came
        self.told = 0.0
        self.drawn: set[str] = set()
        self.folder = ""
        self.closed = False

    def begin(self, module: str) -> list[Future]:
        """Run a module and its main(), in both trees; nobody waits for that yet."""
        with self.lock:
            if not self.folder:
                self.folder = tempfile.mkdtemp(prefix="snippets-")
                weakref.finalize(self, shutil.rmtree, self.folder, ignore_errors=True)
            if module not in self.begun:
                self.begun[module] = [self._later(module, turn, "main", "") for turn in TWICE]
            return self.begun[module]

    def ask(self, module: str, question: list) -> Any:
        """The answer of a module; Broken where it would be another in another build."""
        one, two = [self._waited(made) for made in self.begin(module)]
        if name := other(one["state"], two["state"]):
            raise self._another(*places.split(self.root, name), name)
        kind, path, *_ = question
        if kind == "output" and path == module and not one["main"]:
            file = modules.file_of(self.root, module)
            raise WeaveError(f"{file} has no main(), which prints what it found; write it")
        if kind == "output" and path in {module, f"{module}.main"} and one["main"]:
            if "failed" in one:
                raise Broken(*one["failed"])
            if one["printed"] != two.get("printed"):
                raise self._another(module, "main", f"what {module}.main() prints")
            return one["printed"]
        # values are in the state; a drawing is the same whatever its words are
        drawing = json.dumps(question[:3])
        twice = kind == "output" or (kind == "figure" and drawing not in self.drawn)
        turns = TWICE if twice else TWICE[:1]
        asked = [self._later(module, turn, *question) for turn in turns]
        made = [self._waited(one) for one in asked]
        if made[0] != made[-1]:
            raise self._another(*places.split(self.root, path), f"what {path}() gives")
        self.drawn.add(drawing)
        return made[0]

    def close(self) -> None:
        """For good: whoever waits for an answer gets none."""
        self.closed = True
        for worker in list(self.all.values()):
            worker.close()
        if self.folder:
            shutil.rmtree(self.folder, ignore_errors=True)

    def _of(self, module: str, turn: int) -> Worker:
        """The process of a module, in one of the two trees."""
        with self.locks[module, turn]:
            if (module, turn) not in self.all:
                base = modules.base(self.root, module) if FORKS else ""
                near = self._of(base, turn) if base else fresh(turn)
                if base:
                    near.ask("ready", "")  # or raises what broke it
                folder = Path(self.folder, f"{module}-{turn}")
                folder.mkdir()
                with self._turn(module):
                    grown = self.all[module, turn] = near.grow(self.root, module, str(folder))
                    if self.closed:
                        grown.close()
                    with contextlib.suppress(WeaveError):  # told at each question
                        grown.ask("ready", "")
            return self.all[module, turn]

    def _later(self, module: str, turn: int, *question: Any) -> Future:
        """The answer to a question, once it is there."""
        made: Future = Future()

        def run() -> None:
            try:
                worker = self._of(module, turn)
                with self._turn(module):
                    made.set_result(worker.ask(*question))
            except BaseException as error:  # noqa: BLE001  raised where it is waited for
                made.set_exception(error)

        # a pool would be waited for when python ends
        threading.Thread(target=run, daemon=True).start()
        return made

    def _waited(self, made: Future) -> Any:
        """An answer; one that takes long is not waited for in silence."""
        while True:
            try:
                return made.result(PATIENCE)
            except TimeoutError:
                self._still()

    def _still(self) -> None:
        """Tell what runs, once, however many wait."""
        running = self.busy[:1]  # of which the last may be done by the next line
        with self.lock:
            if time.monotonic() < self.told + PATIENCE or not running:
                return
            self.told = time.monotonic()
        file = modules.file_of(self.root, running[0])
        print(f"still running {file}, as a page needs it ...", file=sys.stderr, flush=True)

    @contextlib.contextmanager
    def _turn(self, module: str) -> Iterator[None]:
        """As many run at a time as there are processors."""
        with self.turns:
            self.busy.append(module)
            try:
                yield
            finally:
                self.busy.remove(module)

    def _another(self, module: str, rest: str, said: str) -> Broken:
        why = "is another in each run: random numbers without a seed, or the clock; seed them"
        return Broken(*places.place(self.root, module, rest)[:2], f"{said} {why}")
