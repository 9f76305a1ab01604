"""Finding, importing and fingerprinting snippet modules."""

import pytest

from weave.code import modules


@pytest.mark.parametrize(
    "code, module, found",
    [
        ("import snippets.a", "m", {"a"}),
        ("import snippets.a.b as c, math", "m", {"a.b"}),
        ("from snippets import a", "m", {"a"}),
        ("from snippets.a import b", "m", {"a", "a.b"}),
        ("from . import a", "m", {"a"}),
        ("from .a import b", "m", {"a", "a.b"}),
        ("from . import a", "p.m", {"p", "p.a"}),
        ("from .. import a", "p.m", {"a"}),
        ("from ..a import b", "p.m", {"a", "a.b"}),
        ("def f():\n    from snippets.a import b", "m", {"a", "a.b"}),
        ("from math import log", "m", set()),
        ("import snippetsy.a", "m", set()),
    ],
)
def test_imports(code, module, found):
    assert modules.imports(code, module) == found


def test_all(repository):
    repository.write("snippets/deep/one.py", "")
    repository.write("snippets/deep/__init__.py", "")
    repository.write("snippets/data.txt", "")
    assert modules.modules(repository.root) == ["deep.one", "loss"]


def test_closure_is_near_and_far(repository):
    repository.write("snippets/a.py", "from .b import x\nimport math\n")
    repository.write("snippets/b.py", "from snippets.deep.c import x\n")
    repository.write("snippets/deep/c.py", "from snippets import a\n")
    assert modules.closure(repository.root, "a") == ["a", "b", "deep.c"]


def test_closure_of_what_is_not_python(repository):
    repository.write("snippets/a.py", "x = = 1\n")
    assert modules.closure(repository.root, "a") == ["a"]


@pytest.fixture
def deep(repository):
    repository.write("snippets/a.py", "from snippets.b import x\n")
    repository.write("snippets/b.py", "from snippets import c\nx = c.x\n")
    repository.write("snippets/c.py", "x = 1\n")
    repository.write("snippets/alone.py", "x = 1\n")
    repository.write("snippets/data/numbers.csv", "1\n")
    return repository


@pytest.mark.parametrize("name", ["a.py", "b.py", "c.py", "data/numbers.csv"])
def test_fingerprint_changes(deep, name):
    old = modules.fingerprint(deep.root, "a")
    deep.write(f"snippets/{name}", "x = 2\n")
    assert modules.fingerprint(deep.root, "a") != old


def test_fingerprint_changes_with_new_data(deep):
    old = modules.fingerprint(deep.root, "a")
    deep.write("snippets/data/more.csv", "")
    assert modules.fingerprint(deep.root, "a") != old


def test_fingerprint_stays(deep):
    old = modules.fingerprint(deep.root, "a")
    deep.write("snippets/alone.py", "x = 2\n")
    deep.write("docs/ko/index.md", "a")
    assert modules.fingerprint(deep.root, "a") == old


def test_fingerprint_has_the_surroundings(deep, monkeypatch):
    old = modules.fingerprint(deep.root, "a")
    monkeypatch.setattr(modules, "_surroundings", lambda: "another")
    assert modules.fingerprint(deep.root, "a") != old


@pytest.fixture
def surroundings(tmp_path, monkeypatch):
    """What _surroundings sees of another site-packages and another weave."""
    (tmp_path / "site/numpy-2.4.6.dist-info").mkdir(parents=True)
    (tmp_path / "weave").mkdir()
    (tmp_path / "weave/modules.py").write_text("x = 1\n")
    (tmp_path / "weave/other.py").write_text("x = 1\n")
    monkeypatch.setattr(modules.sysconfig, "get_path", lambda name: tmp_path / "site")
    monkeypatch.setattr(modules, "__file__", str(tmp_path / "weave/modules.py"))
    return modules._surroundings.__wrapped__


def test_surroundings_stay(surroundings):
    assert surroundings() == surroundings()


def test_surroundings_change_with_what_is_installed(surroundings, tmp_path):
    old = surroundings()
    site = tmp_path / "site"
    (site / "numpy-2.4.6.dist-info").rename(site / "numpy-2.4.7.dist-info")
    changed = surroundings()
    (site / "more-1.0.dist-info").mkdir()
    assert len({old, changed, surroundings()}) == 3


def test_surroundings_change_with_weave(surroundings, tmp_path):
    old = surroundings()
    (tmp_path / "weave/other.py").write_text("x = 2\n")
    assert surroundings() != old


def test_surroundings_change_with_python(surroundings, monkeypatch):
    old = surroundings()
    monkeypatch.setattr(modules.sys, "version", "3.99.0")
    assert surroundings() != old


def test_clock(repository):
    first = modules.clock(repository.root)
    assert modules.clock(repository.root) == first
    # as long as it was, and at once
    file = repository.root / "snippets/loss.py"
    file.write_text(file.read_text().replace("0.80083", "0.80084"))
    second = modules.clock(repository.root)
    file.rename(file.with_name("lose.py"))
    assert len({first, second, modules.clock(repository.root)}) == 3


def test_code_hash(deep):
    old = modules.code_hash(deep.root, "a")
    deep.write("snippets/alone.py", "x = 2\n")
    deep.write("snippets/data/numbers.csv", "2\n")
    assert modules.code_hash(deep.root, "a") == old
    deep.write("snippets/c.py", "x = 2\n")
    assert modules.code_hash(deep.root, "a") != old
