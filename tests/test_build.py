"""Whole builds, in a copy of the repository: all or nothing, and no drift."""

import hashlib
import math
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGE = "docs/ko/worked-example.md"
SNIPPET = "snippets/worked_example.py"


@pytest.fixture
def tree(site, tmp_path):
    """A copy of this repository, built, with what its build remembers."""
    copy = tmp_path / "tree"
    shutil.copytree(site.parent, copy, ignore=shutil.ignore_patterns("tests"))
    return copy


def line_of(tree, file, text):
    lines = (tree / file).read_text(encoding="utf-8").splitlines()
    return next(n for n, line in enumerate(lines, start=1) if text in line)


def build(tree, *arguments):
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", *arguments],
        cwd=tree,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )


def edit(tree, file, old, new):
    path = tree / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def digest(folder):
    """Every file of a folder with a hash of its bytes."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).digest()
        for path in sorted(Path(folder).rglob("*"))
        if path.is_file()
    }


def page(tree, slug, language):
    folder = tree / "site" / ("" if language == "ko" else language)
    return (folder / slug / "index.html").read_text(encoding="utf-8")


# constants to change, all in one build
CHANGED = [
    (SNIPPET, "Q_TRUE_BEFORE = [0.1,", "Q_TRUE_BEFORE = [0.15,"),
    (SNIPPET, "SHARES = [0.6, 0.4]", "SHARES = [0.8, 0.2]"),
    (SNIPPET, "IMAGES = 999", "IMAGES = 1200"),
    ("snippets/from_the_post.py", '"0.2863", "0.5145"', '"0.2863", "0.5155"'),
    ("snippets/softmax_twice.py", "sure_and_wrong = [0.0, 1.0,", "sure_and_wrong = [0.0, 2.0,"),
]
# what that must do to the pages; each old and new number is worked out here
CANARIES = {
    "worked-example": [
        # the true class of image 1, and the sum of the three
        (-math.log2(0.1), -math.log2(0.15), ".4f"),
        (-math.log2(0.1 * 0.2 * 0.2), -math.log2(0.15 * 0.2 * 0.2), ".4f"),
        # the larger of the wrong classes of images 1 and 2
        (0.9 * 0.6, 0.85 * 0.8, ".2f"),
        (0.8 * 0.6, 0.8 * 0.8, ".2f"),
        # the minibatches of an epoch
        (999 / 3, 1200 / 3, ".0f"),
        # the most that a second softmax can cost
        (math.log(math.e + 2), math.log(math.e**2 + 2), ".4f"),
    ],
    "from-the-post": [(0.5145, 0.5155, ".4f"), (0.2863 + 0.5145, 0.2863 + 0.5155, ".4f")],
}


def test_changed_constants_change_both_languages(tree):
    for edited in CHANGED:
        edit(tree, *edited)
    made = build(tree)
    assert made.returncode == 0, made.stderr
    for slug, numbers in CANARIES.items():
        for language in ["ko", "en"]:
            shown = page(tree, slug, language)
            full = [float(n) for n in re.findall(r'<data value="(-?[\d.]+)"', shown)]
            text = re.sub(r"<annotation.*?</annotation>|<[^>]*>", " ", shown)
            words = re.findall(r"\d+(?:\.\d+)?", text)
            for before, after, spec in numbers:
                exact = any(math.isclose(n, after, rel_tol=1e-12) for n in full)
                assert exact or format(after, spec) in words, (slug, language, after)
                # what the post printed as its total stays a quotation
                if (before, after) != (0.2863 + 0.5145, 0.2863 + 0.5155):
                    assert format(before, spec) not in words, (slug, language, before)


def test_a_changed_learning_rate_trains_anew(tree):
    def losses(language):
        """The sums of the first minibatch at both looks, in full precision."""
        html = page(tree, "training", language)
        full = re.findall(r'<data value="([^"]*)"', html)
        return full[:2]

    before = losses("ko")
    assert before == losses("en")
    edit(tree, "snippets/training.py", "LEARNING_RATE = 0.01", "LEARNING_RATE = 0.02")
    assert build(tree).returncode == 0
    after = losses("ko")
    assert after == losses("en")
    # the start is the same, the faster learner ends lower
    assert after[0] == before[0]
    assert float(after[1]) < float(before[1])


def test_a_failed_build_names_every_fault_and_keeps_the_site(tree):
    good = digest(tree / "site")
    edit(tree, PAGE, "## 상황 { #setting }", "## 상황 { #setting }\n\n손실은 0.8008입니다.")
    edit(tree, "docs/en/training.md", "{= training.train_count:d =}", "{= training.cout:d =}")
    edit(tree, "snippets/softmax_twice.py", "floor = ", "floor = 1 / 0 * ")
    for language in ["ko", "en"]:
        edit(tree, f"labs/{language}/lab.py", "nats = -np.log(q_true)", "nats = -np.log(q_treu)")
    cell = line_of(tree, "labs/en/lab.py", "q_treu")
    at = line_of(tree, PAGE, "0.8008입니다")
    there = line_of(tree, "docs/en/training.md", "training.cout")
    made = build(tree)
    assert made.returncode != 0
    lines = made.stderr.splitlines()
    assert any(
        line.startswith(f"{PAGE}:{at}:5: a typed decimal, '0.8008'") for line in lines
    ), made.stderr
    assert any(
        line.startswith(f"docs/en/training.md:{there}:")
        and "no value at 'training.cout'" in line
        for line in lines
    ), made.stderr
    assert any(
        line == f"labs/en/lab.py:{cell}:1: cell 4 raised NameError: name 'q_treu' is not defined"
        for line in lines
    ), made.stderr
    # once, however many pages show it
    [raised] = [line for line in lines if "raised ZeroDivisionError" in line]
    floor = line_of(tree, "snippets/softmax_twice.py", "floor = 1 / 0")
    assert raised.startswith(f"snippets/softmax_twice.py:{floor}:1: ")
    assert "Traceback" not in made.stderr
    assert digest(tree / "site") == good
    assert not list(tree.glob(".site-*"))


def test_a_broken_link_keeps_the_site(tree):
    good = digest(tree / "site")
    for language in ["ko", "en"]:
        # the guards look at links to pages, MkDocs at all others
        link = "{ #map }\n\n[a](cod.txt)"
        edit(tree, f"docs/{language}/index.md", "{ #map }", link)
        made = build(tree)
        assert made.returncode != 0
        assert "cod.txt" in made.stderr
        assert digest(tree / "site") == good
        assert not list(tree.glob(".site-*"))
        edit(tree, f"docs/{language}/index.md", link, "{ #map }")


def test_two_builds_are_the_same_to_the_byte(tree):
    first = digest(tree / "site")
    for path in (tree / ".cache" / "weave").glob("*.json"):
        path.unlink()
    assert build(tree).returncode == 0
    second = digest(tree / "site")
    # the gzip header of the sitemap holds the clock
    changed = {name for name in first if first[name] != second.get(name)}
    assert changed <= {"sitemap.xml.gz", "en/sitemap.xml.gz"}
    assert first.keys() == second.keys()


def test_the_command_builds_from_another_folder(tree, tmp_path):
    made = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-f", tree / "mkdocs.yml"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(tree)},
    )
    assert made.returncode == 0, made.stderr
    assert (tree / "site" / "en" / "worked-example" / "index.html").is_file()


# --- serving


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def serving(tree):
    port = free_port()
    log = (tree / "serve.log").open("w")
    server = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{port}"],
        cwd=tree,
        stdout=log,
        stderr=subprocess.STDOUT,
    )

    def get(path):
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=20) as r:
            return r.read().decode()

    try:
        until(lambda: get("/"), server)
        yield get
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(20)
        log.close()


def until(what, server=None, seconds=60):
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
        time.sleep(0.2)


def test_serving_follows_snippets_and_survives_a_broken_edit(tree):
    # the most that a second softmax can cost
    slow, fast = (f"{math.log(math.e**z + 2):.4f}" for z in (1, 2))
    snippet = "snippets/softmax_twice.py"
    with serving(tree) as get:
        pages = ["/worked-example/", "/en/worked-example/"]
        assert all(f">{slow}</data>" in get(path) for path in pages)

        edit(tree, snippet, "sure_and_wrong = [0.0, 1.0,", "sure_and_wrong = [0.0, 2.0,")
        for path in pages:
            until(lambda: f">{fast}</data>" in get(path))
        assert "sure_and_wrong = [0.0, 2.0," in get(f"/{snippet}")

        edit(tree, PAGE, "## 상황 { #setting }", "## 상황 { #setting }\n\n손실은 0.8008입니다.")
        log = tree / "serve.log"
        until(lambda: "still serving the last good pages" in log.read_text())
        at = line_of(tree, PAGE, "0.8008입니다")
        assert f"{PAGE}:{at}:5: a typed decimal, '0.8008'" in log.read_text()
        assert all(f">{fast}</data>" in get(path) for path in pages)

        edit(tree, PAGE, "\n\n손실은 0.8008입니다.", "\n\n여기서 시작합니다.")
        until(lambda: "여기서 시작합니다." in get(pages[0]))
