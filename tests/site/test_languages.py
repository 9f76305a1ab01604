"""The language switch leads to the same page, with scripts and without."""

import re

import pytest

from tests.site.pages import language_of, twin

SWITCH = "header a.language"


@pytest.mark.parametrize("scripts", [False, True], ids=["still", "scripts"])
@pytest.mark.parametrize("path", ["", "from-the-post/"])
def test_there_and_back(opened, address, path, scripts):
    with opened(path, scripts=scripts) as page:
        for there in [twin(path), path]:
            page.locator(SWITCH).click()
            page.wait_for_url(address + there, wait_until="domcontentloaded")
            language = language_of(there)
            assert page.locator("html").get_attribute("lang") == language
            title = page.locator("article h1").inner_text()
            assert bool(re.search("[가-힣]", title)) == (language == "ko")
        # a page that is left early may have had a request under way
        assert [f for f in page.faults if not f.startswith("no answer")] == []


def test_scripts_do_not_lead_elsewhere(page, address):
    """The click of each page, with scripts; the journey itself is cut off.

    That the twin is there, and speaks its language, is in test_html.py.
    """
    switch = page.locator(SWITCH)
    other = language_of(twin(page.path))
    assert switch.get_attribute("hreflang") == other
    assert switch.get_attribute("lang") == other
    asked = []

    def stay(route):
        if not route.request.is_navigation_request():
            route.continue_()  # a script that the search still waits for
            return
        asked.append(route.request.url)
        route.fulfill(status=204)

    before = list(page.faults)
    page.route("**/*", stay)
    with page.expect_request(lambda request: request.is_navigation_request()):
        switch.click()
    page.unroute("**/*")
    page.faults[:] = before
    assert asked == [address + twin(page.path)]


def test_the_section_and_the_figures_come_along(opened, address):
    with opened("units/?units=0.5_sum_1_1") as page:
        page.locator("#stuck").evaluate("e => e.scrollIntoView({behavior: 'instant'})")
        page.locator(SWITCH).click()
        page.wait_for_url("**/en/units/**", wait_until="domcontentloaded")
        assert page.url == address + "en/units/?units=0.5_sum_1_1#stuck"
        # a section that is named is kept while it is in sight
        page.goto(address + "en/units/#exercises")
        page.locator(SWITCH).click()
        page.wait_for_url(address + "units/#exercises", wait_until="domcontentloaded")
