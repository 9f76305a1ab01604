"""Admonitions and what folds: `!!! note "…"`, `??? hint "…"`, and all that is indented below."""

import re

from weave.page import Page

BOX = re.compile(r"^[ \t>]*(?:!!!|\?\?\?\+?)[ \t]*(?P<kind>[\w-]+)", re.M)
# the exercise is this site's own; all others are Material's
BOXES = (
    "exercise hint success note abstract summary tldr info todo tip important check done "
    "question help faq warning caution attention failure fail missing danger error bug "
    "example quote cite"
).split()


EXERCISE = re.compile(r"^[ \t]*(?:\?\?\?\+?|!!!)[ \t]+exercise\b", re.M)


def exercises(page: Page) -> list[int]:
    """Where each exercise of a page begins."""
    return [match.start() for match in page.prose(EXERCISE)]


def end(text: str, start: int) -> int:
    """Where the lines end that are indented by four spaces below a box."""
    first, *lines = text[start:].splitlines(keepends=True)
    inside = len(first) - len(first.lstrip(" ")) + 4
    at = start + len(first)
    for line in lines:
        if line.strip() and not line.startswith(" " * inside):
            break
        at += len(line)
    return at
