"""What of a page's source is what."""

import pytest

from weave.fences import kinds, read
from weave.text.boxes import exercises
from weave.text.maths import formulas


@pytest.mark.parametrize(
    "text, kind",
    [
        ("---\na: @\n---\n", "front"),
        ("```text\n@\n```", "fence"),
        ("~~~~\n```\n@\n~~~~", "fence"),
        ("    ```text\n    @\n    ```", "fence"),
        ("> ```\n> @\n> ```", "fence"),
        ("<!-- @\n\n@ -->", "comment"),
        ("`@`", "code"),
        ("`` ` @ ``", "code"),
        ("$$\n@\n$$", "display"),
        ("$@$", "math"),
        ("$a$@$b$", "prose"),
        ("$a\\$@$", "math"),
        # arithmatex minds no digit after the dollar
        ("$@$5", "math"),
        ('a { .b title="@" }', "attributes"),
        ("<https://a.b/@>", "autolink"),
        ('<img alt="@">', "tag"),
        ("<a\nb='@'>", "tag"),
        ("![@](a.png)", "image"),
        ("![a [b] @](a.png)", "image"),
        ("![@][a]", "image"),
        ("[a](@)", "target"),
        ("[a]: @", "definition"),
        ("@", "prose"),
        ("# @", "prose"),
        ("[@](a)", "prose"),
        ("\\`@`", "prose"),
        ("\\$@$", "prose"),
        ("$ @ $", "prose"),
        ("$5 @ $6", "prose"),
        ("`a\n\n@`", "prose"),
        ("a `` @", "prose"),
        ("[^1]: @", "prose"),
        ("p<q\n\n@\n\nr>s", "prose"),
        ("```text\n@", "prose"),
        ("a\n\n---\n@\n---\n", "prose"),
        ("```figure a.b\ncaption: @\n```", "prose"),
        ("```figure a.b\ncaption: $@$\n```", "math"),
        ("```figure a.b\ncaption: `@`\n```", "code"),
        ("```figure a.b\nalt: @\ncaption: c\n```", "fence"),
    ],
)
def test_kind(text, kind):
    assert read("page", text).kind_at(text.rindex("@")) == kind


def test_place_counts_from_one():
    page = read("page", "가나\n다\n\n라")
    assert [page.place(n) for n in [0, 1, 3, 6]] == [(1, 1), (1, 2), (2, 1), (4, 1)]


@pytest.mark.parametrize(
    "text, path, format, allow, words",
    [
        ("{= a.b:.4f =}", "a.b", ".4f", None, ()),
        ("{=a.b:.0%=}", "a.b", ".0%", None, ()),
        ("{= a.b[0].c:,d =}", "a.b[0].c", ",d", None, ()),
        ("{= a.b!nan:.1f =}", "a.b", ".1f", "nan", ()),
        ("{= a.b =}", "a.b", None, None, ()),
        ("{= a.b:s|x=가|y=나 다 =}", "a.b", "s", None, (("x", "가"), ("y", "나 다"))),
        ("{= a b =}", "", None, None, ()),
        ("{=  =}", "", None, None, ()),
    ],
)
def test_value(text, path, format, allow, words):
    [value] = read("page", f"가 {text} 나").values
    found = (value.path, value.format, value.allow, value.words)
    assert found == (path, format, allow, words)
    assert (value.start, value.end) == (2, 2 + len(text))


def test_fence():
    [fence] = read("page", "a\n\n  ```figure a.b c=1\n  x: y\n  ```\n").fences
    assert (fence.name, fence.argument, fence.indent) == ("figure", "a.b c=1", "  ")
    assert fence.body == "  x: y\n"


@pytest.mark.parametrize("indent", ["", "    ", "> "])
def test_texts_of_a_figure(indent):
    lines = ["```figure a.b", "x: 가", "alt: 나", "  다", "title: 라", "```"]
    [fence] = read("page", "\n".join(indent + line for line in lines)).fences
    texts = [(line["key"], line["text"]) for line in fence.lines]
    assert texts == [("x", "가"), ("alt", f"나\n{indent}  다"), ("title", "라")]


@pytest.mark.parametrize(
    "text, ids",
    [
        ("# 가 { #a }\n\n## 나 { .b #c-d }", ["a", "c-d"]),
        ("# 가", [None]),
        ("#가", [None]),  # a heading for markdown
        ("> ## 가 { #a }", ["a"]),
        ("!!! note\n\n    ## 가", [None]),
        ("가\n==", [None]),
        ("가 { #a }\n---", ["a"]),
        ("## {= a.b:#x =}", [None]),
        ("```\n# 가\n```", []),
        ("<!--\n# 가\n-->", []),
        ("| a |\n| --- |", []),
        ("가\n나\n\n---\n", []),
    ],
)
def test_headings(text, ids):
    assert [mark for _, mark in read("page", text).headings] == ids


def test_exercises():
    text = '??? exercise\n\n!!! exercise "가"\n\n```\n!!! exercise\n```\n!!! exercises'
    assert len(exercises(read("page", text))) == 2


def test_what_a_listing_takes_in():
    text = "```python\n--8<-- \"a.py:b\"\n--8<-- 'c.py'\n--8<-- d.py\n```"
    [listing] = read("page", text).fences
    assert listing.includes() == [
        (text.index("a.py"), "a.py", "b"),
        (text.index("c.py"), "c.py", ""),
    ]


@pytest.mark.parametrize(
    "fence, name",
    [
        ("```python\nx = 1\n```", "cell"),
        ("```python\n```", "cell"),
        ('```python\n--8<-- "a.py"\n```', ""),
        ('```python title="a"\nx = 1\n```', ""),
        ("```text\na\n```", ""),
        ("```output a\n```", "output"),
        ("```outptu a\n```", ""),
    ],
)
def test_kind_of_a_fence(fence, name):
    [found] = read("page", fence).fences
    assert type(found) is kinds()[name]


def test_formulas():
    page = read("page", "$a$ $$b$$\n```figure c\ncaption: $d$\n```")
    found = [(page.text[start:end], display) for start, end, display in formulas(page)]
    assert found == [("a", False), ("b", True), ("d", False)]
