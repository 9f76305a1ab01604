"""After one visit the site is there without a net, whole and of one build."""

import re
import shutil

import pytest

from tests.site.conftest import faults_of
from tests.site.test_run import Panel
from tools.serving import served

READY = "navigator.serviceWorker.ready.then(() => true)"
MINE = "() => navigator.serviceWorker.controller !== null"
KEPT = """async () => {
  const [name] = await caches.keys()
  return (await (await caches.open(name)).keys()).map(({url}) => url.split("?")[1])
}"""


@pytest.fixture
def copy(site, tmp_path):
    """The built site, to be changed, below a path, and the address of that."""
    folder = tmp_path / "root" / "some" / "path"
    shutil.copytree(site, folder, ignore=shutil.ignore_patterns("*.map", "downloads"))
    with served(tmp_path / "root") as address:
        yield folder, f"{address}some/path/"


@pytest.fixture
def visitor(browser):
    context = browser.new_context()
    yield context
    context.close()


def visit(context, address, path):
    """Open one page, and wait until all that it keeps is there."""
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.faults = faults_of(page, address)
    page.goto(address + path)
    assert page.evaluate(READY)
    page.wait_for_function(MINE)
    return page


def listed(folder):
    text = (folder / "offline.js").read_text(encoding="utf-8")
    return dict(re.findall(r'^"(.*)": "(.{12})",?$', text, re.M))


def test_after_one_visit_everything_is_there_without_a_net(visitor, copy):
    folder, address = copy
    page = visit(visitor, address, "en/units/")
    asked = [name for name in listed(folder) if re.match(r"(en/)?(assets/run|snippets)/", name)]
    assert len(asked) > 100
    eager = {mark for name, mark in listed(folder).items() if name not in asked}
    assert set(page.evaluate(KEPT)) == eager
    # a program is kept once somebody ran one
    panel = Panel(page)
    panel.summary.click()
    said = panel.open("snippets/units.py").run()
    visitor.set_offline(True)
    for path in ["en/softmax/", "softmax/", "", "en/", "entropy/?a=b#kl"]:
        page.goto(address + path)
        assert page.locator("article h1").inner_text()
    page.locator("figure.live.ready").first.wait_for()
    page.goto(address + "units/")
    assert page.evaluate(
        "document.fonts.ready.then(() => document.fonts.check('1em STIX Two Math'))"
    )
    page.locator("input[data-md-component=search-query]").fill("IndexError")
    page.wait_for_selector("a.md-search-result__link[href*='/pytorch/']", state="attached")
    page.keyboard.press("Escape")
    page.goto(address + "en/units/")
    panel = Panel(page)
    panel.summary.click()
    assert panel.open("snippets/units.py").run() == said
    assert [f for f in page.faults if not f.startswith("no answer")] == []


def edit(folder, name, old, new):
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def publish(folder):
    """What a build does last."""
    from weave.build import offline

    (folder / "offline.js").unlink()
    offline.publish(folder)


def test_a_new_build_is_seen_at_once_and_kept_whole(visitor, copy):
    folder, address = copy
    page = visit(visitor, address, "units/")
    before = set(page.evaluate(KEPT))
    edit(folder, "units/index.html", "</h1>", " anew</h1>")
    edit(folder, "assets/style.css", "figure.woven", "figure.woven,.anew")
    edit(folder, "search/sections.json", "IndexError", "IndexErrorAnew")
    publish(folder)
    page.reload()
    assert " anew" in page.locator("article h1").inner_text()
    # all that this page gets is new: the old build's is for pages of the old build
    text = "async name => (await fetch(name)).text()"
    assert ".anew" in page.evaluate(text, "../assets/style.css")
    assert "IndexErrorAnew" in page.evaluate(text, "../search/sections.json")
    # once no page of the old build is open, the new one is kept, and no more than that
    waits = "navigator.serviceWorker.getRegistration().then(({waiting}) => waiting !== null)"
    page.wait_for_function(waits)
    page.close()
    (blank := visitor.new_page()).wait_for_timeout(5000)  # until the browser has noticed
    blank.close()
    page = visit(visitor, address, "softmax/")
    marks = set(listed(folder).values())
    page.wait_for_function(
        f"async marks => (await ({KEPT})()).every(mark => marks.includes(mark))", arg=[*marks]
    )
    after = set(page.evaluate(KEPT))
    # the style sheet of the other language is as it was
    assert (len(after - before), len(before - after)) == (3, 2)
    visitor.set_offline(True)
    page.goto(address + "units/")
    assert " anew" in page.locator("article h1").inner_text()
    assert ".anew" in page.evaluate(text, "../assets/style.css")


def test_a_half_published_build_is_not_kept(visitor, copy):
    """A page of the new build is on the server, its list is not: neither is mixed."""
    folder, address = copy
    page = visit(visitor, address, "units/")
    edit(folder, "units/index.html", "</h1>", " anew</h1>")
    edit(folder, "assets/style.css", "figure.woven", "figure.woven,.anew")
    page.reload()
    text = "async () => (await fetch('../assets/style.css')).text()"
    assert " anew" in page.locator("article h1").inner_text()
    assert ".anew" in page.evaluate(text)
    visitor.set_offline(True)
    page.reload()
    assert " anew" not in page.locator("article h1").inner_text()
    assert ".anew" not in page.evaluate(text)


def test_nothing_is_kept_of_a_site_that_is_edited(visitor, copy):
    folder, address = copy
    edit(folder, "units/index.html", 'http-equiv="Content-Security-Policy"', 'name="none"')
    page = visitor.new_page()
    page.goto(address + "units/")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then(r => r.length)") == 0


def test_nothing_is_kept_where_a_reader_saves_data(visitor, copy):
    _, address = copy
    page = visitor.new_page()
    page.add_init_script(
        "Object.defineProperty(navigator, 'connection', {value: {saveData: true}})"
    )
    page.goto(address + "units/")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then(r => r.length)") == 0
