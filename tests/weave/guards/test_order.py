"""Values that changed places in one language."""

import pytest

A, B, C = "{= loss.total:.4f =}", "{= loss.share:.4f =}", "{= loss.count:d =}"


@pytest.mark.parametrize(
    "ko, en, place",
    [
        (f"{A} {B}", f"{B} {A}", "1:1"),
        (f"가 {A},\n나 {B}", f"a {B},\nb {A}", "1:3"),
        (f"| 가 | {A} | {B} |", f"| a | {B} | {A} |", "1:7"),
        (f"- {A}\n- {B}", f"- {B}\n- {A}", "1:3"),
        (f"가\n\n${A}$\n\n${B}$", f"a\n\n${B}$\n\n${A}$", "3:1"),
        (f"$$\n{A} > {B}\n$$", f"$$\n{B} > {A}\n$$", "2:1"),
        (f"{C} {A} {B}", f"{B} {C} {A}", "1:1"),
        (f"가\n\n{A} {C}\n\n{B}", f"a\n\n{A} {C} {B}\n\nb", "3:41"),
    ],
)
def test_bad(repository, ko, en, place):
    repository.page(ko, en)
    [fault] = repository.faults()
    assert fault.startswith(f"docs/en/page.md:{place}: here stands loss.")
    assert "docs/ko/page.md:" in fault and "!meant:" in fault


def test_what_both_languages_mean_keeps_its_place(repository):
    """As where a value stands twice; where the words want another order, one language says so."""
    meant = A.replace(":", "!meant:")
    repository.page(f"{meant} {B}", f"{B} {meant}")
    [fault] = repository.faults()
    assert "here stands loss.share" in fault


def test_where_the_other_language_has_it_is_said(repository):
    repository.page(f"가나 {A} 다 {B}", f"a {B}, {A}")
    assert repository.faults() == [
        "docs/en/page.md:1:3: here stands loss.share, and at docs/ko/page.md:1:4 loss.total; "
        "name the same values in the same order, or write {= loss.share!meant:.4f =}"
    ]


@pytest.mark.parametrize(
    "ko, en",
    [
        # where the words want it, one of them says so
        (f"{A} {C}", C.replace(":", "!meant:") + f" {A}"),
        (f"{A}\n{B}", f"{A} {B}"),
        (f"{A} {B}", f"{B.replace(':', '!meant:')} {A}"),
        (f"{A.replace(':', '!meant:')} {B}", f"{B} {A}"),
        (f"{A}\n\n{A} {B}", f"{A}\n\n{A} {B}"),
    ],
)
def test_good(repository, ko, en):
    repository.page(ko, en)
    assert repository.faults() == []


def test_a_value_that_is_missing_is_told_once(repository):
    repository.page(f"{A} {B}", f"{B}")
    [fault] = repository.faults()
    assert "lacks this value" in fault
