"""A page as a notebook: what becomes code, what becomes words, what it carries."""

import base64
import io
import json
import re
import zipfile

import jupytext
import nbformat
import pytest

from weave.build import notebook
from weave.code import kernel
from weave.fences import load, read
from weave.text import opening

MODULE = '''\
"""A chapter."""

# --8<-- [start:first]
first = 0.5
# --8<-- [end:first]
between = first * 2

# --8<-- [start:last]
last = between + 1
# --8<-- [end:last]


def main():
    print(last)


if __name__ == "__main__":
    main()
'''
PAGE = """\
---
question: why?
description: words
---

# Chapter { #chapter }

It is {= chapter.first:.2f =} and $x = {= chapter.last:.1f =}$.

See [the loss](index.md#loss) and [elsewhere](https://example.org/).

```python title="snippets/chapter.py"
--8<-- "snippets/chapter.py:last"
```

!!! note "Mind"

    Only {= chapter.between:.1f =}.

    ```python title="snippets/loss.py"
    --8<-- "snippets/loss.py:total"
    ```

```output chapter
```

??? hint "Hint"

    Think.
"""


@pytest.fixture(scope="module")
def files():
    return {"snippets/chapter.py": MODULE}


@pytest.fixture
def made(repository):
    """Makes a page of that text into a notebook."""

    def make(text=PAGE, url=""):
        page = read("docs/en/chapter.md", text)
        repository.write("docs/en/chapter.md", text)
        repository.library.refresh()
        ran = notebook.Notebook(repository.library, page, page, url).made()
        return json.loads(nbformat.writes(ran))

    return make


def sources(notebook, kind):
    return ["".join(c["source"]) for c in notebook["cells"] if c["cell_type"] == kind]


def words(notebook):
    return "\n\n".join(sources(notebook, "markdown"))


def test_code_stands_in_the_order_of_the_module(made):
    _, *code = sources(made(), "code")
    assert code == [
        '"""A chapter."""',
        "first = 0.5",
        "between = first * 2",
        "last = between + 1",
        "def main():\n    print(last)",
        "main()",
    ]


def test_what_main_prints_stands_below_it(made):
    last = [cell for cell in made()["cells"] if cell["cell_type"] == "code"][-1]
    assert last["outputs"] == [{"output_type": "stream", "name": "stdout", "text": ["2.0\n"]}]


def test_words_are_plain_markdown(made):
    text = words(made())
    assert "# Chapter\n" in text and "description" not in text
    assert "It is 0.50 and $x = 2.0$." in text
    assert "> **Mind**\n>\n> Only 1.0.\n>\n> ```python\n> total = 0.80083\n> ```" in text
    assert "<details><summary>Hint</summary>\n\nThink.\n\n</details>" in text


def test_links_lead_to_the_site_or_nowhere(made):
    assert "See the loss and [elsewhere](https://example.org/)." in words(made())
    there = words(made(url="https://site.example/en/"))
    assert "See [the loss](https://site.example/en/#loss) and" in there
    assert "<https://site.example/en/chapter/>" in there


def test_it_carries_what_it_imports_and_no_more(made, repository):
    repository.write("snippets/chapter.py", "from snippets.loss import total\n" + MODULE)
    repository.write("snippets/data/loss.bin", "unread")
    unpack = sources(made(), "code")[0]
    packed = re.search('packed = """(.+?)"""', unpack, re.S)[1]
    with zipfile.ZipFile(io.BytesIO(base64.b64decode(packed))) as archive:
        assert archive.namelist() == ["snippets/chapter.py", "snippets/loss.py"]
        held = archive.read("snippets/loss.py").decode()
    assert held == (repository.root / "snippets/loss.py").read_text(encoding="utf-8")


def test_a_page_that_shows_sections_in_another_order(made):
    swapped = PAGE.replace("chapter.py:last", "chapter.py:first").replace(
        "!!! note", '```python\n--8<-- "snippets/chapter.py:last"\n```\n\n!!! note', 1
    )
    _, *code = sources(made(swapped), "code")
    assert code.index("first = 0.5") < code.index("between = first * 2")
    assert code.count("last = between + 1") == 1


def test_equal_pages_give_equal_bytes(made):
    assert made() == made()


def test_b1_marks_of_sections_with_blanks(made, repository):
    """As pymdownx reads them, so everywhere: in guards, listings and notebooks."""
    marks = "# --8<-- [ start: {0} ]\nx_{0} = 0.5\n  # -8<-  [end :{0}]\n"
    code = marks.format("one") + marks.format("two") + "\n\ndef main():\n    print(x_two)\n"
    repository.write("snippets/chapter.py", code)
    listing = '```python\n--8<-- "snippets/chapter.py:{}"\n```\n'
    text = PAGE.partition("It is")[0] + "words\n\n- a\n\n"
    text += re.sub("(?m)^", "    ", listing.format("two")) + "\n" + listing.format("one")
    repository.page(text.replace("#chapter", "#page"))
    # found, and found to lack one
    assert "snippets/chapter.py:4:1: no page shows the section 'two'" not in repository.faults()
    assert repository.broken(f"# a {{ #a }}\n\n{listing.format('three')}") == [
        "4:9: 'snippets/chapter.py' has no section 'three'; it has: one, two"
    ]
    held = made(text)
    assert "- a\n\n    ```python\n    x_two = 0.5\n    ```" in words(held)
    assert sources(held, "code")[1:] == [
        "x_one = 0.5",
        "x_two = 0.5",
        "def main():\n    print(x_two)",
        "main()",
    ]
    assert "8<" not in str([sources(held, kind) for kind in ["code", "markdown"]])


def test_b14_titles_of_links_and_boxes_at_the_side(made, repository):
    text = PAGE + (
        '\n[b](index.md "t") and [c](index.md#loss "it is (t)").\n\n'
        '!!! note inline end "x"\n\n    beside\n\n!!! tip inline\n\n    more\n'
    )
    held = words(made(text, url="https://site.example/en/"))
    assert "[b](https://site.example/en/) and [c](https://site.example/en/#loss)." in held
    assert "> **x**\n>\n> beside" in held and "> **Tip**\n>\n> more" in held
    assert "!!!" not in held and "inline" not in held
    assert "b and c." in words(made(text))
    # a link to a page by a reference would lead nowhere in a notebook
    assert repository.broken("# a { #a }\n\n[c][r]\n\n[r]: index.md#loss\n") == [
        "5:1: a link to a page says its address where it stands: [words](page.md#id)"
    ]
    assert repository.broken("# a { #a }\n\n[c][r]\n\n[r]: https://example.org/a.md\n") == []


@pytest.mark.parametrize(
    "repo, expected",
    [
        ("", ""),
        ("https://gitlab.com/a/b", ""),
        (
            "https://github.com/a/b",
            "https://colab.research.google.com/github/a/b/blob/notebooks/ko/lab.ipynb",
        ),
        (
            "https://github.com/a/b.git/",
            "https://colab.research.google.com/github/a/b/blob/notebooks/ko/lab.ipynb",
        ),
    ],
)
def test_colab_opens_it_from_github_alone(repo, expected):
    assert opening.colab(repo, "ko", "lab") == expected


def test_files_that_the_pages_of_a_language_offer(repository):
    repository.write("docs/ko/chapter.md", PAGE)
    repository.write("docs/en/chapter.md", PAGE)
    repository.write("docs/ko/words.md", "# Words { #words }\n\nof no chapter\n")
    repository.library.refresh()
    made = notebook.make(repository.library, "ko")
    assert [*made] == ["chapter.ipynb", "chapter.py"]
    rows = [row for row in MODULE.split("\n") if "--8<--" not in row]
    assert made["chapter.py"] == "\n".join(rows)
    assert "이 장의 나머지 코드입니다." not in made["chapter.ipynb"]  # main() stands on the page
    assert "풀어 놓습니다" in made["chapter.ipynb"]


def test_what_the_page_does_not_show_stands_at_the_end(made):
    held = made(PAGE.replace("```output chapter\n```\n", ""))
    assert sources(held, "markdown")[-1] == "The rest of the chapter's code."
    assert sources(held, "code")[-1] == "main()"


def test_a_listing_keeps_the_indent_of_its_list_or_quote(made):
    listing = '```python\n--8<-- "snippets/loss.py:total"\n```\n'
    for before in ["    ", "> "]:
        text = PAGE + "\n- a\n\n" + re.sub("(?m)^", before, listing.rstrip()) + "\n"
        assert f"{before}```python\n{before}total = 0.80083\n{before}```" in words(made(text))


def test_a_lab_as_plain_python_reads_back(repository):
    front = "---\njupyter:\n  kernelspec: {name: python3}\n---\n"
    text = f"{front}\n# Lab {{ #lab }}\n\nwords\n\n```python\nx = 1\n```\n\nIt is `# %%`.\n"
    repository.write("docs/en/lab.md", text + "\n```python\nprint(x)\n```\n")
    library, page = repository.library, load(repository.root, "docs/en/lab.md")
    # what a kernel would have given
    kernel.remembered(library, page.name, ["x = 1", "print(x)"])
    printed = {"output_type": "stream", "name": "stdout", "text": "1\n"}
    gave = [{"outputs": [], "svg": None}, {"outputs": [printed], "svg": None}]
    library.memory.put(kernel.name(page.name), "cells", gave)
    files = notebook.files(notebook.Notebook(library, page, page))
    held = nbformat.reads(files["lab.ipynb"], as_version=nbformat.NO_CONVERT)
    assert held.cells[-1].outputs == [printed]
    again = jupytext.reads(files["lab.py"], fmt="py:percent")
    of = [[(cell.cell_type, cell.source) for cell in one.cells] for one in (held, again)]
    assert of[0] == of[1]
