"""A lab weighs about as much as a chapter, and no page brings much script of its own."""

import gzip
import re
from pathlib import Path
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
    assert len(chapters) >= 10
    assert weight(site, prefix + "lab") <= 1.5 * median(chapters)


def test_the_script_before_a_click_is_small(site):
    # what figures that answer load, they load where they stand
    text = (site / "units/index.html").read_text(encoding="utf-8")
    names = {
        Path(src).name for src in re.findall(r'<script[^>]* src="([^"]+)" type="module"', text)
    }
    assert names == {"answers.js", "ask.js", "live.js", "page.js", "run.js"}
    files = [site / "assets" / name for name in [*names, "dom.js"]]
    assert sum(len(gzip.compress(file.read_bytes())) for file in files) <= 12 * 1024


def test_what_figures_that_answer_share_is_small(site):
    # loaded where one stands; Material's own bundle is four times as large
    files = [site / "assets" / f"{name}.js" for name in ["dom", "figure", "plot", "python"]]
    assert sum(len(gzip.compress(file.read_bytes())) for file in files) <= 9 * 1024
