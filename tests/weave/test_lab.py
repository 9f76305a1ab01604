"""Labs: pages whose code runs in a Jupyter kernel; what it gives, and what stops a build."""

from pathlib import Path

import jupytext
import pytest

from weave.code import cells, kernel
from weave.expand import expand
from weave.fences import load, read
from weave.fences.cell import cells as cells_of
from weave.fences.figure import Drawn
from weave.guards import Site, parity, typed

HEAD = (
    "---\njupyter:\n  kernelspec: {name: python3, display_name: Python 3, language: python}\n---\n"
)
LAB = (
    HEAD
    + """
# Lab { #lab }

Total {= loss.total:.4f =}.

```python
from snippets.loss import total

print(f"{total:.2f}")
```

After it.
"""
)
DRAW = """\
import matplotlib.pyplot as plt
fig, ax = plt.subplots()
ax.plot([0, 1], color='C1')
ax.set_xlabel('logit z')
plt.show()"""


def page_of(*codes, after=""):
    return HEAD + "\n# Lab { #lab }\n" + "".join(f"\n```python\n{c}\n```\n" for c in codes) + after


def lab(repository, ko, en=None):
    """The faults of a lab in both languages."""
    repository.write("docs/ko/lab.md", ko)
    repository.write("docs/en/lab.md", en or ko)
    return repository.faults()


def ran(repository):
    return expand(load(repository.root, "docs/en/lab.md"), repository.library)


def test_what_cells_give_and_how_a_page_shows_it(repository):
    codes = ["x = 6", "print(x * 7)\nx + 1", "from snippets.loss import total\ntotal", DRAW, DRAW]
    # as a snippet, the same bits on every machine
    codes.insert(3, "import os\nprint(os.environ['OMP_NUM_THREADS'])")
    figure = "\n```figure cell\ntitle: a\nalt: b\n```\n"
    assert lab(repository, page_of(*codes, after=figure)) == []
    loom = ran(repository)
    assert [loom.cells.printed(one) for one in cells_of(loom.page)] == [
        "",
        "42\n7\n",
        "0.80083\n",
        "1\n",
        "",
        "",
    ]
    assert "``````python\nx = 6\n``````\n\n" in loom.woven  # nothing printed, nothing shown
    assert "``````\n\n````{.text .output}\n42\n7\n````\n" in loom.woven
    # a figure is a picture for the notebook, and the site's own SVG for the page
    drawn = loom.cells.ran(4)
    assert [*drawn["outputs"][0]["data"]] == ["text/plain", "image/png"]
    [block] = [block for block in loom.blocks if isinstance(block, Drawn)]
    assert block.svg == drawn["svg"] and ">logit z</text>" in block.svg
    assert "var(--figure-1)" in block.svg and "var(--figure-ink)" in block.svg
    # equal code gives equal bytes
    assert loom.cells.ran(5) == drawn
    # a changed snippet runs the cells again; it is as long as it was, and changed at once
    loss = (repository.root / "snippets/loss.py").read_text(encoding="utf-8")
    repository.write("snippets/loss.py", loss.replace("0.80083", "0.95083"))
    assert lab(repository, page_of(*codes, after=figure)) == []
    assert ran(repository).cells.printed(cells_of(loom.page)[2]) == "0.95083\n"


@pytest.mark.parametrize(
    "codes, place, said",
    [
        (
            ["x = 1", "from snippets.bad import f\n\nf()"],
            "15:1",
            "cell 2 raised ValueError: no (at snippets/bad.py:2)",
        ),
        (["x = 1\nprint("], "10:1", "cell 1 is not valid Python: '(' was never closed"),
        (["import warnings\nwarnings.warn('odd')"], "9:1", "cell 1 printed a warning ("),
        (["x = 1", "import os\nos._exit(3)"], "13:1", "cell 2 ended its kernel"),
        (["while True:\n    pass"], "9:1", "cell 1 ran for more than 2 seconds"),
        ([DRAW.replace("'C1'", "'red'")], "", "uses the colour #ff0000"),
        ([f"{DRAW}\n{DRAW}"], "9:1", "cell 1 draws two figures; give each a cell of its own"),
    ],
    ids="fails no-python warns ends never-ends colour two-figures".split(),
)
def test_what_stops_a_build(repository, monkeypatch, codes, place, said):
    if "while True" in codes[0]:
        monkeypatch.setattr(cells, "SECONDS", 2)
    repository.write("snippets/bad.py", "def f():\n    raise ValueError('no')\n")
    found = [fault for fault in lab(repository, page_of(*codes)) if said in fault]
    # in both languages, though it ran once
    assert [fault.partition(":")[0] for fault in found] == ["docs/en/lab.md", "docs/ko/lab.md"]
    assert found[0].startswith(f"docs/en/lab.md:{place}")


def test_guards_hold_in_its_words_and_its_code_is_alike(repository):
    def found(guard, ko, en):
        repository.write("docs/ko/lab.md", ko)
        repository.write("docs/en/lab.md", en)
        return [str(fault) for fault in guard.faults(Site(repository.library))]

    assert found(typed, LAB, LAB) == found(parity, LAB, LAB) == []
    number = LAB.replace("After it.", "About 0.8008 bits.")
    assert found(typed, LAB, number) == [
        "docs/en/lab.md:16:7: a typed number, '0.8008'; compute it in snippets/ and "
        "bind it: {= module.path:format =}"
    ]
    without = LAB.replace("Total {= loss.total:.4f =}.", "Total.")
    assert found(parity, LAB, without) == [
        "docs/ko/lab.md:8:7: docs/en/lab.md lacks this value {= loss.total:.4f =} in #lab"
    ]
    other = LAB.replace(":.2f", ":.3f")
    assert [fault.partition(": ")[2] for fault in found(parity, LAB, other)] == [
        "docs/en/lab.md lacks this cell from snippets.loss import total in #lab",
        "docs/ko/lab.md lacks this cell from snippets.loss import total in #lab",
    ]


def test_a_figure_without_a_cell_above_it(repository):
    figure = "```figure cell\ntitle: a\nalt: b\n{}```\n"
    said = "no cell right above this fence draws a figure"
    assert [f.partition(": ")[2] for f in lab(repository, HEAD + "\n" + figure.format(""))] == [
        said
    ] * 2
    # one that draws none, as the kernel would have said
    kernel.remembered(repository.library, "docs/ko/lab.md", ["x = 1"])
    gave = [{"outputs": [], "svg": None}]
    repository.library.memory.put(kernel.name("docs/ko/lab.md"), "cells", gave)
    wrong = page_of("x = 1", after="\n" + figure.format(""))
    assert [f.partition(": ")[2] for f in lab(repository, wrong)] == [said] * 2
    words = page_of("x = 1", after="\n" + figure.format("x: c\n"))
    assert "the words of this figure stand in its cell; remove 'x:'" in lab(repository, words)[0]


def test_cells_are_those_that_jupyter_reads():
    """By jupytext, which opens the page as a notebook."""
    for file in ["docs/ko/lab.md", "docs/en/lab.md"]:
        text = Path(file).read_text(encoding="utf-8")
        ours = [cell.code for cell in cells_of(read(file, text))]
        theirs = jupytext.reads(text, fmt="md")
        assert ours == [cell.source for cell in theirs.cells if cell.cell_type == "code"]
        assert len(ours) > 5


def test_b5_labs_and_a_snippet_named_lab_keep_what_they_remember(fresh):
    fresh.write("snippets/lab.py", "x = 1\n")
    ran = {name: [{"outputs": [name], "svg": None}] for name in ["one", "two", "lab"]}
    library = fresh.library
    for name, gave in ran.items():
        assert kernel.remembered(library, f"docs/ko/{name}.md", [f"{name} = 1"]) == {}
        library.memory.put(kernel.name(f"docs/ko/{name}.md"), "cells", gave)
        assert library.value("lab.x", "d").text == "1"
    library.save()
    again = type(library)(fresh.root)
    assert again.value("lab.x", "d").text == "1"
    for name, gave in ran.items():
        assert kernel.remembered(again, f"docs/en/{name}.md", [f"{name} = 1"])["cells"] == gave
