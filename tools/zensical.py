"""Compares the pages of Zensical with those of MkDocs, and exits with 1 where they differ.

Zensical follows MkDocs and has no place in the lock: `pip install zensical` first. What
stands between <article> and </article> must be the same, tag by tag and word by word,
and the page's description; around them each has a theme of its own. All other files that
pages lead to are compared too.
"""

import sys
from difflib import unified_diff
from html.parser import HTMLParser
from pathlib import Path

from weave import __main__ as command
from weave.library import ROOT

FOLDER = ROOT / ".cache" / "builders"  # below the repository, or Zensical does not write
SHOWN = 20  # lines of a difference
BESIDE = ["downloads", "snippets", "assets/live", "assets/run", "en/downloads"]


class Article(HTMLParser):
    """The tags and words of a page's article, one a line."""

    # what a search does not read, which Zensical takes out when it has obeyed
    LEFT_OUT = frozenset({"data-search-exclude"})
    SKIP = ("id", "__skip")  # Zensical's mark of where the words begin

    def __init__(self, html: str) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.inside = self.skipping = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.skipping = self.SKIP in attrs
        # a page's description, and its way to the other language
        beside = ("name", "description") in attrs or ("rel", "alternate") in attrs
        if beside or self.inside and not self.skipping:
            kept = sorted(f" {name}={value!r}" for name, value in attrs
                          if name not in self.LEFT_OUT)
            self.lines.append(f"<{tag}{''.join(kept)}>")
        self.inside |= tag == "article"

    def handle_endtag(self, tag: str) -> None:
        self.inside &= tag != "article"
        if self.inside and not self.skipping:
            self.lines.append(f"</{tag}>")
        self.skipping = False

    def handle_data(self, data: str) -> None:
        if self.inside and data.strip():
            self.lines.append(" ".join(data.split()))


def main() -> None:
    folders = [FOLDER / builder for builder in ("mkdocs", "zensical")]
    for folder in folders:
        command.main(["build", "--builder", folder.name, "-d", str(folder)])
    wrong = 0
    for name in names(folders[0]):
        found = difference(*(folder / name for folder in folders))
        wrong += bool(found)
        if found or name.endswith(".html"):
            print(f"{name}: {'differs' if found else 'the same'}")
        for line in found[:SHOWN]:
            print(f"    {line[:160]}")
        if len(found) > SHOWN:
            print(f"    and {len(found) - SHOWN} more")
    sys.exit(f"{wrong} files differ" if wrong else None)


def names(site: Path) -> list[str]:
    """The pages of a site, and the files beside them that it offers."""
    pages = list(site.rglob("index.html"))
    files = [file for folder in BESIDE for file in (site / folder).rglob("*") if file.is_file()]
    return sorted(path.relative_to(site).as_posix() for path in [*pages, *files])


def difference(one: Path, other: Path) -> list[str]:
    """What a file has and its twin has not, as diff says it; [] if there is nothing."""
    if not other.is_file():
        return ["it is missing"]
    if one.suffix != ".html":
        return [] if one.read_bytes() == other.read_bytes() else ["its bytes are others"]
    mine, theirs = (Article(file.read_text(encoding="utf-8")).lines for file in (one, other))
    # the first two lines of a diff are names of files
    return list(unified_diff(mine, theirs, n=0, lineterm=""))[2:]


if __name__ == "__main__":
    main()
