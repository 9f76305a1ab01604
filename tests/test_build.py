"""Whole builds, in a copy of the repository: all or nothing, and no drift.

What needs no whole site is in tests/weave/build/.
"""

import hashlib
import math
import os
import re
import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from markdown import Markdown
from mkdocs.config import load_config
from mkdocs.utils import meta

from weave.build.site import CONFIGS
from weave.code.library import Library

ROOT = Path(__file__).parent.parent
PAGE = "docs/ko/worked-example.md"
SNIPPET = "snippets/worked_example.py"


def copy(site, folder):
    """A copy of this repository, built, with what its build remembers."""
    tree = folder / "tree"
    shutil.copytree(site.parent, tree, ignore=shutil.ignore_patterns("tests"))
    return tree


def line_of(tree, file, text):
    lines = (tree / file).read_text(encoding="utf-8").splitlines()
    return next(n for n, line in enumerate(lines, start=1) if text in line)


def run(tree, *command, **env):
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=tree,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", **env},
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


def page_file(tree, slug, language):
    return tree / "site" / ("" if language == "ko" else language) / slug / "index.html"


def page(tree, slug, language):
    return page_file(tree, slug, language).read_text(encoding="utf-8")


# constants to change, all in one build, such that the formulas on the pages still hold
CHANGED = [
    (SNIPPET, "Q_TRUE_BEFORE = [0.1,", "Q_TRUE_BEFORE = [0.4,"),
    (SNIPPET, "SHARES = [0.6, 0.4]", "SHARES = [0.7, 0.3]"),
    (SNIPPET, "IMAGES = 999", "IMAGES = 1200"),
    ("snippets/from_the_post.py", '"0.2863", "0.5145"', '"0.2863", "0.5155"'),
    ("snippets/training.py", "LEARNING_RATE = 0.01", "LEARNING_RATE = 0.02"),
]
# what that must do to the pages; each old and new number is worked out here
CANARIES = {
    "worked-example": [
        # the true class of image 1, and the sum of the three
        (-math.log2(0.1), -math.log2(0.4), ".4f"),
        (-math.log2(0.1 * 0.2 * 0.2), -math.log2(0.4 * 0.2 * 0.2), ".4f"),
        # the larger of the wrong classes of images 1 and 2
        (0.9 * 0.6, 0.6 * 0.7, ".2f"),
        (0.8 * 0.6, 0.8 * 0.7, ".2f"),
        # the minibatches of an epoch
        (999 / 3, 1200 / 3, ".0f"),
    ],
    "from-the-post": [(0.5145, 0.5155, ".4f"), (0.2863 + 0.5145, 0.2863 + 0.5155, ".4f")],
}


@pytest.fixture(scope="module")
def changed(site, tmp_path_factory):
    """The repository with other constants: no guard minds, and its pages of them are made anew."""
    tree = copy(site, tmp_path_factory.mktemp("changed"))
    shutil.rmtree(tree / "site")
    for edited in CHANGED:
        edit(tree, *edited)
    made = run(tree, "weave", "check")
    assert made.returncode == 0, made.stderr
    for language, name in CONFIGS.items():
        config = load_config(str(tree / name))
        options = config.mdx_configs
        options["pymdownx.snippets"]["base_path"] = [str(tree)]
        with closing(Library(tree)) as options["weave.extension"]["library"]:
            for slug in ["training", *CANARIES]:
                text, _ = meta.get_data((tree / f"docs/{language}/{slug}.md").read_text("utf-8"))
                markdown = Markdown(
                    extensions=config.markdown_extensions, extension_configs=options
                )
                made = page_file(tree, slug, language)
                made.parent.mkdir(parents=True)
                made.write_text(markdown.convert(text), encoding="utf-8")
    return tree


def test_changed_constants_change_both_languages(changed):
    for slug, numbers in CANARIES.items():
        for language in ["ko", "en"]:
            shown = page(changed, slug, language)
            full = [float(n) for n in re.findall(r'<data value="(-?[\d.]+)"', shown)]
            text = re.sub(r"<[^>]*>", " ", shown)
            words = re.findall(r"\d+(?:\.\d+)?", text)
            for before, after, spec in numbers:
                exact = any(math.isclose(n, after, rel_tol=1e-12) for n in full)
                assert exact or format(after, spec) in words, (slug, language, after)
                # what the post printed as its total stays a quotation
                if (before, after) != (0.2863 + 0.5145, 0.2863 + 0.5155):
                    assert format(before, spec) not in words, (slug, language, before)


def test_a_changed_learning_rate_trains_anew(site, changed):
    def losses(tree, language):
        """The sums of the first minibatch at both looks, in full precision."""
        return re.findall(r'<data value="([^"]*)"', page(tree, "training", language))[:2]

    before, after = losses(site.parent, "ko"), losses(changed, "ko")
    assert before == losses(site.parent, "en")
    assert after == losses(changed, "en")
    # the start is the same, the faster learner ends lower
    assert after[0] == before[0]
    assert float(after[1]) < float(before[1])


def test_a_failed_build_names_every_fault_and_keeps_the_site(site, tmp_path):
    tree = copy(site, tmp_path)
    good = digest(tree / "site")
    edit(tree, PAGE, "## 상황 { #setting }", "## 상황 { #setting }\n\n손실은 0.8008입니다.")
    edit(tree, "docs/en/training.md", "{= training.train_count:d =}", "{= training.cout:d =}")
    edit(tree, "snippets/softmax_twice.py", "floor = ", "floor = 1 / 0 * ")
    for language in ["ko", "en"]:
        edit(tree, f"docs/{language}/lab.md", "nats = -np.log(q_true)", "nats = -np.log(q_treu)")
    cell = line_of(tree, "docs/en/lab.md", "q_treu")
    at = line_of(tree, PAGE, "0.8008입니다")
    there = line_of(tree, "docs/en/training.md", "training.cout")
    made = run(tree, "mkdocs", "build")
    assert made.returncode != 0
    lines = made.stderr.splitlines()
    assert any(line.startswith(f"{PAGE}:{at}:5: a typed number, '0.8008'") for line in lines), (
        made.stderr
    )
    assert any(
        line.startswith(f"docs/en/training.md:{there}:") and "no value at 'training.cout'" in line
        for line in lines
    ), made.stderr
    assert any(
        line == f"docs/en/lab.md:{cell}:1: cell 4 raised NameError: name 'q_treu' is not defined"
        for line in lines
    ), made.stderr
    # once, however many pages show it
    [raised] = [line for line in lines if "raised ZeroDivisionError" in line]
    floor = line_of(tree, "snippets/softmax_twice.py", "floor = 1 / 0")
    assert raised.startswith(f"snippets/softmax_twice.py:{floor}:1: ")
    assert "Traceback" not in made.stderr
    assert digest(tree / "site") == good
    assert not list(tree.glob(".site-*"))


def test_a_build_from_nothing_is_the_same_to_the_byte(site, tmp_path):
    """MkDocs made the first; the command makes it anew, and remembers nothing.

    Elsewhere, where the clock, the words of the system and the order of sets are others;
    that the day changes nothing is in tests/weave/build/test_mkdocs.py.
    """
    tree = copy(site, tmp_path)
    shutil.rmtree(tree / ".cache")
    first = digest(tree / "site")
    elsewhere = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "123"}
    made = run(tree, "weave", "build", "-d", "again", **elsewhere)
    assert made.returncode == 0, made.stderr
    second = digest(tree / "again")
    assert {name for name in first if first[name] != second.get(name)} == set()
    assert first.keys() == second.keys()
