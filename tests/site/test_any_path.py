"""The site works where no one configured it: under a path, and from a folder."""

from contextlib import contextmanager

import pytest

from tests.site.conftest import faults_of
from tools.serving import served


@pytest.fixture(scope="module")
def below(site, tmp_path_factory):
    """Address of the site under /some/path/, with nothing else on the server."""
    root = tmp_path_factory.mktemp("root")
    (root / "some").mkdir()
    (root / "some" / "path").symlink_to(site, target_is_directory=True)
    with served(root) as address:
        yield address + "some/path/"


@contextmanager
def opened(browser, url, inside):
    context = browser.new_context()
    try:
        page = context.new_page()
        page.faults = faults_of(page, inside)
        page.goto(url)
        page.wait_for_load_state("networkidle")
        yield page
    finally:
        context.close()


@pytest.mark.parametrize("path", ["", "units/", "en/lab/", "en/softmax/"])
def test_under_a_path(browser, below, path):
    # every request stays below the path, and is answered
    with opened(browser, below + path, below) as page:
        assert page.faults == []
        links = page.eval_on_selector_all("a[href]", "all => all.map(a => a.href)")
        here = [link for link in links if "127.0.0.1" in link]
        assert here and all(link.startswith(below) for link in here)


def test_from_page_to_page_and_to_the_other_language(browser, below):
    with opened(browser, below + "units/", below) as page:
        page.click("text=English")
        page.wait_for_url(below + "en/units/")
        page.click("a[href$='.ipynb'] >> nth=0", modifiers=["Alt"], trial=True)
        got = page.request.get(page.eval_on_selector("a[href$='.ipynb']", "a => a.href"))
        assert got.ok and got.json()["nbformat"] == 4
        assert page.faults == []


def test_figures_and_programs_run_under_a_path(browser, below):
    with opened(browser, below + "en/softmax/", below) as page:
        assert page.locator("figure.live input").count()
    with opened(browser, below + "worked-example/", below) as page:
        page.click(".run summary")
        page.click(".run button >> nth=0")
        page.wait_for_selector(".run .printed:has-text('bits')", timeout=30_000)
        assert page.faults == []


def test_words_and_numbers_from_a_folder(browser, site):
    # opened as a file, as from a stick; addresses end in index.html
    context = browser.new_context()
    try:
        page = context.new_page()
        page.goto((site / "units" / "index.html").as_uri())
        assert page.locator("h1").inner_text()
        assert page.locator(".value data").count() > 20
        # the site's own style is there: cards wait
        assert not page.locator(".origin").first.is_visible()
    finally:
        context.close()
