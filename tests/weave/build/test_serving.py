"""A server that follows edits, and goes on serving where one breaks the pages."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[3]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def serving(root, *command):
    """A function that gets a path from a server of this repository."""
    port = free_port()
    with (root / "serve.log").open("w") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", *command, "-a", f"127.0.0.1:{port}"],
            cwd=root,
            stdout=log,
            stderr=subprocess.STDOUT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )

    def get(path):
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=20) as answer:
            return answer.read().decode()

    try:
        until(lambda: get("/"), server)
        yield get
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(60)


def until(what, server=None, seconds=120):
    """Wait until something holds; raises what it last raised."""
    end = time.monotonic() + seconds
    while True:
        try:
            if found := what():
                return found
            problem = AssertionError("still not so")
        except OSError as error:
            problem = error
        if time.monotonic() > end or (server and server.poll() is not None):
            raise problem
        time.sleep(0.1)


def edit(root, file, old, new):
    path = root / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_mkdocs_serve_follows_snippets_and_survives_a_broken_edit(small):
    root = small.root
    with serving(root, "mkdocs", "serve") as get:
        pages = ["/loss/", "/en/loss/"]
        assert all(">0.8008</data>" in get(path) for path in pages)

        edit(root, "snippets/loss.py", "total = 0.80083", "total = 0.70083")
        for path in pages:
            until(lambda path=path: ">0.7008</data>" in get(path))
        assert "total = 0.70083" in get("/snippets/loss.py")

        edit(root, "docs/ko/loss.md", "Words.", "손실은 0.8008입니다.\n\nWords.")
        log = root / "serve.log"
        until(lambda: "still serving the last good pages" in log.read_text())
        lines = (root / "docs/ko/loss.md").read_text().splitlines()
        at = lines.index("손실은 0.8008입니다.") + 1
        assert f"docs/ko/loss.md:{at}:5: a typed number, '0.8008'" in log.read_text()
        assert all(">0.7008</data>" in get(path) for path in pages)

        edit(root, "docs/ko/loss.md", "손실은 0.8008입니다.", "여기서 시작합니다.")
        until(lambda: "여기서 시작합니다." in get(pages[0]))
    assert not list(root.glob(".site-*"))


def test_the_command_serves_too(small):
    with serving(small.root, "weave", "--root", ".", "serve") as get:
        assert ">0.8008</data>" in get("/en/loss/")
        assert "brython" in get("/assets/run/brython.js")


def test_an_endless_loop_takes_no_page_away(small):
    """It is waited for aloud, ended in time, and a mended file is followed."""
    root = small.root
    with serving(root, "tests.weave.build.impatient") as get:
        log = root / "serve.log"
        edit(root, "snippets/loss.py", "total = 0.80083", "total = 0.80083\nwhile total: pass")
        until(lambda: "still running snippets/loss.py" in log.read_text())
        # nobody waits for it to end
        assert ">0.8008</data>" in get("/loss/")
        assert "still serving the last good pages" not in log.read_text()
        until(lambda: "still serving the last good pages" in log.read_text())
        assert "ran for more than 3 seconds" in log.read_text()
        assert ">0.8008</data>" in get("/en/loss/")
        edit(root, "snippets/loss.py", "total = 0.80083\nwhile total: pass", "total = 0.70083")
        until(lambda: ">0.7008</data>" in get("/loss/"))
