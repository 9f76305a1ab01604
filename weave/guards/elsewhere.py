"""No typed numeral in what the site says beside its pages: settings, templates, scripts."""

import re
from collections.abc import Iterator

import yaml
from pygments.lexers.javascript import JavascriptLexer
from pygments.token import String

from weave.code import texts
from weave.fault import Fault
from weave.guards import Site
from weave.text import numerals
from weave.text.numerals import MARK
from weave.text.seen import plain, seen

# settings of mkdocs.yml that no reader sees
UNSEEN = re.compile(
    r"\w+_(?:url|dir|uri)|INHERIT|strict|plugins|markdown_extensions|validation|hooks|watch"
    r"|extra_(?:css|javascript)|icon|features|media|scheme|language|favicon|custom_dir|font"
    r"|static_templates"
)
WORDS = re.compile(r"[가-힣]|[A-Za-z]{2,} | [A-Za-z]{2,}")  # a name or a path is none
# classes of plot.js, and what finds elements
PAINT = re.compile(r"[a-z -]*\bc[0-7]\b[a-z -]*|.*(?:[\[\]#]|:\w+\().*")
JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.S)
CONTENT = re.compile(r"content:([^;}]*)")
ESCAPE = re.compile(r"\\[\da-fA-F]+ ?")
MEND = "take it out, or have the build compute it"


def faults(site: Site) -> Iterator[Fault]:
    for path in sorted([*site.root.glob("mkdocs*.yml"), *site.root.glob("theme/**/*.*")]):
        if path.suffix in READERS:
            name = path.relative_to(site.root).as_posix()
            text = texts.read(site.root, name)
            for offset, said in READERS[path.suffix](text):
                for start, end in numerals.prose(said):
                    at = max(text.find(said[start:end], offset), 0)
                    line = text.count("\n", 0, at) + 1
                    column = at - text.rfind("\n", 0, at)
                    yield Fault(name, line, column, f"a typed number, '{said[start:end]}'; {MEND}")


def settings(text: str) -> Iterator[tuple[int, str]]:
    """(offset, text) of what mkdocs.yml has a reader see, titles of nav among it."""
    try:
        todo = [yaml.compose(text, Loader=yaml.SafeLoader)]
    except yaml.YAMLError:
        return  # what reads nav says so
    while todo:
        node = todo.pop()
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                if not UNSEEN.fullmatch(key.value):
                    todo += [key, value]
        elif isinstance(node, yaml.SequenceNode):
            todo += node.value
        elif isinstance(node, yaml.ScalarNode):
            yield node.start_mark.index, plain(node.value)


def template(text: str) -> Iterator[tuple[int, str]]:
    """The same for HTML with Jinja in it."""
    return ((0, said) for said in seen(JINJA.sub(MARK, text)))


def script(text: str) -> Iterator[tuple[int, str]]:
    """The same for the texts of JavaScript that are sentences."""
    templates: list[list] = []  # offset and text of those that are open, one in another
    for at, kind, piece in JavascriptLexer().get_tokens_unprocessed(text):
        if kind is String.Backtick and piece == "`" and (not templates or templates[-1][2]):
            templates.append([at, "", False])
        elif kind is String.Backtick and piece == "`":
            start, said, _ = templates.pop()
            if WORDS.search(said):
                yield start, plain(said)
        elif kind is String.Backtick:
            templates[-1][1] += piece
        elif kind is String.Interpol:
            templates[-1][1] += MARK if piece == "${" else ""
            templates[-1][2] = piece == "${"
        elif kind in String and WORDS.search(piece) and not PAINT.fullmatch(piece[1:-1]):
            yield at, plain(piece[1:-1])


def style(text: str) -> Iterator[tuple[int, str]]:
    """The same for what CSS writes itself."""
    return ((match.start(), plain(ESCAPE.sub("", match[1]))) for match in CONTENT.finditer(text))


READERS = {".yml": settings, ".html": template, ".js": script, ".css": style}
