"""Every fence against everybody who asks fences: no kind is forgotten by one of them.

A new kind of fence without an example here fails. What its example shows must be the
same in both languages, count as used, hold no typed number, and leave nothing of
weave in a notebook or in the page.
"""

import re

import nbformat
import pytest

from weave.build import notebook
from weave.code import kernel
from weave.fences import kinds, load, read
from weave.fences.cell import cells
from weave.guards import Site, computed, parity, typed, unused

FIGURE = """\
from matplotlib.figure import Figure


def draw(*, labels, t=0.0):
    fig = Figure(figsize=(1, 1))
    fig.text(0, 0, labels["x"])
    return fig
"""
# a module for each thing that a fence can name
MODULES = {
    "listed": "# --8<-- [ start: part ]\nx = 1\n# --8<-- [ end: part ]\n",
    "drawn": FIGURE,
    "drawn_too": FIGURE,
    "lived": "easy = 0.5\n\n\ndef focal(q):\n    return 1 - q\n",
    "printed": "def main():\n    print('a')\n\n\ndef say():\n    print('b')\n",
    "right": "half = 0.5\nyes = 'ab'\n",
    "wrong": "third = 0.25\n",
    "celled": "x = 1\n",
}
EXERCISE = (
    '!!! exercise "A"\n\n{}\n\n    ??? hint "B"\n\n        c\n\n    ??? success "D"\n\n        e'
)
# {the name of its kind: how it is written}
EXAMPLES = {
    "": [
        '```python title="snippets/listed.py"\n--8<-- "snippets/listed.py:part"\n'
        '--8<-- "snippets/listed.py"\n```',
        '```text title="words"\nwords\n```',
    ],
    "answer": [
        "```answer right.half:.2f\nlabel: loss\nunit: bits\nwrong.third: a usual mistake\n```",
        "```answer right.yes:s\nlabel: which\nab = this\ncd = that: for a reason\n```",
    ],
    "ask": ["```ask beam\nq=lived.easy\nf=lived.focal\n```"],
    "cell": ["```python\nfrom snippets.celled import x\n\nprint(x)\n```"],
    "contents": ["```contents\n```"],
    "figure": [
        "```figure drawn.draw t=0.5\nx: words\ntitle: a\nalt: {= right.half:.1f =} of b\n"
        "caption: **c** {= right.half:.1f =}, $q$\nlive: ray q=lived.easy f=lived.focal\n```",
        "```figure drawn_too.draw\nx: words\n  go on\ntitle: a\nalt: b\n```",
    ],
    "proof": ["```proof Why it holds\nBecause **it** is {= right.half:.1f =}, $q$.\n```"],
    "output": ["```output printed\n```", "```output printed.say\n```"],
    "sources": ["```sources\n```", "```sources listed\n```"],
}
EACH = [(name, n) for name, texts in EXAMPLES.items() for n in range(len(texts))]
AT_THE_LEFT = {"cell", "contents", "sources"}  # what becomes headings, tables or cells
HEAD = (
    "---\nquestion: why?\ndescription: words\njupyter:\n  kernelspec: {{name: python3}}\n---\n\n"
    "# Every {{ #every }}\n\nWords.\n\n{}\n"
)


def indented(text, before="    "):
    return "\n".join(f"{before}{row}".rstrip() for row in text.split("\n"))


def placed(name, n):
    """An example where it may stand, as a page has it."""
    text = EXAMPLES[name][n]
    return EXERCISE.format(indented(text)) if name == "answer" else text


def whole():
    """A page with every example: at the left, in a list, in a quote and in a box."""
    parts = []
    for name, n in EACH:
        parts.append(placed(name, n))
        if name not in AT_THE_LEFT:
            parts.append(f"- item\n\n{indented(placed(name, n))}")
            parts.append(f'!!! note "A"\n\n{indented(placed(name, n))}')
        if name not in {*AT_THE_LEFT, "answer"}:
            parts.append("> " + placed(name, n).replace("\n", "\n> "))
    return HEAD.format("\n\n".join(parts))


@pytest.fixture(scope="module")
def files():
    text = whole()
    return {
        **{f"snippets/{name}.py": code for name, code in MODULES.items()},
        "theme/assets/live/ray.js": "",
        "theme/assets/ask/beam.js": "",
        "mkdocs.yml": "nav: [index.md, every.md]\n",
        "docs/ko/index.md": "# Home { #home }\n\n{= loss.total:.1f =}\n\n"
        '```python\n--8<-- "snippets/loss.py"\n```\n',
        "docs/en/index.md": "# Home { #home }\n\n{= loss.total:.1f =}\n\n"
        '```python\n--8<-- "snippets/loss.py"\n```\n',
        "docs/ko/every.md": text,
        "docs/en/every.md": text,
    }


@pytest.fixture
def every(repository):
    """The page with every fence; what its cells give is remembered, so no kernel runs."""
    page = load(repository.root, "docs/en/every.md")
    codes = [cell.code for cell in cells(page)]
    kernel.remembered(repository.library, page.name, codes)
    printed = {"output_type": "stream", "name": "stdout", "text": "1\n"}
    gave = [{"outputs": [printed], "svg": None} for _ in codes]
    repository.library.memory.put(kernel.name(page.name), "cells", gave)
    return page


def alone(repository, name, n):
    """The page with one example and no other."""
    text = HEAD.format(placed(name, n))
    for language in ["ko", "en"]:
        repository.write(f"docs/{language}/every.md", text)
    page = read("docs/en/every.md", text)
    [fence] = page.fences
    assert type(fence) is kinds()[name]
    return page, fence


def test_every_kind_has_an_example(every):
    assert set(EXAMPLES) == set(kinds())
    assert {type(fence) for fence in every.fences} == set(kinds().values())


def test_the_page_is_clean(every, repository):
    assert repository.faults() == []


# --- both languages


@pytest.mark.parametrize("name, n", EACH)
def test_no_line_of_it_may_be_missing_in_one_language(repository, name, n):
    page, fence = alone(repository, name, n)
    lines = page.text.split("\n")
    first, last = (page.place(at)[0] - 1 for at in (fence.at, fence.end - 1))
    typed_words = name == "" and "snippets/" not in fence.info  # words of each language
    for row in [] if typed_words else range(first, last):
        if not lines[row].strip() or lines[row].startswith("  go on"):
            continue
        gone = range(first, last + 1) if row == first else [row]
        kept = [line for number, line in enumerate(lines) if number not in gone]
        repository.write("docs/ko/every.md", "\n".join(kept))
        site = Site(repository.library)
        # without a label or a title nothing is drawn
        found = list(parity.faults(site)) or list(computed.faults(site))
        assert found, f"nobody noticed that one language lacks {lines[row]!r}"
        assert {fault.file for fault in found} <= {"docs/en/every.md", "docs/ko/every.md"}


@pytest.mark.parametrize("name, n", EACH)
def test_parity_sees_each_thing_that_differs(repository, name, n):
    page, fence = alone(repository, name, n)
    for one in fence.alike():
        # the words that tell it, at its own place
        words = [one.name, *one.name.split(), one.kind]
        told = next(word for word in words if word and word in page.text[one.at :])
        at = page.text.index(told, one.at)
        other = page.text[:at] + told[:-1] + "z" + page.text[at + len(told) :]
        repository.write("docs/ko/every.md", other)
        found = [fault.message for fault in parity.faults(Site(repository.library))]
        assert any("lacks this" in said for said in found), (one, other)


# --- what it shows is used


def named(text):
    """The modules that some text names, as a path, a file or an import."""
    return {name for name in MODULES if re.search(rf"\b{name}\b", text)}


@pytest.mark.parametrize("name, n", EACH)
def test_what_a_fence_names_is_used(repository, name, n):
    _, fence = alone(repository, name, n)
    said = [str(fault) for fault in unused.faults(Site(repository.library))]
    lacking = {
        module for module in MODULES if any(f"no page uses '{module}'" in one for one in said)
    }
    assert set(MODULES) - lacking == named(f"{fence.info}\n{fence.body}")
    # and so does each path that it gives
    for path in fence.uses():
        assert path.partition(".")[0] not in lacking
        assert not any(
            f"no page shows the figure '{path.rpartition('.')[2]}'" in one for one in said
        )


# --- what it says holds no typed number


@pytest.mark.parametrize("name, n", EACH)
def test_a_typed_number_is_refused_in_all_that_it_says(repository, name, n):
    page, fence = alone(repository, name, n)
    assert typed.typed(page) == []
    for said in fence.says(page):
        at, number = max(said.start, said.end - 1), " 0.8 "
        if said.start == said.end:
            number = "0.8\n"
        text = page.text[:at] + number + page.text[at:]
        found = typed.typed(read(page.name, text))
        assert [message for _, message in found if "0.8" in message], text[at - 20 : at + 20]


@pytest.mark.parametrize("name, n", EACH)
def test_it_says_all_that_a_reader_sees(repository, name, n):
    """Words in its body are read aloud, shown, or code that runs."""
    page, fence = alone(repository, name, n)
    stretches = [(said.start, said.end) for said in fence.says(page)]
    at = fence.body_start
    for line in fence.body.splitlines(keepends=True):
        words = at + len(line.rstrip("\n")) - 1
        runs = name in {"ask", "cell"} or "--8<--" in line or not line.strip() or "live: " in line
        assert runs or any(start <= words < end for start, end in stretches), line
        at += len(line)


# --- what becomes of it


LEAKS = re.compile(
    "[\ue000-\uf8ff]|\\{=|=\\}|-8<-|\\{[.#]|\\{ #|^[ \t>]*(?:!!!|\\?\\?\\?)"
    + f"|^[ \t>]*```+({'|'.join(filter(None, kinds()))})\\b",
    re.M,
)


def test_a_notebook_holds_nothing_of_weave(every, repository):
    made = notebook.Notebook(repository.library, every, every, "https://site.example/").made()
    nbformat.validate(made)
    for cell in made.cells:
        leak = LEAKS.search(cell.source)
        assert not leak, cell.source[max(0, leak.start() - 100) : leak.end() + 100]
        assert cell.cell_type == "markdown" or compile(
            cell.source.replace("%matplotlib inline", ""), "cell", "exec"
        )


def test_a_page_holds_nothing_of_weave(every, repository, convert):
    text = every.text.removeprefix(every.front)  # MkDocs has read it
    found, md = convert(text, language="en")
    assert not re.search("[\ue000-\uf8ff\x02\x03]|\\{=|-8<-|klzzwxh|wzxhzdk", found + md.toc)
    holders = re.findall(r"<(?:figure|div)[^>]*class=\"(?:woven|question)", found)
    counted = len(re.findall("(?m)^[ >]*```(?:figure|answer)", text))
    assert len(holders) == counted > 8
    assert found.count('class="output') == len(re.findall("(?m)^[ >]*```output|^```python\n", text))
