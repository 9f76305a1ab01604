"""Labs: plain Python in percent format, read as Markdown line by line."""

from pathlib import Path

import jupytext
import pytest

from weave import lab
from weave.fault import Faults
from weave.page import Page

LAB = """\
# %% [markdown]
# # Lab { #lab }
#
# Total {= loss.total:.4f =}.

# %%
from snippets.loss import total

print(f"{total:.2f}")

# %% [markdown]
# After it.
"""
STUB = "```lab labs/{}/lab.py\n```\n"


@pytest.fixture
def labs(repository):
    """A repository with a lab in both languages, and how to write another."""

    def write(ko=LAB, en=LAB):
        repository.write("labs/ko/lab.py", ko)
        repository.write("labs/en/lab.py", en)
        for language in ["ko", "en"]:
            repository.write(f"docs/{language}/lab.md", STUB.format(language))
        return repository

    return write


def test_every_line_keeps_its_number():
    made = lab.markdown("labs/en/lab.py", LAB).split("\n")
    rows = LAB.split("\n")
    assert made[rows.index("# # Lab { #lab }")] == "# Lab { #lab }"
    at = rows.index("from snippets.loss import total")
    assert made[at] == rows[at]
    assert made[at - 1] == "``````cell"
    assert made[at + 3] == "``````"  # the free line before the next cell
    assert made[rows.index("# After it.")] == "After it."


@pytest.mark.parametrize("file", sorted(Path("labs").rglob("*.py")), ids=str)
def test_cells_are_those_that_jupytext_reads(file):
    text = file.read_text(encoding="utf-8")
    read = jupytext.reads(text, fmt="py:percent")
    ours = lab.cells(Page(str(file), lab.markdown(str(file), text)))
    theirs = [cell.source for cell in read.cells if cell.cell_type == "code"]
    assert [code.strip("\n") for code in ours] == theirs
    made = lab.markdown(str(file), text)
    for cell in read.cells:
        if cell.cell_type == "markdown":
            assert cell.source in made


@pytest.mark.parametrize(
    "text, line, said",
    [
        ("x = 1\n", 1, "a lab begins with a cell"),
        ("# %% [markdown]\n# words\nx = 1\n", 3, "a line of text begins with '# '"),
        ("# %% [markdown]\n#words\n", 2, "a line of text begins with '# '"),
        ("# %%\nx = 1\n# %%\ny = 2\n", 3, "leave a line free before the next cell"),
        ("# %% [md]\n# words\n", 1, "write '# %%' for code"),
    ],
)
def test_what_no_lab_is(text, line, said):
    with pytest.raises(Faults) as raised:
        lab.markdown("labs/en/lab.py", text)
    fault = raised.value.faults[0]
    assert (fault.line, fault.message[: len(said)]) == (line, said)


def test_a_whole_lab_has_no_fault(labs):
    assert labs().faults() == []


def test_guards_hold_in_its_words(labs):
    typed = LAB.replace("After it.", "About 0.8008 bits.")
    assert labs(typed, typed).faults("labs/en") == [
        "labs/en/lab.py:12:7: a typed decimal, '0.8008'; compute it in snippets/ and "
        "bind it: {= module.path:format =}"
    ]


def test_a_value_that_one_language_lacks(labs):
    without = LAB.replace("Total {= loss.total:.4f =}.", "Total.")
    assert labs(en=without).faults() == [
        "labs/ko/lab.py:4:7: labs/en/lab.py lacks this value {= loss.total:.4f =} in #lab"
    ]


def test_code_is_the_same_in_both_languages(labs):
    other = LAB.replace(":.2f", ":.3f")
    assert labs(en=other).faults() == [
        "labs/en/lab.py:6:1: labs/ko/lab.py lacks this cell from snippets.loss import total in #lab",
        "labs/ko/lab.py:6:1: labs/en/lab.py lacks this cell from snippets.loss import total in #lab",
    ]


def test_a_failing_cell_names_cell_line_and_error(labs):
    failing = LAB.replace('print(f"{total:.2f}")', "x = 1\nx / 0")
    assert labs(failing, failing).faults("labs/en") == [
        "labs/en/lab.py:10:1: cell 1 raised ZeroDivisionError: division by zero"
    ]


def test_a_cell_that_is_no_python(labs):
    wrong = LAB.replace('print(f"{total:.2f}")', "print(")
    assert labs(wrong, wrong).faults("labs/en") == [
        "labs/en/lab.py:9:1: cell 1 is not valid Python: '(' was never closed"
    ]


def test_a_changed_snippet_runs_the_cells_again(labs):
    repository = labs()
    assert repository.faults() == []
    code = lab.cells(lab.page(repository.root, "labs/en/lab.py"))
    shown = lambda: repository.library.cells(code)[0]["outputs"][0]["text"]
    assert shown() == "0.80\n"
    loss = (repository.root / "snippets/loss.py").read_text(encoding="utf-8")
    repository.write("snippets/loss.py", loss.replace("0.80083", "0.95"))
    repository.library.refresh()
    assert shown() == "0.95\n"


def test_a_lab_that_no_page_takes_in(labs):
    repository = labs()
    for language in ["ko", "en"]:
        (repository.root / f"docs/{language}/lab.md").unlink()
    assert repository.faults("labs/en") == [
        "labs/en/lab.py:1:1: no page takes in this lab; write: ```lab labs/en/lab.py"
    ]


def test_a_lab_that_is_not_there(labs):
    repository = labs()
    repository.write("docs/en/lab.md", STUB.format("eng"))
    assert (
        "docs/en/lab.md:1:1: there is no lab 'labs/eng/lab.py'; "
        "write: ```lab labs/en/lab.py" in repository.faults("docs/en")
    )


def test_a_figure_without_a_cell_above_it(labs):
    wrong = LAB.replace("After it.", "```figure cell\n# title: a\n# alt: b\n# ```")
    assert labs(wrong, wrong).faults("labs/en") == [
        "labs/en/lab.py:12:1: no cell right above this fence draws a figure"
    ]


def test_a_cell_outside_a_lab(labs):
    repository = labs()
    repository.write("docs/en/lab.md", STUB.format("en") + "\n```cell\nx = 1\n```\n")
    assert any("a cell stands in a lab" in fault for fault in repository.faults("docs/en"))


def test_a_lab_of_one_language(labs):
    repository = labs()
    (repository.root / "labs/en/lab.py").unlink()
    assert "labs/ko/lab.py:1:1: labs/en/lab.py is missing" in repository.faults("labs")
