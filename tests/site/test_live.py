"""Figures that answer: by mouse, keyboard and touch, and with Python's numbers.

What a figure must say is worked out by tests/site/live/<name>.py, which shares
no code with it.
"""

import importlib
import json
import re

import pytest

from tests.site.conftest import PHONE, faults_of
from tests.site.pages import PREFIXES, SOURCES

NUMBER = re.compile(r"[−-]?(?:\d+(?:\.\d+)?|inf(?![a-z]))|nan(?![a-z])")
LIVE = re.compile(r"^live: (\S+)", re.M)
# (language, page, figure)
FIGURES = [
    (language, "" if source.stem == "index" else f"{source.stem}/", name)
    for language in PREFIXES
    for source in SOURCES
    for name in LIVE.findall(source.read_text(encoding="utf-8"))
]
STATE = """figure => ({
  state: figure.live.state, result: figure.querySelector(".result").textContent,
  picture: figure.querySelector("svg").innerHTML.replaceAll(" focused", ""),
})"""
# two hundred changes of one control after another, by a fixed sequence
WALK = """figure => {
  let seed = 20261123
  const random = n => (seed = (seed * 48271) % 2147483647) % n
  const inputs = [...figure.querySelectorAll(".control :is(input, select)")]
  const seen = []
  for (let n = 0; n < 200; n++) {
    const input = inputs[random(inputs.length)]
    if (input.type === "radio") input.checked = true
    else if (input.options) input.selectedIndex = random(input.options.length)
    else {
      const steps = Math.round((input.max - input.min) / input.step)
      input.value = Number(input.min) + random(steps + 1) * input.step
    }
    input.dispatchEvent(new Event("input", {bubbles: true}))
    seen.push({
      state: {...figure.live.state},
      result: figure.querySelector(".result").textContent,
    })
  }
  return seen
}"""


def label(figure):
    language, page, name = figure
    return f"{language}-{page.strip('/') or 'index'}-{name}"


@pytest.fixture(scope="module", params=FIGURES, ids=label)
def loaded_figure(request, opened):
    language, path, name = request.param
    with opened(PREFIXES[language] + path) as page:
        yield page, find(page, name), name


@pytest.fixture
def live(loaded_figure):
    """A live figure at its start: (page, handle, name)."""
    page, figure, name = loaded_figure
    figure.evaluate("figure => figure.live.reset()")
    return loaded_figure


@pytest.fixture(params=[f for f in FIGURES if f[0] == "ko"], ids=label)
def path_and_name(request):
    """Of each figure once: both languages share its code."""
    language, path, name = request.param
    return PREFIXES[language] + path, name


def find(page, name):
    return page.wait_for_selector(f"figure.live.ready[data-live='{name}']")


def numbers(text):
    """Every number of a sentence: (value, how exact it is)."""
    found = []
    for match in NUMBER.finditer(text):
        shown = match[0].replace("−", "-")
        digits = len(shown.partition(".")[2])
        found.append((float(shown), 0.5 * 10**-digits + 1e-9))
    return found


def agrees(name, seen, start):
    oracle = importlib.import_module(f"tests.site.live.{name.replace('-', '_')}")
    expected = oracle.numbers(seen["state"], start)
    shown = numbers(seen["result"])
    assert len(shown) == len(expected), (seen, expected)
    for (value, exact), right in zip(shown, expected):
        same = value == right or abs(value - right) <= exact or value != value != right
        assert same, (seen, expected)


def start_of(figure):
    return json.loads(figure.get_attribute("data-start"))


def test_starts_with_the_numbers_of_the_page(live):
    page, figure, name = live
    seen = figure.evaluate(STATE)
    agrees(name, seen, start_of(figure))
    said = page.locator("article").evaluate(
        """(article, name) => {
          const copy = article.cloneNode(true)
          copy.querySelector(`[data-live="${name}"]`).remove()
          return copy.textContent
        }""",
        name,
    )
    # the still picture's description, which the build computed, is gone here
    still = page.request.get(page.url).text()
    for match in NUMBER.finditer(seen["result"]):
        there = match[0] in said or match[0] in still
        assert there, f"{match[0]}, said at the start, is not on the page; say it in alt:"


def test_a_random_walk_agrees_with_python(live):
    page, figure, name = live
    for seen in figure.evaluate(WALK):
        agrees(name, seen, start_of(figure))
    assert page.faults == []


def test_by_keyboard_alone(live):
    page, figure, name = live
    controls = figure.query_selector_all(".control :is(input, select)")
    assert controls
    for control in controls:
        if control.get_attribute("type") == "radio" and not control.is_checked():
            continue  # the one that is checked is where the Tab key goes
        before = figure.evaluate(STATE)["state"]
        control.focus()
        for key in ["ArrowRight", "ArrowDown", "End", "Home", "ArrowLeft", "ArrowUp"]:
            page.keyboard.press(key)
            if figure.evaluate(STATE)["state"] != before:
                break
        else:
            raise AssertionError("no key moved it")
        agrees(name, figure.evaluate(STATE), start_of(figure))
    for button in figure.query_selector_all("button:not(.idle)"):
        button.focus()
        page.keyboard.press("Enter")
        agrees(name, figure.evaluate(STATE), start_of(figure))
    assert page.faults == []


def test_by_touch_on_a_phone(path_and_name, opened):
    path, name = path_and_name
    with opened(path, touch=True, size=PHONE) as page:
        figure = find(page, name)
        for control in figure.query_selector_all("label:not(.unseen) > input[type=range]"):
            control.scroll_into_view_if_needed()
            before = figure.evaluate(STATE)["state"]
            for share in (0.8, 0.2):
                box = control.bounding_box()
                assert box["height"] >= 24
                page.touchscreen.tap(box["x"] + share * box["width"], box["y"] + box["height"] / 2)
            assert figure.evaluate(STATE)["state"] != before
        agrees(name, figure.evaluate(STATE), start_of(figure))
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        assert page.faults == []


def test_said_once_at_rest_and_kept_in_the_address(path_and_name, opened, address):
    path, name = path_and_name
    with opened(path) as page:
        figure = find(page, name)
        first = figure.evaluate(STATE)
        # read in the page, at the key itself: a busy machine's test would come too late
        figure.evaluate("""figure => figure.addEventListener("input", () => {
          figure.heard = figure.querySelector("[aria-live=polite]").textContent
        })""")
        figure.query_selector(".control :is(select, input:not([type=radio]), :checked)").focus()
        page.keyboard.press("ArrowRight")
        if figure.evaluate(STATE)["state"] == first["state"]:
            page.keyboard.press("ArrowLeft")
        moved = figure.evaluate(STATE)
        assert moved["state"] != first["state"]
        assert figure.evaluate("figure => figure.heard") != moved["result"]
        page.wait_for_function(
            "([figure, text]) => figure.querySelector('[aria-live=polite]').textContent === text",
            arg=[figure, moved["result"]],
        )
        shared = page.url.removeprefix(address)
        assert f"{name}=" in shared
        assert page.faults == []
    with opened(shared) as page:
        figure = find(page, name)
        assert figure.evaluate(STATE) == moved
        figure.query_selector("button.reset").click()
        assert figure.evaluate(STATE) == first
        assert f"{name}=" not in page.url
        assert page.faults == []


def test_what_stands_in_a_picture_is_not_made_anew(opened):
    with opened("softmax/") as page:
        nodes = "[...figure.querySelectorAll('.moving svg *')]"
        kept, moved = find(page, "softmax").evaluate(f"""figure => {{
          const before = {nodes}, handle = figure.querySelector("[data-drag=z1]")
          const place = handle.getAttribute("transform")
          figure.live.set({{z1: -2, T: 3}})
          const same = before.every((node, n) => node === {nodes}[n])
          return [same, handle.getAttribute("transform") !== place]
        }}""")
        assert kept and moved


def test_a_number_is_typed_digit_by_digit(opened):
    with opened("units/") as page:
        figure = find(page, "units")
        unit, kind = figure.query_selector_all(".segments")
        count, *_ = figure.query_selector_all("input[type=number]")
        assert count.is_enabled()
        for choice in [unit, kind]:
            choice.query_selector_all("label")[1].click()
        assert count.is_disabled()  # a mean was not summed over anything
        count, loss, classes = figure.query_selector_all("input[type=number]")
        for field, text in [(loss, "0.6931"), (classes, "2")]:
            field.focus()
            page.keyboard.press("Control+A")
            page.keyboard.press("Delete")
            page.keyboard.type(text)
            assert field.evaluate("field => field.value") == text
        seen = figure.evaluate(STATE)
        assert (seen["state"]["loss"], seen["state"]["classes"]) == (0.6931, 2)
        agrees("units", seen, start_of(figure))
        # what is left empty says again what holds
        page.keyboard.press("Backspace")
        assert classes.evaluate("field => field.value") == ""
        loss.focus()
        assert classes.evaluate("field => field.value") == "2"
        assert figure.evaluate(STATE) == seen
        assert page.faults == []


def test_a_picture_is_dragged(opened):
    handles = [
        ("why-log/", "why_log", "q"),
        ("units/", "units", "loss"),
        ("binary/", "pos-weight", "z"),
        ("softmax/", "softmax", "T"),
        ("gradient/", "gradient", "rate"),
        ("mean-of-what/", "mean-of-what", "size1"),
        ("mean-of-what/", "mean-of-what", "mean0"),
        ("language-models/", "pieces", "count"),
        ("soft-targets/", "soft-targets", "alpha"),
    ]
    for page_name, name, at in handles:
        with opened(page_name) as page:
            figure = find(page, name)
            first = figure.evaluate(STATE)
            held = figure.query_selector(f"[data-drag='{at}']")
            held.scroll_into_view_if_needed()
            box = held.bounding_box()
            assert min(box["width"], box["height"]) >= 44
            x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
            page.mouse.move(x, y)
            page.mouse.down()
            page.mouse.move(x - 60, y + 40, steps=4)
            page.mouse.up()
            moved = figure.evaluate(STATE)
            assert abs(moved["state"][at] - first["state"][at]) > 0.05
            agrees(name, moved, start_of(figure))
            assert page.faults == []


def test_a_prediction_is_painted(opened, address):
    with opened("segmentation/") as page:
        figure = find(page, "segmentation")
        figure.query_selector(".segments label:nth-child(3)").click()
        side = len(start_of(figure)["truth"])
        mask = figure.evaluate("figure => figure.live.picture.guess.flat().join('')")
        board = figure.query_selector("[data-drag=at] .grip")
        board.scroll_into_view_if_needed()
        box = board.bounding_box()
        # two corners away from each other, faster than a hand: no pixel between is left out
        step = box["width"] / side
        page.mouse.move(box["x"] + step / 2, box["y"] + step / 2)
        page.mouse.down()
        page.mouse.move(box["x"] + 4.5 * step, box["y"] + step / 2)
        page.mouse.up()
        page.keyboard.press("ArrowDown")
        page.keyboard.press(" ")
        painted = "1" * 5 + mask[5:]
        painted = painted[: side + 4] + "1" + painted[side + 5 :]
        seen = figure.evaluate(STATE)
        assert f"{int(seen['state']['cells'], 16):0{side**2}b}" == painted
        agrees("segmentation", seen, start_of(figure))
        cursor = figure.query_selector(".unseen input")
        assert cursor.get_attribute("aria-valuetext") == "2행 5열, 잉크"
        page.keyboard.press(" ")  # and takes it away again
        assert cursor.get_attribute("aria-valuetext") == "2행 5열, 배경"
        seen = figure.evaluate(STATE)
        page.wait_for_function(
            "cells => location.search.includes(cells)", arg=seen["state"]["cells"]
        )
        kept = page.url.removeprefix(address)
        assert page.faults == []
    with opened(kept) as page:
        assert find(page, "segmentation").evaluate(STATE) == seen


@pytest.mark.parametrize("kept", ["", "x", "_".join("9" * 40), "nan_inf_1e999", "%00"])
def test_an_address_that_makes_no_sense(opened, kept):
    with opened(f"softmax/?softmax={kept}") as page:
        figure = find(page, "softmax")
        agrees("softmax", figure.evaluate(STATE), start_of(figure))
        assert page.faults == []


@pytest.mark.parametrize("language, path", sorted({(f[0], f[1]) for f in FIGURES}))
def test_without_scripts_the_still_picture_stays(opened, language, path):
    with opened(PREFIXES[language] + path, scripts=False) as page:
        for figure in page.query_selector_all("figure.live"):
            assert figure.query_selector(".picture svg [id], .picture svg") is not None
            assert figure.query_selector("button, input, select") is None


BROKEN = """export default {
  words: {ko: {}, en: {}}, controls: () => [], draw() { throw new Error("it broke") },
}"""


def test_a_figure_that_fails_stops_no_other(browser, address):
    page = browser.new_page()
    page.faults = faults_of(page, address)
    still = """<figure class="woven live" data-live="NAME" data-start="{}" data-labels="{}">
      <div class="picture">drawn</div></figure>"""
    first = still.replace("NAME", "broken") + still.replace("NAME", "absent")

    def with_broken_ones(route):
        html = route.fetch().text()
        assert '<figure class="woven live"' in html
        html = html.replace("<figure ", first + "<figure ", 1)
        route.fulfill(body=html, content_type="text/html")

    page.route("**/softmax/", with_broken_ones)
    page.route(
        "**/live/broken.js",
        lambda route: route.fulfill(body=BROKEN, content_type="text/javascript"),
    )
    try:
        page.goto(f"{address}softmax/")
        figure = find(page, "softmax")
        agrees("softmax", figure.evaluate(STATE), start_of(figure))
        page.wait_for_load_state("networkidle")
        for name in ["broken", "absent"]:
            broken = page.locator(f"figure.live[data-live={name}]")
            assert broken.inner_html().strip() == '<div class="picture">drawn</div>'
        # and they are no secret to who wrote them
        said = [fault for fault in page.faults if fault.startswith("console error: live/")]
        assert len(said) == 2
        assert any("it broke" in fault for fault in said)
    finally:
        page.close()


def test_all_colours_of_a_drawn_figure_are_there(opened):
    with opened("softmax/") as page:
        seen = find(page, "softmax").evaluate(
            """figure => {
              const svg = figure.querySelector(".moving svg")
              const of = (tag, kind, property) => {
                const made = document.createElementNS(svg.namespaceURI, tag)
                made.setAttribute("class", kind)
                svg.append(made)
                return getComputedStyle(made)[property]
              }
              const shown = n => {
                const made = document.createElement("i")
                made.style.color = `var(--figure-${n})`
                figure.append(made)
                return getComputedStyle(made).color
              }
              return [0, 1, 2, 3, 4, 5, 6, 7].map(n => [
                shown(n), of("path", `line thin c${n}`, "stroke"),
                of("rect", `fill c${n}`, "fill"), of("text", `c${n} bold`, "fill"),
              ])
            }"""
        )
    assert [len(set(colours)) for colours in seen] == [1] * 8
    assert len({colours[0] for colours in seen}) == 8


def test_says_the_words_of_its_fence(live):
    page, figure, name = live
    words = json.loads(figure.get_attribute("data-labels"))
    parts = "[...figure.querySelectorAll('.moving, .controls, .result')]"
    said = figure.evaluate(f"figure => {parts}.map(part => part.textContent).join(' ')")
    # not all of a drawn figure is in the one that answers
    assert [word for word in words.values() if word in said]
    assert "undefined" not in said
