"""Real questions, each with the section that answers it, in both languages.

A row of tests/questions.tsv: the question, where it was asked, page#heading, and what must
stand in that section: the path of a value, or words, ko|en where they differ. A question
that no page answers yet has `later` for its place.
"""

import csv
from pathlib import Path

import pytest

from weave import fences

ROOT = Path(__file__).parents[2]
FILE = ROOT / "tests" / "questions.tsv"
LANGUAGES = ["ko", "en"]


def rows():
    with FILE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


ANSWERED = [row for row in rows() if row["place"] != "later"]


def section(language, place):
    """The text below a heading, up to the next that is no smaller; None where it is not there."""
    slug, _, mark = place.partition("#")
    page = fences.load(ROOT, f"docs/{language}/{slug}.md")
    text = page.text

    def level(at):
        return len(text[at:]) - len(text[at:].lstrip("#"))

    starts = [start for start, one in page.headings if one == mark]
    if not starts:
        return None
    after = [at for at, _ in page.headings if at > starts[0] and level(at) <= level(starts[0])]
    return text[starts[0] : min(after, default=len(text))]


@pytest.mark.parametrize("row", ANSWERED, ids=lambda row: row["question"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_question_has_its_answer_where_the_table_says(row, language):
    found = section(language, row["place"])
    assert found is not None, f"{row['place']} is no section of docs/{language}"
    words = row["says"].split("|")
    assert words[0]
    # words for each language, or the path of a value for both
    said = dict(zip(LANGUAGES, words * 2 if len(words) == 1 else words))[language]
    assert said in found, f"docs/{language} {row['place']} lacks {said!r}"


def test_the_table_is_long_and_whole():
    found = rows()
    assert len(found) >= 65
    assert len({row["question"] for row in found}) == len(found)
    assert all(row["question"] and row["place"] and None not in row for row in found)
    assert all(row["says"] or row["place"] == "later" for row in found)


def test_what_stands_in_another_section_is_no_answer():
    """The section ends where the next begins."""
    for language in LANGUAGES:
        assert "units.LN_2" in section(language, "units#stuck")
        assert "softmax.twice[0]" not in section(language, "softmax#two-classes")
        assert section(language, "units#absent") is None
