"""The way through the chapters: nav in mkdocs.yml, the home page's table, last lines.

One list, nav, has every page once. The home page has a row for each, and each
chapter's last line leads to the next. Where a repository has no mkdocs.yml, no
nav in it or no such table, nothing is asked.
"""

import re

from weave.fault import Fault

CONFIG = "mkdocs.yml"
HOME = "index.md"
NAV = re.compile(r"^nav:[ \t]*\n(?P<lines>(?:[ \t].*\n|[ \t]*#.*\n|[ \t]*\n)*)", re.M)
ENTRY = re.compile(r"^[ \t]+-[ \t]+(?:[^#\n]*?:[ \t]+)?(?P<page>[\w./-]+\.md)[ \t]*(?:#.*)?$", re.M)
ROW = re.compile(r"^\|[ \t]*\[(?P<title>.+?)\]\((?P<page>[\w./-]+\.md)\)[ \t]*\|", re.M)
TITLE = re.compile(r"^#[ \t]+(?P<words>.+?)[ \t]*(?:\{[^{}]*\}[ \t]*)?$", re.M)
LINK = re.compile(r"\[(?P<words>[^\[\]]+)\]\((?P<page>[\w./-]+\.md)\)")


def faults(root, pages):
    """What keeps a reader from coming upon a page."""
    try:
        config = (root / CONFIG).read_text(encoding="utf-8") + "\n"
    except OSError:
        return
    block = NAV.search(config)
    if not block:
        return
    entries = list(ENTRY.finditer(config, *block.span("lines")))
    nav = [entry["page"] for entry in entries]
    languages = {}  # {language: {its page's name, without the folders: page}}
    for page in pages:
        _, language, slug = page.name.split("/", 2)
        languages.setdefault(language, {})[slug] = page
    named = set(nav)
    for chapters in languages.values():
        for slug, page in chapters.items():
            if slug not in named:
                named.add(slug)  # said once, not in each language
                yield Fault(
                    page.name, 1, 1,
                    f'no line of nav in {CONFIG} names this page; add "  - {slug}"',
                )
    for language, chapters in languages.items():
        for entry in entries:
            if entry["page"] not in chapters:
                line = config.count("\n", 0, entry.start()) + 1
                yield Fault(
                    CONFIG, line, 1,
                    f"nav names docs/{language}/{entry['page']}, and there is no such page; "
                    "write it, or remove this line",
                )
        there = [slug for slug in nav if slug in chapters]
        titles = {slug: _title(chapters[slug]) for slug in there}
        if HOME in chapters:
            yield from _table(chapters[HOME], there, titles)
        yield from _last_lines(chapters, there, titles)


def _title(page):
    """A page's first heading."""
    for match in TITLE.finditer(page.text):
        if page.kind_at(match.start()) == "prose":
            return match["words"]
    return page.name.rpartition("/")[2]


def _table(home, nav, titles):
    """Rows of the home page's table that are missing, wrong or out of order."""
    rows = [row for row in ROW.finditer(home.text) if home.kind_at(row.start()) == "prose"]
    if not rows:
        return
    shown = [row["page"] for row in rows]
    lacking = [slug for slug in nav if slug != HOME and slug not in shown]
    for slug in lacking:
        # below the row of the nearest chapter before it that has one
        before = [row for row in rows if row["page"] in nav[: nav.index(slug)]]
        at = before[-1] if before else rows[0]
        yield Fault(
            home.name, home.place(at.start())[0], 1,
            f"the table lacks a row for {slug}; write below this line: "
            f"| [{titles[slug]}]({slug}) | its question |",
        )
    for row in rows:
        slug, title = row["page"], row["title"]
        if title != titles.get(slug, title):
            yield Fault(
                home.name, *home.place(row.start("title")),
                f"the title of {slug} is '{titles[slug]}'; write: [{titles[slug]}]({slug})",
            )
    order = [slug for slug in nav if slug in shown]
    found = [slug for slug in shown if slug in nav]
    if not lacking and found != order:
        yield Fault(
            home.name, home.place(rows[0].start())[0], 1,
            f"the rows stand in another order than nav in {CONFIG}: {', '.join(order)}",
        )


def _last_lines(chapters, nav, titles):
    """Chapters whose last line does not lead to their neighbours in nav.

    The first chapters end with a sentence of their own that leads on; from the
    first one that names the chapter before it, each names both by their titles.
    The home page may end as it likes, and so may the last page.
    """
    both = False
    for before, slug, after in zip(nav, nav[1:], nav[2:]):
        page = chapters[slug]
        at = len(page.text.rstrip().rpartition("\n")[0])
        at += bool(at)  # past the line's end
        links = [(m["page"], m["words"]) for m in LINK.finditer(page.text, at)]
        leads = [target for target, _ in links]
        both = both or before in leads
        wanted = [(before, titles[before]), (after, titles[after])]
        if (links != wanted) if both else (after not in leads):
            written = [f"[{title}]({target})" for target, title in wanted]
            yield Fault(
                page.name, page.place(at)[0], 1,
                "its last line must lead to " + " and ".join(written if both else written[1:]),
            )
