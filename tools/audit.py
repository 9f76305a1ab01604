"""Weighs pages of site/ and times them beside Material's empty project, in one run.

Bytes are counted where they are sent, gzipped, to the browser of the tests: on a first visit,
and where the page before was read already. Times and scores are Lighthouse's, medians of some
rounds; in each the empty project stands beside the pages, so a slow spell hits both. It comes
from npm, which nothing else here needs.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from tools.browser import find_browser, launched
from tools.serving import packed_and_counted

SITE = Path(__file__).resolve().parent.parent / "site"
LIGHTHOUSE = "lighthouse@12.8.2"
EMPTY = "Material, empty"
SCORES = ["performance", "accessibility", "best-practices", "seo"]
TIMES = ["total-blocking-time", "largest-contentful-paint", "cumulative-layout-shift"]
HEAD = "| page | KB first | KB second | TBT ms | LCP s | CLS | perf. | access. | best pr. | SEO |"
READ = ["units/", "softmax/"]  # a chapter, for whoever reads another one after it


def tool(environ=os.environ):
    """The npx that starts Lighthouse; ends with how to get one."""
    if path := shutil.which("npx", path=environ.get("PATH")):
        return path
    sys.exit("make audit wants Lighthouse from npm, and there is no npx; install Node.js 20")


def empty_project(folder):
    """What `mkdocs new` and Material give."""
    (folder / "docs").mkdir()
    (folder / "docs" / "index.md").write_text("# Welcome to MkDocs\n")
    (folder / "mkdocs.yml").write_text("site_name: My Docs\ntheme: material\n")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    subprocess.run(command, cwd=folder, check=True)
    return folder / "site"


def pages_of(site):
    """The address of every page below the root of a site."""
    found = (file.parent.relative_to(site).as_posix() for file in site.rglob("index.html"))
    return sorted("" if place == "." else f"{place}/" for place in found)


def before(page):
    """The page that a reader came from: a chapter in the same language."""
    language = "en/" if page.startswith("en/") else ""
    return next(language + chapter for chapter in READ if language + chapter != page)


def weigh(browser, address, sent, page):
    """Kilobytes of a page on a first visit, and after another page."""
    weights = []
    for way in [[page], [before(page), page]]:
        # what the service worker keeps for later comes after the page, and is not of it
        size = {"width": 412, "height": 823}
        context = browser.new_context(viewport=size, service_workers="block")
        opened = context.new_page()
        for stop in way:
            sent.clear()
            opened.goto(address + stop, wait_until="networkidle")
        weights.append(sum(sent.values()) / 1024)
        context.close()
    return weights


def look(npx, browser, address):
    """Lighthouse's report of a page, in a browser of its own."""
    flags = "--headless --no-sandbox --disable-gpu --disable-dev-shm-usage"
    command = [npx, "--yes", LIGHTHOUSE, address, "--output=json", "--quiet"]
    command += [f"--chrome-flags={flags}", f"--only-categories={','.join(SCORES)}"]
    told = subprocess.run(
        command, env={**os.environ, "CHROME_PATH": browser}, capture_output=True, text=True
    )
    if told.returncode:
        sys.exit(f"Lighthouse failed at {address}:\n{told.stderr}")
    return numbers(json.loads(told.stdout))


def numbers(report):
    """TBT in ms, LCP in ms, CLS, and the four scores of a report."""
    times = [report["audits"][name]["numericValue"] for name in TIMES]
    return times + [100 * report["categories"][name]["score"] for name in SCORES]


def row(name, weights, looks):
    """A page as a row of the table: the median of each number."""
    tbt, lcp, cls, *scores = map(statistics.median, zip(*looks))
    said = [f"{tbt:.0f}", f"{lcp / 1000:.2f}", f"{cls:.3f}", *(f"{score:.0f}" for score in scores)]
    return f"| {' | '.join([name, *(f'{weight:.1f}' for weight in weights), *said])} |"


def measure(npx, addresses, rounds):
    """{name: Lighthouse's numbers of each round}."""
    looks: dict[str, list[list[float]]] = {name: [] for name in addresses}
    for n in range(rounds):
        for name, address in addresses.items():
            print(f"round {n + 1} of {rounds}: {name}", file=sys.stderr)
            looks[name].append(look(npx, find_browser(), address))
    return looks


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("pages", nargs="*", help="units/ en/units/ …; by default every page")
    options = parser.parse_args()
    if not (SITE / "index.html").is_file():
        sys.exit("there is no site/ to look at; run: make build")
    npx, pages = tool(), options.pages or pages_of(SITE)
    with tempfile.TemporaryDirectory() as folder:
        bare = empty_project(Path(folder))
        with packed_and_counted(SITE) as (site, sent), packed_and_counted(bare) as (empty, other):
            with launched() as browser:
                weights = {page: weigh(browser, site, sent, page) for page in pages}
                first, _ = weigh(browser, empty, other, "")
            addresses = {EMPTY: empty, **{page: site + page for page in pages}}
            looks = measure(npx, addresses, options.runs)
    print(HEAD, "|---" * (HEAD.count("|") - 1) + "|", sep="\n")
    print(row(EMPTY, [first, 0], looks[EMPTY]))
    for page in pages:
        print(row(page or "/", weights[page], looks[page]))


if __name__ == "__main__":
    main()
