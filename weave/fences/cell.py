"""```python with code in it: a cell of a lab, which runs when the site is built.

A lab is a page whose front matter names a kernel, as jupytext writes it, so Jupyter and
VS Code open it as a notebook. In all other pages code is taken in from snippets/.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from weave.code import kernel, modules
from weave.code.kernel import CellError
from weave.fault import WeaveError
from weave.fences import Alike, Kind, Said, load
from weave.fences.output import fenced
from weave.page import Fence, Page

if TYPE_CHECKING:
    from weave.build.notebook import Notebook
    from weave.code.library import Library
    from weave.expand import Loom


class Cell(Kind):
    NAME = "cell"
    EXAMPLE = "python"
    CELL = True

    @property
    def code(self) -> str:
        return self.body.rstrip("\n")

    def says(self, page: Page) -> Iterator[Said]:
        yield from self.title(page)  # its code runs: it may hold numbers

    def uses(self) -> set[str]:
        try:
            return modules.imports(self.code, "lab")
        except SyntaxError:
            return set()  # running it says so

    def alike(self) -> Iterator[Alike]:
        yield Alike("cell", self.code, self.start, self.body.partition("\n")[0])

    def faults(self, page: Page, root: Path) -> Iterator[tuple[int, str]]:
        if not is_lab(page):
            yield (
                self.at,
                (
                    "this code is typed; put it in snippets/ and take it in: "
                    '--8<-- "snippets/module.py:section"'
                ),
            )

    def weave(self, loom: "Loom") -> str:
        rows = ["``````python", *self.code.split("\n"), "``````"]
        try:
            printed = loom.cells.printed(self)
        except CellError as error:
            above = self.body.split("\n")[: error.line - 1]
            error.at = self.body_start + sum(len(row) + 1 for row in above)
            raise
        if printed:
            rows += ["", *fenced(printed)]
        return "\n".join(rows)

    def cells(self, notebook: "Notebook") -> list[tuple[str, list[dict]]]:
        notebook.files |= self.uses()
        return [(self.code, notebook.lab.outputs(self))]


class Lab:
    """The cells of a page, and what each gives."""

    def __init__(self, page: Page, library: "Library"):
        self.page, self.library = page, library
        self.all = cells(page)
        # the page itself may have lost its front matter, as Markdown sees none
        there = (library.root / page.name).is_file()
        self.runs = there and is_lab(load(library.root, page.name))

    def ran(self, n: int) -> dict:
        """{"outputs": …, "svg": …} of a cell; {} where none runs, or another failed."""
        if not self.runs:
            return {}
        try:
            codes = [cell.code for cell in self.all]
            return kernel.cells(self.library, self.page.name, codes)[n]
        except CellError as error:
            if error.cell == n:
                raise
            return {}

    def outputs(self, cell: Cell) -> list[dict]:
        return self.ran(self.all.index(cell)).get("outputs", [])

    def printed(self, cell: Cell) -> str:
        """What a cell printed or gave as text; a figure gives none."""
        texts = []
        for output in self.outputs(cell):
            data = output.get("data", {})
            if output["output_type"] == "stream":
                texts.append(output["text"])
            elif "text/plain" in data and not any(name.startswith("image/") for name in data):
                texts.append(data["text/plain"] + "\n")
        return "".join(texts)

    def drawn(self, fence: Fence) -> str:
        """The SVG that the cell above a `figure cell` fence draws."""
        above = sum(cell.end <= fence.start for cell in self.all) - 1
        try:
            svg = above >= 0 and self.ran(above).get("svg", "")
        except CellError:
            return ""  # the cell itself has that fault
        if svg is None or svg is False:
            raise WeaveError("no cell right above this fence draws a figure")
        return svg


def is_lab(page: Page) -> bool:
    return "kernelspec:" in page.front


def cells(page: Page) -> list[Cell]:
    return [fence for fence in page.fences if isinstance(fence, Cell)]
