"""A style sheet keeps what can match, and nothing that cannot."""

import pytest

from tools.make_style import cut, words


@pytest.mark.parametrize(
    "css, left",
    [
        (".a{color:red}.b{color:red}", ".a{color:red}"),
        (".b,.a p{color:red}", ".a p{color:red}"),
        (".a .b,a:hover{color:red}", "a:hover{color:red}"),
        ("[data-b] p{color:red}[data-a] p{color:red}", "[data-a] p{color:red}"),
        ("[dir=rtl] .a{left:0}[dir=ltr] .a{left:0}", "[dir=ltr] .a{left:0}"),
        (".a:not(.b){color:red}", ".a:not(.b){color:red}"),
        (".a:is(.b,p){color:red}", ".a:is(.b,p){color:red}"),
        ("@media print{.b{color:red}}", ""),
        ("@media print{.b{color:red}.a{color:red}}", "@media print{.a{color:red}}"),
        # a property that nothing names, but for another such
        (":root{--x:1;--y:2}.a{width:var(--y)}", ":root{--y:2}.a{width:var(--y)}"),
        (":root{--x:1;--y:var(--x)}.a{color:red}", ".a{color:red}"),
        (':root{--x:url("a;b}")}.a{color:red}', ".a{color:red}"),
        (':root{--x:url("a;b}")}.a{mask:var(--x)}', ':root{--x:url("a;b}")}.a{mask:var(--x)}'),
        ("@keyframes x{from{left:0}}", "@keyframes x{from{left:0}}"),
    ],
)
def test_what_is_left(css, left):
    known = {"a", "data-a", "dir"}
    assert cut(css, known) == left
    assert cut(left, known) == left


def test_words_are_those_of_tags_and_scripts(tmp_path):
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text('<p class="one two" data-three="four">five</p>')
    (tmp_path / "assets" / "page.js").write_text('add("six"); add("md-tabs")')
    found = words(tmp_path)
    assert {"one", "two", "data-three", "four", "six"} <= found
    assert not found & {"five", "md-tabs"}
