"""All style sheets that a page names become one, and nothing else of the page changes."""

import re

import pytest

from weave.build import styles

PAGE = """<head>
  <link rel="stylesheet" href="{0}assets/stylesheets/main.css">
    <link rel="stylesheet" href="{0}assets/b.css">
<script>between()</script>
  <link rel="stylesheet" href="{0}assets/a.css">
</head><p>text</p>"""
ONE = """<head>
<link rel="stylesheet" href="{0}assets/style.css">
<script>between()</script>
</head><p>text</p>"""
SHEETS = {
    "assets/stylesheets/main.css": '@charset "UTF-8";a { margin: 0 }',
    "assets/b.css": "/* why */\na { content: '/* seen */  가' }\n",
    "assets/a.css": "@media (min-width: 45em) {\n  a { width: calc(100% - 2rem) }\n}\n",
}


@pytest.fixture
def folder(tmp_path):
    for name, text in SHEETS.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    for name, root in [("index.html", ""), ("a/index.html", "../"), ("404.html", "/x/")]:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(PAGE.format(root), encoding="utf-8")
    return tmp_path


def test_each_page_has_one_in_the_place_of_the_first(folder):
    styles.publish(folder)
    for name, root in [("index.html", ""), ("a/index.html", "../"), ("404.html", "/x/")]:
        assert (folder / name).read_text(encoding="utf-8") == ONE.format(root)
    assert [path.name for path in folder.rglob("*.css")] == ["style.css"]


def test_it_says_what_they_said_in_their_order(folder):
    styles.publish(folder)
    style = (folder / "assets/style.css").read_text(encoding="utf-8")
    assert style == (
        "@charset \"UTF-8\";a{margin:0}a{content:'/* seen */  가'}"
        "@media (min-width:45em){a{width:calc(100% - 2rem)}}"
    )


def test_pages_that_name_others_have_their_own(folder):
    plain = '<link rel="stylesheet" href="../assets/a.css"><p>text</p>'
    (folder / "a/index.html").write_text(plain, encoding="utf-8")
    (folder / "b").mkdir()
    (folder / "b/index.html").write_text("<p>none</p>", encoding="utf-8")
    styles.publish(folder)
    sizes = {}
    for name in ["index.html", "a/index.html"]:
        html = (folder / name).read_text(encoding="utf-8")
        [sheet] = re.findall(r'href="([^"]+)"', html)
        sizes[name] = len(((folder / name).parent / sheet).read_text(encoding="utf-8"))
    assert sizes["index.html"] > sizes["a/index.html"] > 0
    assert (folder / "b/index.html").read_text(encoding="utf-8") == "<p>none</p>"


def test_other_languages_have_theirs(folder):
    (folder / "en").mkdir()
    (folder / "en/index.html").write_text(PAGE.format(""), encoding="utf-8")
    styles.publish(folder)
    assert (folder / "en/index.html").read_text(encoding="utf-8") == PAGE.format("")
