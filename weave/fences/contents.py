"""```contents: the chapters in the order of nav, each with its own title and question."""

from typing import TYPE_CHECKING

from weave.fences import Kind
from weave.text import chapters
from weave.text.words import CONTENTS

if TYPE_CHECKING:
    from weave.expand import Loom


class Contents(Kind):
    NAME = "contents"
    EXAMPLE = "contents"
    FILLED = True
    LOOKS_AROUND = True

    def weave(self, loom: "Loom") -> str:
        words = CONTENTS[loom.language]
        rows: list[str] = []
        section = None
        for chapter in chapters.read(loom.library.root, loom.language):
            if chapter.slug == chapters.HOME:
                continue
            if not rows or chapter.section != section:
                section = chapter.section
                rows += ["", f"**{section}**", ""] if section else [""]
                rows += [f"| {words['chapter']} | {words['question']} |", "| --- | --- |"]
            rows.append(f"| [{chapter.title}]({chapter.slug}.md) | {chapter.question} |")
        return "\n".join(rows) + "\n"
