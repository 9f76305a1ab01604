"""Every file that the site is made of can be read, by guards and readers alike.

This guard goes first: where it finds a fault, no other can look.
"""

import io
import tokenize
from collections.abc import Iterator
from pathlib import Path

from weave.code import recorded, texts
from weave.fault import Broken, Fault, Faults
from weave.guards import Site
from weave.text.words import LANGUAGES

# beside the pages: what holds words, and is published or decides what is
OTHERS = ["README.md", "mkdocs*.yml", "snippets/**/*.py"]
OTHERS += [f"theme/**/*.{kind}" for kind in ("html", "js", "css")]


def faults(site: Site) -> Iterator[Fault]:
    for path in _published(site.root):
        if path.suffix != ".md":
            said = (
                "no guard reads this, and it would be published; pages are files x.md, side "
                "by side; draw a figure in snippets/figures/, put the rest into theme/assets/"
            )
            yield Fault(path.relative_to(site.root).as_posix(), 1, 1, said)
    others = [path for pattern in OTHERS for path in sorted(site.root.glob(pattern))]
    for name in [*site.names, *(path.relative_to(site.root).as_posix() for path in others)]:
        yield from _text(site.root, name)
    for path in sorted((site.root / "snippets" / "recorded").glob("*.json")):
        try:
            recorded.load(site.root, path)
        except Broken as error:
            yield Fault(error.file, error.line, 1, error.message)
        except Faults as found:
            yield from found.faults


def _published(root: Path) -> Iterator[Path]:
    """All that a builder would take for the site; hidden files are not."""
    for language in LANGUAGES:
        folder = root / "docs" / language
        for path in sorted(folder.iterdir()) if folder.is_dir() else []:
            if not path.name.startswith("."):
                yield path


def _text(root: Path, name: str) -> Iterator[Fault]:
    path = root / name
    if not path.is_file():
        what = "a folder" if path.is_dir() else "a link that leads nowhere, or no file"
        yield Fault(name, 1, 1, f"is {what}; remove it or give it another name")
        return
    try:
        texts.read(root, name)
    except Faults as found:
        yield from found.faults
        return
    if path.suffix == ".py" and (said := _encoding(path)):
        yield Fault(name, 1, 1, said)


def _encoding(path: Path) -> str:
    """What is wrong with how a snippet says that it is encoded, or ""."""
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(path.read_bytes()).readline)
    except SyntaxError as error:
        encoding = error.msg
    if encoding == "utf-8-sig":
        return "begins with a byte order mark, which listings would show; save it as UTF-8 without"
    if encoding != "utf-8":
        return f"says that it is encoded otherwise ({encoding}); remove that line, it is UTF-8"
    return ""
