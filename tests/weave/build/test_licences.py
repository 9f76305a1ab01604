"""The page of what is shipped says what is installed and what its licences say."""

import re
from importlib.metadata import version
from pathlib import Path

import pytest

from weave.build import licences

ROOT = Path(__file__).parents[3]


def rows(language):
    text = re.sub(r'<data value="([^"]+)">\1</data>', r"\1", licences.page(ROOT, language))
    cells = [re.findall(r"(?<=\| )[^|]*(?= \|)", line) for line in text.splitlines()]
    return [row for row in cells if len(row) == 4][2:]


@pytest.mark.parametrize("language", ["ko", "en"])
def test_each_thing_with_its_version_and_licence(language):
    found = {row[0].strip(): [cell.strip() for cell in row[1:3]] for row in rows(language)}
    assert found["Material for MkDocs"] == [version("mkdocs-material"), "MIT"]
    assert found["PScript"] == [version("pscript"), "BSD"]
    assert found["brython"] == [version("brython"), "BSD"]
    assert found["stix-two-math"] == ["", "SIL OFL"]
    assert "CC BY 4.0" in found["Font Awesome"][1]
    assert all(terms for _, terms in found.values())


def test_the_page_and_the_text_are_of_the_same_things():
    heads = re.findall(r"={72}\n(.*)\n={72}", licences.text(ROOT))
    assert len(heads) == len(rows("ko")) == len(rows("en")) == len(licences.parts(ROOT))


def test_what_lies_in_a_folder_of_the_theme_lies_there_in_the_site():
    for row in rows("en"):
        if row[0].startswith(("brython", "stix")):
            assert (ROOT / "theme" / row[3].strip("` ")).is_dir()
