"""A process of its own in which a module of snippets/ runs, seen from outside.

running.py is the inside; workers.py has the modules of a repository run so.
"""

import atexit
import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from multiprocessing.connection import Connection, Pipe
from multiprocessing.reduction import send_handle
from pathlib import Path
from typing import Any

from weave.code import failures, modules
from weave.code.limits import LIMITS
from weave.code.running import FORKS

GRACE = 5  # seconds for what ends a snippet that takes too long
# the same bits on every machine: threads would add in another order
SAME = {"PYTHONHASHSEED": "0", "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
HOME = str(Path(__file__).resolve().parents[2])
START = f"import sys; sys.path.insert(0, {HOME!r}); from weave.code.running import serve; serve("


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
                if not self.wire.poll(2 * LIMITS["seconds"] + GRACE):
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


def _libraries(root: Path) -> list[str]:
    """Which of the large libraries a repository needs: imported once, before all forks."""
    paths = [modules.module_path(root, name) for name in modules.modules(root)]
    code = b"".join(path.read_bytes() for path in paths)
    if b"matplotlib" in code:
        return ["numpy", "matplotlib.figure", "matplotlib.backends.backend_svg"]
    return ["numpy"] if b"numpy" in code else []


FRESH: dict[int, Worker] = {}  # with libraries alone, for all repositories
STARTS = threading.Lock()


def fresh(turn: int) -> Worker:
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
