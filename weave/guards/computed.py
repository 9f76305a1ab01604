"""All that a page asks of snippets/ can be computed."""

import contextlib
from collections import Counter
from collections.abc import Iterator
from threading import Thread

from weave.fault import Broken, Fault, WeaveError
from weave.fences.cell import is_lab
from weave.guards import Site, at
from weave.page import Page
from weave.text import opening


def faults(site: Site) -> Iterator[Fault]:
    waiting: Counter[tuple[str, int, str]] = Counter()
    site.library.prepare(site.used)
    _ahead(site)
    for page in site.pages:
        for offset, error in [*site.woven(page).faults, *_printed(site, page)]:
            if isinstance(error, Broken):
                # one line to mend, however many values wait for it
                waiting[error.file, error.line, error.message] += 1
            else:
                yield at(page, offset, str(error))
    for (file, line, said), n in waiting.items():
        places = "1 place in a page waits" if n == 1 else f"{n} places in pages wait"
        yield Fault(file, line, 1, f"{said}; {places} for it")


def _ahead(site: Site) -> None:
    """Weave all pages side by side, for they wait for figures that others draw."""

    def weave(page: Page) -> None:
        with contextlib.suppress(Exception):  # raised again where it is looked at
            site.woven(page)

    labs = [page for page in site.pages if is_lab(page)]  # a kernel wants the main thread
    rest = [page for page in site.pages if page not in labs]
    threads = [Thread(target=weave, args=[page], daemon=True) for page in rest]
    for thread in threads:
        thread.start()
    for page in labs:
        weave(page)
    for thread in threads:
        thread.join()


def _printed(site: Site, page: Page) -> Iterator[tuple[int, WeaveError]]:
    """What is wrong with the main() that its notebook ends with."""
    module = opening.module(page, site.root)
    if module and opening.offers(page, site.root, page.slug):
        try:
            site.library.output(module)
        except WeaveError as error:
            yield 0, error
