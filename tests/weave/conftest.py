"""A tiny repository to break: one snippet module, one page a language."""

import pytest

from weave.code.library import Library
from weave.guards import check

LOSS = '''\
"""Numbers for the tests."""

import math

# --8<-- [start:total]
total = 0.80083
# --8<-- [end:total]
count = 1234
share = 0.8
text = "ab"
items = [0.5, 0.25]
nan = math.nan
infinite = -math.inf
_hidden = 0.5


def main():
    print(f"total {total:.3f}")
'''

PAGE = """\
# Loss { #loss }

{= loss.total:.4f =}

```python title="snippets/loss.py"
--8<-- "snippets/loss.py:total"
```
"""
FILES = {"snippets/loss.py": LOSS, "docs/ko/index.md": PAGE, "docs/en/index.md": PAGE}


class Repository:
    def __init__(self, root, files=()):
        """files: {name: text} of what it also has, for all tests of a module."""
        self.root = root
        self.files = {**FILES, **dict(files)}
        self.library = Library(root)
        self.reset()

    def reset(self):
        """Only the files of now, and them alone, whatever a test left.

        What nobody touched is not written again: the process in which loss runs
        goes on answering, and most tests need no new one.
        """
        for path in sorted(self.root.rglob("*"), reverse=True):
            name = path.relative_to(self.root).as_posix()
            if path.is_dir() and not path.is_symlink():
                if not any(path.iterdir()):
                    path.rmdir()
            elif not name.startswith(".cache/") and not self._as_it_was(path, name):
                path.unlink()
        for name, text in self.files.items():
            if not (self.root / name).is_file():
                self.write(name, text)
        self.library.refresh()

    def _as_it_was(self, path, name):
        return path.read_bytes() == self.files.get(name, "").encode()

    def write(self, file, text):
        path = self.root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def page(self, ko, en=None):
        """docs/ko/page.md and docs/en/page.md, by default alike."""
        self.write("docs/ko/page.md", ko)
        self.write("docs/en/page.md", ko if en is None else en)

    def faults(self, where=""):
        """Every fault of the repository that begins so, as it is printed."""
        found = map(str, check(self.root, self.library))
        return [fault for fault in found if fault.startswith(where)]

    def broken(self, ko, en=None):
        """The faults of the Korean page, without the page's name."""
        self.page(ko, en)
        where = "docs/ko/page.md:"
        return [fault.removeprefix(where) for fault in self.faults(where)]


@pytest.fixture(scope="module")
def files():
    """What a module's repository also has; a module says its own."""
    return {}


@pytest.fixture(scope="module")
def one_repository(tmp_path_factory, files):
    repository = Repository(tmp_path_factory.mktemp("repository"), files)
    yield repository
    repository.library.close()


@pytest.fixture
def repository(one_repository):
    """The same repository for each test of a module, as if it were new."""
    one_repository.reset()
    return one_repository


@pytest.fixture
def fresh(tmp_path):
    """A repository of one's own, of which nothing is remembered."""
    repository = Repository(tmp_path)
    yield repository
    repository.library.close()
