"""The marked sections of a file in snippets/, which pages take in one by one."""

from pathlib import Path
from typing import NamedTuple

# pymdownx takes the code in, so its own pattern says what a mark is
from pymdownx.snippets import SnippetPreprocessor

from weave.code import texts


class Mark(NamedTuple):
    """A line of code that begins or ends a section; its row counts from 1."""

    name: str
    begins: bool
    row: int


def marks(text: str) -> list[Mark]:
    found = []
    for n, line in enumerate(text.split("\n"), start=1):
        if match := SnippetPreprocessor.RE_SNIPPET_SECTION.match(line):
            found.append(Mark(match["name"], match["type"].lower() == "start", n))
    return found


def names(text: str) -> list[str]:
    """Sections of some code, in its order."""
    return [mark.name for mark in marks(text) if mark.begins]


def unpaired(text: str) -> list[tuple[int, str]]:
    """(row, message) for each section that lacks an end, or a start."""
    found = []
    for begins, other in [(True, "end"), (False, "start")]:
        there = {mark.name for mark in marks(text) if mark.begins is not begins}
        for mark in marks(text):
            if mark.begins is begins and mark.name not in there:
                lacking = f"[{other}:{mark.name}]"
                said = f"section '{mark.name}' has no {lacking}; write: # --8<-- {lacking}"
                found.append((mark.row, said))
    return found


def unmarked(text: str) -> str:
    """The code without the lines that mark sections."""
    rows = {mark.row for mark in marks(text)}
    return "\n".join(line for n, line in enumerate(text.split("\n"), start=1) if n not in rows)


def program(root: Path, file: str) -> str:
    """All of a file as readers take it along."""
    return unmarked(texts.read(root, file))


def section(text: str, name: str) -> str:
    """The code of one section, or all of it where no name is given."""
    lines = text.split("\n")
    if name:
        row = {mark.begins: mark.row for mark in marks(text) if mark.name == name}
        lines = lines[row[True] : row[False] - 1]
    return unmarked("\n".join(lines)).strip("\n")


def segments(text: str) -> list[tuple[str, str]]:
    """All of the code cut at its marks: (the section's name or "", code)."""
    lines, found, at, name = text.split("\n"), [], 0, ""
    for mark in marks(text):
        found.append((name, "\n".join(lines[at : mark.row - 1])))
        at, name = mark.row, mark.name if mark.begins else ""
    return [*found, (name, "\n".join(lines[at:]))]
