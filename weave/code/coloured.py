"""The whole source of a snippet module, line by line, coloured."""

import re
from pathlib import Path

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer
from pygments.token import STANDARD_TYPES, Comment, Generic, Keyword, Name, Operator, String

from weave.code import modules, sections, texts

# all else has the colour of the text, and no element, in the listings of pages too; plain
# names keep theirs until weave/text/concepts.py has seen whether they have a colour
COLOURED = [Comment, Generic, Keyword, Operator.Word, String]
STANDARD_TYPES.update(
    {k: "" for k in STANDARD_TYPES if k is not Name and not any(k in one for one in COLOURED)}
)
NAMES = re.compile(r'<span class="n">([^<]*)</span>')


def lines(root: Path, module: str) -> list[tuple[int, str]]:
    """(line number, its HTML) of a module, without the marks of sections."""
    text = texts.read(root, modules.file_of(root, module))
    coloured = highlight(text, PythonLexer(stripnl=False), HtmlFormatter(nowrap=True))
    marks = {mark.row for mark in sections.marks(text)}
    rows = enumerate(NAMES.sub(r"\1", coloured).rstrip("\n").split("\n"), start=1)
    return [(n, row) for n, row in rows if n not in marks]
