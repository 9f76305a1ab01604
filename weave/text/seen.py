"""What is seen or heard of HTML: text by block, and attributes that are shown or read out."""

import re
from html.parser import HTMLParser

from weave.text import numerals
from weave.text.numerals import MARK

# only the build makes these from values, formulas, figures and code; guards read their source
MADE = re.compile(
    r"<(svg|math|script|style|pre|data)\b(?:\"[^\"]*\"|[^\">])*>.*?</\1>"
    r"|<code\b[^>]*>.*?</code>(?: = [^<]*<a class=\"place\"[^>]*>[^<]*</a>)?",
    re.S,
)
READ = {"alt", "title", "placeholder", "label", "summary", "abbr", "value", "content"}
READ |= {f"aria-{name}" for name in ("label", "description", "valuetext", "roledescription")}
ABOUT = re.compile(r"description|author|og:|twitter:")
INLINE = set("a abbr b em i q s small span strong sub sup u wbr".split())


def seen(page: str) -> list[str]:
    """What stands together, a MARK where something was computed."""
    reader = Reader()
    reader.feed(MADE.sub(MARK, page))
    reader.close()
    return [said for said in [*reader.text, *reader.heard] if said.strip()]


class Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.text, self.heard = [""], [""]

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        if tag != "meta" or ABOUT.match(given.get("name") or given.get("property") or ""):
            self.heard += [plain(value or "") for name, value in attributes if name in READ]
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in INLINE:
            self.text.append("")

    def handle_data(self, data: str) -> None:
        self.text[-1] += plain(data)


def plain(text: str) -> str:
    return text if text.isascii() else "".join(map(numerals.plain, text))
