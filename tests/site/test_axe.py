"""axe-core finds nothing, in both schemes and at both widths.

A run takes seconds, so that each page has one: Korean ones in the light on a
large screen, English ones in the dark on a phone. Both are built alike, and
no colour of the site depends on the width.
"""

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from tests.site.conftest import PHONE
from tests.site.pages import PAGES, label, language_of

# of words, lines of code, values and formulas that look alike, one is enough
THIN_OUT = """() => {
  const seen = new Set()
  const word = ".highlight span[class]:not(.line, .filename):not(:has(*))"
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
  for (const e of document.querySelectorAll(".listing .line:not(:has(span))"))
    if (e.previousElementSibling) e.remove()
}"""
RUN = """within => axe.run(within, {resultTypes: ["violations"]}).then(
  results => results.violations.flatMap(violation => violation.nodes.map(node =>
    `${violation.id}: ${node.html.slice(0, 200)} ${node.failureSummary}`)))"""


def violations(page, within="html"):
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
        page.evaluate(THIN_OUT)
    return page.evaluate(RUN, within)


@pytest.mark.parametrize("path", PAGES, ids=label)
def test_no_violation(opened, path):
    with opened(path) as page:
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = 1)")
        if language_of(path) == "en":
            page.emulate_media(color_scheme="dark")
            page.set_viewport_size(PHONE)
            page.wait_for_selector("body[data-md-color-scheme=slate]")
        assert violations(page) == []


def test_a_violation_is_seen(opened):
    with opened("404.html") as page:
        page.evaluate(
            """document.querySelector("article").insertAdjacentHTML("beforeend",
              "<img src='/assets/icon.svg'><p style='color: #ccc'>pale</p>")"""
        )
        found = "\n".join(violations(page))
    assert "image-alt" in found and "color-contrast" in found
