"""Numbers carry no mark until one asks: by pointer, by key, or for all by the switch."""

import pytest

from tests.site.conftest import PHONE

PATHS = ["softmax/", "en/units/"]
# those that are under a line
MARKED = """() => [...document.querySelectorAll("article .value")].flatMap((value, n) =>
  getComputedStyle(value).textDecorationLine === "underline" ? [n] : [])"""
MADE = """() => [...document.querySelectorAll("article .value")].flatMap((value, n) =>
  value.matches(".plain") ? [] : [n])"""
STOPS = """() => [...document.querySelectorAll("article .value")].flatMap((value, n) =>
  value.tabIndex === 0 ? [n] : [])"""
FOCUS = """() => [...document.querySelectorAll("article .value")].indexOf(document.activeElement)"""
OPEN = """() => [...document.querySelectorAll(".origin")]
  .filter(card => card.checkVisibility({visibilityProperty: true})).length"""


@pytest.mark.parametrize("path", PATHS)
def test_a_switch_marks_all_that_was_computed_and_is_remembered(opened, path):
    with opened(path) as page:
        show = page.locator("header button.show")
        made = page.evaluate(MADE)
        many = page.locator("article .value").count()
        assert 10 < len(made) < many
        assert show.get_attribute("aria-pressed") == "false"
        assert page.evaluate(MARKED) == []
        height = page.evaluate("document.body.scrollHeight")
        show.click()
        assert show.get_attribute("aria-pressed") == "true"
        assert page.evaluate(MARKED) == made
        # marks move nothing
        assert page.evaluate("document.body.scrollHeight") == height
        page.reload()
        assert show.get_attribute("aria-pressed") == "true"
        assert page.evaluate(MARKED) == made
        show.click()
        page.reload()
        assert page.evaluate(MARKED) == []
        # what a page that is left early had asked for has no answer
        assert [f for f in page.faults if not f.startswith("no answer")] == []


@pytest.mark.parametrize("path", PATHS)
def test_one_stop_of_the_tab_key_and_arrows(opened, path):
    with opened(path) as page:
        assert page.evaluate(STOPS) == [0]
        page.locator("article .value").first.focus()
        for key, n in [("ArrowRight", 1), ("ArrowRight", 2), ("ArrowLeft", 1), ("Home", 0)]:
            page.keyboard.press(key)
            assert page.evaluate(FOCUS) == n
            assert page.evaluate(STOPS) == [n]
            # at once, with no pointer that might only pass by
            assert page.evaluate(OPEN) == 1
        page.keyboard.press("ArrowLeft")
        assert page.evaluate(FOCUS) == 0
        page.keyboard.press("ArrowRight")
        # the link in its card, and then no other number
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('.value .origin') !== null")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('.value')") is None
        # back to where one was
        page.keyboard.press("Shift+Tab")
        assert page.evaluate(FOCUS) == 1
        page.keyboard.press("Escape")
        assert page.evaluate(OPEN) == 0


def test_the_last_number_that_is_seen_is_the_end(opened):
    """What is folded away is no stop."""
    with opened("units/") as page:
        page.locator("article .value").first.focus()
        page.keyboard.press("End")
        last = page.evaluate(
            """() => [...document.querySelectorAll("article .value")]
              .filter(value => !value.closest("details:not([open])")).length - 1"""
        )
        seen = "value => !value.closest('details:not([open])')"
        all_seen = f"[...document.querySelectorAll('article .value')].filter({seen})"
        assert page.evaluate(f"{all_seen}.indexOf(document.activeElement)") == last


@pytest.mark.parametrize("path", PATHS)
def test_a_pointer_that_passes_by_opens_nothing(opened, path):
    with opened(path) as page:
        value = page.locator("article .value:not(.plain)").first
        value.scroll_into_view_if_needed()
        value.hover()
        assert page.evaluate(OPEN) == 0
        page.wait_for_function(f"({OPEN})() === 1", timeout=1500)
        number, card = value.bounding_box(), value.locator(".origin").bounding_box()
        # the next line stays in sight
        assert card["y"] + card["height"] <= number["y"] + number["height"]
        assert page.evaluate(MARKED) != []


def test_the_number_under_a_finger_is_marked(opened):
    with opened("units/", touch=True, size=PHONE) as page:
        value = page.locator("article .value:not(.plain)").first
        value.scroll_into_view_if_needed()
        value.tap()
        n = page.evaluate(FOCUS)
        assert page.evaluate(MARKED) == [n]
        assert page.evaluate(OPEN) == 1


def test_without_scripts_each_number_can_be_asked(opened):
    with opened("units/", scripts=False) as page:
        assert not page.locator("header button.show").is_visible()
        assert len(page.evaluate(STOPS)) == page.locator("article .value").count()
        page.locator("article .value").nth(3).focus()
        assert page.evaluate(OPEN) == 1
