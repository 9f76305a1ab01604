"""Each page's policy refuses what the build did not put there, and nothing that it did."""

import pytest

from tests.site.pages import PREFIXES
from tests.site.test_run import Panel

META = "head meta[http-equiv=Content-Security-Policy]"
# what an attacker might bring into a page, and the directive that refuses it
ATTACKS = {
    "script-src-elem inline": """const script = document.createElement("script")
      script.textContent = "window.evil = 1"; document.body.append(script)""",
    "script-src-attr inline": """document.body.insertAdjacentHTML("beforeend",
      "<img src=/nowhere.png onerror='window.evil = 1'>")""",
    "script-src-elem http": """const script = document.createElement("script")
      script.src = "http://127.0.0.1:9/evil.js"; document.body.append(script)""",
    "script-src eval": """setTimeout(() => {
      try { (0, eval)("window.evil = 1") } catch { new Function("window.evil = 1")() }
    })""",
    "connect-src http": """fetch("http://127.0.0.1:9/told").catch(() => 0)""",
    "img-src http": """new Image().src = "http://127.0.0.1:9/told.png" """,
    "style-src-attr inline": """document.body.insertAdjacentHTML("beforeend",
      "<p style='position: fixed'>")""",
    "frame-src http": """document.body.append(
      Object.assign(document.createElement("iframe"), {src: "http://127.0.0.1:9/"}))""",
    "base-uri http": """document.head.append(
      Object.assign(document.createElement("base"), {href: "http://127.0.0.1:9/"}))""",
    "worker-src blob": """try { new Worker(URL.createObjectURL(new Blob(["0"]))) } catch {}""",
}


def test_nothing_is_refused(page):
    assert page.locator(META).count() == 1
    assert page.evaluate("refused") == []


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_somebody_brings_in_is_refused(opened, attack):
    with opened("en/units/") as page:
        page.evaluate(ATTACKS[attack])
        page.wait_for_function("refused.length")
        assert attack in page.evaluate("refused[0]")
        assert page.evaluate("window.evil") is None


@pytest.mark.parametrize("language", PREFIXES)
def test_nothing_that_a_reader_does_is_refused(opened, address, language):
    with opened(f"{PREFIXES[language]}units/") as page:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        # a figure, by its handle and its buttons
        figure = page.locator("figure.live.ready").first
        held = figure.locator("[data-drag]").first
        held.scroll_into_view_if_needed()
        box = held.bounding_box()
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.mouse.down()
        page.mouse.move(box["x"] - 60, box["y"], steps=4)
        page.mouse.up()
        figure.locator(".reset").click()
        # where numbers are from, the colours, a listing, an exercise
        page.locator(".show").click()
        page.locator(".value:visible").first.hover()
        for _ in range(3):
            page.locator(".palette button:visible").click()
        page.locator(".highlight:has(.icon.copy)").first.hover()
        page.locator(".icon.copy").first.click()
        page.locator(".icon.copy.done").wait_for()
        page.locator(".exercise input").first.press("Enter")
        # a program, edited, and one that must be stopped
        panel = Panel(page)
        panel.summary.click()
        panel.open("snippets/units.py")
        assert "42" in panel.run(source="print(6 * 7)")
        panel.editor.fill("while True: pass")
        panel.press("run")
        panel.wait("실행 중|Running")
        panel.press("stop")
        panel.press("reset")
        # paper, the search, the other language
        page.pdf()
        page.locator("input[data-md-component=search-query]").click()
        page.keyboard.type("softmax")
        page.wait_for_selector("a.md-search-result__link", state="attached")
        assert page.evaluate("refused") == []
        assert page.faults == []
        page.keyboard.press("Escape")
        page.locator("a.language").click()
        page.wait_for_load_state("networkidle")
        assert page.evaluate("refused") == []


def test_a_page_in_a_folder_reads_as_it_did(browser, site):
    """The policy refuses nothing there; what needs a server, browsers refuse by themselves."""
    page = browser.new_page()
    try:
        said = []
        page.on("console", lambda message: said.append(message.text))
        page.goto((site / "en" / "softmax" / "index.html").as_uri())
        assert page.evaluate("getComputedStyle(document.querySelector('h1')).fontFamily")
        sheets = page.evaluate("[...document.styleSheets].length")
        assert sheets == page.locator("link[rel=stylesheet]").count() == 1
        # Material's script runs, and the still figures are in their colours
        assert page.evaluate("document.documentElement.className").startswith("js")
        assert page.locator("svg.figure text").first.evaluate("e => getComputedStyle(e).fill") != (
            "rgb(0, 0, 0)"
        )
        assert [one for one in said if "Content Security Policy" in one] == []
    finally:
        page.close()
