"""A value that stands twice where one is expected is questioned."""

import pytest

A, B = "{= loss.total:.4f =}", "{= loss.share:.4f =}"
MEANT = "{= loss.total!meant:.4f =}"
TABLE = "| a | b |\n| --- | --- |\n| x | {} |\n| y | {} |"


@pytest.mark.parametrize(
    "text, place",
    [
        (f"from {A} to {A}", "1:30"),
        (f"from {A}.\nThen {B}, and {A}", "2:32"),
        (f"- {A}, {A}", "1:25"),
        (TABLE.format(A, A), "4:7"),
        (TABLE.format(B, f"{A} {A}"), "4:28"),
    ],
)
def test_bad(repository, text, place):
    repository.page(text)
    korean = [fault for fault in repository.faults() if fault.startswith("docs/ko/")]
    assert korean == [
        f"docs/ko/page.md:{place}: loss.total stands here a second time; bind the value that is "
        f"meant, or write {MEANT}"
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"from {A} to {B}",
        f"from {A} to {MEANT}",
        f"{A} is one, {A.replace('.4f', '.1f')} the same in short",
        f"a {A}\n\nb {A}",
        f"- {A}\n- {A}",
        f"$$\n{A} + 0 = {A}\n$$",
        TABLE.format(A, B) + f"\n\n{A}",
    ],
)
def test_good(repository, text):
    repository.page(text)
    assert repository.faults() == []
