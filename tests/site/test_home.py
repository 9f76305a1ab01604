"""The home page: one point, two doors, the contents; and no page moves while it loads."""

import math

import pytest

from tests.site.conftest import DESKTOP, PHONE
from tests.site.pages import PREFIXES

# how far what was seen has moved on its own
MOVED = """() => new Promise(done => {
  let moved = 0
  const add = list => { for (const entry of list.getEntries()) moved += entry.value }
  new PerformanceObserver(add).observe({type: "layout-shift", buffered: true})
  setTimeout(() => done(moved), 500)
})"""


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize(
    "path, wait",
    [("", "figure.live.ready"), ("en/", "figure.live.ready")]
    + [(f"{language}troubleshooting/", ".ask.ready") for language in ["", "en/"]]
    + [(f"{page}/#exercises", ".exercise.checked") for page in ["units", "en/entropy"]],
)
def test_nothing_moves_while_it_loads(opened, path, wait, size):
    with opened(path, size=size) as page:
        page.wait_for_selector(wait)
        page.wait_for_load_state("networkidle")
        # letters of formulas may come late
        assert page.evaluate(MOVED) <= (0.02 if "#" in path else 0.005)


@pytest.mark.parametrize("touch", [False, True], ids=["mouse", "touch"])
def test_one_point_is_dragged_and_one_number_says_its_loss(opened, touch):
    with opened("", touch=touch, size=PHONE if touch else DESKTOP) as page:
        figure = page.wait_for_selector("figure.live.ready")
        assert page.locator("figure.live .controls :is(select, [type=range])").count() == 0
        handle = page.locator(".handle")
        assert handle.count() == 1
        height = page.evaluate("document.body.scrollHeight")
        at = handle.bounding_box()
        assert min(at["width"], at["height"]) >= 40
        x, y = at["x"] + at["width"] / 2, at["y"] + at["height"] / 2
        if touch:
            page.touchscreen.tap(x, y)
        else:
            page.mouse.move(x, y)
            page.mouse.down()
            page.mouse.move(x + 200, y + 30, steps=5)
            page.mouse.up()
        q = figure.evaluate("figure => figure.live.state.q")
        assert touch or q > 0.3
        shown = page.locator(".moving .display").text_content()
        assert float(shown) == pytest.approx(math.log2(1 / q), abs=6e-5)
        # the page is as high as before
        assert page.evaluate("document.body.scrollHeight") == height
        assert page.faults == []


@pytest.mark.parametrize("language", PREFIXES)
def test_two_doors_and_the_contents(opened, language):
    with opened(PREFIXES[language]) as page:
        assert page.locator(".md-sidebar--primary").is_hidden()
        start, odd = page.locator(".doors > section").all()
        assert start.locator("a.md-button").get_attribute("href") == "worked-example/"
        rows = odd.locator("li").all()
        assert len(rows) >= 6
        said = " ".join(row.inner_text() for row in rows)
        for word in [
            f"{math.log(2):.4f}",
            f"{math.log(10):.4f}",
            "nan",
            "Target 3 is out of bounds",
        ]:
            assert word in said
        for row in rows:
            assert "#" in row.locator("a:not(.place)").first.get_attribute("href")
            # the whole row leads there
            box, link = row.bounding_box(), row.locator("a").last
            inside = link.evaluate("a => getComputedStyle(a, '::after').position")
            assert inside == "absolute" and box["height"] >= 24
        chapters = page.locator(".contents li > a").evaluate_all(
            "links => links.map(a => [a.textContent, a.getAttribute('href')])"
        )
        there = page.locator(".md-nav--primary a.md-nav__link:not([href^='#'])").evaluate_all(
            "links => links.map(a => [a.textContent.trim(), a.getAttribute('href')])"
        )
        assert chapters == there[1:]  # all of nav but the home page, by the same names


def test_a_chapter_is_ticked_off_once_all_its_questions_are_answered(opened, address):
    with opened("en/units/") as page:
        page.wait_for_selector(".exercise form")
        asked = page.locator(".question").evaluate_all(
            "all => all.map(one => JSON.parse(one.dataset.question).path)"
        )
        here = page.locator(".md-nav--primary a.md-nav__link--active")
        keep = "paths => localStorage.setItem('cross-entropy-answers', JSON.stringify(paths))"
        for answered in [asked[:-1], asked]:
            page.evaluate(keep, answered)
            page.reload()
            page.wait_for_selector(".exercise.checked")
            ticked = "done" in here.get_attribute("class").split()
            assert ticked == (answered == asked)
        # so do the other pages, in both languages
        for there in ["en/softmax/", "units/", "en/"]:
            page.wait_for_load_state("networkidle")
            page.goto(address + there)
            page.wait_for_selector("a.done", state="attached")
            done = page.locator("a.done").evaluate_all("links => links.map(a => a.pathname)")
            assert {path.rstrip("/").rpartition("/")[2] for path in done} == {"units"}
        assert page.faults == []
