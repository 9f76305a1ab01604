"""The inside of a process in which a snippet runs; worker.py is the outside.

It imports one module and then stays as it is. What is to be computed is computed in a
fork of it, a module that imports this one grows out of another fork: nothing that one
of them does can reach another, and nothing is imported twice.
"""

import contextlib
import importlib
import json
import os
import random
import sys
from collections.abc import Callable
from importlib.machinery import FileFinder, SourceFileLoader
from multiprocessing.connection import Connection, Pipe
from multiprocessing.reduction import recv_handle
from pathlib import Path
from typing import Any

from weave.code import failures, figures, places, values
from weave.code.limits import LIMITS, Held
from weave.code.state import other, state
from weave.fault import Broken, WeaveError

FORKS = sys.platform == "linux"  # elsewhere not all of numpy lives through a fork
exit_now = os._exit  # a snippet gets another


def serve(fd: int) -> None:
    """Answers the orders that come in, each a line of JSON; ends with who gives them."""
    wire, running = Connection(fd), None
    sys.dont_write_bytecode = True
    while True:
        try:
            kind, *given = json.loads(wire.recv_bytes())
        except EOFError:
            exit_now(0)
        if kind == "grow":
            wire, running = _grow(wire, running, given)
        elif kind == "ended":
            _send(wire, {"answer": _ended(*given)})
        else:
            assert running
            _send(wire, failures.said(running.answer, kind, *given))


def _grow(wire: Connection, running: "Running | None", given: list) -> tuple:
    """Import a module, in a fork; gives what this process has from then on."""
    root, module, folder, limits, libraries = given
    handle, errors = recv_handle(wire), recv_handle(wire)
    if running is None:
        for name in libraries:
            importlib.import_module(name)
        if "matplotlib.figure" in libraries:
            figures.warm()
    if pid := _fork() if FORKS else 0:
        os.close(handle)
        os.close(errors)
        _send(wire, {"answer": pid})
        return wire, running
    if FORKS:
        os.setpgid(0, 0)  # to be ended with all that it forks
    else:
        _send(wire, {"answer": os.getpid()})
    wire.close()
    for fd in (1, 2):
        os.dup2(errors, fd)
    os.close(errors)
    LIMITS.update(limits)
    if running is None:
        sys.path[:2] = [root]  # where weave is, and the folder of a fresh Python
        _sow()
    wire = Connection(handle)
    return wire, Running(Path(root), module, Held(folder))


def _fork() -> int:
    known = random.getstate()  # which python would change
    if not (pid := os.fork()):
        random.setstate(known)
    return pid


def _sow() -> None:
    """As in a fresh Python, numbers without a seed are others in each process."""
    random.seed()
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()


def _ended(pid: int) -> int:
    with contextlib.suppress(ChildProcessError):
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    return 0


def _send(wire: Connection, said: dict) -> None:
    try:
        wire.send_bytes(json.dumps(said).encode())
    except OSError:
        exit_now(0)  # nobody waits for it any more


class FromSource(SourceFileLoader):
    """Imports without .pyc: their one-second clock can hide a quick edit."""

    def get_code(self, fullname: str) -> Any:
        code = self.get_data(self.path)
        try:
            text = code.decode()
        except UnicodeDecodeError:
            text = "\0"
        if "\0" in text:
            raise SyntaxError("it is not a text in UTF-8; save it so", (self.path, 1, 1, ""))
        return self.source_to_code(code, self.path)


class Running:
    """A module, imported, and what comes of calling its functions right after that."""

    def __init__(self, root: Path, module: str, held: Held):
        self.root, self.module, self.held = root, module, held
        self.names: dict[str, Any] = {}
        self.broken: WeaveError | None = None  # told again at each question
        try:
            with failures.told(root, module, True), held() as printed:
                self.names = self.load()
            self.state = state()
        except WeaveError as error:
            self.broken = error
        # no answer, but somebody may look for a slip
        print(printed.getvalue(), end="", file=sys.stderr, flush=True)

    def load(self) -> dict[str, Any]:
        import snippets

        # of this repository alone, whatever else is on the path
        snippets.__path__ = [str(self.root / "snippets")]
        sys.path_hooks.insert(0, self.finder)
        return vars(importlib.import_module(f"snippets.{self.module}"))

    def finder(self, folder: str) -> FileFinder:
        if not Path(folder).is_relative_to(self.root / "snippets"):
            raise ImportError
        return FileFinder(folder, (FromSource, [".py"]))

    def answer(self, kind: str, path: str, *more: Any) -> Any:
        if self.broken:
            raise self.broken
        if kind == "ready":
            return None
        if kind == "main":
            return self.apart(self.main)
        found = values.find(self.names, path.removeprefix(self.module).removeprefix("."), path)
        if kind == "value":
            return values.printed(found, path, *more)
        if kind == "data":
            return values.data(found, path)
        if kind == "output":
            return self.apart(lambda: self.output(found))
        return self.apart(lambda: self.draw(kind, found, path, *more))

    def main(self) -> dict[str, Any]:
        """What main() prints, if there is one, and what this module holds."""
        main = self.names.get("main")
        made: dict[str, Any] = {"state": self.state, "main": callable(main)}
        if callable(main):
            try:
                made["printed"] = self.output(main, True)
            except Broken as error:
                made["failed"] = [error.file, error.line, error.message]
        return made

    def output(self, function: Callable, whole: bool = False) -> str:
        with failures.told(self.root, self.module, whole), self.held() as printed:
            function()
        if name := other(self.state, state()):
            file, line, _ = places.place(self.root, self.module, function.__name__)
            said = f"changes {name}, which pages show as it was before; work on a copy"
            raise Broken(file, line, f"{function.__name__}() {said}")
        return printed.getvalue()

    def draw(self, kind: str, function: Callable, path: str, *more: Any) -> str:
        with failures.told(self.root, self.module), self.held():
            return figures.KINDS[kind](function, path, *more)

    def apart(self, function: Callable) -> Any:
        """What a function gives in a fork of this process, which so stays as it is."""
        if not FORKS:
            return function()
        here, there = Pipe(duplex=False)
        if not (pid := _fork()):
            _send(there, failures.said(function))
            exit_now(0)
        there.close()
        try:
            said = json.loads(here.recv_bytes())
        except EOFError:
            said = {}
        code = _ended(pid)
        if not said:
            raise failures.ended(self.root, self.module, self.held.folder, code)
        return failures.answer(said)
