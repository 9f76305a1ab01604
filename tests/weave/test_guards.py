"""Each guard over a whole repository: what breaks it and what does not."""

import subprocess
import sys
from pathlib import Path

import pytest

import weave

FIGURE = """\
from matplotlib.figure import Figure

from snippets.loss import total


def draw(*, labels) -> Figure:
    fig = Figure(figsize=(1, 1))
    fig.text(0.1, 0.1, labels["x"])
    return fig
"""
FENCE = "```figure picture.draw\nx: {}\ntitle: a\nalt: b\n```\n"


def test_clean(repository):
    assert repository.faults() == []


def test_clean_with_everything(repository):
    repository.write("snippets/picture.py", FIGURE)
    text = (
        "---\ndescription: 설명\n---\n\n# 가 { #a }\n\n손실은 {= loss.total:.4f =}은(는)\n\n"
        "!!! exercise\n\n    ```output loss\n    ```\n\n"
        "$$\nq = {= loss.share:.1f =}\n$$\n\n" + FENCE.format("확률")
    )
    repository.page(text, text.replace("은(는)", ""))
    assert repository.faults() == []


def test_message_begins_with_the_place(repository):
    repository.page("# 가 { #a }\n\n손실은 {= loss.nothing:.4f =}", "# a { #a }")
    lacking, unknown = sorted(repository.faults("docs/ko/"))
    assert lacking.startswith("docs/ko/page.md:3:5: docs/en/page.md lacks this value")
    assert unknown.startswith("docs/ko/page.md:3:5: no value at 'loss.nothing'")


def test_byte_order_mark_is_no_column(repository):
    [fault] = repository.broken("\ufeff0.8")
    assert fault.startswith("1:1: a typed number")


# --- shape


@pytest.mark.parametrize(
    "text, message",
    [
        ("a\n\n# 가", "3:1: this heading has no id"),
        ("#가", "1:1: this heading has no id"),
        ("가\n---", "1:1: this heading has no id"),
        ("# 가 { #a }\n\n# 나 { #a }", "1:1: the id 'a' stands on 2 headings"),
        ("# {= loss.total:.4f =} 가 { #a }", "1:3: a heading holds the value loss.total, and"),
        (
            '```python\n--8<-- "snippets/no.py"\n```',
            "2:9: there is no file 'snippets/no.py'",
        ),
        (
            '```python\n--8<-- "snippets/loss.py:no"\n```',
            "2:9: 'snippets/loss.py' has no section 'no'; it has: total",
        ),
        (
            '```text\n--8<-- "README.md"\n```',
            "2:9: 'README.md' is no code of snippets/",
        ),
        (
            '```text\n--8<-- "snippets/../a.py"\n```',
            "2:9: 'snippets/../a.py' is no code of snippets/",
        ),
        ('--8<-- "snippets/loss.py"', "1:9: code is taken in by a fence"),
        ("```output loss\ntotal\n```", "1:1: the build fills an 'output' fence"),
        ("```sources\na\n```", "1:1: the build fills an 'sources' fence"),
        ("```python\nx = 1\n```", "1:1: this code is typed; put it in snippets/"),
        ("    ```Python\n    x\n    ```", "1:5: this code is typed"),
        ("``` {.python .a}\nx\n```", "1:1: this code is typed"),
        ("~~~py\nx\n~~~", "1:1: this code is typed"),
        ("```python\n--8<-- x = 1\n```", "1:1: this code is typed"),
        ("```python\n```", "1:1: this code is typed"),
        ("a {= loss.total:.4f", "1:3: this value is not closed; end it with =}"),
        (
            "a {= loss.total:.4f} b {= loss.total:.4f =}",
            "1:3: this value is not closed; end it with =}",
        ),
        ("a =} b", "1:3: '=}' has no partner on this line"),
        ("a \ue000 b", "1:3: this character is weave's own; remove it"),
        ("a $\\frac{1}{$", "1:3: this formula is not valid LaTeX"),
        ("$$\n\\nosuch\n$$", "1:1: this formula is not valid LaTeX"),
        ("a \\(x\\)", "1:3: write a formula between dollars"),
        ("\\[\nx\n\\]", "1:1: write a formula between dollars"),
        ("\\begin{align}\nx\n\\end{align}", "1:1: write a formula between dollars"),
    ],
)
def test_shape(repository, text, message):
    found = repository.broken(text)
    assert any(fault.startswith(message) for fault in found), found


@pytest.mark.parametrize(
    "text",
    [
        '```python\n--8<-- "snippets/loss.py:total"\n\n--8<-- "snippets/loss.py"\n```',
        "```text\nx is one\n```",
        "```output loss\n```",
        "a = b",
        "$\\frac{1}{q}$",
        "$a\\$$",
        "${= loss.total:.4f =}$",
        "a \\(not maths)",
        "`\\(x\\)`",
        "a \\[x\\]",
    ],
)
def test_good_shape(repository, text):
    assert repository.broken(text) == []


def test_formula_that_a_value_breaks(repository):
    repository.write("snippets/word.py", 'word = "a_b_"\nfine = "a"\n')
    [fault] = repository.broken("가 $x = {= word.word:s =}$")
    assert fault.startswith("1:3: this formula is not valid LaTeX")
    assert repository.broken("가 $x = {= word.fine:s =}$") == []


def test_formula_in_a_caption(repository):
    repository.write("snippets/picture.py", FIGURE)
    text = FENCE.format("a").replace("alt: b", "alt: b\ncaption: 가 $\\frac{q$")
    [fault] = repository.broken(text)
    assert fault.startswith("5:12: this formula is not valid LaTeX")


# --- parity


@pytest.mark.parametrize(
    "there, lacks",
    [
        ("{= loss.total:.4f =}", "value {= loss.total:.4f =}"),
        (
            '```python\n--8<-- "snippets/loss.py:total"\n```',
            "code snippets/loss.py:total",
        ),
        ("# a { #a }", "heading #a"),
        ("??? exercise\n    a", "exercise"),
        (FENCE.format("a"), "figure picture.draw"),
        ("```output loss\n```", "output loss"),
        ("```sources\n```", "sources"),
    ],
)
@pytest.mark.parametrize("language, other", [("ko", "en"), ("en", "ko")])
def test_what_one_language_lacks(repository, there, lacks, language, other):
    repository.write("snippets/picture.py", FIGURE)
    repository.write(f"docs/{language}/page.md", f"a\n\n{there}")
    repository.write(f"docs/{other}/page.md", "a")
    column = 9 if lacks.startswith("code") else 1
    line = 4 if lacks.startswith("code") else 3
    assert repository.faults("docs/") == [
        f"docs/{language}/page.md:{line}:{column}: docs/{other}/page.md lacks this {lacks}"
    ]


def test_as_often_in_both_languages(repository):
    value = "{= loss.total:.4f =}"
    repository.page(f"{value}\n\n{value}", value)
    [fault] = repository.faults("docs/")
    assert fault.startswith("docs/ko/page.md:3:1: docs/en/page.md lacks this value")


def test_the_section_that_lacks_a_value(repository):
    value = "{= loss.total:.4f =}"
    ko = f"{value}\n\n## 가 {{ #a }}\n\n{value}\n\n## 나 {{ #b }}\n\n{value}\n"
    repository.page(ko, f"{value}\n\n## A {{ #a }}\n\na\n\n## B {{ #b }}\n\n{value}\n")
    assert repository.faults("docs/") == [
        "docs/ko/page.md:5:1: docs/en/page.md lacks this value {= loss.total:.4f =} in #a"
    ]


def test_value_that_stands_in_another_section(repository):
    text = "## 가 {{ #a }}\n\n{}\n\n## 나 {{ #b }}\n\n{}\n"
    value = "{= loss.text:s|ab=가 =}"
    repository.page(text.format(value, "가"), text.format("a", value))
    assert repository.faults("docs/") == [
        f"docs/en/page.md:7:1: docs/ko/page.md lacks this value {value} in #b",
        f"docs/ko/page.md:3:1: docs/en/page.md lacks this value {value} in #a",
    ]


def test_heading_without_an_id_is_told_once(repository):
    value = "{= loss.total:.4f =}"
    ko = f"## 가 {{ #a }}\n\n{value}\n\n## 나\n\n{value}\n\n{value}\n"
    repository.page(ko, ko.replace("## 나", "## 나 { #b }"))
    own, other = repository.faults("docs/")
    assert own.startswith("docs/en/page.md:5:1: docs/ko/page.md lacks this heading #b")
    assert other.startswith("docs/ko/page.md:5:1: this heading has no id")
    repository.page(ko)
    assert [fault.partition(": ")[2][:22] for fault in repository.faults("docs/")] == [
        "this heading has no id"
    ] * 2


def test_value_is_named_as_it_is_written(repository):
    repository.page("{= loss.items[2] =}", "a")
    assert "docs/ko/page.md:1:1: docs/en/page.md lacks this value {= loss.items[2] =}" in (
        repository.faults()
    )


def test_a_figure_that_answers_does_so_in_both_languages(repository):
    repository.write("snippets/picture.py", FIGURE)
    repository.write("theme/assets/live/a.js", "")
    drawn = FENCE.format("a")
    live = drawn.replace("title:", "live: a x=loss.total\ntitle:")
    repository.page(live, drawn)
    assert repository.faults() == [
        "docs/ko/page.md:3:1: docs/en/page.md lacks this line live: a x=loss.total"
    ]
    repository.page(live, live.replace("x=loss", "y=loss"))
    assert len(repository.faults()) == 2
    repository.page(live)
    assert repository.faults() == []


ANSWER = """\
!!! exercise "가"

    ```answer loss.text:s
    label: 가
    unit: bits
    ab = 그렇다
    cd = 아니다: 다시
    ```

    ??? hint "가"

    ??? success "가"
"""


@pytest.mark.parametrize(
    "here, there, lack",
    [
        ("unit: bits", "unit: nats", ["unit bits", "unit nats"]),
        ("    unit: bits\n", "", ["unit bits"]),
        ("    label: 가\n", "", ["label label"]),
        ("    cd = 아니다: 다시\n", "", ["option cd with its reason"]),
        ("cd = ", "ef = ", ["option cd with its reason", "option ef with its reason"]),
        ("아니다: 다시", "아니다", ["option cd with its reason", "option cd"]),
    ],
)
def test_b9_parity_sees_all_of_an_exercise(repository, here, there, lack):
    assert here in ANSWER
    repository.page(ANSWER, ANSWER.replace(here, there))
    found = [fault.rpartition("lacks this ")[2] for fault in repository.faults()]
    assert sorted(found) == sorted(lack)


def test_another_format_is_another_value(repository):
    repository.page("{= loss.total:.4f =}", "{= loss.total:.3f =}")
    assert len(repository.faults("docs/")) == 2


def test_values_stand_in_the_same_order_whatever_their_format(repository):
    one, two = "{= loss.total:.4f =}", "{= loss.count:d =}"
    repository.page(f"{one} {two}", f"{two} {one}")
    [fault] = repository.faults("docs/")
    assert fault.startswith("docs/en/page.md:1:1: here stands loss.count, and at docs/ko/page.md:")
    # where the words want it, one of them says so
    repository.page(f"{one} {two}", "{= loss.count!meant:d =} " + one)
    assert repository.faults() == []


def test_headings_stand_in_the_same_order(repository):
    repository.page("# 가 { #a }\n\n# 나 { #b }", "# b { #b }\n\n# a { #a }")
    [fault] = repository.faults("docs/")
    assert fault.startswith("docs/en/page.md:1:1: its headings stand in another order")


@pytest.mark.parametrize("language, other", [("ko", "en"), ("en", "ko")])
def test_page_of_one_language(repository, language, other):
    repository.write(f"docs/{language}/one.md", "a")
    assert repository.faults() == [f"docs/{language}/one.md:1:1: docs/{other}/one.md is missing"]


# --- what no page uses


def test_module_that_no_page_uses(repository):
    repository.write("snippets/alone.py", "x = 1\n")
    assert repository.faults() == [
        "snippets/alone.py:1:1: no page uses 'alone'; show it on a page or remove it"
    ]
    repository.page("{= alone.x:d =}")
    assert repository.faults() == []


def test_module_that_a_used_one_imports(repository):
    repository.write("snippets/far.py", "x = 1\n")
    repository.write("snippets/near.py", "from snippets.far import x\n")
    repository.write("snippets/top.py", "from .near import x\n")
    repository.page("{= top.x:d =}")
    assert repository.faults() == []


def test_section_that_no_page_shows(repository):
    loss = repository.root / "snippets/loss.py"
    text = loss.read_text() + "# --8<-- [start:more]\n# --8<-- [end:more]\n"
    loss.write_text(text)
    line = text[: text.index("start:more")].count("\n") + 1
    assert repository.faults() == [f"snippets/loss.py:{line}:1: no page shows the section 'more'"]
    repository.page('```python\n--8<-- "snippets/loss.py"\n```')
    assert repository.faults() == []


@pytest.mark.parametrize("returns", [" -> Figure", ""])
def test_figure_that_no_page_shows(repository, returns):
    figure = FIGURE.replace(" -> Figure", returns)
    repository.write("snippets/picture.py", figure)
    repository.page("{= picture.total:.4f =}")
    assert repository.faults() == ["snippets/picture.py:6:1: no page shows the figure 'draw'"]
    repository.page(FENCE.format("a"))
    assert repository.faults() == []


def test_b3_what_only_a_live_line_or_a_mistake_asks_is_used(repository):
    repository.write("snippets/picture.py", FIGURE)
    repository.write("snippets/lived.py", "easy = 0.5\n\n\ndef focal(q):\n    return q\n")
    repository.write("snippets/wrong.py", "half = 0.5\n")
    repository.write("theme/assets/live/a.js", "")
    live = FENCE.format("a").replace("title:", "live: a q=lived.easy f=lived.focal\ntitle:")
    answer = (
        '!!! exercise "가"\n\n    ```answer loss.total:.4f\n    wrong.half: 가\n    ```\n\n'
        '    ??? hint "가"\n\n    ??? success "가"\n'
    )
    repository.page(f"{live}\n{answer}")
    assert repository.faults() == []
    # and only by these
    repository.page(FENCE.format("a"))
    assert [fault.partition(";")[0] for fault in repository.faults()] == [
        "snippets/lived.py:1:1: no page uses 'lived'",
        "snippets/wrong.py:1:1: no page uses 'wrong'",
    ]


# --- snippets that raise


def test_snippet_that_raises(repository):
    repository.write("snippets/bad.py", "x = 1\ny = x / 0\n")
    repository.page("가 {= bad.x:d =}")
    assert repository.faults() == [
        "snippets/bad.py:2:1: raised ZeroDivisionError: division by zero (y = x / 0); "
        "2 places in pages wait for it"
    ]


def test_snippet_that_raises_is_told_once(repository):
    """By the line of the module, for that is what must be mended."""
    repository.write(
        "snippets/bad.py",
        "def half(x):\n    return x / 0\n\n\ny = 2\nz = half(y)\n",
    )
    repository.write("snippets/near.py", "from snippets.bad import y\n")
    answer = (
        '!!! exercise "가"\n\n    ```answer bad.y:d\n    label: 가\n    ```\n\n'
        '    ??? hint "가"\n\n    ??? success "가"\n'
    )
    repository.page(
        f"손실은 {{= bad.y:d =}}(으)로, {{= near.y:d =}}은(는)\n\n```output bad\n```\n\n{answer}"
    )
    assert repository.faults() == [
        "snippets/bad.py:6:1: raised ZeroDivisionError: division by zero "
        "(z = half(y); in snippets/bad.py:2: return x / 0); 8 places in pages wait for it"
    ]


def test_import_that_raises(repository):
    repository.write("snippets/bad.py", "from snippets.worse import x\n")
    repository.write("snippets/worse.py", "\nx = [][1]\n")
    repository.page("{= bad.x:d =}", "a")
    [lacks, fault] = repository.faults()
    assert fault == (
        "snippets/worse.py:2:1: raised IndexError: list index out of range (x = [][1]); "
        "1 place in a page waits for it"
    )
    assert "lacks this value" in lacks


def test_snippet_that_exits(repository):
    repository.write("snippets/bad.py", "import sys\nx = 1\nsys.exit('no')\n")
    repository.page("{= bad.x:d =}")
    [fault] = repository.faults()
    assert fault.startswith("snippets/bad.py:3:1: raised SystemExit: no (sys.exit('no'));")


def test_snippet_that_is_not_python(repository):
    repository.write("snippets/bad.py", "x = 1\ny = = 2\n")
    repository.page("{= bad.x:d =}은(는)")
    assert repository.faults() == [
        "snippets/bad.py:2:1: is not valid Python: invalid syntax; 2 places in pages wait for it"
    ]


def test_snippet_that_reads_bad_python(repository):
    repository.write("snippets/bad.py", "x = eval('= =')\n")
    repository.page("{= bad.x:d =}")
    [fault] = repository.faults()
    assert fault.startswith("snippets/bad.py:1:1: raised SyntaxError: invalid syntax")


def test_figure_that_raises(repository):
    """A function fails for what its fence gives it, so the fault is there."""
    figure = FIGURE.replace('labels["x"]', "half(0)")
    half = "\n\ndef half(x):\n    return 1 / x\n"
    repository.write("snippets/picture.py", figure + half)
    [fault] = repository.broken("a\n\n" + FENCE.format("a"))
    assert fault == (
        "3:1: snippets/picture.py:8 raised ZeroDivisionError: division by zero "
        "(fig.text(0.1, 0.1, half(0)); in snippets/picture.py:13: return 1 / x)"
    )


def test_figure_with_a_missing_glyph(repository):
    repository.write("snippets/picture.py", FIGURE)
    [fault] = repository.broken("a\n\n" + FENCE.format("अ"))
    assert fault.startswith("3:1: 'picture.draw' has a character that no font here can")
    assert "DEVANAGARI LETTER A" in fault
    assert repository.broken(FENCE.format("확률 q")) == []


# --- the command


def test_command(repository):
    """python -m weave names every fault, and says so by its code."""

    def run():
        given = {"cwd": Path(weave.__file__).parents[1], "capture_output": True, "text": True}
        command = [sys.executable, "-m", "weave", "--root", str(repository.root)]
        return subprocess.run(command, **given)

    clean = run()
    assert (clean.returncode, clean.stdout) == (0, "no fault found\n")
    repository.write("docs/ko/index.md", "0.8")
    broken = run()
    assert broken.returncode == 1
    assert "docs/ko/index.md:1:1: a typed number, '0.8'" in broken.stderr
    assert "faults found" in broken.stderr


def test_readme_holds_no_result(repository):
    repository.write("README.md", "Python 3.11, http://127.0.0.1:8000/\n")
    assert repository.faults("README.md") == []
    repository.write("README.md", "# Loss\n\nIt is 0.8008.\n")
    (fault,) = repository.faults("README.md")
    assert fault.startswith("README.md:3:7: a typed number, '0.8008'")
