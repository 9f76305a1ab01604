"""Links from page to page and to headings."""

import pytest

PAGE = '# 가 {{ #a }}\n\n## 나 {{ #why-exp }}\n\n<b id="bold">b</b> {}\n'


@pytest.mark.parametrize(
    "link, message",
    [
        ("[a](pag.md)", "there is no page docs/ko/pag.md; did you mean docs/ko/page.md?"),
        ("[a](../ko/no.txt.md#a)", "there is no page docs/ko/no.txt.md"),
        ("[a](page.md#why-ex)", "docs/ko/page.md has no #why-ex; did you mean #why-exp?"),
        ("[a](#xyz)", "docs/ko/page.md has no #xyz"),
        ('[a](index.md#los "b")', "docs/ko/index.md has no #los; did you mean #loss?"),
    ],
)
def test_bad(repository, link, message):
    [fault] = repository.broken(PAGE.format(link))
    place, _, said = fault.partition(": ")
    assert said.startswith(message)
    assert place == f"5:{21 + link.index('(')}"


@pytest.mark.parametrize(
    "link",
    [
        "[a](page.md)",
        "[a](page.md#bold)",
        "[a](#why-exp)",
        "[a](deep/one.md#one)",
        "[a](index.md#loss){ .md-button }",
        "[a](https://a.b/c.md#d)",
        "[a](b.png)",
        "[a](downloads/x.ipynb)",
        "`[a](no.md)`",
        "<!-- [a](no.md) -->",
        "[a](code/loss.md)",
        "[a](code/loss.md#total)",
        '[a](index.md "title")',
        "a](b) (no.md)",
    ],
)
def test_good(repository, link):
    for language in ["ko", "en"]:
        repository.write(f"docs/{language}/deep/one.md", "# a { #one }\n\n[b](../page.md#a)\n")
        repository.write(f"docs/{language}/code.md", "# a { #code }\n\n```sources\n```\n")
    assert repository.broken(PAGE.format(link)) == []


def test_what_pages_of_code_have_is_known(repository):
    [fault] = repository.broken(PAGE.format("[a](code/loss.md#totl)"))
    assert fault.endswith("docs/ko/code/loss.md has no #totl; did you mean #total?")


def test_a_link_in_a_caption(repository):
    repository.write("snippets/picture.py", FIGURE)
    fence = "```figure picture.draw\ntitle: a\nalt: b\ncaption: [c](pag.md)\n```"
    [fault] = repository.broken(PAGE.format(f"\n\n{fence}"))
    assert fault.startswith("10:14: there is no page docs/ko/pag.md")


FIGURE = """\
from matplotlib.figure import Figure


def draw(*, labels):
    return Figure(figsize=(1, 1))
"""
