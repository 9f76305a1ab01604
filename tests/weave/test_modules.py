"""Finding, importing and fingerprinting snippet modules."""

import shutil
import subprocess
import sys
from pathlib import Path

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


SAYS = """\
import sys, sysconfig
sysconfig.get_path = lambda name: sys.argv[2]
sys.version = sys.argv[3]
from pathlib import Path
from weave.code import modules
print(modules.fingerprint(Path(sys.argv[1]), "loss"))
"""


def test_fingerprint_has_the_surroundings(repository, tmp_path):
    """What is installed, the version of Python, and the code that gives answers."""
    source = Path(modules.__file__).parents[1]
    shutil.copytree(source, tmp_path / "weave", ignore=shutil.ignore_patterns("__pycache__"))
    installed = tmp_path / "site" / "numpy-2.4.6.dist-info"
    installed.mkdir(parents=True)

    def found(version="3.11.0"):
        given = [str(repository.root), str(tmp_path / "site"), version]
        command = [sys.executable, "-B", "-c", SAYS, *given]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, check=True).stdout

    first = found()
    assert found() == first != found("3.99.0")
    (tmp_path / "weave/guards/more.py").write_text("no answer depends on it\n")
    assert found() == first
    seen = [first]
    installed.rename(installed.with_name("numpy-2.4.7.dist-info"))
    seen.append(found())
    installed.with_name("more-1.0.dist-info").mkdir()
    seen.append(found())
    (tmp_path / "weave/code/more.py").write_text("x = 1\n")
    seen.append(found())
    (tmp_path / "weave/code/more.py").write_text("x = 2\n")
    seen.append(found())
    assert len(set(seen)) == 5


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
