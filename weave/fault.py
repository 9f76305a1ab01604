"""What is wrong with a page, where, and how to mend it."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Fault:
    file: str
    line: int
    column: int
    message: str

    def __str__(self):
        return f"{self.file}:{self.line}:{self.column}: {self.message}"


class WeaveError(Exception):
    """One thing that cannot be woven; the message says how to mend it."""


class Broken(WeaveError):
    """A snippet that cannot run: all that asks it fails, so it is told once."""

    def __init__(self, file, line, message):
        self.file, self.line, self.message = file, line, message
        super().__init__(f"{file}:{line} {message}")


class Faults(Exception):
    """Every fault found, in the order of the pages."""

    def __init__(self, faults):
        self.faults = sorted(set(faults))
        super().__init__("\n".join(map(str, self.faults)))
