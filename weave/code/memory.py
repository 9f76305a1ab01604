"""Remembers answers between builds, one small file a snippet module.

A file holds the fingerprint of all that its answers depend on; with another
fingerprint nothing in it is believed.
"""

import json
import os
from pathlib import Path
from typing import Any


class Memory:
    def __init__(self, folder: Path):
        self.folder = Path(folder)
        self._modules: dict[str, dict[str, Any]] = {}
        self._changed: set[str] = set()

    def open(self, module: str, fingerprint: str) -> dict[str, Any]:
        """The answers of a module that are still true, a dict."""
        known = self._modules.get(module)
        if known is None or known["fingerprint"] != fingerprint:
            known = self._read(module)
            if known.get("fingerprint") != fingerprint:
                known = {"fingerprint": fingerprint, "answers": {}}
            self._modules[module] = known
        return known["answers"]

    def put(self, module: str, question: str, answer: Any) -> None:
        self._modules[module]["answers"][question] = answer
        self._changed.add(module)

    def save(self) -> None:
        """Write what is new; a build cut off halfway leaves whole files."""
        for module in self._changed:
            self.folder.mkdir(parents=True, exist_ok=True)
            new = self.folder / f".{module}.{os.getpid()}"
            new.write_text(json.dumps(self._modules[module]), encoding="utf-8")
            new.replace(self._file(module))
        self._changed.clear()

    def _file(self, module: str) -> Path:
        return self.folder / f"{module}.json"

    def _read(self, module: str) -> dict[str, Any]:
        try:
            known = json.loads(self._file(module).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        whole = isinstance(known, dict) and isinstance(known.get("answers"), dict)
        return known if whole else {}
