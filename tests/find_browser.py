"""Finds a Chromium or Chrome for the tests, or installs one."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

# the one without windows first: it opens a page in a third of the time
NAMES = [
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
]
MAC = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
]


class NoBrowser(Exception):
    """There is no browser and none could be installed."""


def find_browser(environ=os.environ, run=subprocess.run, root=None, mac=MAC):
    """The path of a browser; installs one where there is none."""
    if named := environ.get("BROWSER_PATH"):
        if os.access(named, os.X_OK) and Path(named).is_file():
            return named
        raise NoBrowser(
            f"BROWSER_PATH names {named}, which is no program; "
            "name a Chromium or Chrome, or unset it"
        )
    installed = lambda: _installed(environ, mac)
    if found := installed():
        return found
    root = hasattr(os, "geteuid") and os.geteuid() == 0 if root is None else root
    tried = []
    for commands, where in _ways(environ, root):
        for command in commands:
            said = _said(command, run)
            tried.append(f"  {' '.join(command)}: {said or 'done'}")
        if found := where(run) or installed():
            return found
    raise NoBrowser(
        "no Chromium or Chrome was found, and none could be installed:\n"
        + "\n".join(tried)
        + "\nInstall Chromium or Chrome, or name one: "
        "BROWSER_PATH=/path/to/chromium make test"
    )


def _installed(environ, mac):
    path = environ.get("PATH", "")
    found = (shutil.which(name, path=path) for name in NAMES)
    there = (place for place in mac if os.access(place, os.X_OK))
    return next((p for p in [*found, *there] if p), None)


def _ways(environ, root):
    """(commands, where the browser then is) of each way to install one."""
    apt = shutil.which("apt-get", path=environ.get("PATH", ""))
    if root and apt:
        install = [apt, "install", "-y"]
        yield [[apt, "update"], [*install, "chromium-headless-shell"]], lambda run: None
        yield [[*install, "chromium"]], lambda run: None
    playwright = [sys.executable, "-m", "playwright", "install", "chromium"]
    yield [playwright], playwright_browser


def _said(command, run):
    """Runs a command; what went wrong in its last line, or nothing."""
    try:
        done = run(command, capture_output=True, text=True)
    except OSError as error:
        return str(error)
    if done.returncode == 0:
        return ""
    lines = (done.stderr or done.stdout or "").strip().split("\n")
    return lines[-1] or f"exit {done.returncode}"


def playwright_browser(run=subprocess.run):
    """The path of playwright's own chromium, if it is there."""
    # in a process of its own: a second playwright in this one would not start
    ask = (
        "from playwright.sync_api import sync_playwright as start\n"
        "with start() as playwright: print(playwright.chromium.executable_path)"
    )
    done = run([sys.executable, "-c", ask], capture_output=True, text=True)
    path = (done.stdout or "").strip()
    return path if path and Path(path).is_file() else None
