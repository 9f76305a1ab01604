"""Each page has its line in nav, its row on the home page and its neighbours' links."""

import pytest

CONFIG = "site_name: a\n\n# one list\nnav:\n  - index.md\n  - one.md\n  - two.md\n  - three.md\n\ntheme: b\n"
HOME = """\
# Home {{ #home }}

| Chapter | Question |
| --- | --- |
| [One](one.md) | why? |
{}| [Three](three.md) | how? |
"""
ROW = "| [Two](two.md) | what? |\n"
LAST = {
    "one": "Now for [the second](two.md).",
    "two": "Back: [One](one.md) · Next: [Three](three.md)",
    "three": "That is all.",
}


@pytest.fixture
def site(repository):
    repository.write("mkdocs.yml", CONFIG)
    repository.write("snippets/loss.py", "total = 0.5\n")
    for language in ["ko", "en"]:
        repository.write(f"docs/{language}/index.md", HOME.format(ROW) + "\n{= loss.total:.1f =}\n")
        for name, last in LAST.items():
            chapter(repository, language, name, last)
    return repository


def chapter(repository, language, name, last):
    text = f"# {name.capitalize()} {{ #{name} }}\n\nwords\n\n{last}\n"
    repository.write(f"docs/{language}/{name}.md", text)


def test_clean(site):
    assert site.faults() == []


def test_page_without_a_line_in_nav(site):
    for language in ["ko", "en"]:
        chapter(site, language, "four", "a")
    assert site.faults() == [
        'docs/ko/four.md:1:1: no line of nav in mkdocs.yml names this page; add "  - four.md"'
    ]


def test_line_of_nav_without_a_page(site):
    site.write("mkdocs.yml", CONFIG.replace("  - three.md\n", "  - three.md\n  - gone.md\n"))
    assert [fault for fault in site.faults() if "gone" in fault] == [
        f"mkdocs.yml:9:1: nav names docs/{language}/gone.md, and there is no such page; "
        "write it, or remove this line"
        for language in ["en", "ko"]
    ]


@pytest.mark.parametrize(
    "nav",
    [
        "nav:\n  - Home: index.md\n  - one.md  # first\n  - two.md\n  - three.md\n",
        "nav:\n    - index.md\n    - Part:\n        - one.md\n        - two.md\n    - three.md",
    ],
)
def test_nav_as_mkdocs_has_it(site, nav):
    site.write("mkdocs.yml", nav)
    assert site.faults() == []


@pytest.mark.parametrize("config", [None, "site_name: a\n"])
def test_without_nav_nothing_is_asked(site, config):
    (site.root / "mkdocs.yml").unlink()
    if config:
        site.write("mkdocs.yml", config)
    for language in ["ko", "en"]:
        chapter(site, language, "four", "a")
    assert site.faults() == []


def test_row_that_is_missing(site):
    site.write("docs/en/index.md", HOME.format("") + "\n{= loss.total:.1f =}\n")
    assert site.faults() == [
        "docs/en/index.md:5:1: the table lacks a row for two.md; write below this line: "
        "| [Two](two.md) | its question |"
    ]


def test_home_page_without_such_a_table(site):
    for language in ["ko", "en"]:
        site.write(f"docs/{language}/index.md", "# a { #a }\n\n{= loss.total:.1f =}\n")
    assert site.faults() == []


def test_row_with_another_title(site):
    chapters = HOME.format(ROW.replace("Two", "Tow")) + "\n{= loss.total:.1f =}\n"
    site.write("docs/en/index.md", chapters)
    assert site.faults() == [
        "docs/en/index.md:6:4: the title of two.md is 'Two'; write: [Two](two.md)"
    ]


def test_rows_in_another_order(site):
    text = HOME.format("") + ROW + "\n{= loss.total:.1f =}\n"
    site.write("docs/en/index.md", text)
    assert site.faults() == [
        "docs/en/index.md:5:1: the rows stand in another order than nav in mkdocs.yml: "
        "one.md, two.md, three.md"
    ]


def test_last_line_that_leads_nowhere(site):
    chapter(site, "en", "one", "That was one.")
    assert site.faults() == ["docs/en/one.md:5:1: its last line must lead to [Two](two.md)"]


@pytest.mark.parametrize(
    "last",
    [
        "Back: [First](one.md) · Next: [Three](three.md)",
        "Next: [Three](three.md) · Back: [One](one.md)",
        "Back: [One](one.md)",
    ],
)
def test_last_line_of_a_later_chapter(site, last):
    chapter(site, "en", "two", last)
    assert site.faults() == [
        "docs/en/two.md:5:1: its last line must lead to [One](one.md) and [Three](three.md)"
    ]


def test_chapter_after_one_that_led_back(site):
    site.write("mkdocs.yml", CONFIG.replace("  - three.md\n", "  - three.md\n  - four.md\n"))
    for language in ["ko", "en"]:
        chapter(site, language, "four", "a")
        text = HOME.format(ROW) + "| [Four](four.md) | a |\n\n{= loss.total:.1f =}\n"
        site.write(f"docs/{language}/index.md", text)
        chapter(site, language, "three", "Now [Four](four.md).")
    assert site.faults("docs/en") == [
        "docs/en/three.md:5:1: its last line must lead to [Two](two.md) and [Four](four.md)"
    ]


def test_title_of_a_lab(site):
    lab = "# %% [markdown]\n# # Two of all { #two }\n#\n# words\n"
    for language in ["ko", "en"]:
        site.write(f"labs/{language}/two.py", lab)
        page = f"```lab labs/{language}/two.py\n```\n\n{LAST['two']}\n"
        site.write(f"docs/{language}/two.md", page)
    assert [fault.partition(": ")[2] for fault in site.faults("docs/ko")] == [
        "the title of two.md is 'Two of all'; write: [Two of all](two.md)"
    ]
