"""Formulas are drawn, in the font that the site brings."""

import pytest

FONT = """async () => {
  await document.fonts.ready
  return [...document.fonts].filter(font => font.family.includes("STIX Two Math"))
    .map(font => font.status)
}"""
# a width that only the site's own font gives
WIDTHS = """() => {
  const math = document.querySelector("article span math")
  const own = math.getBoundingClientRect().width
  math.style.fontFamily = "monospace"
  const other = math.getBoundingClientRect().width
  math.style.fontFamily = ""
  return [own, other]
}"""
FLAT = """() => [...document.querySelectorAll("article math")].filter(math => {
  const {width, height} = math.getBoundingClientRect()
  return width < 3 || height < 5
}).map(math => math.textContent)"""


def test_formulas_are_drawn_in_their_font(page):
    if not page.locator("article math").count():
        pytest.skip("no formula stands on this page")
    assert page.evaluate(FLAT) == []
    assert page.evaluate(FONT) == ["loaded"]
    family = page.evaluate("getComputedStyle(document.querySelector('math')).fontFamily")
    assert family.startswith('"STIX Two Math"')
    own, other = page.evaluate(WIDTHS)
    assert own != other
    fonts = page.evaluate(
        """performance.getEntriesByType("resource").map(r => r.name)
           .filter(name => name.endsWith(".woff2"))"""
    )
    origin = page.evaluate("location.origin")
    assert len(fonts) == 1 and fonts[0].startswith(origin)
