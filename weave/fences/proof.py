"""```proof Why KL is never negative: Markdown that stays folded until somebody asks."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from weave.fences import Alike, Kind, Said
from weave.page import Page

if TYPE_CHECKING:
    from weave.expand import Loom


class Proof(Kind):
    NAME = "proof"
    EXAMPLE = "proof Why KL is never negative"

    def markdown(self) -> Iterator[tuple[int, int]]:
        yield self.body_start, self.body_start + len(self.body)

    def says(self, page: Page) -> Iterator[Said]:
        at = page.text.index(self.argument, self.at)
        yield Said(at, at + len(self.argument), "words")
        yield Said(self.body_start, self.body_start + len(self.body), "page")

    def alike(self) -> Iterator[Alike]:
        # its words are each language's own
        yield Alike(self.NAME, "", self.at, "")

    def weave(self, loom: "Loom") -> str:
        body = loom.text(self.body_start, self.body_start + len(self.body)).rstrip("\n")
        rows = [row.removeprefix(self.indent) for row in body.split("\n")]
        inside = "\n".join(f"{self.indent}    {row}".rstrip() for row in rows)
        return f'{self.indent}??? note "{self.named()}"\n\n{inside}\n'
