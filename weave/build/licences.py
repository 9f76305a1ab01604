"""Whose work the site carries, and on which terms: one text, from what is installed."""

import re
from functools import cache
from importlib.metadata import distribution
from pathlib import Path

NAME = "licences.txt"  # in the folder of each language
# what of others a browser gets: (a distribution, its licences, and what is shipped of it)
SHIPPED = [
    ("mkdocs-material", "/licenses/LICENSE", "pages, style and scripts: Material for MkDocs"),
    ("mkdocs-material", ".icons/material/LICENSE", "icons in pages: Material Design Icons"),
    ("mkdocs-material", ".icons/fontawesome/LICENSE.txt", "icons in pages: Font Awesome"),
    ("pscript", "/licenses/LICENSE", "scripts of figures that answer: PScript"),
]
# what Material ships minified stands in MkDocs with its notices
SEARCH = r"contrib/search/(?:templates/search/lunr|lunr-language/[\w.]+)\.js"
NOTICE = re.compile(
    r"/\*[!*](?:(?!\*/).)*?(?:licen[cs]e|mozilla\.org)(?:(?!\*/).)*\*/", re.I | re.S
)
LINES = re.compile(r"(?:^[ \t]*//.*\n)*^[ \t]*// \(c\).*\n(?:^[ \t]*//.*\n)*", re.M)


def text(root: Path) -> str:
    """All of it; root: the repository, whose own terms come first."""
    own = [root / "LICENSE", *sorted((root / "theme").rglob("*LICENSE.txt"))]
    parts = [(file.name, file.read_text(encoding="utf-8")) for file in own if file.is_file()]
    for name, end, what in SHIPPED:
        said = "\n".join(_files(name, re.escape(end)))
        parts.append((f"{what} {distribution(name).version}", said))
    notices: dict[str, None] = {}  # each once, in their order
    for code in _files("mkdocs", SEARCH):
        notices |= dict.fromkeys(m[0] for m in [*NOTICE.finditer(code), *LINES.finditer(code)])
    parts.append(("search: lunr, lunr-languages, TinySegmenter", "\n\n".join(notices)))
    return "\n\n".join(
        f"{'=' * 72}\n{title}\n{'=' * 72}\n\n{said.strip()}" for title, said in parts
    )


@cache
def _files(name: str, end: str) -> list[str]:
    """The texts of a distribution's files whose path ends so; one at least."""
    found = distribution(name)
    paths = [path for path in found.files or [] if re.search(f"{end}$", path.as_posix())]
    if not paths:
        raise FileNotFoundError(f"{found.name} {found.version} has no file {end}")
    return [path.read_text(encoding="utf-8") for path in sorted(paths)]
