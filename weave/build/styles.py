"""One style sheet a page, where a phone would ask for eight, each by itself.

A page is shown when the last has come. `publish(folder)` joins those that the pages of a
language name, in their order, and leaves out what only authors read.
"""

import re
from pathlib import Path

from rcssmin import cssmin

from weave.build import shown

LINK = re.compile(r'\s*<link rel="stylesheet" href="([^"]*?)(assets/[^"]+\.css)">')


def publish(folder: Path) -> None:
    """folder: that of a language."""
    joined: dict[tuple[str, ...], str] = {}
    for path in shown.pages(folder):
        html = path.read_text(encoding="utf-8")
        first = LINK.search(html)
        if not first:
            continue
        names = tuple(name for _, name in LINK.findall(html))
        if names not in joined:
            joined[names] = f"assets/style{len(joined) or ''}.css"
            style = "\n".join((folder / name).read_text(encoding="utf-8") for name in names)
            (folder / joined[names]).write_text(str(cssmin(style)), encoding="utf-8")
        link = f'\n<link rel="stylesheet" href="{first[1]}{joined[names]}">'
        before, after = html[: first.start()], html[first.start() :]
        path.write_text(before + link + LINK.sub("", after), encoding="utf-8", newline="\n")
    for name in {name for names in joined for name in names}:
        (folder / name).unlink()
