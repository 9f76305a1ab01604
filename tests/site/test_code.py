"""All the code: a light page for each file, in each language, and old addresses lead there."""

import re
from pathlib import Path

import pytest

from tests.site.conftest import PHONE
from tests.site.pages import PREFIXES
from tests.site.test_html import Page

FILES = sorted(path.relative_to("snippets").as_posix() for path in Path("snippets").rglob("*.py"))
PAGES = {file: f"code/{file.removesuffix('.py')}/" for file in FILES}


@pytest.mark.parametrize("prefix", PREFIXES.values(), ids=PREFIXES)
def test_each_file_has_a_page_and_a_row(site, prefix):
    rows = {}
    for element in Page(site, f"{prefix}code/").elements:
        if element.name == "a" and element.parent.name == "li" and "id" in element.attrs:
            rows[element.attrs["href"]] = element.parent.to_text()
    assert {f"code/{link}" for link in rows} == set(PAGES.values())
    made = (site / prefix / "code").rglob("index.html")
    folders = {path.parent.relative_to(site / prefix).as_posix() + "/" for path in made}
    assert folders == {"code/", *PAGES.values()}
    for link, row in rows.items():
        text = Path("snippets", f"{link.strip('/')}.py").read_text(encoding="utf-8")
        docstring = re.match('"""(.*?)("""|$)', text, re.M)[1]
        assert row.endswith(docstring) and docstring


@pytest.mark.parametrize("prefix", PREFIXES.values(), ids=PREFIXES)
def test_a_page_of_code_is_light(site, prefix):
    """Most is what stands around each page; the code itself has few elements."""
    for file, page in {"": "code/", **PAGES}.items():
        html = (site / prefix / page / "index.html").read_text(encoding="utf-8")
        assert len(html.encode()) < 80_000, page
        if file:
            code = html.partition('<div class="highlight listing">')[2].partition("</div>")[0]
            many = Path("snippets", file).read_text(encoding="utf-8").count("\n")
            assert code.count("<span") < 4 * many, page


@pytest.mark.parametrize("file", [FILES[0], "figures/units.py"])
def test_it_is_the_file_with_its_own_numbers(site, file):
    numbers, code = [
        e.to_text(separator="", strip=False) for e in Page(site, f"en/{PAGES[file]}").named("pre")
    ]
    rows = Path("snippets", file).read_text(encoding="utf-8").rstrip("\n").split("\n")
    kept = {n: row for n, row in enumerate(rows, 1) if "--8<--" not in row}
    assert numbers.split() == [str(n) for n in kept]
    assert code.split("\n") == list(kept.values())


def test_one_file_in_both_languages(opened):
    for prefix, home in {"": "코드 전체", "en/": "All the code"}.items():
        with opened(f"{prefix}{PAGES['figures/units.py']}") as page:
            assert page.locator("html").get_attribute("lang") == ("en" if prefix else "ko")
            assert page.locator("h1").inner_text().startswith("snippets/figures/units.py")
            # the navigation says where one is
            here = page.locator(".md-nav--primary .md-nav__item--active > a.md-nav__link")
            assert here.inner_text().strip() == home
            assert int(here.evaluate("e => getComputedStyle(e).fontWeight")) > 600
            page.click("a.language")
            other = "" if prefix else "en/"
            page.wait_for_url(f"**/{other}{PAGES['figures/units.py']}")
            page.click("h1 a")
            page.wait_for_url(f"**/{other}code/#snippets")
            assert page.faults == []


@pytest.mark.parametrize("mark", ["figures-units-34", "figures-units"])
def test_addresses_of_lines_from_when_all_was_one_page(opened, mark):
    with opened(f"en/code/#{mark}", size=PHONE) as page:
        page.wait_for_url(f"**/en/{PAGES['figures/units.py']}")
    with opened("en/code/#figures-units", scripts=False) as page:
        assert page.locator(":target").inner_text() == "units.py"


def test_code_is_wider_than_a_phone_only_within_its_box(opened):
    with opened(PAGES["cross_entropy.py"], size=PHONE) as page:
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert page.evaluate(
            "[...document.querySelectorAll('.listing pre')].map(e => e.scrollHeight)"
            ".every((high, _, all) => Math.abs(high - all[0]) <= 1)"
        )
