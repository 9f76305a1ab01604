"""A lab weighs about as much as a chapter, and no page brings much script of its own."""

import gzip
import re
from pathlib import Path
from statistics import median

import pytest

from tests.site.pages import PREFIXES, SLUGS
from tools import make_style
from tools.audit import weigh
from tools.serving import packed_and_counted

KB = 1024
# kilobytes of a page as it is sent, where they are more than those of all others
HEAVY = {"segmentation": 46, "reading-a-loss": 33}


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
    # loaded where one stands
    files = [site / "assets" / f"{name}.js" for name in ["dom", "figure", "plot", "python"]]
    assert sum(len(gzip.compress(file.read_bytes())) for file in files) <= 9 * 1024


@pytest.mark.parametrize("prefix", PREFIXES.values(), ids=PREFIXES)
def test_no_page_is_heavy(site, prefix):
    sizes = {slug: weight(site, prefix + slug) / KB for slug in SLUGS}
    assert {slug: n for slug, n in sizes.items() if n > HEAVY.get(slug, 30)} == {}


@pytest.mark.parametrize("page", ["gradient/", "en/training/"])
def test_a_first_visit_and_a_second(site, browser, page):
    with packed_and_counted(site) as (address, sent):
        first, second = weigh(browser, address, sent, page)
    assert 60 < first <= 130
    assert second <= 32


@pytest.mark.parametrize("prefix", PREFIXES.values(), ids=PREFIXES)
def test_a_page_waits_for_one_style_sheet(site, prefix):
    folder = site / prefix / "assets"
    for page in site.rglob("*.html"):
        html = page.read_text(encoding="utf-8")
        assert len(re.findall('<link rel="stylesheet"', html)) == 1, page
    assert [path.name for path in folder.rglob("*.css")] == ["style.css"]
    named = re.findall(r"url\([\"']?([^)\"']+)", (folder / "style.css").read_text(encoding="utf-8"))
    files = [name for name in named if not name.startswith(("data:", "#"))]
    assert files and all((folder / name).is_file() for name in files)


def test_style_sheets_of_material_have_all_that_pages_need(site):
    known = make_style.words(site)
    for file in make_style.sources():
        ours = make_style.TARGET / file.name
        whole, cut = (make_style.cut(one.read_text("utf-8"), known) for one in [file, ours])
        assert cut == whole, "make build, then run python -m tools.make_style"
        assert len(ours.read_bytes()) < 0.6 * len(file.read_bytes())
