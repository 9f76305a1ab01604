"""```contents: the chapters in the order of nav, in its groups: each with its question,
and how many minutes its text takes."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

from weave.fences import Kind, load
from weave.text import chapters
from weave.text.words import LANGUAGES, MINUTES

if TYPE_CHECKING:
    from weave.expand import Loom

PACE = 500  # characters of Korean prose that are read in a minute
SOURCE = re.compile(r"\{= (?:[\w.]+\.)?| =\}|\]\([^)]*\)|\{ #[^}]*\}|[|*$\\-]")  # no reader sees it


class Contents(Kind):
    NAME = "contents"
    EXAMPLE = "contents"
    FILLED = True
    LOOKS_AROUND = True

    def weave(self, loom: "Loom") -> str:
        root, rows, section = loom.library.root, [""], None
        for chapter in chapters.read(root, loom.language):
            if chapter.slug == chapters.HOME:
                continue
            if chapter.section != section:
                section = chapter.section
                rows += ["", f"**{section}**", ""] if section else []
            rows.append(f"- [{chapter.name}]({chapter.slug}.md){self.time(root, chapter, loom)}")
            rows.append(f"    <small>{chapter.question}</small>")
        return "\n".join(rows) + "\n"

    def time(self, root: Path, chapter: chapters.Chapter, loom: "Loom") -> str:
        minutes = minutes_of(root, chapter.slug)
        shown = f' <data value="{minutes}">{minutes}</data>{MINUTES[loom.language]}'
        return shown if minutes else ""


def minutes_of(root: Path, slug: str) -> int:
    """How long a chapter is read, the same in both languages; 0 for what is none."""
    page = load(root, f"docs/{LANGUAGES[0]}/{slug}.md")
    marks = [mark for _, mark in page.headings]
    if "in-short" not in marks:
        return 0
    end = next((at for at, mark in page.headings if mark == "exercises"), len(page.text))
    at, prose = end, ""
    for fence in reversed([fence for fence in page.fences if fence.end <= end]):
        at, prose = fence.start, page.text[fence.end : at] + prose
    return max(1, round(len(SOURCE.sub("", page.text[:at] + prose)) / PACE))
