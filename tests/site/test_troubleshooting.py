"""The box that leads from a message or a loss to its cause, in the browser as in CPython."""

import pytest

from snippets import troubleshooting
from tests.site.conftest import PHONE
from tests.site.pages import PREFIXES
from tests.site.test_formulas import differences
from tests.snippets.test_shape_doctor import CALLS
from tests.snippets.test_troubleshooting import LOSSES
from weave.code.library import Library

FORM = ".ask.ready[data-ask=troubleshooting]"
KNOWN = """() => [...document.querySelectorAll("article tr")].flatMap(row =>
  [...row.cells[0].querySelectorAll("code")].map(code =>
    [code.textContent, new URL(row.cells[1].querySelector("a[href*='#']").href).pathname
      + new URL(row.cells[1].querySelector("a[href*='#']").href).hash]))"""
LED = f"""() => [...document.querySelectorAll("{FORM} li a[href*='#']")].map(a =>
  new URL(a.href).pathname + new URL(a.href).hash)"""


@pytest.fixture(scope="module", params=PREFIXES.values(), ids=PREFIXES)
def box(request, opened):
    with opened(f"{request.param}troubleshooting/") as page:
        page.wait_for_selector(FORM)
        yield page
        assert page.faults == []


def typed(page, text, classes=10):
    page.locator(f"{FORM} textarea").fill(text)
    page.locator(f"{FORM} [name=classes]").fill(str(classes))
    return page.evaluate(LED)


def test_each_message_of_the_tables_leads_to_its_paragraph(box):
    known = box.evaluate(KNOWN)
    assert len(known) > 25
    for message, place in known:
        for text in [message, f"Traceback (most recent call last):\n  File x\n{message}\n"]:
            assert place in typed(box, text), message
    assert typed(box, "KeyError: 'loss'") == []


def test_each_paragraph_that_the_tables_name_is_there(box):
    links = box.evaluate(
        "[...document.querySelectorAll('article td a[href*=\"#\"]')].map(a => a.href)"
    )
    pages = {}
    for link in sorted(set(links)):
        address, _, mark = link.partition("#")
        if address not in pages:
            pages[address] = box.request.get(address).text()
        assert f'id="{mark}"' in pages[address], link


def written(loss):
    return str(loss).replace("-", "−") if loss < 0 else str(loss)


@pytest.mark.parametrize("loss, classes, names", LOSSES)
def test_each_loss_leads_to_its_rows(box, loss, classes, names):
    typed(box, written(loss), classes)
    first = "article td:has([id=sign-{}])"
    shown = box.locator(f"{FORM} li strong").all_text_contents()
    expected = [box.locator(first.format(name)).text_content() for name in names]
    assert sorted(shown) == sorted(expected)
    if loss == loss and abs(loss) < float("inf"):
        again = f"tensor({loss}, grad_fn=<NllLossBackward0>)"
        typed(box, again, classes)
        assert box.locator(f"{FORM} li strong").all_text_contents() == shown


@pytest.fixture(scope="module")
def source():
    return Library().javascript({n: f"troubleshooting.{n}" for n in ["symptoms", "likest"]})


def calls():
    known = sorted({said for _, said in CALLS if not said.isdigit()})
    for text in [*known, "", "size mismatch", "TARGET SIZE", "loss 1.0\n오류: nan"]:
        yield 0, "likest", troubleshooting.likest, [known[::7], text]
    for loss, classes, _ in LOSSES:
        for n in [classes, 2, 10, 0]:
            yield 0, "symptoms", troubleshooting.symptoms, [loss, n]


def test_the_browser_decides_as_cpython_does(browser, source):
    assert len(list(calls())) > 100
    assert differences(browser, [source], list(calls())) == []


@pytest.mark.parametrize(
    "right, wrong",
    [("ENOUGH = 18", "ENOUGH = 60"), ("CLOSE = 0.005", "CLOSE = 0.5"), ("FAR = 2.0", "FAR = 20.0")],
)
def test_a_mutated_rule_is_caught(browser, source, right, wrong):
    assert right in source
    assert differences(browser, [source.replace(right, wrong)], list(calls()))


def test_by_touch_and_keyboard_and_nothing_in_the_address(opened):
    with opened("en/troubleshooting/", touch=True, size=PHONE) as page:
        page.wait_for_selector(FORM)
        page.locator(f"{FORM} textarea").tap()
        page.keyboard.type("nan")
        assert page.locator(f"{FORM} li").count() == 3
        page.wait_for_function(
            f"document.querySelector('{FORM} [role=status]').textContent.includes('found: 3')"
        )
        assert "nan" not in page.url and "?" not in page.url
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('.ask li') !== null")
        page.keyboard.press("Enter")
        page.wait_for_url("**/mean-of-what/#all-ignored")
        assert page.faults == []


def test_without_scripts_the_tables_say_the_same(opened):
    with opened("troubleshooting/", scripts=False) as page:
        assert page.query_selector(".ask :is(form, textarea)") is None
        assert page.locator("article tr").count() > 40
