"""What would be published as something else than its author meant."""

import pytest

from weave.fences import kinds

LONE = r"a formula is $…$, and a dollar sign is \$"
BOXES = "```answer loss.total:.4f\nlabel: 가\n```"


@pytest.mark.parametrize(
    "text, message",
    [
        ("a $-\\log q is long", f"1:3: '$' has no partner in this paragraph; {LONE}"),
        ("a $q\n\nb q$ c", f"1:3: '$' has no partner in this paragraph; {LONE}"),
        ("## 가 $q { #a }", f"1:6: '$' has no partner in this paragraph; {LONE}"),
        ("- a $q is $p$", f"1:5: '$' has no partner in this paragraph; {LONE}"),
        ("| a |\n| - |\n| $q |", f"3:3: '$' has no partner in this paragraph; {LONE}"),
        ("a $2 \\times q", f"1:3: '$' has no partner in this paragraph; {LONE}"),
        ("a $2 - q", f"1:3: '$' has no partner in this paragraph; {LONE}"),
        ("a $2q", f"1:3: '$' has no partner in this paragraph; {LONE}"),
        (
            "$$\nq\n\nb\n\n$$\np\n$$",
            r"1:1: '$$' has no partner in this paragraph; a formula is $$…$$, "
            r"and a dollar sign is \$",
        ),
        (
            "| a | b |\n| - | - |\n| $|q|$ | c |",
            r"3:4: this bar ends the table's cell; in a formula write \vert or \mid",
        ),
        ("```outptu loss\n```", "1:1: no fence is called 'outptu'; did you mean output?"),
        ("```pyhton\nx\n```", "1:1: no fence is called 'pyhton'; did you mean python?"),
        (
            "a\n\n    ```output loss\n  ```",
            "3:5: this fence is not closed; end it with the same marks, indented alike",
        ),
        ("```text\na", "1:1: this fence is not closed; end it with the same marks, indented alike"),
        (
            "````text\na\n```\n\nb",
            "1:1: this fence is not closed; end it with the same marks, indented alike",
        ),
        ('!!! excercise "가"\n', "1:5: no box is called 'excercise'; did you mean exercise?"),
        ('- a\n\n    ???+ hnit "가"\n', "3:10: no box is called 'hnit'; did you mean hint?"),
        (
            "| $q$ | b |\n| --- | --- |\n| c | d |",
            "1:3: a table head needs a word; write one beside the formula",
        ),
        (
            "| b | $q$, $p$ |\n|:-:|--:|\n| c | d |",
            "1:7: a table head needs a word; write one beside the formula",
        ),
        ("a [$q$](#b) c", "1:3: a link needs a word; take one into its brackets"),
        (
            "a [Here](#b) c",
            "1:3: a link named 'Here' says not where it leads; name what is there",
        ),
        (
            "가 [더 보기](#b) 나",
            "1:3: a link named '더 보기' says not where it leads; name what is there",
        ),
    ],
)
def test_bad(repository, text, message):
    found = repository.broken(text)
    assert message in found, found


def test_fence_that_is_like_none(repository):
    [fault] = repository.broken("```xyzzy\nx\n```")
    ours = sorted({*kinds()} - {"", "cell"})  # nobody writes these two by name
    assert fault == (
        f"1:1: no fence is called 'xyzzy'; there are: {', '.join(ours)}, "
        "and languages such as python and text"
    )


@pytest.mark.parametrize(
    "text",
    [
        "It costs $5, or $7 for two.",
        "It costs $5 (more than $4).",
        "It costs \\$5 and a \\$q",
        "`$q` and ``$` $``",
        "<!-- $q -->",
        "[a](b$c) and <b title='$'>c</b>",
        "```text\n$ make\n```",
        "$q$, $p$ and **$z$**",
        "$q\n+ p$",
        "$$\nq\n$$\n\n$$p$$",
        "> $$\n> q\n> $$",
        "- $$\n  q\n  $$",
        "| $q$ 확률 | `$` | \\$ |\n| - | - | - |\n| $\\vert q \\vert$ | $p$ | a |",
        "`a|b` $q$ | p",
        "| {= loss.total:.4f =} | $q$ of 가 | |\n| - | - | - |\n| a | b | c |",
        "| a |\n| - |\n| $q$ |",
        "```json\n{}\n```",
        "```\na\n```",
        "```{.text .a}\na\n```",
        '``` { .yaml title="a" }\na\n```',
        "~~~html\na\n~~~",
        '!!! note inline end "가"\n\n    b',
        '??? success "가"\n\n    ???+ tip\n\n        b',
        "`!!! excercise`",
        "```` ```text ````",
        "````text\n```text\na\n````",
        "a\n```code``` b",
        "<!--\n```text\n-->",
        "```text\n!!! excercise\n```",
        "가!!! 나??? 다",
    ],
)
def test_good(repository, text):
    found = repository.broken(text)
    assert [fault for fault in found if "a typed number" not in fault] == []


# --- exercises


def exercise(*boxes, deep=""):
    lines = ['!!! exercise "가"', "", *(f"    {line}" for line in BOXES.split("\n"))]
    for kind in boxes:
        lines += ["", f'    ??? {kind} "나"', "", "        다"]
    return "\n".join(deep + line if line.strip() else "" for line in lines) + "\n"


@pytest.mark.parametrize("deep", ["", "    "])
def test_exercise(repository, deep):
    text = "- 가\n\n" * bool(deep) + exercise("hint", "success", deep=deep)
    assert repository.broken(f"{text}\n라\n\n{text}") == []


def test_exercise_without_an_answer_fence(repository):
    assert repository.broken('!!! exercise "가"\n\n    나\n') == []


def test_answer_outside_an_exercise(repository):
    text = exercise("hint", "success").replace("    ```", "```").replace("    label", "label")
    assert repository.broken(text) == [
        '3:1: an answer stands in an exercise; write !!! exercise "…" above it, '
        "and indent it by four spaces"
    ]
    assert repository.broken(BOXES)[0].startswith("1:1: an answer stands in an exercise")


@pytest.mark.parametrize("there, lacks", [("hint", "success"), ("success", "hint")])
def test_exercise_without_words(repository, there, lacks):
    assert repository.broken(exercise(there)) == [
        f"1:1: this exercise has no ??? {lacks}; write below its answer fence, "
        f'four spaces in: ??? {lacks} "…"'
    ]


def test_hint_that_lost_its_indent(repository):
    text = exercise("success", "hint").replace("    ??? hint", "??? hint")
    [fault] = repository.broken(text)
    assert fault.startswith("1:1: this exercise has no ??? hint")


# --- listings


@pytest.mark.parametrize("mark, lacks", [("start", "end"), ("end", "start")])
def test_section_without_its_other_mark(repository, mark, lacks):
    repository.write("snippets/half.py", f"x = 1\n# --8<-- [{mark}:all]\ny = 2\n")
    repository.page('```python\n--8<-- "snippets/half.py"\n```')
    assert repository.faults() == [
        f"snippets/half.py:2:1: section 'all' has no [{lacks}:all]; write: # --8<-- [{lacks}:all]"
    ]


def test_title_of_another_file(repository):
    repository.write("snippets/other.py", "x = 1\n")
    listing = '```python title="snippets/{}.py"\n--8<-- "snippets/other.py"\n```'
    assert repository.broken(listing.format("loss")) == [
        "2:9: the title of this listing is 'snippets/loss.py', but it takes in 'snippets/other.py'"
    ]
    assert repository.broken(listing.format("other")) == []


# --- figures that answer


def test_live_figure_without_its_file(repository):
    repository.write("snippets/picture.py", FIGURE)
    repository.write("theme/assets/live/focal.js", "")
    repository.write("theme/assets/live/why_log.js", "")
    fence = "```figure picture.draw\nlive: {} x=loss.total\ntitle: a\nalt: b\n```"
    assert repository.broken(fence.format("focl")) == [
        "2:7: there is no theme/assets/live/focl.js; there are: focal.js, why_log.js"
    ]
    assert repository.broken(fence.format("focal")) == []


FIGURE = """\
from matplotlib.figure import Figure


def draw(*, labels):
    return Figure(figsize=(1, 1))
"""


VAGUE = """here, click here, right here, this, link, more, read more, learn more, see more
여기, 이것, 링크, 더 보기""".replace("\n", ", ").split(", ")


@pytest.mark.parametrize("words", VAGUE)
def test_a_link_says_where_it_leads(repository, words):
    fault = f"1:3: a link named '{words}' says not where it leads; name what is there"
    assert fault in repository.broken(f"가 [{words}](#b) 나")
    assert fault not in repository.broken(f"가 [{words} q](#b) 나")
