"""A tiny repository to break: two snippet modules, one page a language."""



import pytest


from weave.guards import check
from weave.code.library import Library

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

PAGE = '''\
# Loss { #loss }

{= loss.total:.4f =}

```python title="snippets/loss.py"
--8<-- "snippets/loss.py:total"
```
'''


class Repository:
    def __init__(self, root):
        self.root = root
        self.library = Library(root)

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


@pytest.fixture
def repository(tmp_path):
    repository = Repository(tmp_path)
    repository.write("snippets/loss.py", LOSS)
    repository.write("docs/ko/index.md", PAGE)
    repository.write("docs/en/index.md", PAGE)
    return repository


