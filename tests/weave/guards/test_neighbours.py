"""A value that does not follow the values beside it."""

import pytest

LOSS = """
four = [0.1, 0.2, 0.3, 0.4]
rows = [[0.1, 0.2, 0.3], [0.2, 0.3, 0.4], [0.3, 0.4, 0.5]]
total = 0.6
added = 0.1 + 0.2 + 0.3
"""


@pytest.fixture(scope="module")
def files():
    return {"snippets/many.py": LOSS}


def value(path):
    return f"{{= many.{path}:.1f =}}"


def row(*paths):
    return " | ".join(["", "가", *map(value, paths), ""]).strip()


HEAD = "| 가 | 가 | 가 | 가 |\n| --- | --- | --- | --- |\n"


@pytest.mark.parametrize(
    "text, place, expected",
    [
        (", ".join(map(value, ["four[0]", "four[1]", "four[3]"])), "1:49", "four[2]"),
        (" 나 ".join(map(value, ["four[3]", "four[1]", "four[2]"])), "1:1", "four[0]"),
        (f"${value('four[0]')} + {value('total')} + {value('four[2]')}$", "1:27", "four[1]"),
        (HEAD + row("four[0]", "rows[1][1]", "four[2]"), "3:32", "four[1]"),
        (
            HEAD.replace(" 가 | 가 |\n", " 가 |\n").replace(" --- | --- |\n", " --- |\n")
            + "\n".join(
                row(f"rows[{i}][0]", other)
                for i, other in enumerate(["rows[0][1]", "rows[0][2]", "rows[2][1]"])
            ),
            "4:35",
            "rows[1][1]",
        ),
    ],
)
def test_bad(repository, text, place, expected):
    [fault] = repository.broken(text)
    assert fault.startswith(f"{place}: many.")
    assert f"lead to many.{expected};" in fault


@pytest.mark.parametrize(
    "text",
    [
        ", ".join(map(value, ["four[0]", "four[1]", "four[2]"])),
        ", ".join(map(value, ["four[1]", "four[2]", "four[3]"])),
        f"{value('four[0]')}, {value('total')}",  # two are no pattern
        f"{value('four[0]')}은(는) {value('total')}, {value('four[1]')}",
        f"{value('four[0]')}, {value('four[1]')}, {value('four[3]!meant')}",
        HEAD + "\n".join(row(*[f"rows[{i}][{j}]" for j in range(3)]) for i in range(3)),
        HEAD
        + "\n".join(row(f"rows[{i}][0]", f"four[{i}]", f"rows[{i}][2]") for i in range(3))
        + "\n| 합계 | | {= many.added:.1f =} | |",
    ],
)
def test_good(repository, text):
    assert repository.broken(text) == []


JOINS = [", ", " and ", ", and ", " or ", ", or ", "과 ", "와 ", "이나 ", "나 ", " + ", " × "]


@pytest.mark.parametrize("join", [*JOINS, r" \times "])
def test_a_list_may_be_joined_by(repository, join):
    text = join.join(map(value, ["four[0]", "total", "four[2]"]))
    found = repository.broken(f"${text}$" if "times" in join else text)
    assert any("lead to many.four[1];" in fault for fault in found)
