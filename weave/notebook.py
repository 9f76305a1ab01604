"""Makes a page into a Jupyter notebook that runs anywhere with numpy and matplotlib.

A chapter's module becomes its code cells, in the module's own order, between
the page's texts; what the cells give is what the page shows. The files that
they import travel inside the notebook.
"""

import ast
import json
import re
from functools import lru_cache
from textwrap import dedent

from weave import lab, packing, sources
from weave.answers import Question
from weave.expand import CLOSE, OPEN, Figure, expand
from weave.fault import WeaveError
from weave.page import INCLUDE, Page, edited

FOLDER = "downloads"  # of the site
BRANCH = "notebooks"  # of the repository, from which Colab opens them
WORDS = {
    "ko": {
        "needs": "NumPy와 Matplotlib만 있으면 위에서 아래로 끝까지 실행됩니다. 바로 아래 셀은 이 노트북이 "
        "가져다 쓰는 코드와 데이터를 `{folder}` 폴더에 풀어 놓습니다. 글은 페이지의 글 그대로라서 페이지에만 있는 단추 이야기도 나옵니다.",
        "figures": "그림의 글자는 한글 글꼴이 없는 곳에서도 보이도록 영어로 적었습니다. 그림은 이 셀들이 아니라 "
        "폴더에 풀린 파일로 그리므로, 여기서 값을 바꾸어도 그대로입니다.",
        "from": "이 노트북의 페이지: {url}",
        "rest": "이 장의 나머지 코드입니다.",
    },
    "en": {
        "needs": "It runs from top to bottom with nothing but NumPy and Matplotlib. The cell below "
        "unpacks the code and data that this notebook imports into the folder `{folder}`. The words are "
        "the page's own, also where they speak of its buttons.",
        "figures": "Figures are drawn from the files in that folder, not from these cells, so they "
        "stay as they are when you change a value here.",
        "from": "The page of this notebook: {url}",
        "rest": "The rest of the chapter's code.",
    },
}
SECTION = re.compile(r"^# --8<-- \[(?P<edge>start|end):(?P<name>[\w-]+)\]\n?", re.M)
BLOCK = re.compile(r"(?P<mark>\?\?\?\+?|!!!) (?P<kind>\w+)(?: \"(?P<title>.*)\")?[ \t]*")


def module_of(root, slug):
    """The module that a page's notebook runs; None, as for a lab."""
    module = slug.replace("-", "_")
    return module if sources.module_path(root, module).is_file() else None


def colab(repo_url, language, slug):
    """Where Colab opens a page's notebook; "" for a repository not on GitHub."""
    on_github = re.fullmatch(r"https://github\.com/([\w.-]+/[\w.-]+?)(?:\.git)?/?", repo_url)
    if not on_github:
        return ""
    place = f"{on_github[1]}/blob/{BRANCH}/{language}/{slug}.ipynb"
    return f"https://colab.research.google.com/github/{place}"


class Notebook:
    """The notebook of one page. twin: the English page, for words in figures."""

    def __init__(self, library, slug, language, page, twin, url=""):
        self.library, self.root = library, library.root
        self.words, self.url, self.slug = WORDS[language], url, slug
        self.page = page
        self.woven, self.woven_twin = expand(page, library), expand(twin, library)
        self.module = module_of(self.root, slug)
        self.cells, self.pending = [], []
        self.files = {self.module} if self.module else self.shown()
        self.segments = _segments(self.root, self.module) if self.module else []

    def json(self):
        """The text of the .ipynb file."""
        at, first = 0, 0
        for fence in self.page.fences:
            # what is indented stays in the text that it belongs to
            made = [] if fence.indent else self.code(fence)
            opening = fence.name == "notebook" and not fence.indent
            if not made and not opening:
                continue
            self.text(at, fence.start)
            at = fence.end
            if opening:
                # below it: how it runs, and a cell with what it needs
                self.pending.append("\n" + self.about())
                first = len(self.cells) + 1
            self.flush()
            for source, outputs in made:
                self.add("code", source, outputs)
            self.pending += self.caption(fence)
        self.text(at, len(self.page.text))
        self.flush()
        self.finish()
        # only now it is known what the cells import
        self.cells.insert(first, self.unpack())
        for n, cell in enumerate(self.cells):
            cell["id"] = f"cell-{n}"
            if cell["cell_type"] == "code":
                cell["execution_count"] = n
        return json.dumps(
            {
                "cells": self.cells,
                "metadata": {
                    "kernelspec": {
                        "display_name": "Python 3", "language": "python", "name": "python3"
                    },
                    "language_info": {"name": "python"},
                },
                "nbformat": 4,
                "nbformat_minor": 5,
            },
            ensure_ascii=False,
            indent=1,
        )

    def shown(self):
        """The modules whose code the page takes in."""
        files = {path.partition(":")[0] for _, path in self.page.includes}
        return {
            module for module in sources.modules(self.root)
            if sources.file_of(self.root, module) in files
        }

    # --- cells

    def add(self, kind, source, outputs=None):
        cell = {"cell_type": kind, "metadata": {}, "source": source}
        if kind == "code":
            cell["outputs"] = outputs or []
        self.cells.append(cell)

    def text(self, start, end):
        text = edited(self.page.text, start, end, self.woven.edits)
        self.pending.append(self.plain(text))

    def flush(self):
        text = re.sub(r"\n{3,}", "\n\n", "\n".join(self.pending)).strip()
        self.pending = []
        if text:
            self.add("markdown", text)

    def code(self, fence):
        """[(source, outputs)] of a fence that becomes code, else []."""
        if fence.name == "cell":
            ran = self.library.cells(lab.cells(self.page))
            outputs = ran[lab.number(self.page, fence.end)]["outputs"]
            self.files |= sources.imports(fence.body, "lab")
            return [(fence.body.strip("\n"), [_numbered(output) for output in outputs])]
        if fence.name == "figure" and fence.argument != "cell":
            return [self.figure(fence)]
        if fence.name == "output" and fence.argument == self.module:
            return [*self.upto(None), ("main()", self.printed())]
        if fence.name == "python":
            sections = [m["path"].partition(":") for m in INCLUDE.finditer(fence.body)]
            own = sources.file_of(self.root, self.module) if self.module else None
            if sections and all(file == own for file, _, _ in sections):
                return self.upto(sections[-1][2] or None)
        return []

    def upto(self, name):
        """The cells of the module up to one of its sections, None for all."""
        made = []
        while self.segments:
            if name is not None and all(name != n for n, _ in self.segments):
                break  # it stands further up already
            found, source = self.segments.pop(0)
            if source.strip():
                made.append((source.strip("\n"), []))
            if name is not None and found == name:
                break
        return made

    def figure(self, fence):
        """A cell that calls the function; its words are those of the English page."""
        block = next(
            (b for b in self.woven_twin.blocks
             if isinstance(b, Figure) and _argument(b) == fence.argument.split()), None,
        )
        if block is None:
            raise WeaveError(f"the English page lacks the figure '{fence.argument}'")
        module, _, name = block.draw.rpartition(".")
        self.files.add(module)
        given = {**block.args, "labels": block.labels}
        given = [f"{key}={json.dumps(value, ensure_ascii=False)}" for key, value in given.items()]
        call = f"{name}({', '.join(given)})"
        if len(call) > 88:
            words = json.dumps(block.labels, ensure_ascii=False, indent=4)
            call = f"{name}({', '.join([*given[:-1], f'labels={words}'])})"
        source = f"from snippets.{module} import {name}\n\n{call}"
        picture = self.library.picture(block.draw, block.args, block.labels)
        data = {"image/png": picture, "text/plain": "<Figure>"}
        return source, [_numbered({"output_type": "execute_result", "data": data, "metadata": {}})]

    def caption(self, fence):
        """The caption of a figure, in the page's own language."""
        if fence.name != "figure":
            return []
        written = edited(self.page.text, fence.start, fence.end, self.woven.edits)
        block = self.woven.blocks[int(re.search(f"{OPEN}block(\\d+){CLOSE}", written)[1])]
        return [self.plain(block.caption) + "\n"] if block.caption else []

    def printed(self):
        text = self.library.output(self.module)
        return [{"output_type": "stream", "name": "stdout", "text": text}]

    def finish(self):
        """What the page did not show, and what the module prints."""
        rest = self.upto(None)
        if self.module and not any(cell["source"] == "main()" for cell in self.cells):
            rest.append(("main()", self.printed()))
        if rest:
            self.add("markdown", self.words["rest"])
        for source, outputs in rest:
            self.add("code", source, outputs)

    def about(self):
        lines = [self.words["needs"].format(folder=packing.FOLDER)]
        if any(fence.name == "figure" and fence.argument != "cell" for fence in self.page.fences):
            lines.append(self.words["figures"])
        if self.url:
            lines.append(self.words["from"].format(url=f"<{self.url}{self.slug}/>"))
        return " ".join(lines[:2]) + "".join(f"\n\n{line}" for line in lines[2:])

    def unpack(self):
        source = packing.cell(self.root, self.files, self.module)
        hidden = {"jupyter": {"source_hidden": True}, "cellView": "form", "tags": ["hide-input"]}
        return {"cell_type": "code", "metadata": hidden, "source": source, "outputs": []}

    def percent(self):
        """The same cells as plain Python, for those who keep notebooks so."""
        made = []
        for cell in self.cells:
            if cell["cell_type"] == "code":
                made.append(f"# %%\n{cell['source']}".replace("\n%", "\n# %"))
            else:
                rows = cell["source"].split("\n")
                made.append("\n".join(["# %% [markdown]", *(f"# {row}".rstrip() for row in rows)]))
        return "\n\n".join(made) + "\n"

    # --- texts

    def plain(self, text):
        """Woven Markdown as Jupyter knows it."""
        text = re.sub(f"{OPEN}(\\d+){CLOSE}", lambda m: self.woven.answers[int(m[1])][0].text, text)
        text = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.S)
        text = re.sub(r"^</?div[^>]*>[ \t]*$", "", text, flags=re.M)
        text = re.sub(r"[ \t]*\{[ \t]*[#.][^{}\n]*\}[ \t]*$", "", text, flags=re.M)
        text = re.sub(r"\[([^\]\n]+)\]\(([\w-]+)\.md(#[\w-]+)?\)", self.link, text)
        return "\n".join(self.rows(text.split("\n")))

    def link(self, match):
        words, slug, anchor = match[1], match[2], match[3] or ""
        if not self.url:
            return words
        return f"[{words}]({self.url}{'' if slug == 'index' else slug + '/'}{anchor})"

    def rows(self, lines):
        """Admonitions as quotes, what folds as details, fences as plain ones."""
        rows = []
        while lines:
            line, lines = lines[0], lines[1:]
            if block := BLOCK.fullmatch(line):
                inside = []
                while lines and (lines[0].startswith("    ") or not lines[0].strip()):
                    inside, lines = [*inside, lines[0]], lines[1:]
                inside = self.rows(dedent("\n".join(inside)).strip("\n").split("\n"))
                title = block["title"] or block["kind"].capitalize()
                if block["mark"] == "!!!" and block["kind"] != "exercise":
                    rows += [f"> **{title}**", ">", *(f"> {row}".rstrip() for row in inside), ""]
                elif block["mark"] == "!!!":
                    rows += [f"**{title}**", "", *inside, ""]
                else:
                    rows += [f"<details><summary>{title}</summary>", "", *inside, "", "</details>", ""]
            elif token := re.fullmatch(f"[ \t]*{OPEN}block(\\d+){CLOSE}[ \t]*", line):
                rows += self.block(self.woven.blocks[int(token[1])])
            elif include := INCLUDE.fullmatch(line):
                rows += _section(self.root, include["path"]).split("\n")
            elif fence := re.fullmatch(r"([ \t]*[`~]{3,})\{?\.?(\w+).*", line):
                rows.append(fence[1] + fence[2])
            else:
                rows.append(line)
        return rows

    def block(self, block):
        if isinstance(block, Question):
            return [f"- {words}" for _, words in block.options]
        if isinstance(block, Figure) and block.caption:
            return [self.plain(block.caption)]
        return []


def _numbered(output):
    """An output as a notebook file has it: results have a number."""
    result = output["output_type"] == "execute_result"
    return {**output, "execution_count": None} if result else output


def _argument(figure):
    return [figure.draw, *(f"{key}={value}" for key, value in figure.args.items())]


def _segments(root, module):
    """[(name of a section or "", source)] of a module, without its last lines."""
    text = sources.module_path(root, module).read_text(encoding="utf-8")
    for node in ast.parse(text).body:
        # in a notebook main() has a cell of its own
        if isinstance(node, ast.If) and "__main__" in ast.unparse(node.test):
            lines = text.split("\n")
            text = "\n".join(lines[: node.lineno - 1] + lines[node.end_lineno :])
    segments, at, name = [], 0, ""
    for mark in SECTION.finditer(text):
        segments.append((name, text[at : mark.start()]))
        at, name = mark.end(), mark["name"] if mark["edge"] == "start" else ""
    return [*segments, (name, text[at:])]


def _section(root, path):
    """The code that an include names."""
    file, _, wanted = path.partition(":")
    text = (root / file).read_text(encoding="utf-8")
    if wanted:
        text = re.search(
            rf"# --8<-- \[start:{re.escape(wanted)}\]\n(.*?)# --8<-- \[end:{re.escape(wanted)}\]",
            text, re.S,
        )[1]
    return SECTION.sub("", text).strip("\n")


def make(library, language, url=""):
    """{name: content} of the files that the pages of a language offer."""
    root, made = library.root, {}
    for path in sorted((root / "docs" / language).glob("*.md")):
        slug = path.stem
        page = _page(root, f"docs/{language}/{slug}.md")
        if not any(fence.name == "notebook" for fence in page.fences):
            continue
        twin = page if language == "en" else _page(root, f"docs/en/{slug}.md")
        notebook = Notebook(library, slug, language, page, twin, url)
        made[f"{slug}.ipynb"] = notebook.json()
        if notebook.module:
            file = sources.module_path(root, notebook.module)
            made[f"{slug}.py"] = file.read_text(encoding="utf-8")
        else:
            made[f"{slug}.py"] = notebook.percent()
    return made


def _page(root, name):
    return _parsed(name, (root / name).read_text(encoding="utf-8-sig"))


@lru_cache(maxsize=100)
def _parsed(name, text):
    return Page(name, text)
