"""Remembers answers between builds, one small file a snippet module.

A file is signed with the fingerprint of all that its answers depend on: what was
written for another one, or changed since, is not believed.
"""

import contextlib
import hmac
import json
import os
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import Any


class Memory:
    def __init__(self, folder: Path):
        self.folder = Path(folder)
        self._modules: dict[str, dict[str, Any]] = {}
        self._changed: set[str] = set()
        self.locks: Any = defaultdict(Lock)

    def open(self, module: str, fingerprint: str) -> dict[str, Any]:
        """The answers of a module that are still true, a dict."""
        with self.locks[module]:
            known = self._modules.get(module)
            if known is None or known["fingerprint"] != fingerprint:
                known = {"fingerprint": fingerprint, "answers": self._read(module, fingerprint)}
                self._modules[module] = known
        return known["answers"]

    def kept(self, module: str, fingerprint: str, question: str, make: Callable[[], Any]) -> Any:
        """An answer; whoever asks for the same meanwhile waits until it is made."""
        answers = self.open(module, fingerprint)
        if question not in answers:
            with self.locks[module, question]:
                if question not in answers:
                    self.put(module, question, make())
        return answers[question]

    def put(self, module: str, question: str, answer: Any) -> None:
        self._modules[module]["answers"][question] = answer
        self._changed.add(module)

    def save(self) -> None:
        """Write what is new; a build cut off halfway leaves whole files.

        Where nothing can be written, the next build computes it again.
        """
        for module in self._changed:
            known = self._modules[module]
            text = json.dumps(known["answers"])
            new = self.folder / f".{module}.{os.getpid()}"
            with contextlib.suppress(OSError):
                self.folder.mkdir(parents=True, exist_ok=True)
                new.write_text(f"{_signed(known['fingerprint'], text)}\n{text}", encoding="utf-8")
                new.replace(self._file(module))
        self._changed.clear()

    def _file(self, module: str) -> Path:
        return self.folder / f"{module}.json"

    def _read(self, module: str, fingerprint: str) -> dict[str, Any]:
        try:
            signed, _, text = self._file(module).read_text(encoding="utf-8").partition("\n")
        except (OSError, ValueError):
            return {}
        return json.loads(text) if signed == _signed(fingerprint, text) else {}


def _signed(fingerprint: str, text: str) -> str:
    return hmac.digest(fingerprint.encode(), text.encode(), "sha256").hex()
