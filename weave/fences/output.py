"""```output worked_example: what running a module prints, filled in by the build."""

import re
from typing import TYPE_CHECKING

from weave.code import places, recorded
from weave.fences import Kind

if TYPE_CHECKING:
    from weave.build.notebook import Notebook
    from weave.code.library import Library
    from weave.expand import Loom


def fenced(printed: str, title: str = "") -> list[str]:
    """The rows of a fence for what some code printed."""
    # a fence longer than any that the output itself has
    longest = max(map(len, re.findall("`+", printed)), default=0)
    marks = "`" * max(4, longest + 1)
    return [f"{marks}{{.text .output{title}}}", *printed.rstrip("\n").split("\n"), marks]


class Output(Kind):
    NAME = "output"
    EXAMPLE = "output worked_example"
    FILLED = True

    def uses(self) -> set[str]:
        return {self.argument.split()[0]} if self.argument else set()

    def weave(self, loom: "Loom") -> str:
        path = self.named()
        title = f' title="{_command(path, loom.library)}"'
        rows = fenced(loom.library.output(path), title)
        return "\n".join(self.indent + row for row in rows)

    def cells(self, notebook: "Notebook") -> list[tuple[str, list[dict]]]:
        own = notebook.module and self.argument == notebook.module
        return [*notebook.upto(None), ("main()", notebook.printed())] if own else []


def _command(path: str, library: "Library") -> str:
    """How a reader gets the same output."""
    module, rest = places.split(library.root, path)
    if module.startswith(recorded.PREFIX):
        version = recorded.read(library.root, module)["torch"]
        return f"python -m snippets.{module} (PyTorch {version})"
    return f"python -m snippets.{module}" if rest in {"", "main"} else f"{path}()"
