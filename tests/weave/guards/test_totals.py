"""Rows of totals."""

import pytest

PARTS = "parts = [0.25, 0.5, 1.25]\ntotal = 2.0\nother = 2.125\n"
TABLE = """\
| 가 | 값 |
| --- | --- |
| 1 | {{= parts.parts[0]:.2f =}} |
| 2 | {{= parts.parts[1]:.2f =}} |
| 3 | {{= parts.parts[2]:.2f =}} |
| {} | {} |
"""


@pytest.fixture(scope="module")
def files():
    return {"snippets/parts.py": PARTS}


@pytest.mark.parametrize("name, column", [("**합계**", 14), ("Total", 13), ("합", 9)])
def test_wrong(repository, name, column):
    [fault] = repository.broken(TABLE.format(name, "**{= parts.other:.2f =}**"))
    assert fault == (f"6:{column}: the rows above add up to 2, not 2.125; bind their total here")


@pytest.mark.parametrize(
    "name, value",
    [
        ("합계", "{= parts.total:.2f =}"),
        ("합계", "없음"),
        ("4", "{= parts.other!meant:.2f =}"),
    ],
)
def test_good(repository, name, value):
    assert repository.broken(TABLE.format(name, value)) == []
