"""No Korean line begins with a particle, none breaks inside a word; no line begins with a comma."""

import pytest

from tests.site.conftest import DESKTOP
from tests.site.pages import PAGES, label, language_of

KOREAN = [page for page in PAGES if language_of(page) == "ko"]
# where a line breaks between two characters without a space between them, and the second is
# Hangul; what is laid out by itself (code, figures, formulas) is left out
BREAKS = """() => {
  const apart = "pre, svg, math, .origin, .md-search, script, style, [hidden], .downloads"
  const found = []
  const blocks = "p, li, td, th, figcaption, h1, h2, h3, summary, .admonition-title, .md-nav__link"
  for (const block of document.querySelectorAll(`article :is(${blocks}), .md-nav__link`)) {
    if (block.querySelector("p, li, ul") || block.closest(apart)) continue
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT)
    let last = null
    for (let node; (node = walker.nextNode());) {
      if (node.parentElement.closest(apart)) {
        // a formula is one thing, as high as it is
        if (node.parentElement.closest("math, svg")) last = null
        continue
      }
      for (let i = 0; i < node.data.length; i++) {
        const letter = node.data[i]
        if (letter === "\\u2060") continue
        if (/\\s/.test(letter)) { last = null; continue }
        const range = document.createRange()
        range.setStart(node, i)
        range.setEnd(node, i + 1)
        const box = range.getClientRects()[0]
        if (!box) continue
        if (last && /[가-힣]/.test(letter) && !/[·/]/.test(last.letter)
            && box.left < last.box.left && box.top > last.box.bottom - 2)
          found.push(`${block.textContent.trim().slice(0, 30)}…: ${last.letter} / ${letter}`)
        last = {letter, box}
      }
    }
  }
  return found
}"""
# a stop, a comma, a closing bracket or a blank that begins a line: below what it is after
CLOSING = """() => {
  const found = []
  for (const math of document.querySelectorAll("article span.formula")) {
    const next = math.nextSibling
    if (next?.nodeType !== Node.TEXT_NODE || !/^[\\s.,:;!?)\\]’”…]/.test(next.data)) continue
    const range = document.createRange()
    range.setStart(next, 0)
    range.setEnd(next, 1)
    const box = range.getClientRects()[0], before = math.getBoundingClientRect()
    if (!box?.width || math.closest(".origin, [hidden]")) continue
    // a blank that ends a line hangs, or takes no room
    if (box.left < before.right - 2 && box.top > before.top)
      found.push(math.parentElement.textContent.slice(0, 40))
  }
  return found
}"""
WIDTHS = [320, 390, 768, 1024, 1440]


def finds_nothing(page, script):
    """At any width."""
    try:
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate(script) == [], width
    finally:
        page.set_viewport_size(DESKTOP)


@pytest.mark.parametrize("loaded", KOREAN, ids=label, indirect=True)
def test_korean_breaks_between_words(page):
    finds_nothing(page, BREAKS)


@pytest.mark.parametrize("loaded", PAGES, ids=label, indirect=True)
def test_no_line_begins_with_what_follows_a_formula(page):
    finds_nothing(page, CLOSING)


def test_a_broken_word_is_seen(opened):
    with opened("units/", size={"width": 390, "height": 800}) as page:
        # the page's policy refuses a style that somebody puts in
        rule = "* { word-break: break-all !important }"
        page.evaluate("rule => document.styleSheets[0].insertRule(rule)", rule)
        assert len(page.evaluate(BREAKS)) > 20
