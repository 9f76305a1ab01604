"""Nothing fails in a page, and it asks nobody but its own site."""

import pytest

from tests.site.conftest import PHONE
from tests.site.pages import BY_TURNS, label

TEXT = """() => {
  const article = document.querySelector("article").cloneNode(true)
  // what scripts add or put in a still picture's place
  const added = ".bar, .run, .live > :not(figcaption), :is(.question, .ask) > *, form, .answers,"
    + "script, style"
  for (const element of article.querySelectorAll(added)) element.remove()
  return article.textContent.replace(/\\s+/g, " ").trim()
}"""


def test_nothing_goes_wrong(page):
    page.wait_for_load_state("networkidle")
    assert page.faults == []


def test_a_fault_is_seen(opened, address):
    with opened("") as page:
        page.evaluate("console.warn('a warning')")
        page.evaluate("setTimeout(() => missing())")
        page.evaluate("fetch('missing').then(() => 0)")
        page.evaluate("fetch('http://127.0.0.1:9/').catch(() => 0)")
        page.route("**/silent", lambda route: route.abort())
        page.evaluate("fetch('silent').catch(() => 0)")
        page.wait_for_load_state("networkidle")
        said = "\n".join(page.faults)
    assert "console warning: a warning" in said
    assert "missing is not defined" in said
    assert f"404 for {address}missing" in said
    assert f"no answer for {address}silent" in said
    assert "violates the document's Content Security Policy" in said


@pytest.mark.parametrize("loaded", BY_TURNS, ids=label, indirect=True)
def test_all_is_there_without_scripts(page, opened):
    with opened(page.path, scripts=False, size=PHONE) as still:
        assert still.faults == []
        # playwright itself may look into a page whose scripts are off
        for what in ["math", "figure.woven svg", ".value data", "table", "pre"]:
            drawn = f"article :is({what}):not(.ask *)"  # a form is there with scripts alone
            assert still.locator(drawn).count() == page.locator(drawn).count()
        still.evaluate("document.querySelectorAll('details').forEach(d => d.open = 1)")
        empty = still.evaluate(
            """() => [...document.querySelectorAll(
              "article math, article svg.figure, article .value data, article pre"
            )].filter(e => !(e.getBoundingClientRect().width > 1
                             && e.getBoundingClientRect().height > 1))
              .map(e => e.outerHTML.slice(0, 120))"""
        )
        assert empty == []
        assert still.evaluate(TEXT) == page.evaluate(TEXT)
        across = still.evaluate("document.documentElement.scrollWidth")
        assert across <= PHONE["width"]
        if still.locator("article .value").count():
            value = still.locator("article .value").first
            value.hover()
            value.locator(".origin").wait_for(state="visible", timeout=2000)
