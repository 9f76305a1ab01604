"""What is wrong with a page, where, and how to mend it."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Fault:
    file: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.message}"


class WeaveError(Exception):
    """One thing that cannot be woven; the message says how to mend it."""

    at = 0  # where in the page, if that is known better than the fence that it is in


class Broken(WeaveError):
    """A snippet that cannot run: all that asks it fails, so it is told once."""

    def __init__(self, file: str, line: int, message: str):
        self.file, self.line, self.message = file, line, message
        super().__init__(f"{file}:{line} {message}")


class Faults(Exception):
    """Every fault found, in the order of the pages."""

    def __init__(self, faults: Iterable[Fault]):
        self.faults = sorted(set(faults))
        super().__init__("\n".join(map(str, self.faults)))


def near(word: str, known: Iterable[str], n: int = 1, else_all: bool = False) -> str:
    """A hint for a wrong word: "did you mean …?", with at most n that look like it.

    Where none does it is empty, or with else_all names all that are known.
    """
    known = list(known)
    if found := difflib.get_close_matches(word, known, n=n):
        return f"did you mean {' or '.join(found)}?"
    return f"there are: {', '.join(known) or 'none'}" if else_all else ""
