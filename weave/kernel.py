"""Runs the cells of a notebook in a Jupyter kernel of its own.

nbclient does the work, as it does for nbconvert and mkdocs-jupyter. A kernel
runs in an empty folder, with the repository's snippets to import.
"""

import ast
import os
import re
import tempfile

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


class CellError(WeaveError):
    """A cell that failed: which one, from 0, and its line, from 1."""

    def __init__(self, cell, line, said):
        super().__init__(f"cell {cell + 1} {said}")
        self.cell, self.line = cell, line


def run(root, codes):
    """[{"outputs": as a notebook keeps them, "svg": …}] for each cell."""
    for n, code in enumerate(codes):
        try:
            ast.parse(code)
        except SyntaxError as error:
            raise CellError(n, error.lineno or 1, f"is not valid Python: {error.msg}") from None
    import nbformat
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
    from traitlets.config import Config

    cells = [nbformat.v4.new_code_cell(code) for code in codes]
    setup = nbformat.v4.new_code_cell(SETUP.format(root=str(root)))
    notebook = nbformat.v4.new_notebook(cells=[setup, *cells])
    begun = []
    with tempfile.TemporaryDirectory(prefix="lab-") as folder:
        config = Config()
        if os.name == "posix":
            # no port that another program could take or listen to
            config.AsyncKernelManager.update(transport="ipc", ip=os.path.join(folder, "k"))
        client = NotebookClient(
            notebook,
            config=config,
            timeout_func=lambda cell: None if cell is setup else SECONDS,
            store_widget_state=False,
            coalesce_streams=True,  # what was printed, whenever it arrived
            resources={"metadata": {"path": folder}},
            # the hidden cell comes first
            on_cell_execute=lambda cell, cell_index: begun.append(cell_index - 1),
        )
        # nothing of this user's own IPython changes what a cell gives
        given = {"IPYTHONDIR": os.path.join(folder, ".ipython"), "PYTHONHASHSEED": "0"}
        try:
            client.execute(env={**os.environ, **given})
        except CellExecutionError:
            pass  # its output says more
        except CellTimeoutError:
            raise CellError(begun[-1], 1, f"ran for more than {SECONDS} seconds") from None
        except DeadKernelError:
            raise CellError(begun[-1], 1, "ended its kernel") from None
    if setup.outputs:
        raise WeaveError(f"the kernel cannot start: {_words(setup.outputs)}")
    return [_ran(n, cell) for n, cell in enumerate(cells)]


def _ran(n, cell):
    svg, outputs = None, []
    for output in cell.outputs:
        if output.output_type == "error":
            raise CellError(n, *_failure(output))
        if output.get("name") == "stderr":
            said = COLOUR.sub("", output.text).strip().rpartition("\n")[2]
            raise CellError(n, 1, f"printed a warning ('{said}'); readers would see it")
        data = output.get("data", {})
        if "image/svg+xml" in data:
            if svg:
                raise CellError(n, 1, "draws two figures; give each a cell of its own")
            svg = data.pop("image/svg+xml")
        output.pop("execution_count", None)
        outputs.append(dict(output))
    return {"outputs": outputs, "svg": svg}


def _failure(output):
    """The line in the cell, and the error in words."""
    trace = COLOUR.sub("", "\n".join(output.traceback))
    line = PLACE.findall(trace)
    said = f"raised {output.ename}: {output.evalue}"
    if place := SNIPPET.findall(trace):
        said += f" (at {':'.join(place[-1])})"
    return int(line[0]) if line else 1, said


def _words(outputs):
    return " ".join(COLOUR.sub("", o.get("evalue") or o.get("text", "")) for o in outputs)


def printed(outputs):
    """What a cell printed or gave as text; a figure gives none."""
    texts = []
    for output in outputs:
        data = output.get("data", {})
        if output["output_type"] == "stream":
            texts.append(output["text"])
        elif "text/plain" in data and not any(name.startswith("image/") for name in data):
            texts.append(data["text/plain"] + "\n")
    return "".join(texts)
