"""The search finds what stands on the pages, and only that."""

import json

import pytest

from tests.site.pages import PREFIXES

WORDS = {
    "ko": {
        "소프트맥스": "worked-example/",
        "0.8008": "from-the-post/",
        "IndexError": "from-the-post/",
        "손글씨": "training/",
    },
    "en": {
        "softmax": "en/worked-example/",
        "0.8008": "en/from-the-post/",
        "IndexError": "en/from-the-post/",
        "handwritten": "en/training/",
    },
}


@pytest.mark.parametrize("language", WORDS)
def test_finds_a_word(opened, address, language):
    with opened(PREFIXES[language]) as page:
        box = page.locator("input[data-md-component=search-query]")
        for word, found in WORDS[language].items():
            look_for(box, word)
            page.wait_for_selector(
                f"a.md-search-result__link[href^='{address}{found}']",
                state="attached",
            )
        look_for(box, "qqzzxxq")
        page.wait_for_function("!document.querySelector('a.md-search-result__link')")
        assert page.faults == []


# forms that stand on no page, and a page that has the word in another form
FORMS = {
    "손글씨처럼": "training/",
    "퍼플렉시티까지": "units/",
    "교차엔트로피의": "worked-example/",
}


def test_korean_words_are_found_whatever_particle_follows(opened, address, site):
    file = site / "search" / "search_index.json"
    said = file.read_text(encoding="utf-8")
    with opened("") as page:
        box = page.locator("input[data-md-component=search-query]")
        for word, found in FORMS.items():
            assert word not in said
            look_for(box, word)
            page.wait_for_selector(
                f"a.md-search-result__link[href^='{address}{found}']",
                state="attached",
            )


def look_for(box, word):
    box.fill(word)
    # material searches as a key is let go
    box.press("End")


@pytest.mark.parametrize("language", WORDS)
def test_the_index_holds_what_is_seen(site, language):
    file = site / PREFIXES[language] / "search" / "search_index.json"
    index = json.loads(file.read_text(encoding="utf-8"))
    said = "\n".join(entry["text"] for entry in index["docs"])
    assert "0.8008" in said
    # the origin of a number and the texts of a figure are no text of the page
    for hidden in [
        "snippets/worked_example.py:",
        "worked_example.before.total",
        'class="origin"',
        "<svg",
        "<desc",
    ]:
        assert hidden not in said
