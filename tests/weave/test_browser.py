"""What the build puts into the site for listings that run in a page."""

import gzip
import json
from pathlib import Path

import pytest

from weave.build import browser
from weave.code import modules

ROOT = Path(__file__).parents[2]


MAIN = "\n\ndef main():\n    pass\n"


@pytest.fixture
def tree(tmp_path):
    """A snippets/ of one's own."""

    def write(**given):
        for name, source in given.items():
            path = modules.module_path(tmp_path, name.replace("__", "."))
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(source, encoding="utf-8")
        return tmp_path

    return write


@pytest.mark.parametrize(
    "source, expected",
    [
        ("", True),
        ("import math\nfrom types import SimpleNamespace\n", True),
        ("from snippets import near\n", True),
        ("from snippets.near import x\n", True),
        ("import numpy as np\n", False),
        ("from numpy.linalg import norm\n", False),
        ("def f():\n    import torch\n", False),
        ("from snippets import far\n", False),
        ("from snippets import reader\n", False),
        ("x = open(__file__)\n", False),
        ("x = '__file__'\n", True),
        ("from snippets.further import x\n", False),
    ],
)
def test_what_can_run(tree, source, expected):
    root = tree(
        here=source + MAIN,
        near="import math\nx = 1\n",
        far="import matplotlib.pyplot\n",
        further="from snippets import far\nx = 2\n",
        reader="from pathlib import Path\nx = Path(__file__).parent\n",
    )
    assert browser.runnable(root, "here") is expected


def test_what_is_no_program_does_not_run(tree):
    assert browser.runnable(tree(here=MAIN), "here")
    assert not browser.runnable(tree(here="def other():\n    pass\n"), "here")


def test_of_this_site_all_by_hand_modules_run():
    for module in modules.modules(ROOT):
        text = "".join(
            modules.module_path(ROOT, name).read_text(encoding="utf-8")
            for name in modules.closure(ROOT, module)
        )
        libraries = any(f"import {name}" in text or f"from {name}" in text
                        for name in ["numpy", "torch", "matplotlib"])  # fmt: skip
        libraries |= "__file__" in text
        program = "\ndef main(" in modules.module_path(ROOT, module).read_text(encoding="utf-8")
        assert browser.runnable(ROOT, module) is (program and not libraries), module


def test_a_bundle_is_closed_and_no_larger_than_it_must_be(tree):
    root = tree(
        here="from types import SimpleNamespace\nfrom snippets.a.deep import y\n",
        a__deep="from snippets.other import x as y\n",
        other="import math\nx = 'ü'\n",
        unused="import decimal\n",
    )
    found = json.loads(browser.bundle(root, "here"))
    mine = {name for name in found if name.startswith("snippets")}
    assert mine == {"snippets", "snippets.a", "snippets.a.deep", "snippets.other"}
    assert found["snippets.other"][:2] == [".py", "import math\nx = 'ü'\n"]
    assert [len(found[name]) for name in sorted(mine)] == [4, 4, 3, 3]
    assert found["math"] == browser.library()["math"]
    assert {"math", "types", "sys"} <= set(found)
    # types asks for these only in functions that nobody calls
    assert not {"decimal", "functools", "re"} & set(found)


def test_a_package_of_the_library_comes_with_what_it_takes_from_itself(tree):
    found = json.loads(browser.bundle(tree(here="import encodings\n" + MAIN), "here"))
    assert {"encodings", "encodings.aliases", "codecs"} <= set(found)


def test_what_stands_in_the_site_is_what_was_tested(tmp_path):
    browser.publish(ROOT, tmp_path)
    sizes = json.loads((tmp_path / "assets/run/manifest.json").read_text())
    engine = (tmp_path / "assets/run/brython.js").read_bytes()
    assert sizes.pop("engine") == len(gzip.compress(engine))
    assert set(sizes) == {
        path.relative_to(ROOT).as_posix() for path in ROOT.glob("snippets/**/*.py")
    }
    for file, size in sizes.items():
        published = (tmp_path / file).read_bytes()
        # all of it but the marks that pages need
        tested = (ROOT / file).read_text(encoding="utf-8").split("\n")
        assert published.decode().split("\n") == [r for r in tested if "--8<--" not in r]
        bundle = tmp_path / f"assets/run/{file}.json"
        assert bundle.exists() == bool(size)
        if size:
            both = [gzip.compress(bundle.read_bytes()), gzip.compress(published)]
            assert size == sum(map(len, both))
            for name, (suffix, source, *_) in json.loads(bundle.read_bytes()).items():
                if name.startswith("snippets."):
                    tested = ROOT / (name.replace(".", "/") + suffix)
                    assert source.encode() == tested.read_bytes()
    assert "snippets/by_hand.py" in {file for file, size in sizes.items() if size}


def test_what_is_remembered_follows_the_snippets(tree, tmp_path):
    def published(**given):
        browser.publish(tree(**given), tmp_path / "site")
        return {
            path.name: path.read_text(encoding="utf-8")
            for path in (tmp_path / "site").rglob("*.json")
        }

    first = published(here="from snippets.near import x\n" + MAIN, near="x = 1\n" + MAIN)
    assert "x = 1" in first["here.py.json"]
    assert published() == first
    second = published(near="x = 22\n" + MAIN)
    assert "x = 22" in second["here.py.json"]
    sizes = [json.loads(seen["manifest.json"]) for seen in (first, second)]
    assert sizes[0]["snippets/near.py"] != sizes[1]["snippets/near.py"]
    third = published(near="import numpy\n")
    assert not any(json.loads(third["manifest.json"])[f"snippets/{name}.py"]
                   for name in ["here", "near"])  # fmt: skip


def test_the_licence_stands_beside_it():
    text = (ROOT / "theme/assets/run/brython.LICENSE.txt").read_text(encoding="utf-8")
    assert "Pierre Quentel" in text and "Redistributions in binary form" in text
    assert "Python Software Foundation" in text
