"""All that a page asks of snippets/ can be computed."""

from collections import Counter
from collections.abc import Iterator

from weave.fault import Broken, Fault
from weave.guards import Site, at


def faults(site: Site) -> Iterator[Fault]:
    waiting: Counter[tuple[str, int, str]] = Counter()
    site.library.prepare(site.used)
    for page in site.pages:
        for offset, error in site.woven(page).faults:
            if isinstance(error, Broken):
                # one line to mend, however many values wait for it
                waiting[error.file, error.line, error.message] += 1
            else:
                yield at(page, offset, str(error))
    for (file, line, said), n in waiting.items():
        places = "1 place in a page waits" if n == 1 else f"{n} places in pages wait"
        yield Fault(file, line, 1, f"{said}; {places} for it")
