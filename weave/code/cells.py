"""Runs the cells of a lab in a Jupyter kernel, for nbconvert, which finds it in jupyter/.

A kernel runs in an empty folder, with the repository's snippets to import.
"""

import os
import re
import tempfile
from pathlib import Path
from typing import Any

import nbformat
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbconvert.preprocessors import ExecutePreprocessor

from weave.code import kernel, modules
from weave.code.kernel import LAB, CellError
from weave.code.worker import SAME

SECONDS = 120  # a cell may take
# what readers do not see: figures come as SVG of the site beside their PNG
SETUP = """\
import sys
sys.path[:0] = [{root!r}, {home!r}]
import weave.code.figures
weave.code.figures.in_kernel(get_ipython())
sys.path.remove({home!r})
del sys, weave
"""
HOME = str(Path(__file__).resolve().parents[2])
COLOUR = re.compile(r"\x1b\[[\d;]*m")
PLACE = re.compile(r"Cell In\[\d+\], line (\d+)")
SNIPPET = re.compile(r"(snippets/[\w/]+\.py):(\d+)")


class Cells(ExecutePreprocessor):
    """Runs cells once; what no reader should see is a CellError."""

    def preprocess(self, nb: Any, resources: Any = None, km: Any = None) -> tuple[Any, Any]:
        library, page = LAB.get()
        cells = [cell for cell in nb.cells if cell.cell_type == "code"]
        codes = [cell.source for cell in cells]
        ran = kernel.remembered(library, page, codes)
        if "cells" not in ran:
            _parse(codes)
            self.run(nb, resources, str(library.root))
            library.memory.put(kernel.name(page), "cells", [_ran(cell) for cell in cells])
        for cell, one in zip(cells, ran["cells"], strict=True):
            cell.outputs = nbformat.from_dict(one["outputs"])
        return nb, resources

    def run(self, nb: Any, resources: Any, root: str) -> None:
        """Run all cells, and one before them that readers do not see."""
        self.timeout, self.coalesce_streams = SECONDS, True  # no config file can say the latter
        setup = SETUP.format(root=root, home=HOME)
        nb.cells.insert(0, nbformat.v4.new_code_cell(setup))
        with tempfile.TemporaryDirectory(prefix="lab-") as folder:
            resources["metadata"]["path"] = folder
            if os.name == "posix":
                # no port that another program could take or listen to
                self.config.KernelManager.update(transport="ipc", ip=os.path.join(folder, "k"))
            super().preprocess(nb, resources)
        del nb.cells[0]

    def setup_kernel(self, **kwargs: Any) -> Any:
        # nothing of this user's own IPython changes what a cell gives
        own = {"IPYTHONDIR": self.resources["metadata"]["path"]}
        return super().setup_kernel(env={**os.environ, **SAME, **own}, **kwargs)

    def preprocess_cell(self, cell: Any, resources: Any, index: int) -> tuple[Any, Any]:
        # the hidden cell comes first
        n = sum(one.cell_type == "code" for one in self.nb.cells[1:index])
        try:
            cell, resources = super().preprocess_cell(cell, resources, index)
        except CellExecutionError as error:
            raise CellError(n, *_failure(error)) from None
        except CellTimeoutError:
            raise CellError(n, 1, f"ran for more than {SECONDS} seconds") from None
        except DeadKernelError:
            raise CellError(n, 1, "ended its kernel") from None
        outputs = cell.get("outputs", [])
        # a figure that fails as it is shown does not fail its cell
        for failed in [output for output in outputs if output.output_type == "error"]:
            raise CellError(n, 1, f"raised {failed.ename}: {failed.evalue}")
        if warned := [output.text for output in outputs if output.get("name") == "stderr"]:
            said = COLOUR.sub("", warned[0]).strip().rpartition("\n")[2]
            raise CellError(n, 1, f"printed a warning ('{said}'); readers would see it")
        if sum("image/svg+xml" in output.get("data", {}) for output in outputs) > 1:
            raise CellError(n, 1, "draws two figures; give each a cell of its own")
        return cell, resources


def _parse(codes: list[str]) -> None:
    """Tell of a cell that is not Python before any runs: a kernel says less."""
    for n, code in enumerate(codes):
        try:
            modules.parsed(code)
        except SyntaxError as error:
            raise CellError(n, error.lineno or 1, f"is not valid Python: {error.msg}") from None


def _failure(error: CellExecutionError) -> tuple[int, str]:
    """The line in the cell, and the error in words."""
    trace = COLOUR.sub("", error.traceback)
    line = PLACE.findall(trace)
    said = f"raised {error.ename}: {error.evalue}"
    if place := SNIPPET.findall(trace):
        said += f" (at {':'.join(place[-1])})"
    return int(line[0]) if line else 1, said


def _ran(cell: Any) -> dict[str, Any]:
    """{"outputs": as a notebook keeps them, "svg": the page's alone}"""
    svg = None
    for output in cell.outputs:
        svg = output.get("data", {}).pop("image/svg+xml", svg)
        if output.output_type == "execute_result":
            output.execution_count = None
    return {"outputs": cell.outputs, "svg": svg}
