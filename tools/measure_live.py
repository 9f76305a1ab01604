"""Measures the live figures of site/: how fast they answer, how much they weigh.

Time is the milliseconds of script that one input event costs, in Chromium
slowed down four times; the events come one a frame, as from a hand. Weight is
the gzipped kilobytes of a figure's scripts: the frame, the figure's own file
and its formulas. Both languages share them.
"""

import gzip
import re
import statistics
import sys
from pathlib import Path

from tools.browser import launched
from tools.serving import served

SITE = Path(__file__).resolve().parent.parent / "site"
FRAME = ["dom", "plot", "live", "figure"]
SLOWER = 4
EVENTS = 300
FIGURE = re.compile(r'<figure [^>]*data-live="([^"]+)"')
# the same events on every run: 7919 is prime, so all places come up
MOVE = """async (figure, events) => {
  const inputs = [...figure.querySelectorAll(".control :is(input, select)")]
  const times = []
  for (let n = 0; n < events; n++) {
    await new Promise(requestAnimationFrame)
    const input = inputs[n % inputs.length]
    const share = (n * 7919 % events) / (events - 1)
    if (input.type === "radio") input.checked = true
    else if (input.options) input.selectedIndex = Math.round(share * (input.options.length - 1))
    else input.value = Number(input.min) + share * (input.max - input.min)
    const start = performance.now()
    input.dispatchEvent(new Event("input", {bubbles: true}))
    times.push(performance.now() - start)
  }
  return times
}"""


def weight(*scripts):
    """Kilobytes of scripts, each gzipped by itself."""
    return sum(len(gzip.compress(script)) for script in scripts) / 1024


def measure(browser, address, name):
    """Milliseconds of each event, and the figure's formulas."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(address)
    figure = page.wait_for_selector(f"figure.live.ready[data-live='{name}']")
    figure.scroll_into_view_if_needed()
    slow = context.new_cdp_session(page)
    slow.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    times = page.evaluate(f"([figure, events]) => ({MOVE})(figure, events)", [figure, EVENTS])
    formulas = figure.get_attribute("data-formulas")
    context.close()
    return times, (SITE / "assets/formulas" / formulas).read_bytes() if formulas else b""


def main():
    pages = [p for p in sorted(SITE.rglob("index.html")) if SITE / "en" not in p.parents]
    if not pages:
        sys.exit("there is no site/ to measure; run: make build")
    frame = [(SITE / "assets" / f"{name}.js").read_bytes() for name in FRAME]
    [bundle] = (SITE / "assets" / "javascripts").glob("bundle.*.js")
    material = weight(bundle.read_bytes())
    print(f"{'figure':20} p50 ms  p99 ms      KB  (Material: {material:.1f} KB)")
    with served(SITE) as address, launched() as browser:
        for file in pages:
            place = file.parent.relative_to(SITE).as_posix()
            for name in FIGURE.findall(file.read_text(encoding="utf-8")):
                times, formulas = measure(browser, f"{address}{place}/", name)
                own = (SITE / "assets" / "live" / f"{name}.js").read_bytes()
                p99 = statistics.quantiles(times, n=100)[98]
                size = weight(*frame, own, formulas)
                print(f"{name:20} {statistics.median(times):6.1f}  {p99:6.1f}  {size:6.1f}")


if __name__ == "__main__":
    main()
