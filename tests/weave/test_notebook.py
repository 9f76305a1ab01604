"""A page as a notebook: what becomes code, what becomes words, what it carries."""

import base64
import io
import json
import re
import zipfile

import pytest

from weave import lab, notebook
from weave.page import Page

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
description: words
---

# Chapter { #chapter }

It is {= chapter.first:.2f =} and $x = {= chapter.last:.1f =}$.

```notebook chapter
```

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


@pytest.fixture
def made(repository):
    """Makes a page of that text into a notebook."""
    repository.write("snippets/chapter.py", MODULE)

    def make(text=PAGE, language="en", url=""):
        page = Page("docs/en/chapter.md", text)
        return json.loads(
            notebook.Notebook(repository.library, "chapter", language, page, page, url).json()
        )

    return make


def sources(notebook, kind):
    return [cell["source"] for cell in notebook["cells"] if cell["cell_type"] == kind]


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
    assert last["outputs"] == [{"output_type": "stream", "name": "stdout", "text": "2.0\n"}]


def test_words_are_plain_markdown(made):
    text = "\n".join(sources(made(), "markdown"))
    assert "# Chapter\n" in text and "description" not in text
    assert "It is 0.50 and $x = 2.0$." in text
    assert "> **Mind**\n>\n> Only 1.0.\n>\n> ```python\n> total = 0.80083\n> ```" in text
    assert "<details><summary>Hint</summary>\n\nThink.\n\n</details>" in text


def test_links_lead_to_the_site_or_nowhere(made):
    without = "\n".join(sources(made(), "markdown"))
    assert "See the loss and [elsewhere](https://example.org/)." in without
    there = "\n".join(sources(made(url="https://site.example/en/"), "markdown"))
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
    assert notebook.colab(repo, "ko", "lab") == expected


def test_a_chapter_without_a_notebook(repository):
    repository.write("snippets/page.py", "x = 0.5\n")
    text = "# Page { #page }\n\n{= page.x:.1f =}\n"
    assert repository.broken(text) == [
        "1:1: this chapter offers no notebook; write below its opening: ```notebook page"
    ]


def test_a_chapter_without_a_description(repository):
    assert repository.broken("# Page { #page }\n\n```notebook page\n```\n") == [
        "1:1: this chapter has no description; begin it with --- and a line description: …"
    ]


def test_a_notebook_under_another_name(repository):
    page = "---\ndescription: words\n---\n\n# Page { #page }\n\n```notebook lab\n```\n"
    assert repository.broken(page) == ["7:1: this is the page 'page'; write: ```notebook page"]


def test_a_lab_as_plain_python_reads_back(repository):
    from pathlib import Path

    import jupytext

    from weave.code.library import Library

    library = Library(Path.cwd())
    page = lab.unfolded(
        Page("docs/en/lab.md", Path("docs/en/lab.md").read_text("utf-8")), Path.cwd()
    )
    one = notebook.Notebook(library, "lab", "en", page, page)
    held = json.loads(one.json())
    read = jupytext.reads(one.percent(), fmt="py:percent")
    assert [c.source for c in read.cells if c.cell_type == "markdown"] == sources(held, "markdown")
    assert [c.source for c in read.cells if c.cell_type == "code"][1:] == sources(held, "code")[1:]
