"""Has mkdocs-jupyter run the cells of a lab; what went wrong, with the cell and its line.

nbconvert, to which mkdocs-jupyter leaves the work, finds in jupyter/ the class that
runs cells (cells.py) and the template of the page.
"""

import contextlib
import hashlib
import os
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING

from weave.code import modules
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
        super().__init__(cell, line, said)
        self.cell, self.line, self.said = cell, line, said

    def __str__(self) -> str:
        return f"cell {self.cell + 1} {self.said}"


def settle() -> None:
    """Have nbconvert read the settings of this repository."""
    os.environ.update(JUPYTER_PATH=JUPYTER, JUPYTER_CONFIG_DIR=JUPYTER)


def cells(library: "Library", page: str, codes: list[str]) -> list[dict]:
    """What each cell of a page gives: {"outputs": …, "svg": …}. Raises CellError.

    page: where the lab stands in the repository, to run it.
    """
    answers = remembered(library, page, codes)
    if "failed" in answers:
        raise CellError(*answers["failed"])
    if "cells" not in answers:
        settle()
        from mkdocs_jupyter.convert import (
            nb2html,  # only labs need it, and it takes long
        )

        token = LAB.set((library, page))
        try:
            nb2html(str(library.root / page), execute=True, allow_errors=False)
        except CellError as error:
            # not written down: the next build tries again
            answers["failed"] = error.args
            raise
        finally:
            LAB.reset(token)
    return answers["cells"]


def remembered(library: "Library", page: str, codes: list[str]) -> dict:
    """What is known of a lab's cells: {} or {"cells": what each gave}."""
    text = "\n".join(codes)
    near: set[str] = set()
    with contextlib.suppress(SyntaxError):  # running them says where
        near = modules.imports(text, "lab")
    fingerprint = library.fingerprint(*sorted(near))
    code = hashlib.sha256(text.encode()).hexdigest()
    # one lab's two pages hold the same code; two labs are two files
    return library.memory.open(name(page), f"{fingerprint} {code}")


def name(page: str) -> str:
    """A lab's name in the memory; no module can have it."""
    return f"@{Path(page).stem}"
