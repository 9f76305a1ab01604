"""Everything can be reached and seen from the keyboard."""

import pytest

from tests.site.pages import BY_TURNS, PREFIXES, WITH_VALUES, label

# notes what has the focus, and how it looks, when the Tab key is about to move it
WATCH = """() => {
  const outlined = e => {
    const {outlineStyle, outlineWidth} = getComputedStyle(e)
    return outlineStyle !== "none" && parseFloat(outlineWidth) > 0
  }
  const values = [...document.querySelectorAll("article .value")]
  window.stops = []
  window.watch = () => {
    const at = document.activeElement
    if (at === document.body) return
    const value = at.closest(".value")
    const card = value && value.querySelector(".origin")
    stops.push({
      html: at.outerHTML.slice(0, 120),
      class: at.className,
      href: at.getAttribute("href"),
      outlined: outlined(at),
      value: values.indexOf(value),
      shown: !!card && card.checkVisibility({visibilityProperty: true}),
      onCard: value !== at,
    })
  }
  addEventListener("keydown", watch, true)
  // tabbing begins at the top, wherever an earlier click was
  document.body.tabIndex = -1
  document.body.focus()
  document.body.removeAttribute("tabindex")
}"""
UNWATCH = """() => {
  removeEventListener("keydown", watch, true)
  document.activeElement.blur()
}"""
# whether the card of a number that has the focus is in the window, where it is after a frame
INSIDE = """n => new Promise(done => {
  const value = document.querySelectorAll("article .value")[n]
  value.focus()
  requestAnimationFrame(() => requestAnimationFrame(() => {
    const box = value.querySelector(".origin").getBoundingClientRect()
    done(box.left >= 0 && box.top >= 0 && box.right <= innerWidth && box.bottom <= innerHeight)
    value.blur()
  }))
})"""
# whether the last stop was met before: the end leads round to the beginning
ROUND = "stops.slice(1).some(stop => stop.html === stops[0].html)"


def stops(page):
    """Every stop of the Tab key, from the top of the page to its end."""
    page.evaluate(WATCH)
    try:
        for _ in range(40):
            # a key that is held down repeats, without waiting for its release
            for _ in range(20):
                page.keyboard.down("Tab")
            if page.evaluate(ROUND):
                break
        page.keyboard.up("Tab")
        found = page.evaluate("stops")
    finally:
        # the search opens as it gets the focus, and stays open otherwise
        page.keyboard.press("Escape")
        page.evaluate(UNWATCH)
    again = [n for n, stop in enumerate(found) if stop["html"] == found[0]["html"]]
    return found[: again[1]]


@pytest.mark.parametrize("loaded", BY_TURNS, ids=label, indirect=True)
def test_tab_reaches_all_there_is(page):
    found = stops(page)
    assert [s["html"] for s in found if not s["outlined"]] == []
    classes = " ".join(stop["class"] for stop in found)
    assert "language" in classes
    assert "md-search__input" in classes
    # the home page has its contents instead
    assert ("md-nav__link" in classes) == (page.path not in PREFIXES.values())
    assert ("md-skip" in classes) == (not page.path.endswith("404.html"))
    assert len(found) < 400
    # all numbers of a page are one stop; arrows lead on, see test_numbers.py
    numbers = [s for s in found if s["value"] >= 0]
    assert len(numbers) == (2 if page.path in WITH_VALUES else 0)
    if numbers:
        number, link = numbers
        assert number["shown"] and not number["onCard"], number
        assert page.evaluate(INSIDE, number["value"]), number
        # the next stop is the link inside the card, which stays
        assert link["shown"] and link["onCard"] and "#" in link["href"], link


@pytest.mark.parametrize("path", ["worked-example/", "en/worked-example/"])
def test_the_skip_link_leads_to_the_text(opened, path):
    with opened(path) as page:
        page.keyboard.press("Tab")
        skip = page.locator("a.md-skip")
        assert skip.evaluate("e => e === document.activeElement")
        page.wait_for_function(
            "getComputedStyle(document.querySelector('.md-skip')).opacity === '1'"
        )
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('article') !== null")
