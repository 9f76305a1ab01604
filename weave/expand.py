"""Replaces weave's syntax in the source of a page.

Values become tokens that the Markdown extension turns into elements, or plain text
where no element can stand (maths, code, attributes). Fences become what their file in
weave/fences/ says; what needs elements is kept and leaves a token on a line of its own.
"""

import html
from dataclasses import replace
from functools import cached_property

from weave.code.library import Answer, Library
from weave.fault import WeaveError
from weave.fences import Block, Kind
from weave.fences.cell import Lab
from weave.page import CLOSE, OPEN, Edit, Fence, Page, Value, edited
from weave.text import opening, particles
from weave.text.setting import minus


class Loom:
    """A page and what has been made of it so far.

    answers: what the inline tokens stand for, (Answer, path)
    blocks: what the block tokens stand for
    edits: (start, end, new text), each a stretch of the source replaced
    faults: (offset in the source, WeaveError) for all that could not be woven
    """

    def __init__(self, page: Page, library: Library, language: str):
        self.page, self.library, self.language = page, library, language
        self.answers: list[tuple[Answer, str]] = []
        self.blocks: list[Block] = []
        self.edits: list[Edit] = []
        self.faults: list[tuple[int, WeaveError]] = []
        self.made: dict[int, Block] = {}

    @cached_property
    def cells(self) -> Lab:
        return Lab(self.page, self.library)

    def text(self, start: int, end: int) -> str:
        """A stretch of the source with its values in."""
        return edited(self.page.text, start, end, self.edits)

    @property
    def woven(self) -> str:
        return self.text(0, len(self.page.text))

    def block(self, fence: Fence, content: Block) -> str:
        """Keep what a fence becomes; gives the token that stands for it."""
        self.made[fence.start] = content
        return self.token(content, fence.indent)

    def token(self, content: Block, indent: str = "") -> str:
        self.blocks.append(content)
        return f"\n{indent}{OPEN}block{len(self.blocks) - 1}{CLOSE}\n"

    def fault(self, offset: int, error: WeaveError) -> None:
        self.faults.append((offset, error))


def expand(page: Page, library: Library, language: str = "") -> Loom:
    """Weave a page. Guards, notebooks and a twin in the other language ask again."""
    language = language or page.language
    key = f"{language} {page.name} {page.text}"
    if key not in library.woven:
        loom = _expand(Loom(page, library, language))
        if any(isinstance(fence, Kind) and fence.LOOKS_AROUND for fence in page.fences):
            return loom  # other pages may change
        library.woven[key] = loom
    return library.woven[key]


def _expand(loom: Loom) -> Loom:
    page = loom.page
    for value in page.values:
        loom.edits += _value(loom, value)
    for fence in page.fences:
        if isinstance(fence, Kind):
            _fence(loom, fence)
    loom.edits += opening.offer(loom)
    for at, said in particles.strays(page.text, [value.end for value in page.values]):
        if _read_aloud(page, at):
            loom.fault(at, WeaveError(said))
    return loom


def _fence(loom: Loom, fence: Kind) -> None:
    try:
        woven = fence.weave(loom)
    except WeaveError as error:
        loom.fault(error.at or fence.at, error)
        return
    if woven != loom.text(fence.start, fence.end):
        loom.edits.append((fence.start, fence.end, woven))


def _read_aloud(page: Page, offset: int) -> bool:
    """Whether words stand there: prose, an attribute, a text of a figure."""
    kind = page.kind_at(offset)
    if kind != "fence":
        return kind not in {"comment", "code", "math", "display"}
    fence = page.fence_at(offset)
    said = fence.says(page) if isinstance(fence, Kind) else ()
    return any(one.kind == "words" and one.start <= offset < one.end for one in said)


def _value(loom: Loom, value: Value) -> list[Edit]:
    """The edits for one value: itself, and the particle after it."""
    try:
        answer = _answer(value, loom.library)
        edits = [(value.start, value.end, _written(loom, value, answer))]
    except WeaveError as error:
        loom.fault(value.start, error)
        return []
    particle, said = particles.after(loom.page.text, value.end, answer.text)
    edits += [particle] if particle else []
    if particle and said:
        loom.fault(particle[0], WeaveError(said))
    return edits


def _written(loom: Loom, value: Value, answer: Answer) -> str:
    """What stands in the Markdown for a value."""
    if value.kind == "code" and "`" in answer.text:
        raise WeaveError(f"'{value.path}' has a backtick, which ends the code; show it outside")
    if value.kind in {"math", "display"}:
        return answer.text.replace("%", r"\%").replace(",", "{,}")
    if value.kind == "prose":
        loom.answers.append((replace(answer, text=minus(answer.text)), value.path))
        return f"{OPEN}{len(loom.answers) - 1}{CLOSE}"
    return html.escape(minus(answer.text)) if value.kind in {"tag", "image"} else answer.text


def _answer(value: Value, library: Library) -> Answer:
    """The library's answer, in the page's own word where it gives words."""
    if value.kind == "front":
        raise WeaveError("front matter cannot hold a value; say it in words")
    if not value.path:
        raise WeaveError(
            "this value cannot be read; write {= module.path:format =}, "
            "such as {= worked_example.before.total:.4f =}"
        )
    answer = library.value(value.path, value.format, value.allow)
    if not value.words:
        return answer
    words = dict(value.words)
    if answer.text not in words:
        raise WeaveError(
            f"'{value.path}' is '{answer.text}', and the page has no word for "
            f"that; it has: {', '.join(words)}"
        )
    return replace(answer, text=words[answer.text])
