"""Asks snippets/ for values, output and figures, and remembers the answers."""

import contextlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from weave.code import coloured, javascript, modules, places, recorded
from weave.code.memory import Memory
from weave.code.workers import Workers
from weave.fault import WeaveError

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Answer:
    """A value as the page shows it, in full, and where it came from."""

    text: str
    full: str
    place: places.Place


class Library:
    """The snippets of one repository. Answers are kept in .cache/weave."""

    def __init__(self, root: Path | str = ROOT, cache: Path | None = None):
        self.root = Path(root).resolve()
        self.memory = Memory(cache or self.root / ".cache" / "weave")
        self._clock: tuple | None = None
        self.workers = Workers(self.root)
        self._forget()

    def _forget(self) -> None:
        self._fingerprints: dict[tuple[str, ...], str] = {}
        self._scripts: dict[tuple, str] = {}
        self.files: dict[str, str] = {}  # what pages load, by its path
        self.woven: dict[str, Any] = {}  # what became of pages, by their text
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
        self.workers.close()
        self.workers = Workers(self.root)

    # --- what pages ask for

    def value(self, path: str, format: str | None, allow: str | None = None) -> Answer:
        """A value by dotted path, formatted as str.format would.

        allow: "nan" or "inf" where the page says that the value is that.
        """
        module, rest = places.split(self.root, path)
        if not rest:
            said = f"'{path}' is a module; name a value in it, such as {path}.total"
            raise WeaveError(said)
        text, full = self._ask(module, ["value", path, format, allow])
        return Answer(text, full, places.place(self.root, module, rest))

    def output(self, path: str) -> str:
        """What running a module, or a function without arguments, prints."""
        return self._ask(places.split(self.root, path)[0], ["output", path])

    def figure(self, path: str, arguments: dict, labels: dict, *kind: str) -> str:
        """A figure as SVG; as "picture", or as "card" with a title, a PNG in base64."""
        name, *title = kind or ["figure"]
        return self._ask(places.split(self.root, path)[0], [name, path, arguments, labels, *title])

    def data(self, path: str) -> dict | None:
        """{"data": numbers, texts, lists of them}; None where it is a function."""
        module, rest = places.split(self.root, path)
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
        return self._kept(module, "lines", lambda: coloured.lines(self.root, module))

    def prepare(self, paths: Iterable[str]) -> None:
        """Run side by side whatever will be asked and is not remembered; waits for none."""
        for path in sorted(paths):
            with contextlib.suppress(WeaveError):  # told where it stands
                module, _ = places.split(self.root, path)
                recording = module.startswith(recorded.PREFIX)
                if not recording and not self.memory.open(module, self.fingerprint(module)):
                    self.workers.begin(module)

    # --- how they are found

    def fingerprint(self, *names: str) -> str:
        if names not in self._fingerprints:
            self._fingerprints[names] = modules.fingerprint(self.root, *names)
        return self._fingerprints[names]

    def _ask(self, module: str, question: list) -> Any:
        """The answer to a question, from memory or from the running module."""
        key = json.dumps(question, ensure_ascii=False, sort_keys=True)
        return self._kept(module, key, lambda: self._run(module, question))

    def _kept(self, module: str, key: str, make: Callable[[], Any]) -> Any:
        return self.memory.kept(module, self.fingerprint(module), key, make)

    def _run(self, module: str, question: list) -> Any:
        if module.startswith(recorded.PREFIX):
            return recorded.answer(self.root, module, *question)
        return self.workers.ask(module, question)
