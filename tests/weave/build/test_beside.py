"""What a fork makes beside this process: what it gives, what it raises, how it ends."""

import os
import threading
import time

import pytest

from weave.build import site
from weave.build.beside import Beside
from weave.build.staging import Failed
from weave.fault import Fault, Faults

FAULTS = [Fault("docs/ko/a.md", 3, 1, "ㄱ"), Fault("docs/en/a.md", 2, 1, "b")]


@pytest.fixture(autouse=True)
def alone(monkeypatch):
    """Tests that run side by side have a thread that waits for orders."""
    monkeypatch.setattr(threading, "active_count", lambda: 1)


def nothing():
    pass


def raising(error):
    def make():
        raise error

    return make


def test_what_is_made_elsewhere_comes_back():
    known = []
    made = Beside(lambda: [known, os.getpid()], lambda: known.append("apart"))
    [there, pid] = made.wait()
    assert there == ["apart"] and known == [] and pid != os.getpid()


def test_two_at_once():
    """Each waits for what the other writes."""
    here, there = os.pipe()
    back, forth = os.pipe()

    def answer():
        os.write(forth, os.read(here, 1))

    made = Beside(answer, nothing)
    os.write(there, b"a")
    assert os.read(back, 1) == b"a"
    made.wait()
    for fd in (here, there, back, forth):
        os.close(fd)


@pytest.mark.parametrize("error", [Faults(FAULTS), Failed("no"), OSError(28, "full")], ids=repr)
def test_what_it_raises_is_raised(error):
    with pytest.raises(type(error)) as raised:
        Beside(raising(error), nothing).wait()
    assert str(raised.value) == str(error)


def test_an_error_that_cannot_be_sent_is_told():
    class Own(Exception):
        pass

    with pytest.raises(Failed, match="Own: deep inside"):
        Beside(raising(Own("deep inside")), nothing).wait()


def test_one_that_is_killed():
    with pytest.raises(Failed, match="ended from outside"):
        Beside(lambda: os._exit(3), nothing).wait()


def test_one_that_nobody_waits_for_is_ended():
    made = Beside(lambda: time.sleep(60), nothing)
    pid = made.pid
    made.close()
    made.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_what_is_wrong_with_each_language_is_told_at_once(small):
    def render(language, folder):
        folder.mkdir(exist_ok=True)
        (folder / "index.html").write_text(f"<p>0.8{language == 'ko':d}</p>")

    with pytest.raises(Faults) as raised:
        site.build(small.library, small.root / "site", render)
    files = {fault.file for fault in raised.value.faults}
    assert files == {"site/en/index.html", "site/index.html"}
    assert not list(small.root.glob(".site-*"))


def test_another_language_that_fails_ends_the_build(small):
    def render(language, folder):
        folder.mkdir(exist_ok=True)
        if language != "ko":
            raise Failed("no page")
        (folder / "index.html").write_text(language)

    with pytest.raises(Failed, match="no page"):
        site.build(small.library, small.root / "site", render)
    assert not list(small.root.glob(".site-*")) and not (small.root / "site").exists()


def test_the_first_language_that_fails_leaves_no_process(small):
    seen = []

    def render(language, folder):
        if language == "ko":
            raise Failed("no page")
        folder.mkdir(exist_ok=True)
        time.sleep(60)

    before = site.Beside

    class Seen(before):
        def __init__(self, *given):
            super().__init__(*given)
            seen.append(self.pid)

    site.Beside = Seen
    try:
        with pytest.raises(Failed, match="no page"):
            site.build(small.library, small.root / "site", render)
    finally:
        site.Beside = before
    with pytest.raises(ProcessLookupError):
        os.kill(seen[0], 0)


def test_beside_other_threads_it_is_made_when_one_waits(monkeypatch):
    """A fork could wait for what they hold."""
    monkeypatch.setattr(threading, "active_count", lambda: 2)
    made = Beside(os.getpid, raising(AssertionError("no fork")))
    assert made.wait() == os.getpid()
    made.close()
