"""```python title="…" and every other language: code of snippets/, taken in by section."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from weave.code import modules, sections, texts
from weave.fault import near
from weave.fences import Alike, Kind, Said, kinds
from weave.page import INCLUDE, Page

if TYPE_CHECKING:
    from weave.build.notebook import Notebook
    from weave.expand import Loom

TITLED = re.compile(r"\btitle=[\"'](?P<file>snippets/[^\"']+)[\"']")
# a listing in one of these languages must come from snippets/
CODE = {"python", "py", "pycon", "python3"}


class Listing(Kind):
    NAME = ""
    EXAMPLE = 'python title="snippets/module.py"'

    def weave(self, loom: "Loom") -> str:
        """A file is called by its place in snippets/: the strip above the code is small."""
        text = loom.text(self.start, self.end)
        title = TITLED.search(self.info)
        return text.replace(title[0], title[0].replace("snippets/", "", 1), 1) if title else text

    def includes(self) -> list[tuple[int, str, str]]:
        """(offset, file, section or "") of each line that takes code in."""
        found = []
        for match in INCLUDE.finditer(self.body):
            file, _, section = match["path"].partition(":")
            found.append((self.body_start + match.start("path"), file, section))
        return found

    def says(self, page: Page) -> Iterator[Said]:
        yield from self.title(page)
        at = self.body_start
        for line in self.body.splitlines(keepends=True):
            if not INCLUDE.match(line):
                yield Said(at, at + len(line), "code")
            at += len(line)

    def alike(self) -> Iterator[Alike]:
        for at, file, section in self.includes():
            path = f"{file}:{section}" if section else file
            yield Alike("code", path, at, path)

    def faults(self, page: Page, root: Path) -> Iterator[tuple[int, str]]:
        name = re.match(r"[{.]*([^\s{}]*)", self.name)[1].lower()  # type: ignore[index]
        if not _is_language(name):
            ours = sorted({*kinds()} - {"", "cell"})
            hint = near(name, [*ours, "python", "text"]) or (
                f"there are: {', '.join(ours)}, and languages such as python and text"
            )
            yield self.at, f"no fence is called '{name}'; {hint}"
        rows = (self.body.strip() or "?").split("\n")
        if name in CODE and not all(INCLUDE.match(r) or not r.strip("> \t") for r in rows):
            yield (
                self.at,
                (
                    "this code is typed; put it in snippets/ and take it in: "
                    '--8<-- "snippets/module.py:section"'
                ),
            )
        for at, file, section in self.includes():
            if said := self._wrong(root, file, section):
                yield at, said

    def _wrong(self, root: Path, file: str, section: str) -> str:
        """What is wrong with code that it takes in, or ""."""
        if not re.fullmatch(r"snippets/(?!.*\.\.).+\.py", file):
            return (
                f"'{file}' is no code of snippets/, and only that is tested; "
                "take in snippets/module.py"
            )
        if not (root / file).is_file():
            return f"there is no file '{file}' in this repository"
        known = sections.names(texts.read(root, file))
        if section and section not in known:
            return f"'{file}' has no section '{section}'; it has: {', '.join(known) or 'none'}"
        title = TITLED.search(self.info)
        if title and title["file"] != file:
            return f"the title of this listing is '{title['file']}', but it takes in '{file}'"
        return ""

    def cells(self, notebook: "Notebook") -> list[tuple[str, list[dict]]]:
        """The chapter's own code, as far as this section."""
        own = notebook.module and modules.file_of(notebook.library.root, notebook.module)
        taken = self.includes()
        if self.name != "python" or not taken or any(file != own for _, file, _ in taken):
            return []
        return notebook.upto(taken[-1][2] or None)


def _is_language(name: str) -> bool:
    """Whether Pygments colours it."""
    if name in {"", "text", "sh", *CODE}:
        return True
    from pygments.lexers import find_lexer_class_by_name  # few pages need it
    from pygments.util import ClassNotFound

    try:
        return bool(find_lexer_class_by_name(name))
    except ClassNotFound:
        return False
