"""```answer units.mean:.4f: the question of an exercise that checks what a reader types.

    label: PyTorch's loss
    unit: nats
    units.mean_bits: That is a mean, but still in bits.

A path names what a usual mistake gives. For a choice the options stand there as
`text = words: why not`.
"""

import json
import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from weave.code.library import Answer as Computed
from weave.fault import WeaveError, near
from weave.fences import Alike, Kind
from weave.page import Page
from weave.text import boxes

if TYPE_CHECKING:
    from weave.expand import Loom
    from weave.extension import Weave

UNITS = ["bits", "nats", "bans"]
ROW = re.compile(r"(?P<key>[^\s:=]+)(?:[ \t]*=[ \t]*(?P<words>[^:]+))?(?::[ \t]+(?P<text>.+))?")


@dataclass
class Question:
    """What is right, and what the usual mistakes give."""

    path: str
    label: str
    unit: str
    right: float | str
    mistakes: list[tuple[float | str, str]] = field(default_factory=list)  # (value, message)
    options: list[tuple[str, str]] = field(default_factory=list)  # (text, words)

    def html(self, parent: etree.Element, number: int, weave: "Weave") -> None:
        # answers.js makes the form; without scripts hint and answer stay
        question = json.dumps(asdict(self), ensure_ascii=False)
        etree.SubElement(parent, "div", {"class": "question", "data-question": question})

    def jupyter(self) -> list[str]:
        return [f"- {words}" for _, words in self.options]

    def check(self) -> None:
        """Raises where nobody could answer it rightly."""
        if self.options and self.right not in dict(self.options):
            known = ", ".join(text for text, _ in self.options)
            said = f"'{self.path}' is '{self.right}', and no option says that; there are: {known}"
            raise WeaveError(said)
        if not self.options and isinstance(self.right, str):
            said = f"'{self.path}' is a text; give the options, one a line: text = words"
            raise WeaveError(said)
        for value, said in self.mistakes:
            if value == self.right:
                raise WeaveError(f"this mistake gives the right answer: {said}")


class Answer(Kind):
    NAME = "answer"
    EXAMPLE = "answer units.first[0].nats:.4f"

    def rows(self) -> Iterator[tuple[int, str, re.Match | None]]:
        """(offset, row, how it reads) of each row of its body that is not empty."""
        at = self.body_start
        for row in self.body.splitlines(keepends=True):
            if text := row.strip("> \t\n"):
                match = ROW.fullmatch(text)
                yield at, row, match if match and (match["words"] or match["text"]) else None
            at += len(row)

    def uses(self) -> set[str]:
        mistakes = {match["key"] for _, _, match in self.rows() if match and not match["words"]}
        asked = {self.argument.partition(":")[0]} if self.argument else set()
        return asked | {key for key in mistakes if "." in key}

    def alike(self) -> Iterator[Alike]:
        yield from super().alike()
        for at, _, match in self.rows():
            if not match:
                continue
            key, text = match["key"], match["text"] or ""
            if match["words"]:
                why = " with its reason" if text else ""
                yield Alike("option", f"{key}{why}", at, f"{key}{why}")
            elif key == "unit":
                yield Alike("unit", text, at, text)
            else:
                yield Alike("label" if key == "label" else "mistake", key, at, key)

    def faults(self, page: Page, root: Path) -> Iterator[tuple[int, str]]:
        asks = boxes.exercises(page)
        if not any(start < self.start < boxes.end(page.text, start) for start in asks):
            yield (
                self.at,
                (
                    'an answer stands in an exercise; write !!! exercise "…" above it, '
                    "and indent it by four spaces"
                ),
            )

    def weave(self, loom: "Loom") -> str:
        path, _, format = self.named().partition(":")
        right = loom.library.value(path, format)
        asked = Question(path, "", "", _number(right))
        for at, row, _ in self.rows():
            self.take(loom, asked, loom.text(at, at + len(row)).strip("> \t\n"))
        asked.check()
        return loom.block(self, asked)

    def take(self, loom: "Loom", asked: Question, text: str) -> None:
        """Add what a row says to the question."""
        match = ROW.fullmatch(text)
        if not match or not (match["words"] or match["text"]):
            raise WeaveError(
                f"'{text}' is no line of an answer; write label: words, "
                "unit: bits, path: what that mistake is, or text = words: why not"
            )
        key, words, said = match["key"], match["words"], match["text"] or ""
        if re.search(r"\$[^$]+\$", text):
            raise WeaveError("no formula is shown in an answer; say it in words")
        if words:
            asked.options.append((key, words.strip()))
            if said:
                asked.mistakes.append((key, said))
        elif key == "label":
            asked.label = said
        elif key == "unit":
            if said not in UNITS:
                raise WeaveError(
                    f"'{said}' is no unit; there are: {', '.join(UNITS)} (the same on "
                    "both pages; the site fills in each language's own word)"
                )
            asked.unit = said
        elif "." not in key:
            hint = near(key, ["label", "unit"])
            raise WeaveError(
                f"'{key}' is no line of an answer; there are: label, unit, "
                f"or a path such as {asked.path}" + (f"; {hint}" if hint else "")
            )
        else:
            asked.mistakes.append((_number(loom.library.value(key, self.format)), said))

    @property
    def format(self) -> str:
        return self.argument.partition(":")[2]


def _number(answer: Computed) -> float | str:
    """The value in full, a text where it is none."""
    try:
        return float(answer.full)
    except ValueError:
        return answer.text
