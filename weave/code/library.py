"""Asks snippets/ for values, output and figures, and remembers the answers."""

import contextlib
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from weave.code import coloured, javascript, kernel, modules, places, recorded, values
from weave.code.memory import Memory
from weave.code.worker import Worker
from weave.fault import Broken, WeaveError, near

ROOT = Path(__file__).resolve().parents[2]
AT_ONCE = 4  # chapters that stay in memory, each in a process of its own


@dataclass(frozen=True)
class Answer:
    """A value as the page shows it, in full, and where it came from."""

    text: str
    full: str
    file: str
    line: int


class Library:
    """The snippets of one repository. Answers are kept in .cache/weave."""

    def __init__(self, root: Path | str = ROOT, cache: Path | None = None):
        self.root = Path(root).resolve()
        self.memory = Memory(cache or self.root / ".cache" / "weave")
        self._clock: tuple | None = None
        self._workers: dict[str, Worker] = {}
        self._forget()

    def _forget(self) -> None:
        self._fingerprints: dict[str, str] = {}
        self._failed: dict[str, WeaveError] = {}
        self._scripts: dict[tuple, str] = {}
        self._paths: dict[str, tuple[str, str]] = {}
        self.woven: dict[str, Any] = {}  # pages as expand left them, by their text
        self.close()

    def refresh(self) -> None:
        """Forget whatever a changed file under snippets/ made untrue."""
        clock = modules.clock(self.root)
        if clock != self._clock:
            self._forget()
            self._clock = clock

    def save(self) -> None:
        self.memory.save()

    def close(self) -> None:
        """End the processes in which snippets run; a later question starts them again."""
        while self._workers:
            self._workers.popitem()[1].close()

    # --- what pages ask for

    def value(self, path: str, format: str | None, allow: str | None = None) -> Answer:
        """A value by dotted path, formatted as str.format would.

        allow: "nan" or "inf" where the page says that the value is that.
        """
        module, rest = self.split(path)
        if not rest:
            said = f"'{path}' is a module; name a value in it, such as {path}.total"
            raise WeaveError(said)
        text, full = self._ask(module, ["value", path, format, allow])
        return Answer(text, full, *places.place(self.root, module, rest))

    def output(self, path: str) -> str:
        """What running a module, or a function without arguments, prints."""
        module, rest = self.split(path)
        if module.startswith(recorded.PREFIX) and rest not in {"", "main"}:
            said = f"only the whole output of '{module}' is recorded; write: output {module}"
            raise WeaveError(said)
        return self._ask(module, ["output", path])

    def figure(self, path: str, arguments: dict, labels: dict) -> str:
        """A figure as SVG; ids in it begin with figures.PREFIX."""
        return self._ask(self.split(path)[0], ["figure", path, arguments, labels])

    def picture(self, path: str, arguments: dict, labels: dict) -> str:
        """The same figure as a PNG in base64."""
        return self._ask(self.split(path)[0], ["picture", path, arguments, labels])

    def data(self, path: str) -> dict | None:
        """{"data": numbers, texts, lists of them}; None where it is a function."""
        module, rest = self.split(path)
        if not rest:
            raise WeaveError(f"'{path}' is a module; name a value in it")
        return self._ask(module, ["data", path])

    def javascript(self, functions: dict[str, str]) -> str:
        """Functions of snippets/, by their names in the browser."""
        asked = tuple(functions.items())
        if asked not in self._scripts:
            self._scripts[asked] = javascript.translate(self, functions)
        return self._scripts[asked]

    def lines(self, module: str) -> list[tuple[int, str]]:
        """(line number, coloured HTML) of a module's source."""
        answers = self.memory.open(module, self._fingerprint(module))
        if "lines" not in answers:
            self.memory.put(module, "lines", coloured.lines(self.root, module))
        return answers["lines"]

    def cells(self, page: str, codes: list[str]) -> list[dict]:
        """What each cell of a lab gives, see kernel.Cells. Raises CellError.

        page: where the lab stands in the repository, to run it.
        """
        answers = self.ran(page, codes)
        text = "\n".join(codes)
        if text in self._failed:
            raise self._failed[text]
        if "cells" not in answers:
            try:
                kernel.run(self, page)
            except kernel.CellError as error:
                self._failed[text] = error
                raise
        return answers["cells"]

    def ran(self, page: str, codes: list[str]) -> dict:
        """What is remembered of a lab's cells: {} or {"cells": what each gave}."""
        text = "\n".join(codes)
        near_by: set[str] = set()
        with contextlib.suppress(SyntaxError):  # running them says where
            near_by = modules.imports(text, "lab")
        fingerprint = modules.fingerprint(self.root, *sorted(near_by))
        code = hashlib.sha256(text.encode()).hexdigest()
        # one lab's two pages hold the same code; two labs are two files
        return self.memory.open(_lab(page), f"{fingerprint} {code}")

    def remember(self, page: str, cells: list[dict]) -> None:
        """Keep what the cells of a lab gave."""
        self.memory.put(_lab(page), "cells", cells)

    def place(self, path: str) -> tuple[str, int]:
        """File and line where a dotted path is defined."""
        return places.place(self.root, *self.split(path))

    def prepare(self, module: str) -> None:
        """Start a chapter that will be asked soon, if nothing is remembered of it."""
        if not self.memory.open(module, self._fingerprint(module)):
            self._worker(module)

    # --- how they are found

    def split(self, path: str) -> tuple[str, str]:
        """A dotted path as the longest module name and what is left."""
        if path in self._paths:
            return self._paths[path]
        names = path.split(".")
        for n in range(len(names), 0, -1):
            module = ".".join(names[:n])
            if all(part.isidentifier() for part in names[:n]) and (
                modules.module_path(self.root, module).is_file()
            ):
                self._paths[path] = module, path[len(module) + 1 :]
                return self._paths[path]
        known = modules.modules(self.root)
        # a module in a folder is like as much of the path as it has names
        like = [m for m in known if near(".".join(names[: m.count(".") + 1]), [m])]
        hint = f"did you mean {' or '.join(like)}?" if like else f"there are: {', '.join(known)}"
        raise WeaveError(f"no module in snippets/ for '{path}'; {hint}")

    def _fingerprint(self, module: str) -> str:
        if module not in self._fingerprints:
            self._fingerprints[module] = modules.fingerprint(self.root, module)
        return self._fingerprints[module]

    def _ask(self, module: str, question: list) -> Any:
        """The answer to a question, from memory or from the running module."""
        answers = self.memory.open(module, self._fingerprint(module))
        key = json.dumps(question, ensure_ascii=False, sort_keys=True)
        if key not in answers:
            self.memory.put(module, key, self._run(module, question))
        return answers[key]

    def _run(self, module: str, question: list) -> Any:
        if module in self._failed:
            raise self._failed[module]
        kind, path, *more = question
        if module.startswith(recorded.PREFIX):
            recording = recorded.read(self.root, module)
            if kind == "output":
                return recording["output"]
            found = values.find(recording["values"], path[len(module) + 1 :], path)
            return values.printed(found, path, *more) if kind == "value" else {"data": found}
        try:
            if kind == "output" and path not in {module, f"{module}.main"}:
                # a function's output as well is that of a fresh Python
                with Worker(self.root) as worker:
                    return worker.ask(module, question)
            return self._worker(module).ask(module, question)
        except Broken as error:
            self._failed[module] = error
            raise

    def _worker(self, module: str) -> Worker:
        """The process of a chapter: units, figures.units and exercises.units share one."""
        chapter = module.rpartition(".")[2]
        first = chapter if modules.module_path(self.root, chapter).is_file() else ""
        worker = self._workers.pop(chapter, None)
        if worker is None or not worker.running():
            if len(self._workers) >= AT_ONCE:
                oldest = next(iter(self._workers))
                self._workers.pop(oldest).close()
            worker = Worker(self.root, first)
        self._workers[chapter] = worker  # the last used is the last to go
        return worker


def _lab(page: str) -> str:
    """A lab's name in the memory; no module can have it."""
    return f"@{Path(page).stem}"
