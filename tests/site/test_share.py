"""What is told of a page in its head, and by the sitemap, with an address and without."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import jinja2
import pytest

from tests.site.pages import PAGES, PREFIXES, SLUGS, label, language_of, twin
from tests.site.test_html import read

LOCALES = {"ko": "ko_KR", "en": "en_GB"}
THEME = Path("theme")


@pytest.mark.parametrize("path", [page for page in PAGES if "404" not in page], ids=label)
def test_what_is_told_of_a_page(site, path):
    file, language = read(site, path), language_of(path)
    told = {
        e.attrs.get("property") or e.attrs.get("name"): e.attrs["content"]
        for e in file.named("meta")
        if "content" in e.attrs
    }
    assert told["og:locale"] == LOCALES[language]
    assert {told["og:locale"], told["og:locale:alternate"]} == set(LOCALES.values())
    assert told["og:description"] == told["description"]
    assert told["og:title"] and told["twitter:card"]
    # the tests have no address, so nothing here needs one
    assert not [e for e in file.named("link") if e.attrs.get("rel") in {"alternate", "canonical"}]
    assert "og:url" not in told
    scripts = [e for e in file.named("script") if e.attrs.get("type") == "application/ld+json"]
    for script in scripts:
        about = json.loads(script.to_text())
        assert about["@type"] == "LearningResource" and about["inLanguage"] == language
        assert about["description"] == told["description"] and about["teaches"]
    other = read(site, twin(path)).named("script")
    assert len(scripts) == len([e for e in other if e.attrs.get("type") == "application/ld+json"])


def test_the_minutes_are_those_of_the_home_page(site):
    home = (site / "index.html").read_text(encoding="utf-8")
    timed = dict(re.findall(r'<a href="([\w-]+)/">[^<]*</a> <data value="(\d+)">', home))
    assert set(timed) < set(SLUGS) and len(timed) > 10
    for prefix in PREFIXES.values():
        for slug, minutes in timed.items():
            html = (site / prefix / slug / "index.html").read_text(encoding="utf-8")
            assert f'"timeRequired": "PT{minutes}M"' in html


class Known:
    """An object with the attributes that a template asks for."""

    def __init__(self, **given):
        vars(self).update(given)


def filled(name, **given):
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(THEME))
    return environment.get_template(name).render(**given)


@pytest.mark.parametrize("language", PREFIXES)
def test_a_page_with_an_address_names_its_twin(language):
    root, here = "https://a.org/b/", {"ko": "", "en": "en/"}[language]
    page = Known(
        title="Units",
        is_homepage=False,
        url="units/",
        canonical_url=f"{root}{here}units/",
        meta=Known(description="a", question="What is it worth?", minutes=0),
        file=Known(name="units"),
    )
    config = Known(site_name="Site", site_description="b")
    lang = Known(t={"language": language}.get)
    picture = f"{root}{here}assets/cards/%s.png"
    html = filled("partials/about.html", page=page, config=config, lang=lang)
    links = dict(re.findall(r'rel="alternate" hreflang="([\w-]+)" href="([^"]+)"', html))
    assert links["ko"] == f"{root}units/" and links["en"] == f"{root}en/units/"
    assert links["x-default"] in {links["ko"], links["en"]} and len(links) == 3
    assert f'<meta property="og:url" content="{root}{here}units/">' in html
    assert f'<meta property="og:image" content="{picture % "units"}">' in html
    page.meta.question = ""  # whatever is no chapter has the picture of the start page
    html = filled("partials/about.html", page=page, config=config, lang=lang)
    assert f'<meta property="og:image" content="{picture % "index"}">' in html


@pytest.mark.parametrize("language", PREFIXES)
def test_the_sitemap_has_both_languages(language):
    url = {"ko": "https://a.org/", "en": "https://a.org/en/"}[language]
    pages = [Known(page=Known(url=name, update_date="2001-09-09")) for name in ["", "units/"]]
    given = {"pages": pages, "config": Known(site_url=url, theme=Known(language=language))}
    tree = ElementTree.fromstring(filled("sitemap.xml", **given).strip())
    found = {
        one[0].text: sorted(link.get("href") for link in one.iter() if link.get("href"))
        for one in tree
    }
    assert found == {
        f"https://a.org/{folder}{name}": sorted(
            [f"https://a.org/{name}", f"https://a.org/en/{name}"]
        )
        for name in ["", "units/"]
        for folder in ["", "en/"]
    }
    given["config"].site_url = None
    assert len(ElementTree.fromstring(filled("sitemap.xml", **given).strip())) == 0


@pytest.mark.parametrize("prefix", PREFIXES.values(), ids=PREFIXES)
def test_the_404_page_speaks_both_languages_without_scripts(opened, address, prefix):
    """Served at an address that is not there, as a host does that knows one such page."""
    with opened(f"{prefix}404.html", scripts=False) as page:
        title = page.locator("h1")
        assert title.locator("[lang=ko]").inner_text() == "찾는 페이지가 없습니다"
        assert title.locator("[lang=en]").inner_text() == "There is no such page"
        for language, home in PREFIXES.items():
            link = page.locator(f"article p[lang={language}] a")
            assert link.evaluate("a => a.href") == address + home
