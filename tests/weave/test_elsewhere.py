"""Typed numbers beside the pages: settings, templates, scripts, and what was built of them."""

import pytest

from weave.build import shown
from weave.guards import Site, elsewhere


@pytest.mark.parametrize(
    "name, text, place",
    [
        ("mkdocs.yml", "site_name: loss 0.8008\n", "1:17"),
        ("mkdocs.yml", "nav:\n  - Units 97: units.md\n", "2:11"),
        ("mkdocs.en.yml", "copyright: 97 people\n", "1:12"),
        ("mkdocs.yml", "theme:\n  palette:\n    - toggle: {name: 97 pct}\n", "3:22"),
        ("theme/main.html", "<p>{{ a }} 97%</p>\n", "1:12"),
        ("theme/main.html", '<img alt="97">\n', "1:11"),
        ("theme/404.html", "{% if a %}\n<p>7.9658</p>\n", "2:4"),
        ("theme/assets/live/a.js", 'const a = {result: "a loss of 7.9658"}\n', "1:31"),
        ("theme/assets/live/a.js", "const a = n => `${n} is 97 bits`\n", "1:25"),
        ("theme/assets/live/a.js", "const a = n => `${n ? `n is 97` : 1} and`\n", "1:29"),
        ("theme/assets/site.css", 'a::after { content: "97 %" }\n', "1:22"),
    ],
)
def test_a_number_is_found(repository, name, text, place):
    repository.write(name, text)
    found = [str(fault) for fault in elsewhere.faults(Site(repository.library))]
    assert found and found[0].startswith(f"{name}:{place}: a typed number")


@pytest.mark.parametrize(
    "name, text",
    [
        ("mkdocs.yml", "theme:\n  icon: {logo: material/brightness-97}\n"),
        ("mkdocs.yml", "plugins:\n  search: {separator: '97'}\n"),
        (
            "theme/main.html",
            "{{ 97 }}<script>97</script><div class='a97' style='width: 97px'></div>",
        ),
        (
            "theme/assets/live/a.js",
            "// it is 97 bits\nconst a = 97, b = 'line thin c7', c = \"a97\"\n",
        ),
        ("theme/assets/site.css", 'a { width: 97px }\nb::after { content: "\\\\2060" }\n'),
    ],
)
def test_what_no_reader_sees(repository, name, text):
    repository.write(name, text)
    assert list(elsewhere.faults(Site(repository.library))) == []


SETTINGS = """site_url docs_dir edit_uri INHERIT strict plugins markdown_extensions validation
hooks watch extra_css extra_javascript icon features media scheme language favicon custom_dir
font static_templates""".split()


@pytest.mark.parametrize("key", SETTINGS)
def test_a_setting_that_nobody_reads(repository, key):
    for name, seen in [(key, False), (f"{key}x", True)]:
        repository.write("mkdocs.yml", f"{name}: at least 97 of them\n")
        assert bool(list(elsewhere.faults(Site(repository.library)))) == seen


@pytest.mark.parametrize(
    "text, numbers",
    [
        ("<p>손실은 7.9658</p>", ["7", "9658"]),
        ("<title>97</title>", ["97"]),
        ('<meta name="description" content="97 pages">', ["97"]),
        ('<a title="97">a</a>', ["97"]),
        ('<p aria-label="97">a</p>', ["97"]),
        ("<p>9<b>7</b></p>", ["97"]),
        ("<p><data value='1'>1.0</data>7</p>", ["7"]),
        ("<li>클래스 3개</li><li>Exercise 1</li>", []),
        ("<p><data value='97'>97</data> bits</p>", []),
        ("<pre>97</pre><svg><text>97</text></svg><math><mn>97</mn></math>", []),
        ('<meta name="viewport" content="width=97">', []),
        ('<script>97</script><p class="a97" id="b97">a</p>', []),
    ],
)
def test_what_was_built(tmp_path, text, numbers):
    page = tmp_path / "en" / "a" / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text(text, encoding="utf-8")
    found = list(shown.faults(tmp_path, [page]))
    assert [fault.message.split("'")[1] for fault in found] == numbers
    assert all(fault.file == "site/en/a/index.html" for fault in found)
