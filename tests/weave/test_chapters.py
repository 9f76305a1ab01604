"""Each page is in nav, says its own title and question, and the home page shows them."""

import pytest

from weave.expand import expand
from weave.fences import load
from weave.text import chapters

CONFIG = """\
site_name: a
site_url: !ENV [SITE_URL, ""]

# one list
nav:
  - index.md
  - one.md
  - two.md
  - three.md

theme: b
"""
HOME = "# Home { #home }\n\nwords\n\n```contents\n```\n\n{= loss.total:.1f =}\n"
TITLED = "docs/{}/one.md:4:1: a title's id is its page's name; write: # Title {{ #one }}"


def text(name, question="Why {}?"):
    return f"---\nquestion: {question.format(name)}\n---\n# {name.capitalize()} {{ #{name} }}\n"


LOSS = "total = 0.5\n\n\ndef main():\n    print(total)\n"


@pytest.fixture(scope="module")
def files():
    pages = {f"docs/{language}/index.md": HOME for language in ["ko", "en"]}
    for name in ["one", "two", "three"]:
        pages |= {f"docs/{language}/{name}.md": text(name) for language in ["ko", "en"]}
    return {"mkdocs.yml": CONFIG, "snippets/loss.py": LOSS, **pages}


@pytest.fixture
def site(repository):
    def both(name, written):
        for language in ["ko", "en"]:
            repository.write(f"docs/{language}/{name}.md", written)
        return repository

    repository.both = both
    return repository


def contents(site, language="en"):
    loom = expand(load(site.root, f"docs/{language}/index.md"), site.library)
    assert loom.faults == []
    return loom.woven


def test_clean(site):
    assert site.faults() == []


def test_page_without_a_line_in_nav(site):
    assert site.both("four", text("four")).faults() == [
        'docs/ko/four.md:1:1: no line of nav in mkdocs.yml names this page; add "  - four.md"'
    ]


def test_line_of_nav_without_a_page(site):
    site.write("mkdocs.yml", CONFIG.replace("  - three.md\n", "  - three.md\n  - gone.md\n"))
    assert site.faults() == [
        f"mkdocs.yml:10:1: nav names docs/{language}/gone.md, and there is no such page; "
        "write it, or remove this line"
        for language in ["en", "ko"]
    ]


B7 = {
    "quoted": "nav:\n  - 'index.md'\n  - \"one.md\"\n  - two.md  # the second\n  - three.md\n",
    "not indented": "nav:\n- index.md\n- one.md\n- two.md\n- three.md\ntheme: b\n",
    "in one line": "nav: [index.md, one.md, two.md, three.md]\n",
    "sections": "nav:\n  - index.md\n  - Part:\n      - one.md\n      - two.md\n"
    "  - Rest: [three.md]\n",
    "titles": "nav:\n  - Home: index.md\n  - 'The: first': one.md\n  - {Two: two.md}\n"
    "  - three.md\n",
    "tags": 'a: !ENV [A, ""]\nb: !!python/name:c.d\nnav:\n  - index.md\n  - one.md\n  - two.md\n'
    "  - three.md\nd: !relative $config_dir\n",
    "no page": "nav:\n  - index.md\n  - one.md\n  - two.md\n  - three.md\n"
    "  - Elsewhere: https://example.org/\n",
}


@pytest.mark.parametrize("nav", B7.values(), ids=B7)
def test_b7_nav_in_any_yaml_that_mkdocs_reads(site, nav):
    site.write("mkdocs.yml", nav)
    assert site.faults() == []
    # and the guard is not off: it finds the page that another nav lacks
    site.write("mkdocs.yml", nav.replace("one.md", "two.md", 1))
    found = site.faults("docs/ko/one.md")
    assert found == [
        'docs/ko/one.md:1:1: no line of nav in mkdocs.yml names this page; add "  - one.md"'
    ]


@pytest.mark.parametrize("config", ["mkdocs.yml", "mkdocs.en.yml"])
def test_nav_that_is_no_yaml(site, config):
    site.write(config, "nav:\n  - index.md\n - one.md\n")
    faults = site.faults()
    # the guard tells it, and so does what waits for it: the table on the home page
    assert faults and all(f.startswith(f"{config}:3:1: is not valid YAML: ") for f in faults)


def test_front_matter_that_is_no_yaml(site):
    site.write("docs/en/two.md", text("two", "What: {}?"))
    assert site.faults() == [
        "docs/en/two.md:2:1: is not valid YAML: mapping values are not allowed here; "
        "1 place in a page waits for it"
    ]


def test_english_may_name_its_headlines_but_no_other_pages(site):
    nav = "nav:\n  - index.md\n  - One by one:\n      - one.md\n      - two.md\n  - three.md\n"
    site.write("mkdocs.en.yml", nav)
    assert site.faults() == []
    site.write("mkdocs.en.yml", nav.replace("one.md\n      - two.md", "two.md\n      - one.md"))
    assert site.faults() == [
        "mkdocs.en.yml:2:1: nav names other pages than mkdocs.yml, or in another order"
    ]


@pytest.mark.parametrize("config", [None, "site_name: a\n"])
def test_without_nav_nothing_is_asked(site, config):
    (site.root / "mkdocs.yml").unlink()
    if config:
        site.write("mkdocs.yml", config)
    assert site.both("four", "# a { #a }\n").faults() == []


# --- what a page says of itself


def test_a_title_says_which_page_it_is(site):
    site.both("one", text("one").replace("#one", "#first"))
    assert site.faults() == [TITLED.format("en"), TITLED.format("ko")]


def test_the_home_page_has_no_other_pages_name(site):
    site.both("index", HOME.replace("#home", "#two"))
    assert [fault.partition(": ")[2] for fault in site.faults()] == [
        "the page two.md has that id already"
    ] * 2


@pytest.mark.parametrize("front", ["", "---\nquestion:\n---\n", "---\ndescription: a\n---\n"])
def test_a_page_without_a_question(site, front):
    site.both("one", f"{front}# One {{ #one }}\n")
    assert [fault.partition(": ")[::2] for fault in site.faults()] == [
        (
            f"docs/{language}/one.md:1:1",
            "this page has no question; begin it with --- and a line question: …",
        )
        for language in ["en", "ko"]
    ]


CHAPTER = text("loss").replace("question", "description: a\nquestion")
SHORT = "\n## In short { #in-short }\n\n- a\n- b\n- c\n"


@pytest.fixture
def chapter(site):
    """Writes the one page that has a module, snippets/loss.py."""
    site.write("mkdocs.yml", CONFIG.replace("three.md", "three.md\n  - loss.md"))
    return lambda written: site.both("loss", written).faults()


def test_a_chapter_without_a_description(chapter):
    """What search engines show of a page that can be taken along."""
    said = "this chapter has no description; begin it with --- and a line description: …"
    assert [f.partition(": ")[2] for f in chapter(text("loss") + SHORT)] == [said] * 2
    assert chapter(CHAPTER + SHORT) == []


@pytest.mark.parametrize(
    "end, line",
    [("", 5), ("\n## Exercises { #exercises }\n", 7), (f"{SHORT}\n## More {{ #more }}\n", 13)],
)
def test_a_chapter_that_does_not_end_with_what_to_remember(chapter, end, line):
    said = "this chapter does not end with what to remember; write as its last section: "
    assert chapter(CHAPTER + end) == [
        f"docs/en/loss.md:{line}:1: {said}## In short {{ #in-short }}",
        f"docs/ko/loss.md:{line}:1: {said}## 세 줄 요약 {{ #in-short }}",
    ]


@pytest.mark.parametrize("lines", ["", "- a\n- b\n", "- a\n- b\n- c\n- d\n", "1. a\n2. b\n3. c\n"])
def test_what_to_remember_is_three_lines(chapter, lines):
    said = "below this heading stand other than three lines; write three that begin with '- '"
    written = f"{CHAPTER}\n## In short {{ #in-short }}\n\n{lines}"
    assert chapter(written) == [f"docs/{language}/loss.md:7:1: {said}" for language in ["en", "ko"]]


# --- the contents on the home page


def test_contents(site):
    site.both("two", text("two", "'What: {}?'"))
    assert contents(site) == HOME.replace(
        "```contents\n```",
        "\n- [One](one.md)\n    <small>Why one?</small>\n"
        "- [Two](two.md)\n    <small>What: two?</small>\n"
        "- [Three](three.md)\n    <small>Why three?</small>\n",
    ).replace("{= loss.total:.1f =}", "\ue0000\ue001")


def test_contents_in_groups_of_each_language_with_the_names_of_nav(site):
    nav = "nav:\n  - index.md\n  - {0}:\n      - one.md\n  - {1}: [{0}{1}: two.md, three.md]\n"
    site.write("mkdocs.yml", nav.format("가", "나"))
    site.write("mkdocs.en.yml", nav.format("A", "B"))
    for language, words in [("ko", "가나"), ("en", "AB")]:
        rows = [row for row in contents(site, language).split("\n") if row[:2] in {"**", "- "}]
        assert [row.partition("]")[0] for row in rows] == [
            f"**{words[0]}**",
            "- [One",
            f"**{words[1]}**",
            f"- [{words}",
            "- [Three",
        ]


def test_contents_say_how_long_a_chapter_is_read_without_its_code_and_exercises(site):
    prose = "글 " * 374 + "{= loss.total:.1f =}\n"  # 750 characters, 500 a minute
    code = "```python\n" + "print('a long line of code')\n" * 90 + "```\n"
    rest = "\n## 연습 { #exercises }\n\n" + "물음 " * 900 + "\n\n## 요약 { #in-short }\n\n- 끝\n"
    site.write("docs/ko/two.md", f"# Two {{ #two }}\n\n{prose}\n{code}{rest}")
    assert '- [Two](two.md) <data value="2">2</data>분\n' in contents(site, "ko")
    assert '- [Two](two.md) <data value="2">2</data> min\n' in contents(site)
    # what has no three lines at its end is no chapter
    assert "- [One](one.md)\n" in contents(site)


def test_contents_follow_a_page_that_changes(site):
    assert "Why two?" in contents(site)
    site.write("docs/en/two.md", text("two", "How {}?"))
    assert "How two?" in contents(site) and "Why two?" not in contents(site)


def test_a_page_that_is_gone_has_its_own_fault_and_no_row(site):
    (site.root / "docs/en/two.md").unlink()
    assert "two.md" not in contents(site)


def test_sections_of_nav(site):
    site.write(
        "mkdocs.yml",
        "nav:\n  - index.md\n  - A:\n      - one.md\n      - B: two.md\n  - three.md\n",
    )
    assert [(one.slug, one.section, one.line) for one in chapters.nav(site.root)] == [
        ("index", "", 2),
        ("one", "A", 4),
        ("two", "A", 5),
        ("three", "", 6),
    ]


def test_a_page_with_exercises_is_a_chapter_of_the_module_that_it_shows(site):
    """Its name may be no module's: then its first listing tells."""
    listing = '```python title="snippets/loss.py"\n--8<-- "snippets/loss.py"\n```\n'
    site.both("two", text("two") + "\n" + listing)
    assert site.faults() == []
    site.both("two", text("two") + "\n" + listing + "\n## Exercises { #exercises }\n")
    said = [fault.partition(": ")[2] for fault in site.faults()]
    assert len(said) == 4
    assert sum(one.startswith("this chapter has no description") for one in said) == 2
    assert (
        sum(one.startswith("this chapter does not end with what to remember") for one in said) == 2
    )
