"""Listings that run in the page, and print what Python prints."""

import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.site.conftest import PHONE
from tests.site.pages import SOURCES
from tests.site.test_axe import violations
from weave.build import browser as runner
from weave.code import modules

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
    "edit": re.compile("^(고치기|Edit)$"),
    "reset": re.compile("^(처음으로|Reset)$"),
    "line": re.compile("줄 보기$|^Go to line"),
}
# from the click until something is printed
CLICK = """box => new Promise(resolve => {
  const began = performance.now()
  new MutationObserver((_, observer) => {
    if (!box.querySelector(".printed")?.textContent) return
    observer.disconnect()
    resolve((performance.now() - began) / 1000)
  }).observe(box, {subtree: true, childList: true})
  box.querySelector("button").click()
})"""


class Box:
    """The buttons under a listing, as a reader uses them."""

    def __init__(self, page, file, n=0):
        self.page = page
        self.at = page.locator(f".run[aria-label='{file}']").nth(n)
        self.at.wait_for(state="attached")
        self.editor = self.at.locator("textarea")
        self.printed = self.at.locator(".printed")
        self.status = self.at.locator("[aria-live=polite]")

    def button(self, name):
        return self.at.get_by_role("button", name=WORDS[name])

    def press(self, name):
        self.button(name).click()

    def wait(self, said):
        self.status.filter(has_text=re.compile(said)).wait_for()
        return self.printed.text_content()

    def run(self, said="끝났습니다|Done", source=None):
        if source is not None:
            if not self.editor.count():
                self.press("edit")
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
        page.wait_for_selector(".run button")
        yield page


def test_nothing_is_loaded_before_the_click(worked, address):
    worked.wait_for_load_state("networkidle")
    asked = worked.evaluate("performance.getEntriesByType('resource').map(e => e.name)")
    asked = [url.removeprefix(address) for url in asked if "/run/" in url]
    assert asked == ["assets/run/manifest.json"]
    sizes = worked.request.get(f"{address}{asked[0]}").json()
    size = (sizes["engine"] + sizes[FILE]) / 1e6
    assert Box(worked, FILE).button("run").text_content() == f"실행 ({size:.1f} MB 내려받기)"
    assert size > 0.1


def test_the_first_result_comes_soon(worked, address):
    box = Box(worked, FILE)
    seconds = box.at.evaluate(CLICK)
    print(f"\nfrom the click to the first result: {seconds:.2f} s")
    assert seconds < 5
    box.wait("끝났습니다")
    names = {url.removeprefix(address) for url in worked.sent}
    assert {"assets/run/brython.js", FILE} <= names
    # it is there now, for every listing
    for n in range(2):
        assert Box(worked, FILE, n).button("run").text_content() == "실행"


def test_the_editor_begins_with_the_tested_file(worked):
    box = Box(worked, FILE, 2)
    box.press("edit")
    text = box.editor.input_value()
    assert text.encode() == (ROOT / FILE).read_bytes()
    # where the listing begins
    shown = worked.locator(".highlight", has=worked.get_by_text(FILE)).nth(2)
    caret = box.editor.evaluate("e => e.selectionStart")
    assert caret > 0
    assert text[caret:].startswith(shown.locator("code").text_content().strip())
    assert box.editor.evaluate("e => e.scrollTop") > 0
    assert box.editor.evaluate("e => e === document.activeElement")
    worked.keyboard.press("Tab")
    assert not box.editor.evaluate("e => e === document.activeElement")
    assert box.editor.input_value() == text
    assert box.editor.get_attribute("spellcheck") == "false"


def test_edit_run_and_reset(worked):
    box = Box(worked, FILE)
    first = by_python(FILE)
    assert box.run() == first
    text = (ROOT / FILE).read_text(encoding="utf-8")
    edited = text.replace("Q_TRUE_BEFORE = [0.1,", "Q_TRUE_BEFORE = [0.25,")
    assert edited != text
    assert "-log2 0.25 = 2.0000 bits" in box.run(source=edited)
    box.editor.focus()
    worked.keyboard.press("Control+Enter")
    box.wait("끝났습니다")
    assert "-log2 0.25 = 2.0000 bits" in box.printed.text_content()
    box.press("reset")
    assert box.editor.input_value() == text
    assert box.run() == first


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
    ],
)  # fmt: skip
def test_an_error_names_its_line(worked, source, line, said):
    box = Box(worked, FILE)
    printed = box.run("오류가 났습니다", source)
    assert f'File "{FILE}", line {line}' in printed
    assert said in printed
    assert "VFS" not in printed and "JavascriptError" not in printed
    if "한글" in source:
        assert printed.startswith("한글\n")
    box.press("line")
    chosen = box.editor.evaluate("e => e.value.slice(e.selectionStart, e.selectionEnd)")
    assert chosen == source.split("\n")[line - 1]
    assert worked.faults == []


def test_an_end_by_the_program_is_no_error(worked):
    box = Box(worked, FILE)
    source = "import sys\nsys.stdout.write(__name__)\nsys.exit()\n"
    assert box.run(source=source) == "__main__"


def test_endless_loops_stop_and_the_page_goes_on(worked):
    box = Box(worked, FILE)
    box.editor.fill("print('begun')\nwhile True:\n    pass\n")
    box.press("run")
    box.printed.filter(has_text="begun").wait_for()
    began = time.monotonic()
    assert worked.evaluate("new Promise(done => requestAnimationFrame(() => done(true)))")
    # another one runs meanwhile
    assert Box(worked, OTHER).run() == by_python(OTHER)
    assert time.monotonic() - began < 10
    assert not box.button("run").is_visible()
    box.press("stop")
    assert box.wait("멈췄습니다") == "begun\n"
    assert box.button("run").evaluate("e => e === document.activeElement")
    box.run("너무 길어", "while True:\n    print('again')\n")
    assert len(box.printed.text_content()) < 200_000
    # what was stopped says no more, and what is started anew is new
    assert box.run(source="print(2)\n") == "2\n"
    assert worked.faults == []


def test_after_it_was_loaded_it_runs_offline(worked):
    worked.context.set_offline(True)
    try:
        assert Box(worked, FILE, 3).run() == by_python(FILE)
        sent = len(worked.sent)
        box = Box(worked, FILE)
        assert "No module named 'random'" in box.run("오류", "import random\n")
        assert [url for url in worked.sent[sent:] if not url.startswith("blob:")] == []
    finally:
        worked.context.set_offline(False)
    assert worked.faults == []


def test_axe_finds_nothing_in_an_open_one(worked):
    Box(worked, FILE).run("오류", "1 / 0\n")
    assert violations(worked, ".run") == []


def test_on_a_phone_in_the_dark(opened):
    with opened("en/worked-example/", size=PHONE, scheme="dark", touch=True) as page:
        box = Box(page, FILE)
        box.button("run").tap()
        assert box.wait("Done") == by_python(FILE)
        box.button("edit").tap()
        assert box.editor.input_value().encode() == (ROOT / FILE).read_bytes()
        box.run("It failed", "x = 1\n" + "y = [" + "1, " * 200 + "\n")
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        assert box.button("run").bounding_box()["height"] >= 24
        assert violations(page, ".run") == []
        assert page.faults == []


def test_without_scripts_there_are_no_dead_buttons(opened):
    with opened("worked-example/", scripts=False) as page:
        assert page.locator(".highlight .filename").count() > 4
        assert page.locator("article button, .run, textarea").count() == 0


def test_a_build_that_wrote_no_manifest_has_no_buttons(opened):
    with opened("worked-example/") as page:
        page.route("**/manifest.json", lambda route: route.abort())
        page.reload()
        page.wait_for_load_state("networkidle")
        assert page.locator(".highlight .filename").count() > 4
        assert page.locator(".run").count() == 0
        assert not [fault for fault in page.faults if "error in the page" in fault]


@pytest.mark.parametrize("path, file", PLACES)
def test_prints_what_python_prints(opened, path, file):
    with opened(path) as page:
        box = Box(page, file)
        assert box.run() == by_python(file)
        for at in page.locator(".run").all():
            name = at.get_attribute("aria-label")
            module = name.removeprefix("snippets/").removesuffix(".py").replace("/", ".")
            assert bool(at.locator("button").count()) == runner.runnable(ROOT, module)
            link = at.locator("a[download]")
            assert link.get_attribute("download") == Path(name).name
        href = link.evaluate("a => a.href")
        assert page.request.get(href).body() == (ROOT / name).read_bytes()
        assert page.faults == []


def test_every_module_that_can_run_is_on_a_page():
    assert set(RUNNABLE) == {
        f"snippets/{module}.py" for module in modules.modules(ROOT) if runner.runnable(ROOT, module)
    }
