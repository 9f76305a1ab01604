"""Has mkdocs-jupyter run the cells of a lab; what went wrong, with the cell and its line.

nbconvert, to which mkdocs-jupyter leaves the work, finds in jupyter/ the class that
runs cells (cells.py) and the template of the page.
"""

import os
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING

from weave.fault import WeaveError

if TYPE_CHECKING:
    from weave.code.library import Library

# for cells.Cells, which nbconvert makes without asking: whose lab it is, and its page
LAB: ContextVar[tuple["Library", str]] = ContextVar("lab")
# where nbconvert looks for its settings and its template, instead of this user's
JUPYTER = str(Path(__file__).resolve().parents[2] / "jupyter")


class CellError(WeaveError):
    """A cell that failed: which one, from 0, and its line, from 1."""

    def __init__(self, cell: int, line: int, said: str):
        super().__init__(f"cell {cell + 1} {said}")
        self.cell, self.line = cell, line


def settle() -> None:
    """Have nbconvert read the settings of this repository."""
    os.environ.update(JUPYTER_PATH=JUPYTER, JUPYTER_CONFIG_DIR=JUPYTER)


def run(library: "Library", page: str) -> None:
    """Run the cells of a page; the library then remembers what they give."""
    settle()
    from mkdocs_jupyter.convert import nb2html  # only labs need it, and it takes long

    token = LAB.set((library, page))
    try:
        nb2html(str(library.root / page), execute=True, allow_errors=False)
    finally:
        LAB.reset(token)
