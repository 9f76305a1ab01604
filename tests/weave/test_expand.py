"""Weave's syntax replaced, and where it cannot be."""

import pytest

from weave.expand import expand
from weave.fences import read
from weave.fences.figure import Drawn
from weave.fences.sources import Listed, Module
from weave.page import CLOSE, OPEN

FIGURE = """\
from matplotlib.figure import Figure


def draw(*, labels, colour="C0", wide=2) -> Figure:
    fig = Figure(figsize=(wide, 1))
    fig.text(0.1, 0.1, labels["x"], color=colour)
    return fig


def number(*, labels):
    return 3


def said(*, labels, **given):
    fig = Figure(figsize=(2, 2))
    for name, value in given.items():
        fig.text(0, 0, f"{name}={value!r}")
    return fig
"""


@pytest.fixture(scope="module")
def files():
    return {"snippets/draw.py": FIGURE}


def woven(repository, text):
    repository.library.refresh()
    return expand(read("docs/en/page.md", text), repository.library)


@pytest.mark.parametrize(
    "text, expected",
    [
        ("a {= loss.total:.4f =} b", f"a {OPEN}0{CLOSE} b"),
        ("`{= loss.total:.4f =}`", "`0.8008`"),
        ("$q={= loss.total:.4f =}$", "$q=0.8008$"),
        ("$a{= loss.count:,d =}$", "$a1{,}234$"),
        # a formula that is nothing but a value is that value, with its origin
        ("${= loss.count:,d =}$", f"{OPEN}0{CLOSE}"),
        ("$${= loss.share:.0%=}$$", "$$80\\%$$"),
        ('<b title="{= loss.quote:s =}">', '<b title="&quot;&lt;a&gt;&amp;">'),
        ("![{= loss.quote:s =}](a)", "![&quot;&lt;a&gt;&amp;](a)"),
        ("[a](b#{= loss.count:d =})", "[a](b#1234)"),
        ("```text\n{= loss.quote:s =}\n```", '```text\n"<a>&\n```'),
        ("{= loss.total:.4f =}은(는)", f"{OPEN}0{CLOSE}은"),
        ("{= loss.count:d =}(으)로", f"{OPEN}0{CLOSE}로"),
        ("`{= loss.text:s|ab=가나 =}`", "`가나`"),
        ("**{= loss.text:s|ab=물 =}**(이)라", f"**{OPEN}0{CLOSE}**이라"),
    ],
)
def test_text(repository, text, expected):
    repository.write("snippets/loss.py", LOSS)
    found = woven(repository, text)
    assert found.faults == []
    assert found.woven == expected


LOSS = """\
total, count, share, text, quote = 0.80083, 1234, 0.8, "ab", '"<a>&'


def main():
    print("total 0.801")
    print("````")
"""


def test_answer_in_full(repository):
    [(answer, path)] = woven(repository, "{= loss.total:.4f =}").answers
    assert (answer.text, answer.full, path) == ("0.8008", "0.80083", "loss.total")
    assert answer.place == ("snippets/loss.py", 6, "total")


@pytest.mark.parametrize(
    "value, message",
    [
        ("{= loss.nothing:.4f =}", "no value at 'loss.nothing'"),
        ("{= loss.totl:.4f =}", "did you mean total?"),
        ("{= los.total:.4f =}", "no module in snippets/ for 'los.total'; did you mean loss?"),
        ("{= nothing.a:.4f =}", "no module in snippets/ for 'nothing.a'; there are:"),
        ("{= loss:.4f =}", "'loss' is a module; name a value in it"),
        ("{= loss._hidden:.4f =}", "no value at 'loss._hidden'"),
        ("{= loss.total =}", "'loss.total' has no format; say how to print it"),
        ("{= loss.total: =}", "has no format"),
        ("{= loss.total:.4q =}", "cannot be printed as ':.4q'"),
        ("{= loss.total:d =}", "cannot be printed as ':d'"),
        ("{= loss.items:s =}", "is a list, not one number or text"),
        ("{= loss.items[7]:.1f =}", "no value at 'loss.items[7]' (IndexError"),
        ("{= loss.main:s =}", "is a function, not one number"),
        ("{= loss.nan:.1f =}", "is nan; if the page means to show that"),
        ("{= loss.nan!inf:.1f =}", "{= loss.nan!nan:.1f =}"),
        ("{= loss.infinite:.1f =}", "{= loss.infinite!inf:.1f =}"),
        ("{= loss.total!nan:.1f =}", "drop !nan"),
        ("{= a b c =}", "this value cannot be read; write {= module.path:format =}"),
        ("{= loss.text:s|x=가 =}", "the page has no word for that; it has: x"),
    ],
)
def test_value_that_cannot_be_woven(repository, value, message):
    found = repository.broken(f"# 가 {{ #a }}\n\n- 손실: {value}")
    assert len(found) == 1, found
    assert found[0].startswith("3:7: ")
    assert message in found[0]


def test_misspelt_module_in_a_folder(repository):
    repository.write("snippets/figures/loss.py", "x = 1\n")
    [fault] = [f for f in repository.broken("{= figures.los.x:d =}") if "no module" in f]
    assert fault == ("1:1: no module in snippets/ for 'figures.los.x'; did you mean figures.loss?")


@pytest.mark.parametrize("value", ["{= loss.nan!nan:.1f =}", "{= loss.infinite!inf:.1f =}"])
def test_nan_and_inf_where_the_page_says_so(repository, value):
    assert repository.broken(f"a {value}") == []


def test_front_matter_holds_no_value(repository):
    [fault] = repository.broken("---\ntitle: {= loss.total:.4f =}\n---\n")
    assert fault.startswith("2:8: front matter cannot hold a value")


def test_code_cannot_hold_a_backtick(repository):
    repository.write("snippets/tick.py", 'tick = "a`b"\n')
    [fault] = repository.broken("a `{= tick.tick:s =}`")
    assert fault.startswith("1:4: 'tick.tick' has a backtick")
    assert repository.broken("a {= tick.tick:s =}") == []


# --- output


def test_output(repository):
    repository.write("snippets/loss.py", LOSS)
    found = woven(repository, "> ```output loss\n> ```")
    assert found.faults == []
    # the fence is longer than the one in the output
    assert found.woven == (
        '> `````{.text .output title="python -m snippets.loss"}\n> total 0.801\n> ````\n> `````'
    )


def test_output_of_a_function(repository):
    repository.write("snippets/many.py", "def say():\n    print('a')\n")
    assert 'title="many.say()"' in woven(repository, "```output many.say\n```").woven


@pytest.mark.parametrize(
    "fence, message",
    [
        ("output", "1:1: this fence names nothing; write: ```output worked_example"),
        ("output nothing", "1:1: no module in snippets/ for 'nothing'"),
        ("output loss.nothing", "1:1: no value at 'loss.nothing'"),
        ("output loss.total", "1:1: snippets/loss cannot run: TypeError"),
        ("figure", "1:1: this fence names nothing; write: ```figure"),
        ("figure draw.draw colour", "1:1: 'colour' is no argument; write name=value"),
        ("figure draw.nothing", "1:1: no value at 'draw.nothing'"),
        ("figure draw.number", "1:1: 'draw.number' gave a int, not a Matplotlib"),
        ("figure draw.draw a=1", "1:1: snippets/draw cannot run: TypeError"),
        ("figure draw.draw wide=--3", "1:1: snippets/draw"),
    ],
)
def test_fence_that_cannot_be_woven(repository, fence, message):
    body = "x: 가\ntitle: 나\nalt: 다\n" if fence.startswith("figure") else ""
    [fault] = repository.broken(f"```{fence}\n{body}```")
    assert fault.startswith(message)


# --- figures


def test_figure(repository):
    found = woven(
        repository,
        "```figure draw.draw colour=C1 wide=3\nx: 확률\ntitle: 제목\n"
        "alt: 손실 {= loss.total:.4f =}은(는)\n  작다\n"
        "caption: **손실** {= loss.total:.2f =}, $q = {= loss.share:.1f =}$\n```",
    )
    assert found.faults == []
    [figure] = found.blocks
    assert isinstance(figure, Drawn)
    assert figure.arguments == {"colour": "C1", "wide": 3}
    assert (figure.title, figure.labels) == ("제목", {"x": "확률"})
    assert figure.alt == "손실 0.8008은 작다"
    assert figure.caption == f"**손실** {OPEN}0{CLOSE}, $q = 0.8$"
    assert figure.place == ("snippets/draw.py", 4, "draw")
    assert "확률" in figure.svg
    assert found.woven == f"\n{OPEN}block0{CLOSE}\n"


def test_b4_arguments_of_a_figure_are_what_they_look_like(repository):
    given = "a=0.5 b=-0.5 c=.5 d=1e-3 e=3 f=-3 g=03 h=x i=1/2 j= k=0.5.5 l=-"
    text = f"```figure draw.said {given}\nx: 가\ntitle: 나\nalt: 다\n```"
    found = woven(repository, text)
    assert found.faults == []
    [figure] = found.blocks
    as_python = {"a": 0.5, "b": -0.5, "c": 0.5, "d": 0.001, "e": 3, "f": -3}
    as_text = {"h": "x", "i": "1/2", "j": "", "k": "0.5.5", "l": "-"}
    assert {**as_python, **as_text}.items() <= figure.arguments.items()
    # as the function has them, through the process in which it runs
    for name, value in {**as_python, **as_text}.items():
        assert f">{name}={value!r}</text>".replace("'", "&#x27;") in figure.svg.replace(
            "'", "&#x27;"
        )


def test_numbers_of_a_figure_are_read_out_without_dollars(repository):
    text = "```figure draw.draw\nx: 가\ntitle: $-1$\nalt: q가 $-0.9$, $+1{,}200.5$\n```"
    [figure] = woven(repository, text).blocks
    assert (figure.title, figure.alt) == ("−1", "q가 −0.9, +1,200.5")


@pytest.mark.parametrize("indent", ["    ", "> "])
def test_indented_figure(repository, indent):
    lines = ["```figure draw.draw", "x: 가", "title: 나", "alt: 다", "  라", "```"]
    found = woven(repository, "\n".join(indent + line for line in lines))
    assert found.faults == []
    assert (found.blocks[0].title, found.blocks[0].alt) == ("나", "다 라")


@pytest.mark.parametrize("missing", ["title", "alt"])
def test_figure_without_words(repository, missing):
    lines = {"x": "가", "title": "나", "alt": "다"}
    del lines[missing]
    body = "".join(f"{key}: {text}\n" for key, text in lines.items())
    [fault] = repository.broken(f"a\n\n```figure draw.draw\n{body}```")
    assert fault.startswith(f"3:1: this figure has no '{missing}:'")


def test_no_formula_in_words_that_are_read_aloud(repository):
    text = "a\n\n```figure draw.draw\nx: 가\ntitle: 나\nalt: $q$\n```"
    [fault] = repository.broken(text)
    assert fault.startswith("3:1: no formula can be read aloud in 'alt:'")


def test_line_of_a_figure_that_is_no_line(repository):
    text = "```figure draw.draw\nx: 가\ntitel\ntitle: 나\nalt: 다\n```"
    [fault] = repository.broken(text)
    assert fault.startswith("1:1: 'titel' is no line of a figure; write key: words")


def test_label_that_the_figure_needs(repository):
    [fault] = repository.broken("```figure draw.draw\ntitle: 나\nalt: 다\n```")
    assert fault == "1:1: this fence has no line 'x:'"


def test_sources(repository):
    found = woven(repository, "```sources\n```")
    assert found.blocks == [Listed(["draw", "loss"])]
    assert found.woven.endswith(f"## `snippets/` {{ #snippets }}\n\n{OPEN}block0{CLOSE}\n")


def test_sources_of_one_module(repository):
    assert woven(repository, "```sources loss\n```").blocks == [Module("loss")]
    [fault] = repository.broken("```sources los\n```")
    assert fault.startswith("1:1: no module in snippets/ for 'los'; did you mean loss?")
