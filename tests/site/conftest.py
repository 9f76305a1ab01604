"""One browser, one server, and each page loaded once for most of its tests."""

import time
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page

from tests.site.pages import PAGES, label
from tools.browser import launched
from tools.serving import served

DESKTOP = {"width": 1440, "height": 900}
# hints and answers come after the first try
UNFOLD = """() => {
  document.querySelectorAll("details").forEach(e => e.open = true)
  document.querySelectorAll(".exercise").forEach(e => e.classList.add("tried"))
}"""
# what a page's policy refuses, in order
REFUSED = """window.refused = []
document.addEventListener("securitypolicyviolation", ({effectiveDirective, blockedURI}) =>
  window.refused.push(`${effectiveDirective} ${blockedURI}`))"""
# else each page would take all of the site along; tests/site/test_offline.py is about that
UNKEPT = "delete Navigator.prototype.serviceWorker"
PHONE = {"width": 375, "height": 667}
# a figure that begins to answer grows, and moves what stands below it
SETTLED = """!document.querySelector("figure.live:not(.ready), .ask:not(.ready)")
  && document.fonts.status === 'loaded'"""


def until(page, expression, arg=None, timeout=30_000):
    """Wait until something holds in a page."""
    end = time.monotonic() + timeout / 1000
    while not page.evaluate(expression, arg):
        if time.monotonic() > end:
            raise TimeoutError(f"still not so: {expression}")
        page.wait_for_timeout(50)


# Playwright's own asks again and again by eval, which the policy of a page refuses
Page.wait_for_function = until


@pytest.fixture(scope="session")
def address(site):
    """Where the built site is served."""
    with served(site) as address:
        yield address


@pytest.fixture(scope="session")
def browser():
    with launched() as browser:
        yield browser


@pytest.fixture(scope="session")
def opened(browser, address):
    """Opens a page of the site and waits until nothing in it moves by itself any more.

    `page.faults` is what went wrong in it.
    """

    @contextmanager
    def open_page(path, scripts=True, touch=False, size=DESKTOP, scheme="light"):
        context = browser.new_context(
            viewport=size,
            has_touch=touch,
            color_scheme=scheme,
            java_script_enabled=scripts,
            reduced_motion="reduce",
        )
        try:
            page = context.new_page()
            page.set_default_timeout(30_000)
            page.add_init_script(UNKEPT)
            page.faults = faults_of(page, address)
            page.goto(address + path)
            if scripts:
                page.wait_for_function(SETTLED)
            yield page
        finally:
            context.close()

    return open_page


def faults_of(page, address):
    """A list that fills with errors, warnings and requests gone astray."""
    faults = []
    page.add_init_script(REFUSED)

    def console(message):
        if message.type in {"error", "warning", "assert"}:
            faults.append(f"console {message.type}: {message.text}")

    def request(request):
        if not request.url.startswith((address, "data:", "blob:")):
            faults.append(f"request to another origin: {request.url}")

    def response(response):
        if response.status >= 400:
            faults.append(f"{response.status} for {response.url}")

    page.on("console", console)
    page.on("pageerror", lambda error: faults.append(f"error in the page: {error}"))
    page.on("request", request)
    page.on("response", response)
    page.on("requestfailed", lambda request: faults.append(f"no answer for {request.url}"))
    return faults


@pytest.fixture(scope="session", params=PAGES, ids=label)
def loaded(request, opened):
    """Each page in turn; pytest runs all tests of one before the next."""
    with opened(request.param) as page:
        page.path = request.param
        # what a reader may unfold is tested too
        page.evaluate(UNFOLD)
        yield page


@pytest.fixture
def page(loaded):
    """The loaded page as a reader with a large light screen first sees it."""
    if loaded.viewport_size != DESKTOP:
        loaded.set_viewport_size(DESKTOP)
    loaded.emulate_media(color_scheme="light")
    loaded.mouse.move(0, 0)
    loaded.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    return loaded
