"""Runs modules of snippets/ in a process of its own, and asks them questions.

What a chapter sets for all of Python (NumPy's print options, the locale) so reaches
no other chapter, and a changed file is simply run in a new process.
"""

import contextlib
import importlib
import io
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from importlib.machinery import FileFinder, SourceFileLoader
from pathlib import Path
from typing import Any

from weave.code import failures, figures, modules, values
from weave.fault import Broken, WeaveError

SECONDS = 120  # one question may take
AT_ONCE = 4  # chapters that stay in memory
# the same bits on every machine: threads would add in another order
SAME = {"PYTHONHASHSEED": "0", "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
HOME = str(Path(__file__).resolve().parents[2])
# weave from where it runs, snippets from the repository that is asked
START = (
    "import sys; sys.path.insert(0, {home!r}); from weave.code import worker; "
    "sys.path[0] = {root!r}; worker.serve({root!r}, {first!r})"
)


class Worker:
    """A process for the modules of a chapter. `with` it, or close() it.

    first: the module that runs before all others, at once and while nobody waits.
    """

    def __init__(self, root: Path, first: str = ""):
        self.root = root
        code = START.format(home=HOME, root=str(root), first=first)
        self.process = subprocess.Popen(
            [sys.executable, "-c", code],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, **SAME},
            text=True,
            encoding="utf-8",
        )

    def ask(self, module: str, question: list) -> Any:
        """The answer of a module to one question; raises the WeaveError that it met."""
        assert self.process.stdin and self.process.stdout
        began = time.monotonic()
        late = threading.Timer(SECONDS, self.process.kill)
        late.start()
        try:
            with contextlib.suppress(BrokenPipeError):
                self.process.stdin.write(json.dumps([module, *question]) + "\n")
                self.process.stdin.flush()
            line = self.process.stdout.readline()
        finally:
            late.cancel()
        if not line:
            slow = time.monotonic() - began > SECONDS
            ended = f"ended Python itself, with code {self.process.wait()}"
            said = f"ran for more than {SECONDS} seconds" if slow else ended
            raise Broken(modules.file_of(self.root, module), 1, said)
        answer = json.loads(line)
        if "broken" in answer:
            raise Broken(*answer["broken"])
        if "error" in answer:
            raise WeaveError(answer["error"])
        return answer["answer"]

    def running(self) -> bool:
        return self.process.poll() is None

    def close(self) -> None:
        self.process.kill()
        self.process.communicate()

    def __enter__(self) -> "Worker":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class Workers:
    """The chapters of a repository that run; the last used is the last to go."""

    def __init__(self, root: Path):
        self.root = root
        self.all: dict[str, Worker] = {}

    def of(self, module: str) -> Worker:
        """The process of a chapter: units, figures.units and exercises.units share one."""
        chapter = module.rpartition(".")[2]
        worker = self.all.pop(chapter, None)
        if worker is None or not worker.running():
            if len(self.all) >= AT_ONCE:
                self.all.pop(next(iter(self.all))).close()
            first = chapter if modules.module_path(self.root, chapter).is_file() else ""
            worker = Worker(self.root, first)
        self.all[chapter] = worker
        return worker

    def ask(self, module: str, question: list) -> Any:
        kind, path, *_ = question
        if kind == "output" and path not in {module, f"{module}.main"}:
            # a function's output as well is that of a fresh Python
            with Worker(self.root) as worker:
                return worker.ask(module, question)
        return self.of(module).ask(module, question)

    def close(self) -> None:
        while self.all:
            self.all.popitem()[1].close()


def serve(root: str, first: str) -> None:
    """Answers the questions of standard input; what snippets print goes to stderr."""
    questions, answers = os.fdopen(os.dup(0)), os.fdopen(os.dup(1), "w", encoding="utf-8")
    # a snippet that asks for input gets none, and no question
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    known = {first: Running(Path(root), first)} if first else {}
    for line in questions:
        module, *question = json.loads(line)
        if module not in known:
            known[module] = Running(Path(root), module)
        running = known[module]
        said: dict[str, Any]
        try:
            said = {"answer": running.answer(*question)}
        except WeaveError as error:
            said = {"error": str(error)}
            if isinstance(error, Broken) and error is running.broken:
                said["broken"] = [error.file, error.line, error.message]
        answers.write(json.dumps(said) + "\n")
        answers.flush()


class FromSource(SourceFileLoader):
    """Imports without .pyc: their one-second clock can hide a quick edit."""

    def get_code(self, fullname: str) -> Any:
        return self.source_to_code(self.get_data(self.path), self.path)


class Running:
    """A module, imported, and what its main() printed right after that.

    So the output is that of a fresh Python, whatever is asked before it.
    """

    def __init__(self, root: Path, module: str):
        self.root, self.module = root, module
        self.names: dict[str, Any] = {}
        self.printed = ""
        self.broken: WeaveError | None = None  # told again at each question
        self.failed: WeaveError | None = None  # in main()
        try:
            with failures.told(root, module):
                self.names = self.load()
        except WeaveError as error:
            self.broken = error
        if callable(main := self.names.get("main")):
            try:
                self.printed = self.output(main)
            except WeaveError as error:
                self.failed = error

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

    def output(self, function: Callable) -> str:
        printed = io.StringIO()
        with failures.told(self.root, self.module), contextlib.redirect_stdout(printed):
            function()
        return printed.getvalue()

    def answer(self, kind: str, path: str, *more: Any) -> Any:
        if self.broken:
            raise self.broken
        rest = path.removeprefix(self.module).removeprefix(".")
        if kind == "output" and rest in {"", "main"}:
            if self.failed:
                raise self.failed
            values.find(self.names, "main", path)  # or the fault that there is none
            return self.printed
        found = values.find(self.names, rest, path)
        if kind == "output":
            return self.output(found)
        if kind == "value":
            return values.printed(found, path, *more)
        if kind == "data":
            return values.data(found, path)
        with failures.told(self.root, self.module):
            draw = figures.render if kind == "figure" else figures.png
            return draw(found, path, *more)
