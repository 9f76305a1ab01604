"""Pages and figures follow the light and the dark scheme."""

import pytest

from tests.site.pages import BY_TURNS, label

LOOK = """() => {
  const rgb = text => text.match(/[\\d.]+/g).map(Number)
  const shine = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map(c => c / 255)
      .map(c => c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4)
    return .2126 * x + .7152 * y + .0722 * z
  }
  const ground = rgb(getComputedStyle(document.body).backgroundColor)
  const contrast = (colour, opacity) => {
    const [r, g, b, a = 1] = rgb(colour)
    const mixed = [r, g, b].map((c, i) => c * a * opacity
                                          + ground[i] * (1 - a * opacity))
    const [dark, light] = [shine(mixed), shine(ground)].sort((a, b) => a - b)
    return (light + .05) / (dark + .05)
  }
  const texts = [], shapes = []
  for (const svg of document.querySelectorAll("svg.figure")) {
    for (const e of svg.querySelectorAll("text, path, use, rect")) {
      if (e.closest("defs, clipPath, marker")) continue
      const {fill, stroke, opacity, fillOpacity, strokeOpacity} = getComputedStyle(e)
      const what = e.outerHTML.slice(0, 100)
      if (e.tagName === "text")
        texts.push([contrast(fill, opacity * fillOpacity), what])
      else if (fill !== "none" && opacity * fillOpacity < .3)
        continue // a wash behind other things, which lines and words tell apart
      else if (fill !== "none")
        shapes.push([contrast(fill, opacity * fillOpacity), what])
      else if (stroke !== "none")
        shapes.push([contrast(stroke, opacity * strokeOpacity), what])
    }
  }
  return {ground: ground.join(), texts, shapes}
}"""


def look(page, scheme):
    page.emulate_media(color_scheme=scheme)
    name = {"light": "default", "dark": "slate"}[scheme]
    page.wait_for_selector(f"body[data-md-color-scheme={name}]")
    seen = page.evaluate(LOOK)
    pale = [(what, round(c, 2)) for c, what in seen["texts"] if c < 4.5]
    pale += [(what, round(c, 2)) for c, what in seen["shapes"] if c < 3]
    assert pale == [], scheme
    return seen


@pytest.mark.parametrize("loaded", BY_TURNS, ids=label, indirect=True)
def test_figures_stand_out_in_both_schemes(page):
    light, dark = look(page, "light"), look(page, "dark")
    assert light["ground"] != dark["ground"]
    drawn = page.locator("svg.figure:has(text)").count()
    assert bool(light["texts"]) == bool(light["shapes"]) == bool(drawn)
    # the same figures in other colours
    assert len(light["shapes"]) == len(dark["shapes"])
    assert not drawn or light["texts"] != dark["texts"]


@pytest.mark.parametrize("path", ["", "en/worked-example/"])
def test_the_toggle_turns_the_page_dark_and_back(opened, path):
    with opened(path) as page:
        body = page.locator("body")
        toggle = page.locator(".palette button:visible")
        seen, names = [], []
        for _ in range(4):
            seen.append((body.get_attribute("data-md-color-scheme"), look_at(page)))
            names.append(toggle.get_attribute("title"))
            toggle.click()
            assert page.evaluate("document.activeElement.title") == toggle.get_attribute("title")
        assert len(set(names)) == 3 and names[0] == names[3]
        schemes = [scheme for scheme, _ in seen]
        assert schemes == ["default", "default", "slate", "default"]
        grounds = [ground for _, ground in seen]
        assert grounds[0] == grounds[1] == grounds[3] != grounds[2]


COUNT = """new MutationObserver(seen => window.set = (window.set ?? 0) + seen.length)
  .observe(document, {subtree: true, attributeFilter: ["data-md-color-scheme"]})"""


def test_what_was_chosen_holds_on_the_next_page_and_is_set_once(opened, address):
    """Each time that it is set, all of a page is styled anew."""
    with opened("") as page:
        page.add_init_script(COUNT)
        page.goto(address + "softmax/", wait_until="networkidle")
        assert page.evaluate("window.set ?? 0") == 0  # light, as a page is written
        page.locator(".palette button:visible").click()
        page.locator(".palette button:visible").click()
        page.goto(address + "units/", wait_until="networkidle")
        assert page.evaluate("window.set") == 1
        assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"


def look_at(page):
    return page.evaluate("getComputedStyle(document.body).backgroundColor")


LOOKS = """() => ["body", "article h1", "article pre code"].map(of => {
  const {color, backgroundColor} = getComputedStyle(document.querySelector(of))
  return [color, backgroundColor]
})"""


@pytest.mark.parametrize("scheme, name", [("light", "default"), ("dark", "slate")])
def test_without_scripts_a_page_follows_the_system(opened, scheme, name):
    with opened("softmax/", scheme=scheme) as page:
        page.wait_for_selector(f"body[data-md-color-scheme={name}]")
        chosen = page.evaluate(LOOKS)
    with opened("softmax/", scheme=scheme, scripts=False) as page:
        assert page.evaluate(LOOKS) == chosen
