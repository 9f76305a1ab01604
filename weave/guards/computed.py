"""All that a page asks of snippets/ can be computed."""

from collections import Counter
from collections.abc import Iterator
from itertools import zip_longest

from weave.code import modules
from weave.fault import Broken, Fault
from weave.guards import Site, at


def faults(site: Site) -> Iterator[Fault]:
    waiting: Counter[tuple[str, int, str]] = Counter()
    # a chapter's two pages one after the other, while it is in memory
    pages = sorted(site.pages, key=lambda page: page.slug)
    for page, following in zip_longest(pages, pages[1:]):
        # the next chapter runs while this page is read
        if following and (module := modules.module_of(site.root, following.slug)):
            site.library.prepare(module)
        for offset, error in site.woven(page).faults:
            if isinstance(error, Broken):
                # one line to mend, however many values wait for it
                waiting[error.file, error.line, error.message] += 1
            else:
                yield at(page, offset, str(error))
    for (file, line, said), n in waiting.items():
        places = "1 place in a page waits" if n == 1 else f"{n} places in pages wait"
        yield Fault(file, line, 1, f"{said}; {places} for it")
