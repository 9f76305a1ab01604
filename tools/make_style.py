"""Cuts Material's style sheets down to the rules that something on the site can match.

What it writes stands in theme/ under the names of Material's own files and so in their
place; another version of Material has other names, and is whole until this runs again.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import material
import tinycss2

ROOT = Path(__file__).resolve().parent.parent
PLACE = "assets/stylesheets"
SOURCE = Path(material.__file__).parent / "templates"
TARGET = ROOT / "theme" / PLACE
SITE = ROOT / "site"


# what Material's script has for features that the site does not ask for
ABSENT = re.compile("md-(annotation|version|source|tag|tabs|consent|top|tooltip2?|status|progress)")


def words(site: Path) -> set[str]:
    """What tags of pages are called by, and every word of scripts, which name what they add."""
    pages = [file for file in site.rglob("*.html") if file.parent.name != "code"]
    scripts = [file for file in (site / "assets").rglob("*.js") if file.name != "brython.js"]
    tags = (tag for page in pages for tag in re.findall("<[a-z][^>]*>", page.read_text("utf-8")))
    texts = [*tags, *(script.read_text("utf-8") for script in scripts)]
    found = {word for text in texts for word in re.findall(r"[\w-]+", text)}
    return {word for word in found if not ABSENT.match(word)}


def cut(css: str, known: set[str]) -> str:
    """The rules whose selectors can match, and what these need."""
    kept = "".join(rules(tinycss2.parse_stylesheet(css, skip_comments=True), known))
    while (less := wanted(kept, known)) != kept:  # a property may have named another one
        kept = less
    return re.sub(r"[^{}]+\{\}", "", kept)


def wanted(css: str, known: set[str]) -> str:
    """Without the custom properties that nothing names."""
    names = set(re.findall(r"var\(\s*(--[\w-]+)", css)) | known
    declared = r"(?<=[{;])(--[\w-]+):(?:[^;}\"]|\"[^\"]*\")*(?:;|(?=}))"
    return re.sub(declared, lambda found: found[0] if found[1] in names else "", css)


def rules(parsed: Iterable, known: set[str]) -> Iterator[str]:
    for rule in parsed:
        if rule.type == "at-rule" and rule.lower_at_keyword in {"media", "supports"}:
            inner = "".join(rules(tinycss2.parse_rule_list(rule.content, True, True), known))
            if inner:
                yield f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{inner}}}"
        elif rule.type == "qualified-rule":
            selectors = [s for s in parted(rule.prelude) if matches(s, known)]
            if selectors:
                yield f"{','.join(selectors)}{{{tinycss2.serialize(rule.content)}}}"
        elif rule.type != "error":
            yield rule.serialize()


def parted(prelude: Iterable) -> Iterator[str]:
    """The selectors of a rule; a comma within brackets parts none."""
    one = ""
    for token in prelude:
        if token == ",":
            yield one.strip()
            one = ""
        else:
            one += token.serialize()
    yield one.strip()


def matches(selector: str, known: set[str]) -> bool:
    """Whether it can: pages run from left to right, and each class of it is a word."""
    outside = re.sub(r":not\([^)]*\)", "", selector)
    if re.search(r"\[dir=rtl\]|::?-moz|^::?-ms|:-webkit-any", outside):
        return False
    named = re.findall(r"[.#]([a-zA-Z_][\w-]*)|\[([\w-]+)", re.sub(r":is\([^)]*\)", "", outside))
    return all(name in known for pair in named for name in pair if name)


def sources() -> list[Path]:
    return [file for name in ["main", "palette"] for file in (SOURCE / PLACE).glob(f"{name}.*.css")]


def main(target: Path = TARGET, site: Path = SITE) -> None:
    if not site.is_dir():
        sys.exit("there is no site/ to read; run: make build")
    known = words(site)
    target.mkdir(exist_ok=True, parents=True)
    for file in sources():
        css = file.read_text("utf-8")
        made = cut(css, known)
        (target / file.name).write_text(made, "utf-8")
        print(f"{file.name}: {len(made) / 1024:.0f} of {len(css) / 1024:.0f} KB")


if __name__ == "__main__":
    main()
