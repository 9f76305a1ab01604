"""The Python-Markdown extension: `markdown_extensions: [weave.extension]`.

Knows nothing of MkDocs. Whatever cannot be woven raises; `python -m weave`
tells the same faults with file, line and column.
"""

import html
import json
import re
import xml.etree.ElementTree as etree
from dataclasses import asdict
from pathlib import Path

from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from weave import figures, maths, notebook, source, sources, terms
from weave.answers import Question
from weave.expand import CLOSE, OPEN, Downloads, Figure, expand
from weave.fault import Fault, Faults, WeaveError
from weave.library import Library
from weave.page import Page

CODE_PAGE = "code.md"  # where a value's line of code is shown
WORDS = {
    "ko": {"ipynb": "노트북 내려받기", "py": "코드 내려받기", "colab": "Colab에서 열기"},
    "en": {"ipynb": "Download the notebook", "py": "Download the code", "colab": "Open in Colab"},
}


class Weave(Extension):
    """library: what answers; by default the snippets beside this package.

    glossary: the page whose terms are linked, from the repository's root.
    language: of the few words that no page writes.
    repo_url: where notebooks lie on GitHub, for Colab; none, no link to it.
    """

    def __init__(self, **options):
        # markdown would turn a default of None, and so a library, into a bool
        self.config = {
            "library": ["", "a weave.library.Library"],
            "glossary": ["", "a path such as docs/ko/glossary.md"],
            "language": ["en", "ko or en"],
            "repo_url": ["", "https://github.com/owner/name"],
        }
        super().__init__(**options)

    def extendMarkdown(self, md):
        self.library = self.getConfig("library") or shared()
        self.woven = None
        md.registerExtension(self)
        # after pymdownx.snippets (32) and whitespace (30), before fences (25)
        md.preprocessors.register(Expand(md, self), "weave", 28)
        md.parser.blockprocessors.register(Block(md.parser, self), "weave", 95)
        pattern = f"{OPEN}(\\d+){CLOSE}"
        md.inlinePatterns.register(Inline(pattern, md, self), "weave", 185)
        # after inline (20) and before toc and link rewriting (5 and less)
        md.treeprocessors.register(Finish(md), "weave", 15)
        # after ids are given (8), before link rewriting
        if glossary := self.getConfig("glossary"):
            glossary = Path(self.library.root, glossary)
            if not glossary.is_file():
                raise WeaveError(
                    f"there is no glossary '{glossary}'; mend the option of "
                    "weave.extension, or leave it out"
                )
            links = Terms(md, glossary)
            md.treeprocessors.register(links, "weave-terms", 6)
        # after raw HTML is back (30)
        md.postprocessors.register(Raw(md, self), "weave", 5)

    def reset(self):
        self.woven = None


_shared = None


def shared():
    """One library for all pages and languages of a build."""
    global _shared
    if _shared is None:
        _shared = Library()
    return _shared


class Expand(Preprocessor):
    def __init__(self, md, weave):
        super().__init__(md)
        self.weave = weave

    def run(self, lines):
        page = Page("page", "\n".join(lines))
        self.weave.library.refresh()
        woven = expand(page, self.weave.library)
        if woven.faults:
            raise Faults(
                Fault(page.name, *page.place(offset), str(error))
                for offset, error in woven.faults
            )
        self.weave.woven = woven
        return woven.text.split("\n")


class Inline(InlineProcessor):
    """A value: the number, and where it came from one hover or tap away."""

    def __init__(self, pattern, md, weave):
        super().__init__(pattern, md)
        self.weave = weave

    def handleMatch(self, match, data):
        answer, path = self.weave.woven.answers[int(match[1])]
        span = etree.Element("span", {"class": "value", "tabindex": "0"})
        number = etree.SubElement(span, "data", {"value": answer.full})
        number.text = AtomicString(answer.text)
        origin = etree.SubElement(
            span, "span", {"class": "origin", "data-search-exclude": ""}
        )
        code = etree.SubElement(origin, "code")
        code.text = AtomicString(path)
        code.tail = AtomicString(f" = {answer.full} ")
        origin.append(link(answer.file, answer.line))
        return span, *match.span()


def link(file, line, shown=None):
    """A link to a line of a snippet on the page that shows all code."""
    element = etree.Element(
        "a", {"href": f"{CODE_PAGE}#{source.anchor(file, line)}", "class": "place"}
    )
    element.text = AtomicString(f"{shown or file}:{line}")
    return element


class Block(BlockProcessor):
    """A figure with its caption, a question, or the whole source of a module."""

    # indented ones are left to the list that they stand in
    TOKEN = re.compile(f"[ \\n]{{0,3}}{OPEN}block(\\d+){CLOSE}\\s*\\Z")

    def __init__(self, parser, weave):
        super().__init__(parser)
        self.weave = weave

    def test(self, parent, block):
        return self.TOKEN.match(block)

    def run(self, parent, blocks):
        n = int(self.TOKEN.match(blocks.pop(0))[1])
        content = self.weave.woven.blocks[n]
        if isinstance(content, Figure):
            self.figure(parent, content, f"figure-{n}-")
        elif isinstance(content, Question):
            # answers.js makes the form; without scripts hint and answer stay
            question = json.dumps(asdict(content), ensure_ascii=False)
            etree.SubElement(parent, "div", {"class": "question", "data-question": question})
        elif isinstance(content, Downloads):
            self.downloads(parent, content.slug)
        else:
            self.listing(parent, content)

    def downloads(self, parent, slug):
        words = WORDS[self.weave.getConfig("language")]
        row = etree.SubElement(parent, "p", {"class": "downloads"})
        for kind in ["ipynb", "py"]:
            given = {"href": f"{notebook.FOLDER}/{slug}.{kind}", "download": f"{slug}.{kind}"}
            etree.SubElement(row, "a", given).text = AtomicString(words[kind])
        if colab := notebook.colab(
            self.weave.getConfig("repo_url"), self.weave.getConfig("language"), slug
        ):
            etree.SubElement(row, "a", {"href": colab}).text = AtomicString(words["colab"])

    def listing(self, parent, module):
        file = sources.file_of(self.weave.library.root, module)
        holder = etree.SubElement(parent, "div", {"class": "highlight listing"})
        # lines stand in pre itself: highlighters take pre > code for theirs
        pre = etree.SubElement(holder, "pre", {"tabindex": "0"})
        for n, row in self.weave.library.lines(module):
            mark = source.anchor(file, n)
            line = etree.SubElement(pre, "span", {"class": "line", "id": mark})
            # no tab stop: hundreds would stand between a reader and the end
            number = etree.SubElement(
                line, "a", {"href": f"#{mark}", "class": "number", "tabindex": "-1"}
            )
            number.text = AtomicString(str(n))
            number.tail = AtomicString(self.parser.md.htmlStash.store(row))

    def figure(self, parent, figure, prefix):
        element = etree.SubElement(parent, "figure", {"class": "woven"})
        if figure.live:
            element.set("class", "woven live")
            element.set("data-live", figure.live)
            element.set("data-start", json.dumps(figure.start))
            element.set("data-labels", json.dumps(figure.labels, ensure_ascii=False))
        svg = figures.described(figure.svg, figure.title, figure.alt, prefix)
        picture = etree.SubElement(element, "div", {"class": "picture"})
        picture.text = self.parser.md.htmlStash.store(svg)
        caption = etree.SubElement(element, "figcaption")
        words = etree.SubElement(caption, "span")
        words.text = figure.caption or figure.title
        if figure.place:
            words.tail = " "
            file, line = figure.place
            caption.append(link(file, line, file.rpartition("/")[2]))
        if figure.formulas:
            script = etree.SubElement(element, "script")
            given = f"document.currentScript.parentElement.formulas = {figure.formulas}"
            script.text = self.parser.md.htmlStash.store(given)


class Finish(Treeprocessor):
    """Formulas become MathML; values in headings and links stay bare."""

    BARE = {"a", "summary", *(f"h{n}" for n in range(1, 7))}

    def run(self, root):
        for element in root.iter():
            title = "admonition-title" in element.get("class", "")
            if title or element.tag in self.BARE:
                for inner in list(element.iter("span")):
                    if inner.get("class") == "value":
                        bare(inner)
                    elif inner.get("class") == "arithmatex":
                        # a table of contents takes the text of a heading, and
                        # the LaTeX beside the MathML would be in it
                        self.formula(inner, annotation=False)
            elif element.get("class") == "arithmatex":
                self.formula(element)
        for parent in list(root.iter()):
            for child in list(parent):
                if child.tag == "span" and child.get("class") == "formula":
                    self.keep(parent, child)

    # a particle, with the stop or comma after it
    PARTICLE = re.compile(r"[가-힣]{1,6}(?![가-힣])[.,]?")

    def keep(self, parent, formula):
        """Keep a formula and its particle on one line; browsers part them."""
        if particle := self.PARTICLE.match(formula.tail or ""):
            kept = etree.Element("span", {"class": "kept"})
            kept.tail = formula.tail[particle.end() :]
            formula.tail = particle[0]
            parent[list(parent).index(formula)] = kept
            kept.append(formula)

    def formula(self, element, annotation=True):
        # arithmatex leaves \(…\) or \[…\], made safe for HTML
        text = html.unescape("".join(element.itertext()))
        if OPEN in text:
            raise WeaveError("write a formula between dollars: $…$ or $$…$$")
        display = text.startswith("\\[")
        math = maths.mathml(text[2:-2].strip(), display, annotation)
        for child in list(element):
            element.remove(child)
        element.set("class", "formula")
        if display:
            element.set("tabindex", "0")  # a wide one scrolls, also by keyboard
        element.text = self.md.htmlStash.store(math)


class Terms(Treeprocessor):
    """Links each term of the glossary where a page first uses it."""

    # in these a link would be wrong, or no sentence stands in them
    APART = {"a", "code", "pre", "th", "summary", "figure", "svg", "script", "style",
             *(f"h{n}" for n in range(1, 7))}
    CLASSES = {"value", "formula", "arithmatex", "admonition-title"}

    def __init__(self, md, glossary):
        super().__init__(md)
        self.glossary = glossary

    def run(self, root):
        known = terms.read(self.glossary.read_text(encoding="utf-8"))
        ids = {element.get("id") for element in root.iter("h3")}
        if ids >= {term.id for term in known}:
            return  # the glossary itself
        self.pattern, self.order = terms.finder(known)
        self.linked = set()
        self.walk(root)

    def walk(self, element):
        classes = set(element.get("class", "").split())
        if element.tag in self.APART or classes & self.CLASSES:
            return
        children = list(element)
        self.link(element, None, element.text)
        for child in children:
            self.walk(child)
            self.link(element, child, child.tail)

    def link(self, parent, before, text):
        """Link terms in the text of parent, or in the tail of a child."""
        if not text or isinstance(text, AtomicString):
            return
        for match in self.pattern.finditer(text):
            term = self.order[match.lastindex - 1]
            if term.id in self.linked:
                continue
            self.linked.add(term.id)
            a = etree.Element(
                "a",
                {
                    "class": "term",
                    "href": f"{terms.PAGE}#{term.id}",
                    "title": term.line,
                },
            )
            a.text = AtomicString(match[0])
            a.tail = text[match.end() :]
            if before is None:
                parent.text = text[: match.start()]
                parent.insert(0, a)
            else:
                before.tail = text[: match.start()]
                parent.insert(list(parent).index(before) + 1, a)
            return self.link(parent, a, a.tail)


class Raw(Postprocessor):
    """Values where markdown makes no elements: raw HTML, indented code."""

    def __init__(self, md, weave):
        super().__init__(md)
        self.weave = weave

    def run(self, text):
        if f"{OPEN}block" in text:
            raise WeaveError(
                "a figure or a listing stands in raw HTML; give the element "
                'around it the attribute markdown, as in <div markdown>'
            )
        # markdown's own stand-ins, torn apart by asterisks: **a****b*****c**
        if re.search("klzzwxh|wzxhzdk", text):
            raise WeaveError(
                "markdown loses what stands between these asterisks or "
                "underscores; put a space or a word between the emphasised parts"
            )
        return re.sub(f"{OPEN}(\\d+){CLOSE}", self.number, text)

    def number(self, match):
        answer, _ = self.weave.woven.answers[int(match[1])]
        full, shown = html.escape(answer.full), html.escape(answer.text)
        return f'<data value="{full}">{shown}</data>'


def bare(value):
    """Keep the number of a value and drop its origin and its tab stop."""
    value.attrib.clear()
    for origin in value.findall("span"):
        value.remove(origin)


def makeExtension(**options):
    return Weave(**options)
