"""Formulas are valid LaTeX once their values are in, and closed."""

import re
from collections.abc import Iterator

from weave.fault import Fault, WeaveError
from weave.guards import Site, at
from weave.page import VALUE, Page
from weave.text.maths import formulas, mathml

# what markdown would take for maths as well, beside what guards look at
OTHER_MATHS = re.compile(
    r"(?<!\\)\\\((?=(?:(?!\n[ \t]*\n)(?s:.))*?\\\))|^[ \t>]*(?:\\\[|\\begin\{)", re.M
)
DOLLAR = re.compile(
    r"(?<!\\)(?P<marks>\$\$?)(?P<price>\d[\d,.]*(?![\w\\^_{])(?!\s*[-−+*/=<>\\^_]))?"
)
BAR = re.compile(r"(?<!\\)\|")


def faults(site: Site) -> Iterator[Fault]:
    for page in site.pages:
        for formula in formulas(page):
            # a value that could not be woven has its own fault
            text = VALUE.sub("1", site.woven(page).text(formula.start, formula.end))
            try:
                mathml(text.strip(), formula.display)
            except WeaveError as error:
                yield at(page, formula.start - (2 if formula.display else 1), str(error))
        for offset, message in _marks(page):
            yield at(page, offset, message)


def _marks(page: Page) -> Iterator[tuple[int, str]]:
    for match in page.prose(OTHER_MATHS):
        yield match.start(), "write a formula between dollars: $…$ or $$…$$"
    for span in page.spans:
        line = page.text.rfind("\n", 0, span.start) + 1
        row = page.text[line : span.start].lstrip(" \t>").startswith("|")
        bar = row and span.kind == "math" and BAR.search(page.text, span.start, span.end)
        if bar:
            yield bar.start(), r"this bar ends the table's cell; in a formula write \vert or \mid"
    values = {n for value in page.values for n in range(value.start, value.end)}
    for match in page.prose(DOLLAR):
        if match.start() not in values and not match["price"]:
            marks = match["marks"]
            yield (
                match.start(),
                (
                    f"'{marks}' has no partner in this paragraph; a formula is {marks}…{marks}, "
                    r"and a dollar sign is \$"
                ),
            )
