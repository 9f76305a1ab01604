"""On paper: black on white from either scheme, and nothing that only a screen can do."""

import pytest

INKS = """() => {
  const read = (e, name) => getComputedStyle(e)[name]
  return {
    ground: read(document.body, "backgroundColor"),
    text: read(document.querySelector("article p"), "color"),
    figures: [...document.querySelectorAll("svg.figure :is(text, path)")].slice(0, 400)
      .map(e => `${read(e, "fill")} ${read(e, "stroke")}`),
    code: [...document.querySelectorAll(".highlight span[class]")].slice(0, 200)
      .map(e => read(e, "color")),
  }
}"""
CONTROLS = """() => [...document.querySelectorAll(
  "button, input[type=text], input[type=range], select, .md-header, .md-footer, .origin, "
  + ".downloads, .exercise details")]
  .filter(e => e.checkVisibility()).map(e => e.outerHTML.slice(0, 90))"""


@pytest.mark.parametrize("path", ["entropy/", "en/worked-example/"])
def test_paper_is_the_same_from_either_scheme(opened, path):
    seen = []
    for scheme in ["light", "dark"]:
        with opened(path, scheme=scheme) as page:
            screen = page.evaluate(INKS)
            page.evaluate("document.querySelectorAll('details').forEach(d => d.open = 1)")
            page.emulate_media(media="print")
            printed = page.evaluate(INKS)
            assert page.evaluate(CONTROLS) == []
            seen.append((screen, printed))
    (light, on_paper), (dark, from_dark) = seen
    assert on_paper == from_dark
    assert on_paper["ground"] == "rgb(255, 255, 255)" and on_paper["text"] == "rgb(0, 0, 0)"
    # else the test looks at what has no colour of its own
    assert light["figures"] != dark["figures"] and light["code"] != dark["code"]
