"""Reads the text files of a repository, all of which are UTF-8."""

import codecs
from pathlib import Path

from weave.fault import Fault, Faults


def read(root: Path, name: str) -> str:
    """What a file says, its lines ended by \\n; raises Faults where it is no text.

    A byte order mark is no character of it.
    """
    content = (root / name).read_bytes()
    whole = content.removeprefix(codecs.BOM_UTF8)
    try:
        text = whole.decode()
    except UnicodeDecodeError as error:
        said = f"is not UTF-8{_like(content)}; save it as UTF-8"
        raise _fault(name, whole[: error.start].decode(), said) from None
    before, nul, _ = text.partition("\0")
    if nul:
        raise _fault(name, before, "holds a NUL character, which nobody can read; remove it")
    return "\n".join(text.replace("\r\n", "\n").split("\r"))


def _fault(name: str, before: str, said: str) -> Faults:
    row, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return Faults([Fault(name, row, column, said)])


def _like(content: bytes) -> str:
    """What an editor may have saved instead: a guess, or ""."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return " (looks like UTF-16)"
    try:
        content.decode("cp949")
    except UnicodeDecodeError:
        return ""
    return " (looks like CP949?)"
