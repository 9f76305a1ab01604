"""Programs that run in the page, and print what Python prints."""

import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.site.conftest import PHONE
from tests.site.pages import SOURCES
from tests.site.test_axe import violations
from weave import fences
from weave.build import browser as runner
from weave.code import modules
from weave.text import opening

ROOT = Path(__file__).parents[2]
LISTING = re.compile(r'^ *```python title="(snippets/(\w+)\.py)"', re.M)
# each file that can run, and a page that shows it, in turn in both languages
RUNNABLE = {
    file: f"{source.stem}/"
    for source in SOURCES
    for file, module in LISTING.findall(source.read_text(encoding="utf-8"))
    if runner.runnable(ROOT, module)
}
PLACES = [
    (("", "en/")[n % 2] + path, file) for n, (file, path) in enumerate(sorted(RUNNABLE.items()))
]
FILE = "snippets/worked_example.py"
OTHER = "snippets/softmax_twice.py"
WORDS = {
    "run": re.compile("^(실행|Run)"),
    "stop": re.compile("^(멈추기|Stop)$"),
    "reset": re.compile("^(처음대로|Reset)$"),
    "line": re.compile("줄 보기$|^Go to line"),
}
# from the click until something is printed
CLICK = """panel => new Promise(resolve => {
  const began = performance.now()
  new MutationObserver((_, observer) => {
    if (!panel.querySelector(".printed").textContent) return
    observer.disconnect()
    resolve((performance.now() - began) / 1000)
  }).observe(panel, {subtree: true, childList: true})
  panel.querySelector("button").click()
})"""
# how long the page takes to hear that Stop is pressed, and to say so
STOP = """panel => new Promise(resolve => {
  const began = performance.now()
  setTimeout(() => {
    panel.querySelectorAll("button")[1].click()
    resolve([panel.querySelector("[aria-live]").textContent, performance.now() - began])
  })
})"""
# the longest time in which the page did nothing else, in milliseconds
WATCH = """() => {
  let last = performance.now()
  window.longest = 0
  window.watching = setInterval(() => {
    const now = performance.now()
    window.longest = Math.max(window.longest, now - last)
    last = now
  }, 10)
}"""


def program(file):
    """A file as readers take it along: without the marks that pages need."""
    text = (ROOT / file).read_text(encoding="utf-8")
    return "\n".join(line for line in text.split("\n") if "--8<--" not in line)


class Panel:
    """The panel that runs a chapter, as a reader uses it."""

    def __init__(self, page):
        self.page = page
        self.at = page.locator("details.run")
        page.wait_for_selector("details.run.ready")
        self.summary = self.at.locator("summary")
        self.editor = self.at.locator("textarea")
        self.printed = self.at.locator(".printed")
        self.status = self.at.locator("[aria-live=polite]")

    def open(self, file=None):
        if self.at.get_attribute("open") is None:
            self.summary.click()
        self.editor.wait_for()
        if file and self.at.locator("select").count():
            self.at.locator("select").select_option(file)
        name = (file or FILE).removeprefix("snippets/")
        self.summary.filter(has_text=name).wait_for()
        self.page.wait_for_function("document.querySelector('.run textarea').value")
        return self

    def button(self, name):
        return self.at.get_by_role("button", name=WORDS[name])

    def press(self, name):
        self.button(name).click()

    def wait(self, said):
        self.status.filter(has_text=re.compile(said)).wait_for()
        return self.printed.text_content()

    def run(self, said="끝났습니다|Done", source=None):
        if source is not None:
            self.editor.fill(source)
        self.press("run")
        return self.wait(said)


def by_python(file):
    module = file.removesuffix(".py").replace("/", ".")
    return subprocess.run(
        [sys.executable, "-m", module],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    ).stdout


@pytest.fixture(scope="module")
def worked(opened):
    """The worked example, with all that its reader was sent."""
    with opened("worked-example/") as page:
        page.sent = []
        page.on("request", lambda request: page.sent.append(request.url))
        Panel(page)
        yield page


def test_nothing_is_loaded_before_the_click(worked, address):
    worked.wait_for_load_state("networkidle")
    asked = worked.evaluate("performance.getEntriesByType('resource').map(e => e.name)")
    assert [url for url in asked if "/run/" in url or "/snippets/" in url] == []
    panel = Panel(worked)
    lines = program(FILE).count("\n")
    assert panel.summary.inner_text().split("\n")[-1] == f"worked_example.py, {lines}줄"
    panel.open()
    sizes = worked.request.get(f"{address}assets/run/manifest.json").json()
    size = (sizes["engine"] + sizes[FILE]) / 1e6
    assert size > 0.1
    said = f"실행 ({size:.1f} MB 내려받기)"
    panel.at.get_by_role("button", name=said, exact=True).wait_for()
    assert not [url for url in worked.sent if "brython" in url]


def test_the_first_result_comes_soon(worked, address):
    panel = Panel(worked)
    seconds = panel.at.evaluate(CLICK)
    print(f"\nfrom the click to the first result: {seconds:.2f} s")
    assert seconds < 5
    panel.wait("끝났습니다")
    names = {url.removeprefix(address) for url in worked.sent}
    assert {"assets/run/brython.js", "assets/run/numbers.js", FILE} <= names
    # it is there now
    panel.at.get_by_role("button", name="실행", exact=True).wait_for()


def test_a_fragment_leads_to_its_own_line(worked):
    """The panel holds the program as it is downloaded, and shows where the fragment begins."""
    panel = Panel(worked)
    panel.summary.click()  # closes it
    assert not panel.editor.is_visible()
    shown = worked.locator(".highlight", has=worked.get_by_text("worked_example.py", exact=True))
    fragment = shown.nth(2)
    fragment.hover()
    fragment.locator(".icon.play").click()
    panel.editor.wait_for()
    worked.wait_for_function("document.querySelector('.run textarea').selectionStart > 0")
    text = panel.editor.input_value()
    assert text == program(FILE) and "--8<--" not in text
    caret = panel.editor.evaluate("e => e.selectionStart")
    assert text[caret:].startswith(fragment.locator("code").text_content().strip())
    assert panel.editor.evaluate("e => e.scrollTop") > 0
    assert panel.editor.evaluate("e => e === document.activeElement")
    box = panel.editor.bounding_box()
    assert 0 < box["y"] and box["y"] + box["height"] < worked.viewport_size["height"]
    worked.keyboard.press("Tab")
    assert not panel.editor.evaluate("e => e === document.activeElement")
    assert panel.editor.input_value() == text
    assert panel.editor.get_attribute("spellcheck") == "false"


def test_a_fragment_of_another_file_brings_that_file(worked):
    panel = Panel(worked)
    name = OTHER.removeprefix("snippets/")
    other = worked.locator(".highlight", has=worked.get_by_text(name, exact=True)).first
    other.hover()
    other.locator(".icon.play").click()
    panel.summary.filter(has_text=name).wait_for()
    assert panel.run() == by_python(OTHER)
    panel.open(FILE)


def test_icons_show_when_asked_for_and_cover_no_code(worked):
    worked.mouse.move(0, 0)
    worked.evaluate("document.activeElement.blur()")
    seen = """all => all.filter(e => e.checkVisibility({opacityProperty: true})).length"""
    icons = worked.locator("article .highlight .icon")
    assert icons.count() > 10
    assert icons.evaluate_all(seen) == 0
    covered = """all => all.filter(bar => {
      const box = bar.getBoundingClientRect()
      const code = bar.parentElement.querySelector("code").getBoundingClientRect()
      return box.bottom > code.top && box.right > code.left && box.left < code.right
        && box.top < code.bottom
    }).length"""
    assert worked.locator(".highlight > .bar").evaluate_all(covered) == 0
    first = worked.locator(".highlight:has(.bar)").first
    first.scroll_into_view_if_needed()
    first.locator(".icon").first.focus()
    assert first.locator(".icon").evaluate_all(seen) == 2
    worked.context.grant_permissions(["clipboard-read", "clipboard-write"])
    first.locator(".icon.copy").click()
    first.get_by_role("button", name="복사했습니다").wait_for()
    assert worked.evaluate("navigator.clipboard.readText()") == first.locator("code").inner_text()


def test_edit_run_and_reset(worked):
    panel = Panel(worked).open(FILE)
    first = by_python(FILE)
    assert not panel.button("reset").is_visible()
    assert panel.run() == first
    text = program(FILE)
    edited = text.replace("Q_TRUE_BEFORE = [0.1,", "Q_TRUE_BEFORE = [0.25,")
    assert edited != text
    assert "-log2 0.25 = 2.0000 bits" in panel.run(source=edited)
    # what is printed is in sight, below the code
    box, code = panel.printed.bounding_box(), panel.editor.bounding_box()
    assert code["y"] + code["height"] < box["y"]
    assert box["y"] + box["height"] <= worked.viewport_size["height"]
    panel.editor.focus()
    worked.keyboard.press("Control+Enter")
    panel.wait("끝났습니다")
    assert "-log2 0.25 = 2.0000 bits" in panel.printed.text_content()
    # a draft outlives another program, and the panel's being closed
    panel.open(OTHER)
    assert panel.printed.text_content() == ""
    panel.open(FILE)
    assert panel.editor.input_value() == edited
    panel.press("reset")
    worked.wait_for_function("!document.querySelector('.run textarea').value.includes('0.25')")
    assert panel.editor.input_value() == text
    assert not panel.button("reset").is_visible()
    assert panel.run() == first


@pytest.mark.parametrize(
    "source, line, said",
    [
        ("x = 1\ndef f(:\n    pass\n", 2, "SyntaxError"),
        ("for i in range(3):\nprint(i)\n", 2, "IndentationError"),
        ("print('한글')\n\ndef f():\n    return 1 / 0\n\nf()\n", 4, "ZeroDivisionError"),
        ("from snippets.by_hand import cross_entropy\ncross_entropy([1.0], 4)\n", 2,
         "IndexError: target 4 is out of range"),
        ("\nimport numpy\n", 2, "No module named 'numpy'"),
        ("import snippets.missing\n", 1, "No module named 'snippets.missing'"),
        ("def f():\n    return f()\n\nf()\n", 2, "RecursionError"),
        ("x = input()\n", 1, "EOFError"),
        ("x = 'x' * 10**9\n", 1, "MemoryError"),
    ],
)  # fmt: skip
def test_an_error_names_its_line(worked, source, line, said):
    panel = Panel(worked).open(FILE)
    printed = panel.run("오류가 났습니다", source)
    assert f'File "{FILE}", line {line}' in printed
    assert said in printed
    assert "VFS" not in printed and "JavascriptError" not in printed
    if "한글" in source:
        assert printed.startswith("한글\n")
    panel.press("line")
    chosen = panel.editor.evaluate("e => e.value.slice(e.selectionStart, e.selectionEnd)")
    assert chosen == source.split("\n")[line - 1]
    assert worked.faults == []


def test_an_end_by_the_program_is_no_error(worked):
    panel = Panel(worked).open(FILE)
    source = "import sys\nsys.stdout.write(__name__)\nsys.exit()\n"
    assert panel.run(source=source) == "__main__"


FLOODS = {
    "nothing": "while True: print(end='')\n",
    "short lines": "while True: print('x')\n",
    "written": "import sys\nwhile True: sys.stdout.write('x')\n",
    "unmoved": "while True:\n  try: print('x')\n  except BaseException: pass\n",
    "huge lines": "while True: print('x' * 10**7)\n",
    "one huge line": "print('x' * 10**8)\n",
    "many lines": "print('x\\n' * 10**6)\nwhile True: pass\n",
    "a huge error": "raise ValueError('x' * 10**7)\n",
    "silence": "print('begun')\nwhile True: pass\n",
}


@pytest.mark.parametrize("source", FLOODS.values(), ids=FLOODS)
def test_no_program_blocks_its_page(worked, source):
    panel = Panel(worked).open(FILE)
    panel.editor.fill(source)
    worked.evaluate(WATCH)
    panel.press("run")
    stopped = panel.status.filter(has_text=re.compile("너무 길어|오류가|끝났"))
    for _ in range(20):
        worked.wait_for_timeout(100)
        if stopped.count():
            break
    else:
        said, took = panel.at.evaluate(STOP)
        assert said == "멈췄습니다."
        assert took < 200, f"the page answered after {took:.0f} ms"
    longest = worked.evaluate("clearInterval(watching), longest")
    print(f"\nthe page stood still for {longest:.0f} ms at most")
    # its bound allows for a busy machine; a flood held it for minutes
    assert longest < 2000
    assert len(panel.printed.text_content()) <= 100_000
    # what was stopped says no more, and what is started anew is new
    assert panel.run(source="print(2)\n") == "2\n"
    assert worked.faults == []


def test_what_is_printed_before_the_silence_is_shown(worked):
    panel = Panel(worked).open(FILE)
    source = "for n in range(2000):\n    print(n)\nwhile True:\n    pass\n"
    panel.editor.fill(source)
    panel.press("run")
    panel.printed.filter(has_text=re.compile("1999\n")).wait_for()
    began = time.monotonic()
    assert worked.evaluate("new Promise(done => requestAnimationFrame(() => done(true)))")
    assert time.monotonic() - began < 2
    assert not panel.button("run").is_visible()
    panel.press("stop")
    assert panel.wait("멈췄습니다") == "".join(f"{n}\n" for n in range(2000))
    assert panel.button("run").evaluate("e => e === document.activeElement")


def test_a_program_asks_the_site_for_nothing(worked):
    """But for what runs it; without a net that is there too, see test_offline.py."""
    panel = Panel(worked).open(FILE)
    panel.press("reset")
    worked.wait_for_function("document.querySelector('.run textarea').value.includes('def')")
    assert panel.run() == by_python(FILE)
    sent = len(worked.sent)
    assert "No module named 'random'" in panel.run("오류", "import random\n")
    asked = {url.rpartition("/")[2] for url in worked.sent[sent:]}
    assert asked <= {"worker.js", "brython.js", "numbers.js"}
    assert worked.faults == []


def test_axe_finds_nothing_in_an_open_one(worked):
    Panel(worked).open(FILE).run("오류", "1 / 0\n")
    assert violations(worked, ".run") == []


def test_on_a_phone_in_the_dark(opened):
    with opened("en/worked-example/", size=PHONE, scheme="dark", touch=True) as page:
        panel = Panel(page)
        panel.summary.tap()
        panel.open()
        panel.button("run").tap()
        assert panel.wait("Done") == by_python(FILE)
        assert panel.editor.input_value() == program(FILE)
        panel.run("It failed", "x = 1\n" + "y = [" + "1, " * 200 + "\n")
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        for name in ["run", "reset"]:
            assert panel.button(name).bounding_box()["height"] >= 24
        assert violations(page, ".run") == []
        assert page.faults == []


def test_without_scripts_nothing_is_promised(opened):
    with opened("worked-example/", scripts=False) as page:
        assert page.locator(".highlight .filename").count() > 4
        assert page.locator("article :is(button, textarea)").count() == 0
        assert not page.locator(".run").is_visible()
        assert page.locator(".downloads a").count() == 2


def test_a_site_that_lacks_what_runs_says_so(opened):
    with opened("worked-example/") as page:
        page.route("**/run/**", lambda route: route.abort())
        panel = Panel(page).open()
        panel.press("run")
        panel.wait("내려받지 못했습니다")
        assert not [fault for fault in page.faults if "error in the page" in fault]


def test_chapters_that_need_numpy_say_what_runs_them(opened):
    with opened("training/") as page:
        assert page.locator(".run, .icon.play").count() == 0
        assert "NumPy" in page.locator(".downloads").inner_text()
    with opened("en/lab/") as page:
        row = page.locator(".downloads")
        assert "notebook" in row.inner_text()
        # it is all there is to do with that page, so it stands at its head
        assert row.bounding_box()["y"] < page.viewport_size["height"]


@pytest.mark.parametrize("path, file", PLACES)
def test_prints_what_python_prints(opened, path, file):
    with opened(path) as page:
        panel = Panel(page).open(file)
        assert panel.run() == by_python(file)
        assert panel.editor.input_value() == program(file)
        # a listing has its icon just where its file runs in the page
        runs = panel.at.get_attribute("data-files").split()
        for listing in page.locator("article .highlight:has(.filename):not(.output)").all():
            name = "snippets/" + listing.locator(".filename").text_content()
            module = name.removeprefix("snippets/").removesuffix(".py").replace("/", ".")
            assert bool(listing.locator(".icon.play").count()) == runner.runnable(ROOT, module)
            assert (name in runs) == runner.runnable(ROOT, module)
        link = page.locator(".downloads a[download$='.py']")
        if not link.count():  # a page that shows programs, and is none
            return
        slug = link.get_attribute("download").removesuffix(".py")
        own = f"snippets/{opening.module(fences.load(ROOT, f'docs/ko/{slug}.md'), ROOT)}.py"
        assert page.request.get(link.evaluate("a => a.href")).text() == program(own)
        assert page.faults == []


def test_every_module_that_can_run_is_on_a_page():
    drawn = {"one_point", "number_types"}  # by figures alone, which no listing explains
    assert set(RUNNABLE) == {
        f"snippets/{module}.py"
        for module in modules.modules(ROOT)
        if module not in drawn and runner.runnable(ROOT, module)
    }
