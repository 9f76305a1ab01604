"""Nothing is cut off, covered or too small, on a phone or a large screen."""

import pytest

from tests.site.conftest import DESKTOP, PHONE

TEXTS = """() => [...document.querySelectorAll("svg.figure")].map(svg => {
  const place = e => {
    const {left, top, right, bottom} = e.getBoundingClientRect()
    return {left, top, right, bottom}
  }
  return {
    title: svg.querySelector("title").textContent,
    svg: place(svg),
    texts: [...svg.querySelectorAll("text")].map(text => {
      const m = text.getScreenCTM()
      return {
        words: text.textContent,
        size: parseFloat(getComputedStyle(text).fontSize) * Math.hypot(m.a, m.b),
        ...place(text),
      }
    }),
  }
})"""
# what sticks out of the page and is not inside something that scrolls
WIDE = """() => [...document.querySelectorAll("article *")].filter(e => {
  const {right, left, width} = e.getBoundingClientRect()
  if (!width || (right <= innerWidth + 1 && left >= -1)) return false
  if (getComputedStyle(e).visibility === "hidden") return false
  for (let at = e.parentElement; at; at = at.parentElement)
    if (at.tagName !== "BODY" && getComputedStyle(at).overflowX !== "visible")
      return false
  return true
}).map(e => e.outerHTML.slice(0, 120))"""
BROKEN = """() => [...document.querySelectorAll(".value data")]
  .filter(e => e.getClientRects().length > 1).map(e => e.textContent)"""


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_nothing_sticks_out_breaks_or_covers_another(page, size):
    page.set_viewport_size(size)
    across, room = page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    # the page does not scroll sideways
    assert across <= room
    assert page.evaluate(WIDE) == []
    assert page.evaluate(BROKEN) == [], "a number breaks"
    for figure in page.evaluate(TEXTS):
        stand_clear(figure)


def stand_clear(figure):
    """The texts of a figure are whole, large enough and side by side."""
    svg, texts = figure["svg"], [letters(text) for text in figure["texts"]]
    for i, text in enumerate(texts):
        where = (figure["title"], text["words"])
        assert text["left"] >= svg["left"] - 1, where
        assert text["right"] <= svg["right"] + 1, where
        assert text["top"] >= svg["top"] - 1, where
        assert text["bottom"] <= svg["bottom"] + 1, where
        assert text["size"] >= 9, where
        for other in texts[:i]:
            assert not overlap(text, other), (*where, other["words"])


def letters(text):
    """A text without the room that its line leaves above and below."""
    room = (text["bottom"] - text["top"]) * 0.15
    return {**text, "top": text["top"] + room, "bottom": text["bottom"] - room}


def overlap(one, other):
    across = min(one["right"], other["right"]) - max(one["left"], other["left"])
    down = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
    return across > 1 and down > 0
