"""Runs each module of snippets/ in a process of its own, and asks it questions.

running.py is the inside of one. A module's process grows out of that of the module
it imports, and that out of one with libraries alone: so what training.py learns is
learned once. All of that happens twice, in two trees that know nothing of each other.
What differs between them, such as random numbers without a seed or the clock, would
differ in the next build as well, and is refused.
"""

import atexit
import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import weakref
from collections import defaultdict
from concurrent.futures import Future
from multiprocessing.connection import Connection, Pipe
from multiprocessing.reduction import send_handle
from pathlib import Path
from typing import Any

from weave.code import failures, modules, places
from weave.code.limits import LIMITS
from weave.code.running import FORKS
from weave.code.state import other
from weave.fault import Broken, WeaveError

PATIENCE = 5  # seconds without a word
# the same bits on every machine: threads would add in another order
SAME = {"PYTHONHASHSEED": "0", "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
HOME = str(Path(__file__).resolve().parents[2])
START = f"import sys; sys.path.insert(0, {HOME!r}); from weave.code.running import serve; serve("
TWICE = 0, 1


class Worker:
    """A process, seen from outside. base: the one that it is a fork of."""

    def __init__(self, wire: Connection, pid: int, base: "Worker | None" = None):
        self.wire, self.pid, self.base = wire, pid, base
        self.lock = threading.Lock()
        self.root, self.module, self.folder = Path(), "", ""
        self.process: Any = None  # where it is no fork
        self.errors = 2  # where it complains
        self.code: int | None = None

    def grow(self, root: Path, module: str, folder: str) -> "Worker":
        """A process that has imported a module beside all that this one has."""
        here, there = Pipe()
        with self.lock, there:
            order = ["grow", str(root), module, folder, LIMITS, _libraries(root)]
            self.wire.send_bytes(json.dumps(order).encode())
            send_handle(self.wire, there.fileno(), self.pid)
            send_handle(self.wire, self.errors, self.pid)
            grown = Worker(here, self._read()["answer"], self)
        grown.root, grown.module, grown.folder = root, module, folder
        grown.process = None if FORKS else self.process
        grown.errors = self.errors
        return grown

    def ask(self, *question: Any) -> Any:
        """The answer to a question; raises the WeaveError that it met."""
        with self.lock:
            try:
                self.wire.send_bytes(json.dumps(question).encode())
                # it ends itself in time and knows where it was, or it sees that it does not
                if not self.wire.poll(2 * LIMITS["seconds"] + PATIENCE):
                    self._kill()
                said = self._read()
            except (EOFError, OSError):
                code = self._ended()
                raise failures.ended(self.root, self.module, self.folder, code) from None
        return failures.answer(said)

    def close(self) -> None:
        self._kill()
        self._ended()  # the system counts it until it is asked for
        self.wire.close()

    def _read(self) -> Any:
        return json.loads(self.wire.recv_bytes())

    def _kill(self) -> None:
        for stop in (os.killpg, os.kill):  # one that just began leads no group yet
            with contextlib.suppress(OSError):
                stop(self.pid, signal.SIGKILL)

    def _ended(self) -> int:
        """What the process ended with; a system tells it once."""
        if self.code is None:
            self.code = self._code()
        return self.code

    def _code(self) -> int:
        try:
            if self.process or self.base is None:
                return self.process.wait()
            with self.base.lock:
                self.base.wire.send_bytes(json.dumps(["ended", self.pid]).encode())
                return self.base._read()["answer"]
        except (EOFError, OSError):
            return 0  # it was asked for, or its base is no more


class Workers:
    """The modules of a repository that run."""

    def __init__(self, root: Path):
        self.root = root
        self.lock = threading.Lock()
        self.locks: Any = defaultdict(threading.Lock)
        self.all: dict[tuple[str, int], Worker] = {}
        self.begun: dict[str, list[Future]] = {}
        self.turns = threading.Semaphore(os.cpu_count() or 1)
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
        one, two = [_waited(made, self.root, module) for made in self.begin(module)]
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
        # values are in the state
        turns = TWICE if kind in {"output", "figure"} else TWICE[:1]
        asked = [self._later(module, turn, *question) for turn in turns]
        made = [_waited(one, self.root, module) for one in asked]
        if made[0] != made[-1]:
            raise self._another(*places.split(self.root, path), f"what {path}() gives")
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
                near = self._of(base, turn) if base else _fresh(turn)
                if base:
                    near.ask("ready", "")  # or raises what broke it
                folder = Path(self.folder, f"{module}-{turn}")
                folder.mkdir()
                with self.turns:
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
                with self.turns:
                    made.set_result(worker.ask(*question))
            except BaseException as error:  # noqa: BLE001  raised where it is waited for
                made.set_exception(error)

        # a pool would be waited for when python ends
        threading.Thread(target=run, daemon=True).start()
        return made

    def _another(self, module: str, rest: str, said: str) -> Broken:
        why = "is another in each run: random numbers without a seed, or the clock; seed them"
        return Broken(*places.place(self.root, module, rest)[:2], f"{said} {why}")


def _waited(made: Future, root: Path, module: str) -> Any:
    """An answer; one that takes long is not waited for in silence."""
    while True:
        try:
            return made.result(PATIENCE)
        except TimeoutError:
            said = f"still running {modules.file_of(root, module)}, as a page needs it ..."
            print(said, file=sys.stderr, flush=True)


def _libraries(root: Path) -> list[str]:
    """Which of the large libraries a repository needs: imported once, before all forks."""
    paths = [modules.module_path(root, name) for name in modules.modules(root)]
    code = b"".join(path.read_bytes() for path in paths)
    if b"matplotlib" in code:
        return ["numpy", "matplotlib.figure", "matplotlib.backends.backend_svg"]
    return ["numpy"] if b"numpy" in code else []


FRESH: dict[int, Worker] = {}  # with libraries alone, for all repositories
STARTS = threading.Lock()


def _fresh(turn: int) -> Worker:
    """A process that has imported no snippet; each tree has one, and forks it."""
    with STARTS:
        if not FORKS or turn not in FRESH:
            here, there = Pipe()
            process = subprocess.Popen(
                [sys.executable, "-c", f"{START}{there.fileno()})"],
                pass_fds=[there.fileno()],
                stdin=subprocess.DEVNULL,  # a snippet that asks gets no answer
                stdout=2,
                start_new_session=True,
                env={**os.environ, **SAME},
            )
            there.close()
            worker = Worker(here, process.pid)
            worker.process = process
            if turn:
                worker.errors = os.open(os.devnull, os.O_WRONLY)  # the first said it already
            if not FORKS:
                return worker
            FRESH[turn] = worker
            atexit.register(worker.close)
        return FRESH[turn]
