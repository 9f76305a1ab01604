"""What every page does beside its text: search by keyboard, lists that follow, print."""

import pytest

from tests.site.conftest import PHONE
from tests.site.pages import PREFIXES

LINK = "a.md-search-result__link"
FOCUSED = "document.activeElement.getAttribute({!r})"


@pytest.mark.parametrize("prefix", PREFIXES.values(), ids=PREFIXES)
def test_the_search_by_keyboard_alone(opened, prefix):
    with opened(f"{prefix}units/") as page:
        page.keyboard.press("/")
        page.wait_for_function("document.querySelector('#__search').checked")
        assert page.evaluate(FOCUSED.format("name")) == "query"
        page.keyboard.type("softmax")
        page.wait_for_function(f"document.querySelectorAll('{LINK}').length > 3")
        links = page.locator(LINK).evaluate_all("all => all.map(e => e.href)")
        assert all(f"/{prefix}" in link for link in links)
        assert any(char.isdigit() for char in page.locator(".md-search-result__meta").inner_text())
        for key, at in [("ArrowDown", 0), ("ArrowDown", 1), ("ArrowUp", 0)]:
            page.keyboard.press(key)
            assert page.evaluate("document.activeElement.href") == links[at]
        page.keyboard.press("ArrowUp")
        assert page.evaluate(FOCUSED.format("name")) == "query"
        page.keyboard.press("Escape")
        assert not page.locator("#__search").is_checked()
        page.keyboard.press("s")
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url: url in links[:2])
        assert page.faults == []


def test_the_search_of_a_phone(opened):
    with opened("", size=PHONE, touch=True) as page:
        page.locator("label.md-header__button[for=__search]").tap()
        page.wait_for_function("document.activeElement.name === 'query'")
        page.keyboard.insert_text("소프트맥스")  # as an input method does
        page.wait_for_function(f"!!document.querySelector('{LINK} mark')")
        page.locator("[type=reset]").tap()
        page.wait_for_function(f"!document.querySelector('{LINK}')")
        page.locator(".md-search__form label").tap()
        page.wait_for_function("document.activeElement === document.body")
        assert not page.locator("#__search").is_checked()
        assert page.faults == []


def test_what_is_typed_before_its_script_is_there_is_found(opened):
    with opened("units/") as page:
        page.route(
            "**/search/box.js", lambda route: (page.wait_for_timeout(500), route.continue_())
        )
        box = page.locator("input[name=query]")
        box.focus()
        box.fill("엔트로피")
        page.wait_for_selector(LINK)


def test_no_key_is_taken_from_who_writes(opened):
    with opened("units/") as page:
        field = page.locator(".exercise input[type=text]").first
        field.focus()
        page.keyboard.type("s/f.n")
        assert field.input_value() == "s/f.n"
        assert not page.locator("#__search").is_checked()


def test_keys_lead_to_the_chapters_beside_this_one(opened):
    with opened("units/") as page:
        page.keyboard.press("n")
        page.wait_for_url("**/stability/")
        page.keyboard.press("p")
        page.wait_for_url("**/units/")


def test_header_and_list_say_where_one_reads(opened):
    with opened("segmentation/") as page:
        marked = page.locator(".md-sidebar--secondary .md-nav__link--active")
        title = page.locator(".md-header__title--active")
        assert marked.count() == title.count() == 0
        for heading in page.locator("article h2[id]").all()[1:8:3]:
            heading.evaluate("e => scrollTo(0, e.getBoundingClientRect().top + scrollY - 80)")
            page.wait_for_function(
                "id => document.querySelector('.md-sidebar--secondary .md-nav__link--active')"
                "?.hash === `#${id}`",
                heading.get_attribute("id"),
            )
            assert marked.count() == title.count() == 1
            top, bottom = marked.evaluate(
                "e => (box => [box.top, innerHeight - box.bottom])(e.getBoundingClientRect())"
            )
            assert top > 0 and bottom > 0
        page.evaluate("scrollTo(0, 0)")
        page.wait_for_function("!document.querySelector('.md-nav__link--active[href^=\"#\"]')")
        page.wait_for_function("!document.querySelector('.md-header__title--active')")


@pytest.mark.parametrize("height", [600, 900])
def test_the_lists_beside_the_text_end_in_the_window(opened, height):
    with opened("segmentation/", size={"width": 1440, "height": height}) as page:
        for way in [0, 4000, 10**6]:
            page.evaluate(f"scrollTo(0, {way})")
            for box in page.locator(".md-sidebar__scrollwrap").all():
                bottom = box.evaluate("e => e.getBoundingClientRect().bottom - innerHeight")
                assert bottom <= 0
        here = page.locator(".md-nav--primary a.md-nav__link--active").first
        page.evaluate("scrollTo(0, 0)")
        assert here.evaluate("e => e.getBoundingClientRect().bottom < innerHeight")


def test_what_is_folded_is_printed(opened):
    with opened("entropy/") as page:
        closed = "document.querySelectorAll('article details:not([open])').length"
        assert (before := page.evaluate(closed))
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert page.evaluate(closed) == 0
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        assert page.evaluate(closed) == before


def test_code_that_is_cut_off_can_be_scrolled_by_keyboard(opened):
    with opened("segmentation/", size=PHONE) as page:
        wide = page.locator("article .highlight pre > code").first
        wide.scroll_into_view_if_needed()
        page.wait_for_function("!!document.querySelector('article pre > code[tabindex]')")
        cut = page.locator("article pre > code[tabindex]").all()
        assert all(code.evaluate("e => e.scrollWidth > e.clientWidth") for code in cut)


def test_a_card_sticks_out_of_what_it_is_in(opened):
    with opened("worked-example/") as page:
        value = page.locator("article > p .value").first
        value.focus()
        card = value.locator(".origin")
        box = card.bounding_box()
        # what is on top where the card's last line is
        last = page.evaluate(
            "([x, y]) => document.elementFromPoint(x, y)?.closest('.origin') !== null",
            [box["x"] + box["width"] / 2, box["y"] + box["height"] - 3],
        )
        assert last
