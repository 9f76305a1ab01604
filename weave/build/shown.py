"""No numeral in the built pages that neither a computed value nor a name explains.

The guards read what authors write; this reads what came out, whatever brought it there:
a template, a setting, a title that a builder repeats.
"""

from collections.abc import Iterator
from pathlib import Path

from weave.fault import Fault
from weave.text import numerals
from weave.text.seen import seen


def faults(folder: Path) -> Iterator[Fault]:
    for path in sorted(folder.rglob("*.html")):
        name = path.relative_to(folder).as_posix()
        for said in seen(path.read_text(encoding="utf-8")):
            for start, end in numerals.prose(said):
                around = " ".join(said[max(start - 30, 0) : end + 30].split())
                message = (
                    f"the built page shows a typed number, '{said[start:end]}' in '{around}'; "
                    "take it out of the file that brings it there"
                )
                yield Fault(f"site/{name}", 1, 1, message)
