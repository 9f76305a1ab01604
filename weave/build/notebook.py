"""Makes a page into a Jupyter notebook that runs anywhere with numpy and matplotlib.

A chapter's module becomes its code cells, in the module's own order, between
the page's texts; what the cells give is what the page shows. The files that
they import travel inside the notebook.
"""

import ast
import re
from textwrap import dedent
from typing import Any

import nbformat
from nbformat import v4

from weave import fences
from weave.build import packing
from weave.code import modules, sections, texts
from weave.code.library import Library
from weave.expand import expand
from weave.fault import Broken
from weave.fences import Kind
from weave.fences.listing import Listing
from weave.page import CLOSE, INCLUDE, OPEN, Page
from weave.text import opening
from weave.text.words import NOTEBOOK

BOX = re.compile(
    r"(?P<indent>[ >]*)(?P<mark>\?\?\?\+?|!!!) (?P<kind>\w+)(?: [\w ]+)?"
    r"(?: \"(?P<title>.*)\")?[ \t]*"
)
LINK = re.compile(
    r"\[(?P<words>[^\]\n]+)\]\((?P<slug>[\w/-]+)\.md(?P<id>#[\w-]+)?(?:[ \t]+\"[^\"\n]*\")?\)"
)
TOKEN = re.compile(f"([ \t>]*){OPEN}block(\\d+){CLOSE}[ \t]*")


class Notebook:
    """The notebook of one page. twin: the English page, for words in figures."""

    def __init__(self, library: Library, page: Page, twin: Page, url: str = ""):
        self.library, self.page, self.twin, self.url = library, page, twin, url
        self.words = NOTEBOOK[page.language]
        self.loom, self.loom_twin = expand(page, library), expand(twin, library)
        self.lab = self.loom.cells
        self.module = opening.module(page, library.root)
        self.files = {self.module} if self.module else self._shown()
        self.segments = self._segments() if self.module else []
        self.cells: list[Any] = []
        self.pending: list[str] = []

    def _shown(self) -> set[str]:
        """The modules whose code the page takes in."""
        taken = [f.includes() for f in self.page.fences if isinstance(f, Listing)]
        files = {file for includes in taken for _, file, _ in includes}
        root = self.library.root
        return {name for name in modules.modules(root) if modules.file_of(root, name) in files}

    def _segments(self) -> list[tuple[str, str]]:
        """(section or "", code) of the module's parts, without its last lines."""
        text = texts.read(self.library.root, f"snippets/{self.module}.py")
        for node in modules.parsed(text).body:
            # in a notebook main() has a cell of its own
            if isinstance(node, ast.If) and "__main__" in ast.unparse(node.test):
                lines = text.split("\n")
                text = "\n".join(lines[: node.lineno - 1] + lines[node.end_lineno :])
        return sections.segments(text)

    def made(self) -> Any:
        """The notebook, whole."""
        at, first = 0, 0
        opened = opening.end(self.page)
        for fence in [*self.page.fences, None]:
            start = fence.start if fence else len(self.page.text)
            if at < opened <= start:
                # below the opening: how it runs, and a cell with what it needs
                self.text(at, opened)
                self.pending.append("\n" + self.about())
                self.flush()
                at, first = opened, len(self.cells)
            # what is indented stays in the text that it belongs to
            made = fence.cells(self) if isinstance(fence, Kind) and not fence.indent else []
            if fence and made:
                self.text(at, start)
                at = fence.end
                self.flush()
                for source, outputs in made:
                    self.code(source, outputs)
                if block := self.loom.made.get(fence.start):
                    self.pending += [self.plain(row) + "\n" for row in block.jupyter()]
        self.text(at, len(self.page.text))
        self.flush()
        self.finish()
        # only now it is known what the cells import
        self.cells.insert(first, self.unpack())
        for n, cell in enumerate(self.cells):
            cell["id"] = f"cell-{n}"  # the same in each build
            if cell.cell_type == "code":
                cell["execution_count"] = n
        spec = {"display_name": "Python 3", "language": "python", "name": "python3"}
        about = {"kernelspec": spec, "language_info": {"name": "python"}}
        notebook = v4.new_notebook(cells=self.cells, metadata=about)
        nbformat.validate(notebook)
        return notebook

    def code(self, source: str, outputs: list[dict]) -> None:
        # results have a number, which no cell of a page has
        given = [
            {**output, "execution_count": None}
            if output["output_type"] == "execute_result"
            else output
            for output in outputs
        ]
        self.cells.append(v4.new_code_cell(source, outputs=nbformat.from_dict(given)))

    def text(self, start: int, end: int) -> None:
        self.pending.append(self.plain(self.loom.text(start, end)))

    def flush(self) -> None:
        text = re.sub(r"\n{3,}", "\n\n", "\n".join(self.pending)).strip()
        self.pending = []
        if text:
            self.cells.append(v4.new_markdown_cell(text))

    def upto(self, name: str | None) -> list[tuple[str, list[dict]]]:
        """The cells of the module up to one of its sections, None for all."""
        made: list[tuple[str, list[dict]]] = []
        while self.segments:
            if name is not None and all(name != n for n, _ in self.segments):
                break  # it stands further up already
            found, source = self.segments.pop(0)
            if source.strip():
                made.append((source.strip("\n"), []))
            if name is not None and found == name:
                break
        return made

    def twin_block(self, fence: Kind) -> Any:
        """What the same fence of the English page became."""
        for other in self.twin.fences:
            if other.info == fence.info:
                return self.loom_twin.made[other.start]
        said = f"the English page lacks the {fence.NAME} '{fence.argument}'"
        raise Broken(self.page.name, self.page.place(fence.start)[0], said)

    def printed(self) -> list[dict]:
        text = self.library.output(self.module or "")
        return [{"output_type": "stream", "name": "stdout", "text": text}]

    def finish(self) -> None:
        """What the page did not show, and what the module prints."""
        rest = self.upto(None)
        if self.module and not any(cell.source == "main()" for cell in self.cells):
            rest.append(("main()", self.printed()))
        if rest:
            self.cells.append(v4.new_markdown_cell(self.words["rest"]))
        for source, outputs in rest:
            self.code(source, outputs)

    def about(self) -> str:
        drawn = any(f.name == "figure" and f.argument != "cell" for f in self.page.fences)
        needs = self.words["needs"].format(folder=packing.FOLDER)
        lines = [f"{needs} {self.words['figures']}" if drawn else needs]
        if self.url:
            lines.append(self.words["from"].format(url=f"<{self.url}{self.page.slug}/>"))
        return "\n\n".join(lines)

    def unpack(self) -> Any:
        source = packing.cell(self.library.root, self.files, self.module)
        hidden = {"jupyter": {"source_hidden": True}, "cellView": "form", "tags": ["hide-input"]}
        return v4.new_code_cell(source, metadata=hidden)

    # --- texts

    def plain(self, text: str) -> str:
        """Woven Markdown as Jupyter knows it."""
        answers = self.loom.answers
        text = re.sub(f"{OPEN}(\\d+){CLOSE}", lambda m: answers[int(m[1])][0].text, text)
        text = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.S)
        text = re.sub(r"^</?div[^>]*>[ \t]*$", "", text, flags=re.M)
        text = re.sub(r"[ \t]*\{[ \t]*[#.][^{}\n]*\}[ \t]*$", "", text, flags=re.M)
        return "\n".join(self.rows(LINK.sub(self.link, text).split("\n")))

    def link(self, match: re.Match) -> str:
        words, slug, anchor = match["words"], match["slug"], match["id"] or ""
        if not self.url:
            return words
        return f"[{words}]({self.url}{'' if slug == 'index' else slug + '/'}{anchor})"

    def rows(self, lines: list[str]) -> list[str]:
        """Admonitions as quotes, what folds as details, fences as plain ones."""
        rows: list[str] = []
        while lines:
            line, lines = lines[0], lines[1:]
            if box := BOX.fullmatch(line):
                before = box["indent"]  # of a list or a quote that it stands in
                inside: list[str] = []
                while lines and (lines[0].startswith(f"{before}    ") or not lines[0].strip(" >")):
                    inside, lines = [*inside, lines[0][len(before) :]], lines[1:]
                made = self.box(box, dedent("\n".join(inside)).strip("\n").split("\n"))
                rows += [(before + row).rstrip() for row in made]
            elif token := TOKEN.fullmatch(line):
                block = self.loom.blocks[int(token[2])]
                rows += [token[1] + self.plain(row) for row in block.jupyter()]
            elif include := INCLUDE.fullmatch(line):
                file, _, section = include["path"].partition(":")
                text = texts.read(self.library.root, file)
                before = line[: line.index("-")]  # of a list or a quote
                rows += [before + row for row in sections.section(text, section).split("\n")]
            elif fence := re.fullmatch(r"([ \t>]*[`~]{3,})\{?\.?(\w+).*", line):
                rows.append(fence[1] + fence[2])
            else:
                rows.append(line)
        return rows

    def box(self, box: re.Match, lines: list[str]) -> list[str]:
        inside, title = self.rows(lines), box["title"] or box["kind"].capitalize()
        if box["mark"] != "!!!":
            return [f"<details><summary>{title}</summary>", "", *inside, "", "</details>", ""]
        if box["kind"] == "exercise":
            return [f"**{title}**", "", *inside, ""]
        return [f"> **{title}**", ">", *(f"> {row}".rstrip() for row in inside), ""]


def make(library: Library, language: str, url: str = "") -> dict[str, str]:
    """{name: content} of the files that the pages of a language offer."""
    root, made = library.root, library.woven
    given: dict[str, str] = {}
    for path in sorted((root / "docs" / language).glob("*.md")):
        page = fences.load(root, path.relative_to(root).as_posix())
        if opening.offers(page, root, page.slug):
            twin = page if language == "en" else fences.load(root, f"docs/en/{page.slug}.md")
            key = f"notebook {page.name} {url} {page.text} {twin.text}"
            if key not in made:
                made[key] = files(Notebook(library, page, twin, url))
            given |= made[key]
    return given


def files(notebook: Notebook) -> dict[str, str]:
    """The notebook of a page, and the same as plain Python."""
    slug, root, ran = notebook.page.slug, notebook.library.root, notebook.made()
    if notebook.module:
        program = sections.program(root, modules.file_of(root, notebook.module))
    else:
        import jupytext  # only labs need it

        program = jupytext.writes(ran, fmt="py:percent")
    return {f"{slug}.ipynb": nbformat.writes(ran), f"{slug}.py": program}
