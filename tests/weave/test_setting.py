"""Where no line may break, minus signs, and columns of figures."""

import re

import pytest

J = "\u2060"


def words(convert, text):
    """What one reads of the only paragraph, without its elements."""
    found = convert(text)[0]
    assert found.startswith("<p>") and found.endswith("</p>")
    return re.sub("<[^>]+>", "", found[3:-4])


@pytest.mark.parametrize(
    "text, expected",
    [
        ("소프트맥스(softmax)를", f"소프트맥스(softmax){J}를"),
        ("12%만", f"12%{J}만"),
        ("**12%**만", f"12%{J}만"),
        ("[‘2을’](a.md)처럼", f"‘2을’{J}처럼"),
        ("`gap`입니다", f"gap{J}입니다"),
        ("*`gap`*입니다", f"gap{J}입니다"),
        ("원-핫", f"원-{J}핫"),
        ("{= loss.share:.0% =}가", f"80%{J}가"),
        # nothing joins what a space, a line or a block keeps apart
        ("softmax) 를", "softmax) 를"),
        ("softmax)\n를", "softmax)\n를"),
        ("손실을 가", "손실을 가"),
        ("(손실)", "(손실)"),
    ],
)
def test_no_line_begins_with_a_particle(convert, text, expected):
    found = words(convert, text)
    if "loss" in text:
        found = re.sub("loss.share = .*(?=%)", "", found).replace(" snippets/loss.py:", "")
        assert found.startswith("80%") and found.endswith(f"{J}가")
    else:
        assert found == expected


def test_a_block_begins_anew(convert):
    found = convert("- (a)\n- 가\n\n| (b) | 나 |\n| --- | --- |\n| `c` | 다 |")[0]
    assert J not in found


@pytest.mark.parametrize(
    "text",
    ["(N, C)", "(2, 5, 4, 6)", "(N, C, …)", "(8, 1, -1)", "9 × 9", "q = 1"],
)
def test_an_expression_is_kept_on_one_line(convert, text):
    assert words(convert, f"(a or b, {text} c)") == (
        f"(a or b, {text.replace(' ', chr(0xA0)).replace('-', '−')} c)"
    )


def test_short_code_is_kept_on_one_line(convert):
    found = convert("`(N, C)` `nn.Softmax` `[label != 255 for label in labels]`")[0]
    assert found.count('<code class="kept">(N, C)</code>') == 1
    assert found.count("<code>") == 2


@pytest.mark.parametrize(
    "text, expected",
    [
        ("-0.5에서 -1로, (-2)와 -inf", "−0.5에서 −1로, (−2)" + J + "와 −inf"),
        ("1-3, a-1, 1e-05, well-known, `-1`", "1-3, a-1, 1e-05, well-known, -1"),
        ("--1 -x", "--1 -x"),
    ],
)
def test_minus(convert, text, expected):
    assert words(convert, text) == expected


def test_a_negative_value_has_a_minus_and_its_data_a_hyphen(convert, repository):
    repository.write("snippets/below.py", "low = -0.349\n")
    for text in ["{= below.low:.3f =}", "${= below.low:.3f =}$"]:
        found = convert(text)[0]
        assert '<data value="-0.349">−0.349</data>' in found
        assert "below.low</code> = -0.349" in found
    assert ">−0.349</data>" in convert("<b>{= below.low:.3f =}</b>")[0]
    assert "<code>-0.349</code>" in convert("`{= below.low:.3f =}`")[0]


def test_columns_of_figures(convert):
    head = "| 1 | name | loss | mixed |\n| --- | --- | --- | --- |\n"
    found = convert(head + "| 1 | a | -0.5 | 3 |\n| 2 | b | {= loss.total:.4f =} | x |")[0]
    for cell in [
        '<th class="figures">loss',
        '<td class="figures">−0.5',
        '<td class="figures"><span',
    ]:
        assert cell in found
    # the first column names its rows
    assert found.count("figures") == 3


def test_below_an_empty_corner_rows_have_heads(convert):
    found = convert("| | loss |\n| --- | --- |\n| **here** | a |\n| there | |")[0]
    assert '<th scope="row"><strong>here' in found and '<th scope="row">there' in found
    # an empty corner is no head of anything
    assert found.count("<th>") == 1
    assert "scope" not in convert("| name | loss |\n| --- | --- |\n| here | a |")[0]
    # nor is an empty cell elsewhere
    found = convert("| | loss | |\n| --- | --- | --- |\n| | a | b |")[0]
    assert found.count("<th>") == 1 and "<th></th>" not in found and "<th scope" not in found
