"""The Python-Markdown extension: `markdown_extensions: [weave.extension]`.

Knows nothing of MkDocs. Whatever cannot be woven raises; `python -m weave`
tells the same faults with file, line and column.
"""

import re
import xml.etree.ElementTree as etree
from pathlib import Path
from typing import Any

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor

from weave import fences
from weave.code.library import Library
from weave.expand import Loom, expand
from weave.fault import Fault, Faults, WeaveError
from weave.fences.sources import bare, shown
from weave.page import CLOSE, OPEN
from weave.text import opening
from weave.text.concepts import coloured
from weave.text.glossary import Terms
from weave.text.maths import Formulas
from weave.text.setting import Setting

VALUE = f"{OPEN}(\\d+){CLOSE}"


class Weave(Extension):
    """What an option is stands beside it; a library holds the snippets of a repository."""

    library: Library
    loom: Loom

    def __init__(self, **options: Any):
        # markdown would turn a default of None, and so a library, into a bool
        self.config = {
            "library": ["", "what answers; by default the snippets beside this package"],
            "glossary": ["", "the page whose terms are linked, as docs/ko/glossary.md"],
            "language": ["en", "ko or en, of the few words that no page writes"],
            "repo_url": ["", "https://github.com/owner/name, for links to Colab"],
        }
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:
        self.md = md
        self.library = self.getConfig("library") or Library()
        # before pymdownx.snippets (32), so that it sees what the author wrote
        md.preprocessors.register(self.part(Expand(md)), "weave", 33)
        md.parser.blockprocessors.register(self.part(Blocks(md.parser)), "weave", 95)
        md.inlinePatterns.register(self.part(Inline(VALUE, md)), "weave", 185)
        # after inline (20) and before toc and link rewriting (5 and less)
        md.treeprocessors.register(Formulas(md), "weave", 15)
        md.treeprocessors.register(Setting(md), "weave-setting", 14)
        # after ids are given (8), before link rewriting
        if glossary := self.getConfig("glossary"):
            terms = Terms(md, Path(self.library.root, glossary))
            md.treeprocessors.register(terms, "weave-terms", 6)
        # after raw HTML is back (30)
        md.postprocessors.register(self.part(Raw(md)), "weave", 5)

    def part(self, processor: Any) -> Any:
        """One of markdown's processors, which then knows this extension."""
        processor.weave = self
        return processor

    def raw(self, text: str) -> str:
        """A stand-in for HTML that markdown must not touch."""
        return self.md.htmlStash.store(text)


class Expand(Preprocessor):
    """The page as its author wrote it becomes Markdown with tokens."""

    weave: Weave

    def run(self, lines: list[str]) -> list[str]:
        weave, language = self.weave, self.weave.getConfig("language")
        page = fences.read("page", "\n".join(lines))
        if slug := opening.slug(page, weave.library.root, language):
            page.name = f"docs/{language}/{slug}.md"
        weave.library.refresh()
        weave.loom = expand(page, weave.library, language)
        if weave.loom.faults:
            # its lines count from here, without the front matter
            raise Faults(
                Fault("page", *page.place(at), str(error)) for at, error in weave.loom.faults
            )
        return weave.loom.woven.split("\n")


class Inline(InlineProcessor):
    """A value: the number, and where it came from one hover or tap away."""

    weave: Weave

    def handleMatch(self, match: re.Match, data: str) -> tuple[etree.Element, int, int]:
        return shown(*self.weave.loom.answers[int(match[1])]), *match.span()


class Blocks(BlockProcessor):
    """What fences became where Markdown is not enough: figures, questions, code."""

    # indented ones are left to the list that they stand in
    TOKEN = re.compile(f"[ \\n]{{0,3}}{OPEN}block(\\d+){CLOSE}\\s*\\Z")

    weave: Weave

    def test(self, parent: etree.Element, block: str) -> bool:
        return bool(self.TOKEN.match(block))

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        n = int(self.TOKEN.sub(r"\1", blocks.pop(0)))
        self.weave.loom.blocks[n].html(parent, n, self.weave)


class Raw(Postprocessor):
    """Values where markdown makes no elements: raw HTML, indented code."""

    weave: Weave

    def run(self, text: str) -> str:
        if f"{OPEN}block" in text:
            raise WeaveError(
                "a figure or a listing stands in raw HTML; give the element "
                "around it the attribute markdown, as in <div markdown>"
            )
        # markdown's own stand-ins, torn apart by asterisks: **a****b*****c**
        if re.search("klzzwxh|wzxhzdk", text):
            raise WeaveError(
                "markdown loses what stands between these asterisks or "
                "underscores; put a space or a word between the emphasised parts"
            )
        answers = self.weave.loom.answers
        return coloured(re.sub(VALUE, lambda match: bare(answers[int(match[1])][0]), text))


def makeExtension(**options: Any) -> Weave:
    return Weave(**options)
