"""Korean as KOREAN.md says: no word that it refuses, titles in 「 」, bold that stays bold."""

import re
from collections.abc import Iterator

from weave.code import texts
from weave.fault import Fault
from weave.guards import Site, at
from weave.guards.typed import reads
from weave.page import Page
from weave.text.numerals import MARK

GUIDE = "KOREAN.md"
TABLE = re.compile(r"^## 용어$(?P<rows>.*?)(?=^## |\Z)", re.M | re.S)
ROW = re.compile(r"^\| (?P<write>[^|]+) \| (?P<refused>[^|]+) \| [^|]+ \|$", re.M)
# 꼭 means "by all means"; before a number or what is the same it was "exactly"
EXACTLY = re.compile(
    rf"(?<![가-힣])꼭 (?![^.,\n]*(?:필요|않아도|아니어도|[이여]야|하세요))"
    rf"(?=[\d{MARK}]|(?:같|이만큼|그만큼|맞아떨|들어맞))"
)
# commonmark opens bold, and does not close it, where punctuation stands before a word
BOLD = re.compile(r"\*\*[^*\n]+?(?P<end>:[^:{}\n]*%\s*=\}|(?<!=)[^\w\s*])\*\*(?=[가-힣])")
LINK = re.compile(
    r"(?P<quote>「?)\[(?P<words>[^\]\n]+)\]\((?P<page>[\w-]+\.md)(?:#(?P<id>[\w-]+))?\)"
    r"(?P<after>.?)"
)


def faults(site: Site) -> Iterator[Fault]:
    guide = site.root / GUIDE
    words = refused(texts.read(site.root, GUIDE)) if guide.is_file() else {}
    titles = {
        (f"{page.slug}.md", mark): words for page in site.of("ko") for mark, words in headings(page)
    }
    for page in site.of("ko"):
        for offset, message in [*_words(page, words), *_bold(page), *_titles(page, titles)]:
            yield at(page, offset, message)


def refused(guide: str) -> dict[str, str]:
    """{a word that no page uses: what to write} of the table in KOREAN.md."""
    table = TABLE.search(guide)
    rows = list(ROW.finditer(table["rows"]))[2:] if table else []  # below the head and its line
    return {word: row["write"] for row in rows for word in row["refused"].split(", ")}


def _words(page: Page, words: dict[str, str]) -> Iterator[tuple[int, str]]:
    """Words of the table, and 꼭 for "exactly", in all that is read."""
    if not words:
        return
    pattern = re.compile("|".join(rf"(?<![가-힣]){re.escape(word)}" for word in words))
    for seen, _ in reads(page):
        flat = "".join([character for character, _ in seen])
        for match in pattern.finditer(flat):
            yield (
                seen[match.start()][1],
                f"'{match[0]}' is a word that {GUIDE} refuses; write '{words[match[0]]}'",
            )
        for match in EXACTLY.finditer(flat):
            yield seen[match.start()][1], "'꼭' is no 'exactly'; write '정확히', or leave it out"


def _bold(page: Page) -> Iterator[tuple[int, str]]:
    for match in page.prose(BOLD):
        end = match["end"][-1] if len(match["end"]) == 1 else "%"
        yield (
            match.start(),
            f"a notebook shows these asterisks, as '{end}' stands between bold and a particle; "
            f"end the bold before the '{end}', or after the particle",
        )


def headings(page: Page) -> Iterator[tuple[str | None, str]]:
    """(id, words) of each heading; the first is the page's title, without an id as well."""
    for n, (offset, mark) in enumerate(page.headings):
        line = page.text[offset:].partition("\n")[0]
        words = re.sub(r"\s*\{[^{}=]*\}\s*$", "", line).lstrip("# ")
        yield from [(mark, words), (None, words)][: 1 if n else 2]


def _titles(page: Page, titles: dict[tuple[str, str | None], str]) -> Iterator[tuple[int, str]]:
    for match in page.prose(LINK):
        said, start = match["words"], match.start("words") - 1
        whole, part = (titles.get((match["page"], mark)) for mark in (None, match["id"]))
        # in a list or a cell it stands alone
        if not match["quote"] and said == whole and "가" <= match["after"] <= "힣":
            yield start, f"the title of a page stands in 「 」; write 「[{said}](…)」"
        if match["quote"] and said not in {whole, part}:
            yield start, f"'{said}' is no title of {match['page']}; write 「[{part or whole}](…)」"
