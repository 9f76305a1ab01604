"""```figure figures.units.draw when=before: a drawing of snippets/, with the page's words.

    x: class
    title: for those who cannot see it
    alt: the same in full
    caption: for everybody, in Markdown
    live: softmax z=softmax.logits

All other lines are labels, the words that the function asks for. `live:` names the
file of theme/assets/live/ that lets it answer, and what that gets from snippets/.
"""

import html
import json
import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from weave.code import places
from weave.code.svg import PREFIX
from weave.fault import WeaveError
from weave.fences import Alike, Kind, Said, ask
from weave.fences.sources import link
from weave.page import Page
from weave.text.setting import minus

if TYPE_CHECKING:
    from weave.build.notebook import Notebook
    from weave.expand import Loom
    from weave.extension import Weave


@dataclass
class Drawn:
    """A figure, drawn, with all that is said of it."""

    path: str
    arguments: dict[str, Any]
    title: str
    alt: str
    caption: str
    labels: dict[str, str] = field(default_factory=dict)
    svg: str = ""
    place: places.Place | None = None  # a lab's stands right below its code
    live: ask.Told = field(default_factory=ask.Told)  # what it answers with

    def html(self, parent: etree.Element, number: int, weave: "Weave") -> None:
        element = etree.SubElement(parent, "figure", {"class": "woven"})
        if self.live.name:
            element.set("class", "woven live")
            element.set("data-live", self.live.name)
            element.set("data-labels", json.dumps(self.labels, ensure_ascii=False))
        picture = etree.SubElement(element, "div", {"class": "picture"})
        picture.text = weave.raw(self.described(f"figure-{number}-"))
        caption = etree.SubElement(element, "figcaption")
        words = etree.SubElement(caption, "span")
        words.text = self.caption or self.title
        if self.place:
            words.tail = " "
            caption.append(link(self.place, self.place.file.removeprefix("snippets/")))
        if self.live.name:
            self.live.give(element)

    def described(self, prefix: str) -> str:
        """The SVG as one image with a title and a description, ids made unique."""
        head = (
            f' role="img" aria-labelledby="{prefix}title {prefix}alt" data-search-exclude>'
            f'<title id="{prefix}title">{html.escape(self.title)}</title>'
            f'<desc id="{prefix}alt">{html.escape(self.alt)}</desc>'
        )
        return self.svg.replace(">", head, 1).replace(PREFIX, prefix)

    def jupyter(self) -> list[str]:
        return [self.caption] if self.caption else []


class Figure(Kind):
    NAME = "figure"
    EXAMPLE = "figure figures.worked_example.draw"

    def markdown(self) -> Iterator[tuple[int, int]]:
        return (self.span(line) for line in self.lines if line["key"] == "caption")

    def says(self, page: Page) -> Iterator[Said]:
        yield from self.title(page)
        for line in self.lines:
            if line["key"] != "live":
                yield Said(*self.span(line), "page" if line["key"] == "caption" else "words")

    def live(self) -> tuple[str, dict[str, str]]:
        """What it is called when it answers, and a path of snippets/ for each name."""
        return ask.asked(next((line["text"] for line in self.lines if line["key"] == "live"), ""))

    def uses(self) -> set[str]:
        drawn = {self.argument.split()[0]} if self.argument else set()
        return drawn | set(self.live()[1].values())

    def alike(self) -> Iterator[Alike]:
        yield from super().alike()
        for line in self.lines:
            # each language has its own words; without one of the others nothing is drawn
            words = " ".join(line["text"].split()) if line["key"] == "live" else ""
            if line["key"] in {"live", "caption"}:
                said = f"{line['key']}: {words}".strip()
                yield Alike("line", said, self.body_start + line.start(), said)

    def faults(self, page: Page, root: Path) -> Iterator[tuple[int, str]]:
        """A figure that answers by a file that is not there."""
        for line in self.lines:
            if line["key"] == "live":
                for said in ask.absent(root, "live", self.live()[0]):
                    yield self.span(line)[0], said

    def weave(self, loom: "Loom") -> str:
        return loom.block(self, self.drawn(loom))

    def drawn(self, loom: "Loom") -> Drawn:
        """The figure with its words, values in."""
        path, *pairs = self.named().split()
        texts = self.texts(loom)
        live = ask.told(texts.pop("live", ""), loom.library)
        title, alt = (_read_out(texts.pop(name, "")) for name in ("title", "alt"))
        for name, words in [("title", title), ("alt", alt)]:
            if not words:
                raise WeaveError(f"this figure has no '{name}:' for those who cannot see it")
            if "$" in words:
                raise WeaveError(f"no formula can be read aloud in '{name}:'; say it in words")
        caption = texts.pop("caption", "")
        drawn = Drawn(path, _arguments(pairs), title, alt, caption, texts, live=live)
        if path == "cell":
            if texts:
                first = next(iter(texts))
                raise WeaveError(f"the words of this figure stand in its cell; remove '{first}:'")
            drawn.svg = loom.cells.drawn(self)
        else:
            drawn.svg = loom.library.figure(path, drawn.arguments, texts)
            drawn.place = places.place(loom.library.root, *places.split(loom.library.root, path))
            if loom.language == "en" and not self.indent:
                # for the notebooks, while its chapter is in memory
                loom.library.figure(path, drawn.arguments, texts, "picture")
        return drawn

    def texts(self, loom: "Loom") -> dict[str, str]:
        """The words of each line. Raises where a line is none."""
        texts, read = {}, 0
        for line in [*self.lines, None]:
            between = self.body[read : line.start() if line else None].strip("> \t\n")
            if between:
                raise WeaveError(f"'{between}' is no line of a figure; write key: words")
            if line:
                read = line.end()
                words = loom.text(*self.span(line)).replace("\n" + self.indent, "\n")
                texts[line["key"]] = " ".join(words.split())
        return texts

    def cells(self, notebook: "Notebook") -> list[tuple[str, list[dict]]]:
        """A call of the function; its words are those of the English page."""
        if self.argument == "cell":
            return []
        drawn = notebook.twin_block(self)
        module, _, name = drawn.path.rpartition(".")
        notebook.files.add(module)
        given = [f"{key}={value!r}" for key, value in drawn.arguments.items()]
        labels = json.dumps(drawn.labels, ensure_ascii=False)
        call = f"{name}({', '.join([*given, f'labels={labels}'])})"
        if len(call) > 88:
            labels = json.dumps(drawn.labels, ensure_ascii=False, indent=4)
            call = f"{name}({', '.join([*given, f'labels={labels}'])})"
        source = f"from snippets.{module} import {name}\n\n{call}"
        picture = notebook.library.figure(drawn.path, drawn.arguments, drawn.labels, "picture")
        data = {"image/png": picture, "text/plain": "<Figure>"}
        return [(source, [{"output_type": "execute_result", "data": data, "metadata": {}}])]


def _arguments(pairs: list[str]) -> dict[str, Any]:
    """name=value of the fence's first line; a value is a number, else a text."""
    given: dict[str, Any] = {}
    for pair in pairs:
        name, is_pair, text = pair.partition("=")
        if not is_pair:
            raise WeaveError(f"'{pair}' is no argument; write name=value")
        number = re.fullmatch(r"-?(?:\d+(?P<point>\.\d*)?|(?P<bare>\.\d+))(?P<power>e-?\d+)?", text)
        whole = number and not any(number.groups())
        given[name] = int(text) if whole else float(text) if number else text
    return given


def _read_out(text: str) -> str:
    """Text for those who hear it: numbers in formulas without their dollars."""
    number = r"\$([+-]?\d(?:[\d.]|\{,\})*)\$"
    return minus(re.sub(number, lambda m: m[1].replace("{,}", ","), text))
