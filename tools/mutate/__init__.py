"""`make mutate`: changes one thing at a time and looks whether anything notices.

    constants.py   numbers, texts and truths of snippets/
    bindings.py    the values that pages name
    rules.py       the words of weave/guards/
    trial.py       what happens to one change, in a copy of the repository
    __main__.py    all of them, on several processors, and a table

survivors.txt lists what nothing notices, each with the reason why that is right.
"""

from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]


class Edit(NamedTuple):
    """What stands in a file, from start to end, and what takes its place."""

    file: str
    start: int
    end: int
    new: str


class Mutant(NamedTuple):
    """One change. It is known by the line that it changes, wherever that moves to."""

    kind: str
    edits: tuple[Edit, ...]
    line: str
    change: str
    places: bool = False  # it may only say where things are, or stand beside them

    @property
    def file(self) -> str:
        return self.edits[0].file

    @property
    def key(self) -> str:
        return f"{self.file} | {self.line} | {self.change}"


def mutant(kind: str, text: str, edits: list[Edit], places: bool = False) -> Mutant:
    """The mutant of some edits; text is that of the first one's file."""
    first = edits[0]
    last = text.find("\n", first.end)
    line = text[text.rfind("\n", 0, first.start) + 1 : last if last >= 0 else None]
    change = f"{text[first.start : first.end]} -> {first.new}".replace("\n", " ").strip()
    return Mutant(kind, tuple(edits), " ".join(line.split()), change, places)


def edited(text: str, file: str, edits: tuple[Edit, ...]) -> str:
    """The text of a file after those of the edits that are its own."""
    for edit in sorted(edits, key=lambda edit: edit.start, reverse=True):
        if edit.file == file:
            text = text[: edit.start] + edit.new + text[edit.end :]
    return text
