"""A lab weighs about as much as a chapter."""

import gzip
from statistics import median

import pytest

from tests.site.pages import PREFIXES, SLUGS


def weight(site, page):
    """Bytes of a page as a server sends it."""
    return len(gzip.compress((site / page / "index.html").read_bytes()))


@pytest.mark.parametrize("prefix", PREFIXES.values(), ids=PREFIXES)
def test_the_lab_beside_the_chapters(site, prefix):
    chapters = [
        weight(site, prefix + slug)
        for slug in SLUGS
        if (site / "downloads" / f"{slug}.ipynb").is_file() and slug != "lab"
    ]
    assert len(chapters) == 10
    assert weight(site, prefix + "lab") <= 1.5 * median(chapters)
