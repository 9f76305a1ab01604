"""The whole source of a snippet module, line by line, coloured."""

import re
from pathlib import Path

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from weave.code import modules, sections, texts

# all but keywords, strings and comments looks as code does anyway, and is most that is marked
PLAIN = re.compile(r'<span class="(?!k|ow|s|c)\w+">([^<]*)</span>')


def lines(root: Path, module: str) -> list[tuple[int, str]]:
    """(line number, its HTML) of a module, without the marks of sections."""
    text = texts.read(root, modules.file_of(root, module))
    coloured = highlight(text, PythonLexer(stripnl=False), HtmlFormatter(nowrap=True))
    marks = {mark.row for mark in sections.marks(text)}
    rows = enumerate(PLAIN.sub(r"\1", coloured).rstrip("\n").split("\n"), start=1)
    return [(n, row) for n, row in rows if n not in marks]
