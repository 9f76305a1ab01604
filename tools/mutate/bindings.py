"""Every value that a page names: another in its place, or two that change places."""

import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tools.mutate import Edit, Mutant, mutant
from weave import fences
from weave.page import Page, Value
from weave.text.words import LANGUAGES

FOLDERS = {"exercises", "figures", "pytorch"}  # of snippets/
Key = tuple[str | None, str, str | None, int]  # section, path, format, which of them


def mutants(root: Path, seed: int) -> Iterator[Mutant]:
    first, second = LANGUAGES
    names = sorted(path.name for path in (root / "docs" / first).glob("*.md"))
    pages = {
        language: [fences.load(root, f"docs/{language}/{name}") for name in names]
        for language in LANGUAGES
    }
    siblings = sorted(
        {(v.path, v.format, v.allow) for p in pages[first] for v in p.values}, key=repr
    )
    for pair in zip(pages[first], pages[second]):
        yield from of(*pair, siblings, seed)


def of(one: Page, other: Page, siblings: list[tuple], seed: int) -> Iterator[Mutant]:
    """The mutants of a page in its two languages."""
    there = {key: value for key, value in _keys(other)}
    for key, value in _keys(one):
        twin = there.get(key)
        path = _sibling(value, siblings, random.Random(f"{seed} {one.slug} {key}"))
        if twin and path:
            changes = [_named(one, value, path), _named(other, twin, path)]
            yield mutant("wrong in one", one.text, changes[:1])
            yield mutant("wrong in one", other.text, changes[1:])
            yield mutant("wrong in both", one.text, changes)
    for page in (one, other):
        yield from _exchanges(page)


def _keys(page: Page) -> Iterator[tuple[Key, Value]]:
    """Each value of a page, known by what is the same in both languages."""
    seen: Counter[tuple] = Counter()
    for value in page.values:
        one = (_section(page, value), value.path, value.format)
        yield (*one, seen[one]), value
        seen[one] += 1


def _section(page: Page, value: Value) -> str | None:
    return next((mark for at, mark in reversed(page.headings) if at < value.start), None)


def _sibling(value: Value, siblings: list[tuple], chance: random.Random) -> str:
    """Another path of the same module that is printed alike; "" where there is none."""
    module = _module(value.path)
    alike = [
        path
        for path, format, allow in siblings
        if _module(path) == module
        and (format, allow) == (value.format, value.allow)
        and path != value.path
    ]
    return chance.choice(alike) if alike and not value.words else ""


def _module(path: str) -> str:
    """units, or exercises.units: its first names, up to the one that is no folder."""
    first, *others = path.split(".")
    return f"{first}.{others[0]}" if first in FOLDERS and others else first


def _named(page: Page, value: Value, path: str) -> Edit:
    start = page.text.index(value.path, value.start)
    return Edit(page.name, start, start + len(value.path), path)


def _exchanges(page: Page) -> Iterator[Mutant]:
    """Each value and the next of its section that is another one."""
    for n, value in enumerate(page.values):
        for after in page.values[n + 1 :]:
            if _section(page, after) != _section(page, value):
                break
            texts = [page.text[v.start : v.end] for v in (value, after)]
            if (value.path, value.format) != (after.path, after.format):
                yield mutant("exchanged", page.text, [
                    Edit(page.name, value.start, value.end, texts[1]),
                    Edit(page.name, after.start, after.end, texts[0]),
                ])  # fmt: skip
                break
