"""Reads an `answer` fence: the question of an exercise that checks."""

import difflib
import re
from dataclasses import dataclass, field

from weave.fault import WeaveError
from weave.page import edited

UNITS = ["bits", "nats", "bans"]
# in the body of an answer fence: `label: words`, `path: what that mistake is`,
# and for a choice `text = words: why not`
LINE = re.compile(r"(?P<key>[^\s:=]+)(?:[ \t]*=[ \t]*(?P<words>[^:]+))?(?::[ \t]+(?P<text>.+))?")


@dataclass
class Question:
    """An `answer` fence: what is right, and what the usual mistakes give."""

    path: str
    label: str
    unit: str
    right: float | str
    mistakes: list = field(default_factory=list)  # (value, message)
    options: list = field(default_factory=list)  # (text, words)


def question(page, fence, edits, library):
    """An answer fence, with every value in it computed."""
    path, _, format = fence.named("answer units.first[0].nats:.4f").partition(":")
    right = library.value(path, format)
    asked = Question(path, "", "", _number(right))
    at = fence.body_start
    for line in fence.body.splitlines(keepends=True):
        text = edited(page.text, at, at + len(line), edits).strip("> \t\n")
        at += len(line)
        if not text:
            continue
        match = LINE.fullmatch(text)
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
            near = difflib.get_close_matches(key, ["label", "unit"], n=1)
            raise WeaveError(
                f"'{key}' is no line of an answer; there are: label, unit, "
                f"or a path such as {path}" + (f"; did you mean {near[0]}?" if near else "")
            )
        else:
            asked.mistakes.append((_number(library.value(key, format)), said))
    if asked.options and asked.right not in dict(asked.options):
        raise WeaveError(
            f"'{path}' is '{asked.right}', and no option says that; "
            f"there are: {', '.join(key for key, _ in asked.options)}"
        )
    if not asked.options and isinstance(asked.right, str):
        raise WeaveError(f"'{path}' is a text; give the options, one a line: text = words")
    same = [said for value, said in asked.mistakes if value == asked.right]
    if same:
        raise WeaveError(f"this mistake gives the right answer: {same[0]}")
    return asked


def _number(answer):
    """The value in full, a text where it is none."""
    try:
        return float(answer.full)
    except ValueError:
        return answer.text
