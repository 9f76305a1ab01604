"""No numeral in the built pages that neither a computed value nor a name explains.

The guards read what authors write; this reads what came out, whatever brought it there:
a template, a setting, a title that a builder repeats.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from weave.fault import Fault
from weave.text import numerals
from weave.text.seen import seen
from weave.text.words import LANGUAGES


def pages(folder: Path) -> list[Path]:
    """The pages of a language, none of another that lies in its folder."""
    others = [folder / language for language in LANGUAGES]
    found = sorted(folder.rglob("*.html"))
    return [path for path in found if not any(other in path.parents for other in others)]


def faults(folder: Path, pages: Iterable[Path]) -> Iterator[Fault]:
    """folder: that of the site, which names are below."""
    for path in pages:
        name = path.relative_to(folder).as_posix()
        for said in seen(path.read_text(encoding="utf-8")):
            for start, end in numerals.prose(said):
                around = " ".join(said[max(start - 30, 0) : end + 30].split())
                message = (
                    f"the built page shows a typed number, '{said[start:end]}' in '{around}'; "
                    "take it out of the file that brings it there"
                )
                yield Fault(f"site/{name}", 1, 1, message)
