"""axe-core finds nothing, in both schemes and at both widths.

A run takes seconds, so that each page has one, by turns: Korean ones in the light
on a large screen, English ones in the dark on a phone. Both are built alike, and
no colour of the site depends on the width.
"""

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from tests.site.conftest import PHONE
from tests.site.pages import BY_TURNS, label, language_of

# of words, lines of code, values and formulas that look alike, one is enough
THIN_OUT = """() => {
  const seen = new Set()
  const word = ".highlight span[class]:not(.filename):not(:has(*))"
  for (const e of document.querySelectorAll(word)) {
    const block = e.closest(".admonition, details, .output, .listing, .highlight")
    const look = `${e.className} in ${block.className}`
    if (seen.has(look)) e.replaceWith(e.textContent)
    seen.add(look)
  }
  for (const e of document.querySelectorAll(".value, .formula")) {
    const box = e.closest(".admonition, details, td, th, li, figcaption, h2, h3, p") ?? e
    const look = `${e.className} in ${box.tagName} ${box.className}`
    if (seen.has(look)) e.replaceWith("x")
    seen.add(look)
  }
  // how figures are named is seen without what they draw: that is test_colours.py's
  const drawn = "svg.figure:has(text) > :not(title, desc)"
  for (const e of document.querySelectorAll(drawn)) e.remove()
}"""
RUN = """([within, options]) => axe.run(within, {resultTypes: ["violations"], ...options}).then(
  results => results.violations.flatMap(violation => violation.nodes.map(node =>
    `${violation.id}: ${node.html.slice(0, 200)} ${node.failureSummary}`)))"""
# contrast is made of the colour, the grounds behind it, the opacity and the
# letters; of all elements that look alike, the one that holds least is marked
MARK = """() => {
  const looks = new Set(), all = [...document.querySelectorAll("body *")]
  for (const e of all.sort((a, b) => a.childElementCount - b.childElementCount)) {
    const words = [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())
    if (!words && !e.matches("input, select, textarea")) continue
    if (!e.checkVisibility({visibilityProperty: true})) continue
    const {color, fontSize, fontWeight} = getComputedStyle(e)
    const look = [color, fontSize, fontWeight]
    for (let at = e; at; at = at.parentElement) {
      const {backgroundColor, backgroundImage, opacity} = getComputedStyle(at)
      look.push(backgroundColor, backgroundImage, opacity)
    }
    // what changes nothing is left out, so that depth makes no difference
    const key = look.filter(x => !["rgba(0, 0, 0, 0)", "none", "1"].includes(x)).join("|")
    if (!looks.has(key)) e.classList.add("looked-at")
    looks.add(key)
  }
  return looks.size
}"""

# two that axe knows and leaves off unless asked
RULES = {"target-size": {"enabled": True}, "td-has-header": {"enabled": True}}


def bring_axe(page):
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
        page.evaluate(THIN_OUT)


def violations(page, within="html", **options):
    bring_axe(page)
    return page.evaluate(RUN, [within, options])


def pale(page):
    """What axe says of contrast, of one element for each look."""
    bring_axe(page)
    assert page.evaluate(MARK)
    return violations(page, {"include": [[".looked-at"]]}, runOnly=["color-contrast"])


@pytest.mark.parametrize("loaded", BY_TURNS, ids=label, indirect=True)
def test_no_violation(page):
    if language_of(page.path) == "en":
        page.emulate_media(color_scheme="dark")
        page.wait_for_selector("body[data-md-color-scheme=slate]")
        page.set_viewport_size(PHONE)
    assert violations(page, rules={**RULES, "color-contrast": {"enabled": False}}) == []
    assert pale(page) == []


def test_a_violation_is_seen(opened):
    with opened("404.html") as page:
        page.evaluate(
            """document.querySelector("article").insertAdjacentHTML("beforeend",
              "<img src='/assets/icon.svg'><p>pale</p>")
            document.querySelector("article > p:last-child").style.color = "#ccc" """
        )
        found = "\n".join(violations(page))
        assert "image-alt" in found and "color-contrast" in found
        assert "color-contrast" in "\n".join(pale(page))
