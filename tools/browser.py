"""The Chromium or Chrome in which tests and tools look at pages."""

import os
import shutil
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright

PLACES = [
    # the one without windows first: it opens a page in a third of the time
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
]
HOW = """\
no Chromium or Chrome was found, and pages are looked at in one; install it:
  Debian       sudo apt-get install chromium
  macOS        brew install --cask chromium
  or anywhere  .venv/bin/python -m playwright install --with-deps chromium
or name one: BROWSER_PATH=/path/to/chromium"""


class NoBrowser(SystemExit):
    """There is no browser: a tool ends with how to get one."""


def playwrights_own():
    """Where Playwright puts a browser of its own, whether it is there or not."""
    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def find_browser(environ=os.environ, places=PLACES, own=playwrights_own):
    """The path of a browser: the one that is named, or the first there is."""
    if named := environ.get("BROWSER_PATH"):
        if path := shutil.which(named, path=environ.get("PATH")):
            return path
        raise NoBrowser(f"BROWSER_PATH names {named}, which is no program; mend or unset it")
    for place in places:
        if path := shutil.which(place, path=environ.get("PATH")):
            return path
    if Path(path := own()).is_file():
        return path
    raise NoBrowser(HOW)


@contextmanager
def launched():
    """A running browser that asks nobody for updates."""
    flags = ["--disable-background-networking", "--disable-component-update"]
    flags += ["--disable-sync", "--no-first-run"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        flags.append("--no-sandbox")
    path = find_browser()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=flags)
        try:
            yield browser
        finally:
            browser.close()
