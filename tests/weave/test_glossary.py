"""Terms of the glossary: read, guarded, and linked at their first use."""

import re

import markdown
import pytest

from weave import extension
from weave.fault import WeaveError
from weave.text.glossary import read

KO = """\
# 용어 { #glossary }

## 말 { #words }

### 엔트로피 { #entropy }

**놀람**의 평균입니다. [손실](index.md)과는
다릅니다.

entropy · 기호 $H(p)$ · [첫 장](index.md#loss)에서 배웁니다.

### 교차 엔트로피 { #cross-entropy }

벌점입니다.

cross entropy · [첫 장](index.md)에서 배웁니다.

## 기호 { #notation }

| 기호 | 뜻 |
| --- | --- |
| $H$, $p$ | 엔트로피 |
"""
EN = """\
# Terms { #glossary }

## Words { #words }

### entropy { #entropy }

The average surprise.

<span lang="ko">엔트로피</span> · symbol $H(p)$ · see [the start](index.md#loss).

### cross entropy { #cross-entropy }

A penalty.

교차 엔트로피 · see [the start](index.md).

## Notation { #notation }

| Symbol | Meaning |
| --- | --- |
| $H$, $p$ | entropy |
"""


@pytest.fixture
def glossary(repository):
    def write(ko=KO, en=EN):
        repository.write("docs/ko/glossary.md", ko)
        repository.write("docs/en/glossary.md", en)
        return repository

    return write


def html(repository, text, language="ko"):
    weave = extension.Weave(library=repository.library, glossary=f"docs/{language}/glossary.md")
    more = ["attr_list", "tables", "admonition", "pymdownx.details"]
    return markdown.markdown(text, extensions=[weave, *more])


def linked(repository, text, language="ko"):
    """(where it leads, the words) of each term that is linked."""
    pattern = r'<a class="term(?: c-\w+)?" href="([^"]*)" title="[^"]*">([^<]*)</a>'
    return re.findall(pattern, html(repository, text, language))


CROSS, PLAIN = "glossary.md#cross-entropy", "glossary.md#entropy"


def test_clean(glossary):
    assert glossary().faults() == []


def test_read():
    entropy, cross = read(KO)
    assert (entropy.id, entropy.name, entropy.other) == ("entropy", "엔트로피", "entropy")
    # what a reader sees of the line, and nothing of its markup
    assert entropy.line == "놀람의 평균입니다. 손실과는 다릅니다."
    assert entropy.symbols == ("$H(p)$",) and cross.symbols == ()
    assert entropy.taught == cross.taught == "index.md"


def test_the_first_use_is_linked_and_no_other(glossary):
    text = "엔트로피는 엔트로피입니다.\n\n- 엔트로피\n"
    assert html(glossary(), text).count("<a ") == 1
    assert html(glossary(), text).startswith(
        '<p><a class="term" href="glossary.md#entropy" '
        'title="놀람의 평균입니다. 손실과는 다릅니다.">엔트로피</a>는 엔트로피입니다.</p>'
    )


@pytest.mark.parametrize(
    "text, expected",
    [
        ("교차 엔트로피와 엔트로피", [(CROSS, "교차 엔트로피"), (PLAIN, "엔트로피")]),
        ("교차엔트로피", [(CROSS, "교차엔트로피")]),
        ("교차\n엔트로피", [(CROSS, "교차\n엔트로피")]),
        # a part of another word is no use of the term
        ("비엔트로피", []),
        # in the order of reading, through markup and lists
        ("a **엔트로피** b 교차 엔트로피", [(PLAIN, "엔트로피"), (CROSS, "교차 엔트로피")]),
        ("1. *교차 엔트로피*\n2. 엔트로피", [(CROSS, "교차 엔트로피"), (PLAIN, "엔트로피")]),
        ("| a |\n| --- |\n| 엔트로피 |", [(PLAIN, "엔트로피")]),
        ("!!! note\n    엔트로피", [(PLAIN, "엔트로피")]),
        # no links in these
        ("# 엔트로피 { #a }", []),
        ("[엔트로피](index.md)", []),
        ("[**엔트로피**](index.md)", []),
        ("`엔트로피`", []),
        ("    엔트로피", []),
        ("| 엔트로피 |\n| --- |\n| a |", []),
        ('!!! note "엔트로피"\n    a', []),
        ('??? note "엔트로피"\n    a', []),
        # those do not count as the first use either
        ("`엔트로피` 엔트로피", [(PLAIN, "엔트로피")]),
    ],
)
def test_korean(glossary, text, expected):
    assert linked(glossary(), text) == expected


@pytest.mark.parametrize(
    "text, expected",
    [
        ("Entropy. entropy", [(PLAIN, "Entropy")]),
        ("two cross entropies", []),
        ("cross-entropy loss", [(CROSS, "cross-entropy")]),
        ("entropys", [(PLAIN, "entropys")]),
        ("isentropy, entropyish", []),
    ],
)
def test_english(glossary, text, expected):
    assert linked(glossary(), text, "en") == expected


def test_text_around_the_links_is_kept(glossary):
    text = "가 엔트로피 나 **다 교차 엔트로피 라** 마 엔트로피 바"
    plain = re.sub("<[^>]*>", "", html(glossary(), text))
    assert plain == "가 엔트로피 나 다 교차 엔트로피 라 마 엔트로피 바"


def test_values_and_formulas_stay_as_they_are(glossary):
    page = html(glossary(), "{= loss.text:s|ab=엔트로피 =} 엔트로피")
    assert page.count('class="term"') == 1
    assert ">엔트로피</data>" in page


def test_the_glossary_itself_has_no_links_to_itself(glossary):
    assert linked(glossary(), KO) == []


def test_without_the_option_nothing_is_linked(glossary):
    weave = extension.Weave(library=glossary().library)
    assert "<a" not in markdown.markdown("엔트로피", extensions=[weave])


def test_a_glossary_that_is_not_there(repository):
    with pytest.raises(WeaveError, match="there is no glossary '.*docs/ko/glossary.md'"):
        html(repository, "엔트로피")


def test_meaning_is_escaped(glossary):
    meaning = KO.replace("벌점입니다.", '"a" < b & c')
    assert 'title="&quot;a&quot; &lt; b &amp; c"' in html(glossary(meaning), "교차 엔트로피")


def test_no_meaning(glossary):
    ko = KO.replace("벌점입니다.\n\n", "")
    [fault] = glossary(ko).faults()
    assert fault.startswith("docs/ko/glossary.md:12:1: '교차 엔트로피' has no meaning;")


def test_no_place(glossary):
    en = EN.replace("교차 엔트로피 · see [the start](index.md).", "교차 엔트로피 · see the start.")
    [fault] = glossary(en=en).faults()
    assert fault.startswith(
        "docs/en/glossary.md:11:1: 'cross entropy' says not where it is taught;"
    )


def test_another_word_in_the_other_language(glossary):
    en = EN.replace(">엔트로피<", ">무질서도<")
    assert glossary(en=en).faults() == [
        "docs/ko/glossary.md:5:1: '엔트로피' is '무질서도' in docs/en/glossary.md; "
        "write the same word"
    ]


def test_another_symbol_in_the_other_language(glossary):
    en = EN.replace("symbol $H(p)$", "symbol $H$")
    assert [f.partition("; ")[0] for f in glossary(en=en).faults()] == [
        "docs/en/glossary.md:5:1: 'entropy' has the symbols $H$, but $H(p)$ in docs/ko/glossary.md",
        "docs/ko/glossary.md:5:1: '엔트로피' has the symbols $H(p)$, "
        "but $H$ in docs/en/glossary.md",
    ]
