"""A lab: a notebook kept as plain Python in percent format, one a language.

    # %% [markdown]
    # Text, with values: {= worked_example.before.total:.4f =}

    # %%
    print("code; a Jupyter kernel runs it when the site is built")

A page takes it in with a fence, ```lab labs/en/lab.py. Its Markdown has the
lines of the file, so that a fault's line is a line of the file.
"""

import re
from pathlib import Path

from weave.fault import Fault, Faults, WeaveError
from weave.page import Page

MARK = re.compile(r"# %%(?P<text>[ \t]+\[markdown\])?(?P<more>.*)")
LINE = re.compile(r"#(?: (?P<words>.*))?[ \t]*")
TAKEN_IN = re.compile(r"`{3,}lab\b")
FENCE = "``````"  # longer than any fence of a text


def page(root, name):
    """The lab as a Page; its code cells are `cell` fences. Raises Faults."""
    try:
        text = Path(root, name).read_text(encoding="utf-8-sig")
    except OSError:
        raise WeaveError(
            f"there is no lab '{name}'; write: ```lab labs/en/lab.py"
        ) from None
    return Page(name, markdown(name, text))


def markdown(name, text):
    """The Markdown of a lab's source, line by line. Raises Faults."""
    rows = text.rstrip("\n").split("\n")
    made, faults = [], []
    kind = None  # of the cell: "text" or "code"

    def close(n):
        # the free line before the next cell ends the fence of this one
        if kind != "code":
            return
        if n < len(rows) and rows[n - 1].strip():
            faults.append((n, "leave a line free before the next cell"))
        elif n < len(rows):
            made[-1] = FENCE
        else:
            made.append(FENCE)

    for n, row in enumerate(rows):
        if mark := MARK.fullmatch(row):
            if mark["more"].strip():
                faults.append((n, "write '# %%' for code, or '# %% [markdown]' for text"))
            close(n)
            kind = "text" if mark["text"] else "code"
            made.append("" if mark["text"] else f"{FENCE}cell")
        elif kind is None:
            if row.strip():
                faults.append((n, "a lab begins with a cell; write '# %% [markdown]'"))
            made.append("")
        elif kind == "code":
            made.append(row)
        elif line := LINE.fullmatch(row):
            made.append(line["words"] or "")
        else:
            if row.strip():
                faults.append((n, "a line of text begins with '# '; or write '# %%' for code"))
            made.append("")
    close(len(rows))
    if faults:
        raise Faults(Fault(name, n + 1, 1, message) for n, message in faults)
    return "\n".join(made) + "\n"


def unfolded(page, root):
    """The page with the lab in the place of its `lab` fence, if it has one."""
    for fence in page.fences:
        if fence.name == "lab":
            inside = _page_of(fence, root).text
            return Page(page.name, page.text[: fence.start] + inside + page.text[fence.end :])
    return page


def _page_of(fence, root):
    if not fence.argument:
        raise WeaveError("this fence names no lab; write: ```lab labs/en/lab.py")
    return page(root, fence.argument)


def number(page, offset):
    """Which cell, from 0, is the last that ends at an offset or before it."""
    return sum(fence.name == "cell" and fence.end <= offset for fence in page.fences) - 1


def cells(page):
    """The code of every cell, in order."""
    return [fence.body for fence in page.fences if fence.name == "cell"]
