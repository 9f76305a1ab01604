"""Each number tells where it came from, by pointer, by touch and by link."""

import re

import pytest

from tests.site.conftest import PHONE
from tests.site.pages import BY_TURNS, WITH_VALUES, label

BRING = """n => {
  const value = document.querySelectorAll("article .value")[n]
  value.scrollIntoView({block: "center", behavior: "instant"})
  const box = value.querySelector("data").getClientRects()[0]
  const {left, top, right, bottom} = value.getClientRects()[0]
  const x = box.x + box.width / 2, y = box.y + box.height / 2
  return {x, y, left, top, right, bottom}
}"""
CARDS = """() => [...document.querySelectorAll("article .value")].flatMap((e, n) => {
  const card = e.querySelector(".origin"), link = card.querySelector("a")
  if (!card.checkVisibility({visibilityProperty: true})) return []
  const box = card.getBoundingClientRect(), at = link.getClientRects()[0]
  const x = at.x + at.width / 2, y = at.y + at.height / 2
  return [{
    n, x, y, text: card.textContent,
    left: box.left, top: box.top, right: box.right, bottom: box.bottom,
    inside: box.left >= 0 && box.top >= 0 && box.right <= innerWidth
            && box.bottom <= innerHeight,
    hit: document.elementFromPoint(x, y) === link,
  }]
})"""
# of values that stand alike, in the same kind of block and part of the width,
# one is enough
SOME = """() => {
  const seen = new Set()
  return [...document.querySelectorAll("article .value")].flatMap((value, n) => {
    const tags = []
    for (let e = value; e.tagName != "ARTICLE"; e = e.parentElement) tags.push(e.tagName)
    if (!value.checkVisibility()) return []
    const {left} = value.getClientRects()[0]
    const look = `${tags} ${Math.floor(4 * left / innerWidth)}`
    return seen.has(look) ? [] : (seen.add(look), [n])
  })
}"""
TEXTS = """() => [...document.querySelectorAll("article .value")].map(value => ({
  path: value.querySelector(".origin code").textContent,
  full: value.querySelector("data").value,
  place: value.querySelector(".origin a").textContent,
}))"""
ENDED = "document.getAnimations().forEach(animation => animation.finish())"


def the_card(page, n, value):
    """The one card that is open, which must be that of value n."""
    # under a pointer it takes a moment, which no test waits for
    page.wait_for_function(f"{ENDED}, ({CARDS})().length > 0")
    cards = page.evaluate(CARDS)
    assert [card["n"] for card in cards] == [n], value
    (card,) = cards
    assert card["inside"] and card["hit"], (value, card)
    assert card["text"] == f"{value['path']} = {value['full']} {value['place']}"
    assert re.fullmatch(r"snippets/[\w/]+\.py:\d+", value["place"])
    return card


@pytest.mark.parametrize("loaded", BY_TURNS, ids=label, indirect=True)
def test_under_the_pointer(page):
    values = page.evaluate(TEXTS)
    assert bool(values) == (page.path in WITH_VALUES)
    travelled = set()
    for n in page.evaluate(SOME):
        value = values[n]
        at = page.evaluate(BRING, n)
        # an open card may cover the number in the next line
        page.mouse.move(0, at["y"])
        page.mouse.move(at["x"], at["y"])
        card = the_card(page, n, value)
        # no gap between them, where the pointer would leave both
        assert card["top"] <= at["bottom"] and card["bottom"] >= at["top"], value
        assert card["left"] <= at["right"] and card["right"] >= at["left"], value
        # one journey for each side of the number on which a card opens
        side = card["top"] > at["y"], card["left"] + 1 < at["left"]
        if side not in travelled:
            travelled.add(side)
            page.mouse.move(at["x"], card["y"], steps=8)
            page.mouse.move(card["x"], card["y"], steps=4)
            the_card(page, n, value)
    page.mouse.move(0, 0)
    assert page.evaluate(CARDS) == []


def test_a_pointer_that_passes_by_opens_nothing(opened):
    with opened("units/") as page:
        # time stands still
        page.context.new_cdp_session(page).send("Animation.setPlaybackRate", {"playbackRate": 0})
        at = page.evaluate(BRING, 0)
        page.mouse.move(at["x"], at["y"])
        page.wait_for_function("document.getAnimations().length > 0")
        assert page.evaluate(CARDS) == []
        page.evaluate("document.getAnimations()[0].currentTime = 200")
        assert page.evaluate(CARDS) == []
        page.evaluate(ENDED)
        assert len(page.evaluate(CARDS)) == 1


# the pointer has the other half
@pytest.mark.parametrize("path", sorted(set(WITH_VALUES) - set(BY_TURNS)), ids=label)
def test_under_a_finger(opened, path):
    with opened(path, touch=True, size=PHONE) as page:
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = 1)")
        values = page.evaluate(TEXTS)
        for n in page.evaluate(SOME):
            value = values[n]
            at = page.evaluate(BRING, n)
            page.touchscreen.tap(at["x"], at["y"])
            the_card(page, n, value)


# that each link leads to its line is in test_html.py; here it is followed


@pytest.mark.parametrize("path", ["", "en/"], ids=label)
def test_a_finger_taps_the_link(opened, path):
    with opened(path, touch=True, size=PHONE) as page:
        value = page.evaluate(TEXTS)[0]
        at = page.evaluate(BRING, 0)
        page.touchscreen.tap(at["x"], at["y"])
        card = the_card(page, 0, value)
        page.touchscreen.tap(card["x"], card["y"])
        shows_the_line(page, value)


@pytest.mark.parametrize("path", ["", "en/"], ids=label)
def test_the_pointer_clicks_the_link(opened, path):
    with opened(path) as page:
        value = page.evaluate(TEXTS)[0]
        at = page.evaluate(BRING, 0)
        page.mouse.move(at["x"], at["y"])
        card = the_card(page, 0, value)
        page.mouse.move(at["x"], card["y"], steps=8)
        page.mouse.move(card["x"], card["y"], steps=4)
        page.mouse.down()
        page.mouse.up()
        shows_the_line(page, value)


def shows_the_line(page, value):
    """The page of the file is open, at the name that the value begins with, which is marked."""
    file, number = value["place"].removeprefix("snippets/").split(".py:")
    page.wait_for_url(f"**/code/{file}/#*", wait_until="domcontentloaded")
    named = page.locator(".listing :target")
    assert named.get_attribute("id") in value["path"].replace("[", ".").split(".")
    page.wait_for_function(
        """() => {
          const {top} = document.querySelector(":target").getBoundingClientRect()
          const header = document.querySelector(".md-header").getBoundingClientRect()
          return top >= header.bottom && top < innerHeight / 2
        }"""
    )
    # its number stands beside it
    beside = named.evaluate(
        """named => {
          const numbers = document.querySelector(".listing .numbers")
          const rows = numbers.textContent.split("\\n"), style = getComputedStyle(numbers)
          const line = numbers.getBoundingClientRect().height - 2 * parseFloat(style.paddingTop)
          const at = named.getBoundingClientRect().top - numbers.getBoundingClientRect().top
          return rows[Math.round((at - parseFloat(style.paddingTop)) / line * rows.length)]
        }"""
    )
    assert beside == number
    ground = named.evaluate("e => getComputedStyle(e).backgroundColor")
    assert ground != "rgba(0, 0, 0, 0)"
