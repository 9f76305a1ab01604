"""Measures the live figures of site/: how fast they answer, how much they weigh.

Time is the milliseconds of script that one event costs, in Chromium slowed down
four times: controls set, handles dragged with the mouse, and arrow keys, one event
a frame, as from a hand. In between, the same events go to a slider outside the
figure that does nothing but count to the same number each time: how far its p99 lies
above its p50 is the noise of the machine. Weight is the gzipped kilobytes of a figure's scripts:
the frame, the figure's own file and its formulas. Both languages share them.
"""

import gzip
import re
import statistics
import sys
from pathlib import Path

from tools.browser import launched
from tools.serving import served

SITE = Path(__file__).resolve().parent.parent / "site"
FRAME = ["dom", "form", "plot", "live", "figure", "python"]
SLOWER = 4
EVENTS = 150  # for all controls, and for all handles
STRETCH = 15  # at a handle, or of keys, before it is the idle slider's turn
FIGURE = re.compile(r'<figure [^>]*data-live="([^"]+)"')
CONTROLS = ".control :is(input, select)"
BOX = "position: fixed; z-index: 9; left: 0; bottom: 0; width: 150px; height: 30px"
# times from the first listener of an event to its last; the slider is idle but for its count
WATCH = """(figure, box) => {
  const idle = document.createElement("input")
  Object.assign(idle, {type: "range", id: "idle", max: 1000})
  idle.style.cssText = box
  document.body.append(idle)
  const count = () => { for (let n = 0; n < 4e5; n++) idle.counted = Math.sqrt(n) }
  const times = window.times = {figure: [], idle: []}
  window.idle = idle
  for (const kind of ["input", "pointermove"]) {
    let start
    idle.addEventListener(kind, count)
    addEventListener(kind, () => { start = performance.now() }, true)
    addEventListener(kind, ({target}) => {
      const took = performance.now() - start
      if (figure.contains(target)) times.figure.push(took)
      if (target === idle) times.idle.push(took)
    })
  }
}"""
# the same events on every run: 7919 is prime, so all places come up
SET = """async (figure, [controls, events]) => {
  const inputs = [...figure.querySelectorAll(controls)]
  for (let n = 0; n < events; n++) {
    const share = (n * 7919 % events) / (events - 1)
    for (const input of [inputs[n % inputs.length], window.idle]) {
      await new Promise(requestAnimationFrame)
      if (input.type === "radio") input.checked = true
      else if (input.options) input.selectedIndex = Math.round(share * (input.options.length - 1))
      else input.value = Number(input.min) + share * (input.max - input.min)
      input.dispatchEvent(new Event("input", {bubbles: true}))
    }
  }
}"""


def weight(*scripts):
    """Kilobytes of scripts, each gzipped by itself."""
    return sum(len(gzip.compress(script)) for script in scripts) / 1024


def places(box):
    """Where a hand drags to and fro in a box, aslant."""
    for n in range(STRETCH):
        share = n * 7 % STRETCH / STRETCH
        yield box["x"] + share * box["width"], box["y"] + (1 - share) * box["height"]


def drag(page, figure, idle):
    """Each handle in turn, and over the idle slider between."""
    names = [h.get_attribute("data-drag") for h in figure.query_selector_all("[data-drag]")]
    for name in [*dict.fromkeys(names)] * (EVENTS // STRETCH // len({*names}) + 1 if names else 0):
        held = figure.query_selector(f"[data-drag='{name}']").bounding_box()
        page.mouse.move(held["x"] + held["width"] / 2, held["y"] + held["height"] / 2)
        page.mouse.down()
        for place in places(figure.query_selector(".moving").bounding_box()):
            page.mouse.move(*place)
        page.mouse.up()
        for place in places(idle.bounding_box()):
            page.mouse.move(*place)


def press(page, figure, idle):
    """Arrow keys on each control, and on the idle slider between."""
    for control in figure.query_selector_all(CONTROLS):
        if control.get_attribute("type") != "range":
            continue
        for focused in [control, idle]:
            focused.focus()
            for n in range(STRETCH):
                page.keyboard.press("ArrowLeft" if n % 3 else "ArrowRight")


def measure(browser, address, name):
    """Milliseconds of each event by who had it, and the figure's formulas."""
    # what the service worker keeps for later would be fetched meanwhile
    size = {"width": 1280, "height": 900}
    context = browser.new_context(viewport=size, service_workers="block")
    page = context.new_page()
    page.goto(address)
    figure = page.wait_for_selector(f"figure.live.ready[data-live='{name}']")
    figure.scroll_into_view_if_needed()
    slow = context.new_cdp_session(page)
    slow.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    figure.evaluate(WATCH, BOX)
    idle = page.query_selector("#idle")
    figure.evaluate(SET, [CONTROLS, EVENTS])
    press(page, figure, idle)
    drag(page, figure, idle)
    times = page.evaluate("times")
    formulas = figure.get_attribute("data-formulas")
    context.close()
    return times, (SITE / "assets/formulas" / formulas).read_bytes() if formulas else b""


def spread(times):
    """The median, and what one event in a hundred exceeds."""
    return f"{statistics.median(times):6.1f} {statistics.quantiles(times, n=100)[98]:6.1f}"


def main(only):
    pages = [p for p in sorted(SITE.rglob("index.html")) if SITE / "en" not in p.parents]
    if not pages:
        sys.exit("there is no site/ to measure; run: make build")
    frame = [(SITE / "assets" / f"{name}.js").read_bytes() for name in FRAME]
    print("milliseconds      events    p50    p99   idle: p50    p99     KB")
    with served(SITE) as address, launched() as browser:
        for file in pages:
            place = file.parent.relative_to(SITE).as_posix()
            for name in FIGURE.findall(file.read_text(encoding="utf-8")):
                if only and name not in only:
                    continue
                times, formulas = measure(browser, f"{address}{place}/", name)
                own = (SITE / "assets" / "live" / f"{name}.js").read_bytes()
                size = weight(*frame, own, formulas)
                figure, idle = times["figure"], times["idle"]
                print(
                    f"{name:18}{len(figure):6} {spread(figure)}      {spread(idle)} {size:6.1f}",
                    flush=True,
                )


if __name__ == "__main__":
    main(sys.argv[1:])
