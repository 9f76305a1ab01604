"""Runs the cells of a lab in a Jupyter kernel, as mkdocs-jupyter does it.

nbconvert, to which mkdocs-jupyter leaves the work, finds in jupyter/ this class and
a template. A kernel runs in an empty folder, with the repository's snippets to import.
"""

import os
import re
import tempfile
from pathlib import Path

import nbformat
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbconvert.preprocessors import ExecutePreprocessor

from weave.fault import WeaveError

SECONDS = 120  # a cell may take
# what readers do not see: figures come as SVG of the site beside their PNG
SETUP = """\
import sys
sys.path.insert(0, {root!r})
import weave.figures
weave.figures.in_kernel(get_ipython())
del sys, weave
"""
COLOUR = re.compile(r"\x1b\[[\d;]*m")
PLACE = re.compile(r"Cell In\[\d+\], line (\d+)")
SNIPPET = re.compile(r"(snippets/[\w/]+\.py):(\d+)")
# where nbconvert looks for its settings and its template, instead of this user's
JUPYTER = str(Path(__file__).resolve().parent.parent / "jupyter")
os.environ.update(JUPYTER_PATH=JUPYTER, JUPYTER_CONFIG_DIR=JUPYTER)


class CellError(WeaveError):
    """A cell that failed: which one, from 0, and its line, from 1."""

    def __init__(self, cell, line, said):
        super().__init__(f"cell {cell + 1} {said}")
        self.cell, self.line = cell, line


def run(library, name):
    """Have the cells of a page run, if the library does not know what they give."""
    from mkdocs_jupyter.convert import nb2html

    Cells.library = library
    nb2html(str(library.root / name), execute=True, allow_errors=False)


class Cells(ExecutePreprocessor):
    """Runs cells once; what no reader should see is a CellError."""

    library = None  # knows what they gave before

    def preprocess(self, nb, resources=None, km=None):
        cells = [cell for cell in nb.cells if cell.cell_type == "code"]
        ran = self.library.ran([cell.source for cell in cells])
        if "cells" not in ran:
            self.run(nb, resources)
            self.library.memory.put("lab", "cells", [_ran(cell) for cell in cells])
        for cell, one in zip(cells, ran["cells"]):
            cell.outputs = nbformat.from_dict(one["outputs"])
        return nb, resources

    def run(self, nb, resources):
        self.timeout, self.coalesce_streams = SECONDS, True  # no config file can say the latter
        nb.cells.insert(0, nbformat.v4.new_code_cell(SETUP.format(root=str(self.library.root))))
        with tempfile.TemporaryDirectory(prefix="lab-") as folder:
            resources["metadata"]["path"] = folder
            if os.name == "posix":
                # no port that another program could take or listen to
                self.config.KernelManager.update(transport="ipc", ip=os.path.join(folder, "k"))
            super().preprocess(nb, resources)
        del nb.cells[0]

    def setup_kernel(self, **kwargs):
        # nothing of this user's own IPython changes what a cell gives
        given = {"IPYTHONDIR": self.resources["metadata"]["path"], "PYTHONHASHSEED": "0"}
        return super().setup_kernel(env={**os.environ, **given}, **kwargs)

    def preprocess_cell(self, cell, resources, index):
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
        if said := [output.text for output in outputs if output.get("name") == "stderr"]:
            said = COLOUR.sub("", said[0]).strip().rpartition("\n")[2]
            raise CellError(n, 1, f"printed a warning ('{said}'); readers would see it")
        if sum("image/svg+xml" in output.get("data", {}) for output in outputs) > 1:
            raise CellError(n, 1, "draws two figures; give each a cell of its own")
        return cell, resources


def _failure(error):
    """The line in the cell, and the error in words."""
    trace = COLOUR.sub("", error.traceback)
    line = PLACE.findall(trace)
    said = f"raised {error.ename}: {error.evalue}"
    if place := SNIPPET.findall(trace):
        said += f" (at {':'.join(place[-1])})"
    return int(line[0]) if line else 1, said


def _ran(cell):
    """{"outputs": as a notebook keeps them, "svg": the page's alone}"""
    svg = None
    for output in cell.outputs:
        svg = output.get("data", {}).pop("image/svg+xml", svg)
        if output.output_type == "execute_result":
            output.execution_count = None
    return {"outputs": cell.outputs, "svg": svg}
