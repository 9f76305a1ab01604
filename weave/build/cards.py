"""The pictures of shared pages: a page's title above its first figure."""

import base64
from collections.abc import Iterator

from weave import fences
from weave.code.library import Library
from weave.expand import expand
from weave.fences.figure import Drawn
from weave.text import chapters

FOLDER = "assets/cards"  # in the folder of each language


def make(library: Library, language: str) -> dict[str, bytes]:
    """{path: PNG} of the start page, and of each page that asks a question.

    One without a figure of its own has that of the start page.
    """
    made, usual = {}, None
    for chapter in chapters.read(library.root, language):
        figure = next(_drawn(library, language, chapter.slug), usual)
        usual = usual or figure
        if figure and (chapter.question or chapter.slug == chapters.HOME):
            title = chapter.title.replace("`", "")
            given = figure.path, figure.arguments, figure.labels, "card", title
            png = base64.b64decode(library.figure(*given))
            made[f"{FOLDER}/{chapter.slug}.png"] = png
    return made


def _drawn(library: Library, language: str, slug: str) -> Iterator[Drawn]:
    """The figures of a page, those of cells left out."""
    page = fences.load(library.root, f"docs/{language}/{slug}.md")
    for block in expand(page, library, language).blocks:
        if isinstance(block, Drawn) and block.path != "cell":
            yield block
