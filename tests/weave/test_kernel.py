"""Cells run in a Jupyter kernel: what they give, and what stops a build."""

import pytest

from weave.code import kernel


def failed(repository, *codes):
    with pytest.raises(kernel.CellError) as raised:
        kernel.run(repository.root, codes)
    return raised.value.cell, raised.value.line, str(raised.value)


def test_one_cell_after_the_other(repository):
    first, second, third = kernel.run(
        repository.root,
        ["x = 6", "print(x * 7)\nx + 1", "from snippets.loss import count\ncount"],
    )
    assert kernel.printed(first["outputs"]) == ""
    assert kernel.printed(second["outputs"]) == "42\n7\n"
    assert kernel.printed(third["outputs"]) == "1234\n"


def test_a_figure_is_a_picture_and_the_sites_own_svg(repository):
    draw = (
        "import matplotlib.pyplot as plt\nfig, ax = plt.subplots()\n"
        "ax.plot([0, 1], color='C1')\nax.set_xlabel('logit z')\nplt.show()"
    )
    [ran] = kernel.run(repository.root, [draw])
    assert [*ran["outputs"][0]["data"]] == ["text/plain", "image/png"]
    assert "var(--figure-1)" in ran["svg"] and "var(--figure-ink)" in ran["svg"]
    assert ">logit z</text>" in ran["svg"]
    assert kernel.printed(ran["outputs"]) == ""
    # equal code gives equal bytes
    assert kernel.run(repository.root, [draw]) == [ran]


def test_what_fails_names_the_cell_and_the_line(repository):
    wrong = "from snippets import loss\n\nloss.items[9]"
    assert failed(repository, "x = 1", wrong) == (
        1,
        3,
        "cell 2 raised IndexError: list index out of range",
    )


def test_a_fault_within_a_snippet_is_named(repository):
    repository.write("snippets/bad.py", "def f():\n    raise ValueError('no')\n")
    assert failed(repository, "from snippets.bad import f\nf()") == (
        0,
        2,
        "cell 1 raised ValueError: no (at snippets/bad.py:2)",
    )


def test_a_warning_is_no_output(repository):
    _, _, said = failed(repository, "import warnings\nwarnings.warn('odd')")
    assert said.startswith("cell 1 printed a warning")


def test_a_kernel_that_ends(repository):
    assert failed(repository, "x = 1", "import os\nos._exit(3)") == (
        1,
        1,
        "cell 2 ended its kernel",
    )


def test_a_cell_that_never_ends(repository, monkeypatch):
    monkeypatch.setattr(kernel, "SECONDS", 1)
    cell, _, said = failed(repository, "while True:\n    pass")
    assert (cell, said) == (0, "cell 1 ran for more than 1 seconds")


def test_a_colour_that_would_not_follow_the_scheme(repository):
    draw = "import matplotlib.pyplot as plt\nplt.plot([1, 2], color='red')\nplt.show()"
    _, _, said = failed(repository, draw)
    assert "uses the colour #ff0000" in said
