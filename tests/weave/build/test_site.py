"""All or nothing, with a builder of a few lines: no page is looked at here."""

import json

import pytest

from tests.weave.build.conftest import digest
from weave.build import site
from weave.fault import Faults


def render(language, folder):
    folder.mkdir(exist_ok=True)
    (folder / "index.html").write_text(language)


def leftovers(repository):
    return [path.name for path in repository.root.glob(".site-*")]


def test_both_languages_and_what_no_page_holds(small):
    final = small.root / "made" / "site"
    site.build(small.library, final, render)
    assert (final / "index.html").read_text() == "ko"
    assert (final / "en" / "index.html").read_text() == "en"
    # the code that runs in pages, and what runs it
    assert (final / "snippets" / "loss.py").is_file()
    assert json.loads((final / "assets/run/manifest.json").read_text())["snippets/loss.py"] > 0
    assert list((small.root / ".cache" / "weave").glob("*.json"))
    assert leftovers(small) == []


def test_guards_come_first(small):
    small.write("docs/en/index.md", "# a { #a }\n\n0.8008\n")

    def never(language, folder):
        raise AssertionError("nothing is made of a page that has faults")

    with pytest.raises(Faults) as raised:
        site.build(small.library, small.root / "site", never)
    assert "docs/en/index.md:3:1: a typed number, '0.8008'" in str(raised.value)
    assert leftovers(small) == []


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, site.Failed])
def test_the_last_good_site_stays(small, error):
    site.build(small.library, small.root / "site", render)
    good = digest(small.root / "site")

    def fail(language, folder):
        render("new", folder)
        if language == "en":
            raise error

    with pytest.raises(error):
        site.build(small.library, small.root / "site", fail)
    assert digest(small.root / "site") == good
    assert leftovers(small) == []


def test_nothing_of_an_old_site_stays(small):
    small.write("site/index.html", "an older site")
    small.write("site/old/index.html", "a page that is gone")
    site.build(small.library, small.root / "site", render)
    assert not (small.root / "site" / "old").exists()


def test_two_repositories_at_once(small, tmp_path_factory):
    """One build within another, of other numbers; neither sees the other."""
    elsewhere = type(small)(tmp_path_factory.mktemp("elsewhere"))
    for path in small.root.rglob("*.*"):
        elsewhere.write(path.relative_to(small.root), path.read_text(encoding="utf-8"))
    code = (small.root / "snippets/loss.py").read_text().replace("0.80083", "0.70083")
    elsewhere.write("snippets/loss.py", code)

    def say(repository, folder):
        folder.mkdir(exist_ok=True)
        answer = repository.library.value("loss.total", ".4f")
        (folder / "index.html").write_text(f"<data>{answer.text}</data>")

    def inner(language, folder):
        say(elsewhere, folder)

    def outer(language, folder):
        site.build(elsewhere.library, elsewhere.root / "site", inner)
        say(small, folder)

    site.build(small.library, small.root / "site", outer)
    assert (small.root / "site/en/index.html").read_text() == "<data>0.8008</data>"
    assert (elsewhere.root / "site/en/index.html").read_text() == "<data>0.7008</data>"


def test_downloads_of_each_language(small):
    made = site.downloads(small.library, "ko", "https://a.org/")
    assert sorted(made) == ["downloads/loss.ipynb", "downloads/loss.py", "licences.txt"]
    assert json.loads(made["downloads/loss.ipynb"])["nbformat"] == 4
    assert "https://a.org/loss/" in made["downloads/loss.ipynb"]


def test_licences_of_all_that_is_shipped(small):
    small.write("LICENSE", "ours: MIT")
    small.write("theme/assets/font.LICENSE.txt", "a font: OFL")
    said = site.downloads(small.library, "en", "")["licences.txt"]
    for notice in [
        "ours: MIT",
        "a font: OFL",
        "Martin Donath",
        "Pictogrammers",
        "Font Awesome Free License",
        "Almar Klein",
    ]:
        assert notice in said


def test_addresses():
    assert site.url_of("ko", "https://a.org/b/") == "https://a.org/b/"
    assert site.url_of("en", "https://a.org/b") == "https://a.org/b/en/"
    assert site.url_of("ko", None) == site.url_of("en", "") == ""
