"""Runs one module of snippets/ in a process of its own, and asks it questions.

What a module sets for all of Python (NumPy's print options, the locale) so reaches
no other module, and a changed file is simply run in a new process.
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
from pathlib import Path
from typing import Any

from weave.code import failures, figures, modules, values
from weave.fault import Broken, WeaveError

SECONDS = 120  # one question may take
HOME = str(Path(__file__).resolve().parents[2])
# weave from where it runs, snippets from the repository that is asked
START = (
    "import sys; sys.path.insert(0, {home!r}); from weave.code import worker; "
    "sys.path[0] = {root!r}; worker.serve({root!r}, {module!r})"
)


class Worker:
    """A running module. `with` it, or close() it."""

    def __init__(self, root: Path, module: str):
        self.file = modules.file_of(root, module)
        code = START.format(home=HOME, root=str(root), module=module)
        # no .pyc is read: their one-second clock can hide a quick edit
        given = {"PYTHONPYCACHEPREFIX": os.devnull, "PYTHONDONTWRITEBYTECODE": "1"}
        self.process = subprocess.Popen(
            [sys.executable, "-c", code],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, **given, "PYTHONHASHSEED": "0"},
            text=True,
            encoding="utf-8",
        )

    def ask(self, question: list) -> Any:
        """The answer to one question; raises the WeaveError that it met."""
        assert self.process.stdin and self.process.stdout
        began = time.monotonic()
        late = threading.Timer(SECONDS, self.process.kill)
        late.start()
        try:
            with contextlib.suppress(BrokenPipeError):
                self.process.stdin.write(json.dumps(question) + "\n")
                self.process.stdin.flush()
            line = self.process.stdout.readline()
        finally:
            late.cancel()
        if not line:
            slow = time.monotonic() - began > SECONDS
            ended = f"ended Python itself, with code {self.process.wait()}"
            said = f"ran for more than {SECONDS} seconds" if slow else ended
            raise Broken(self.file, 1, said)
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


def serve(root: str, module: str) -> None:
    """Answers the questions of standard input; what snippets print goes to stderr."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    running = Running(Path(root), module)
    for line in sys.stdin:
        said: dict[str, Any]
        try:
            said = {"answer": running.answer(*json.loads(line))}
        except WeaveError as error:
            said = {"error": str(error)}
            if isinstance(error, Broken) and error is running.broken:
                said["broken"] = [error.file, error.line, error.message]
        answers.write(json.dumps(said) + "\n")
        answers.flush()


class Running:
    """The module, imported at the first question; a failure is told again at each."""

    def __init__(self, root: Path, module: str):
        self.root, self.module = root, module
        self.names: dict[str, Any] | None = None
        self.broken: WeaveError | None = None

    def answer(self, kind: str, path: str, *more: Any) -> Any:
        if self.broken:
            raise self.broken
        if self.names is None:
            try:
                with failures.told(self.root, self.module):
                    self.names = self.load()
            except WeaveError as error:
                self.broken = error
                raise
        rest = path.removeprefix(self.module).removeprefix(".")
        if kind == "output":
            return self.output(values.find(self.names, rest or "main", path))
        found = values.find(self.names, rest, path)
        if kind == "value":
            return values.printed(found, path, *more)
        if kind == "data":
            return values.data(found, path)
        with failures.told(self.root, self.module):
            draw = figures.render if kind == "figure" else figures.png
            return draw(found, path, *more)

    def load(self) -> dict[str, Any]:
        import snippets

        # of this repository alone, whatever else is on the path
        snippets.__path__ = [str(self.root / "snippets")]
        return vars(importlib.import_module(f"snippets.{self.module}"))

    def output(self, function: Any) -> str:
        printed = io.StringIO()
        with failures.told(self.root, self.module), contextlib.redirect_stdout(printed):
            function()
        return printed.getvalue()
