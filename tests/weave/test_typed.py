"""Typed numbers: what a reader would see as one, and what only looks like one."""

import re
from pathlib import Path

import pytest

from weave.fences import read
from weave.guards.typed import typed

# (what the page says, where the first fault is)
TYPED = [
    ("손실은 0.8008입니다", 4),
    (".8008", 0),
    ("8.008e-1", 0),
    ("8e-1", 0),
    ("8 × 10⁻³", 0),
    ("8×10<sup>-3</sup>", 0),
    ("-0.5", 0),
    ("1.2.3", 0),
    ("0.8\n", 0),
    # markup that a reader does not see
    ("0.**8008**", 0),
    ("*0*.8008", 1),
    ("0.__8__", 0),
    ("0\\.8008", 0),
    ("0&#46;8008", 0),
    ("0&period;8008", 0),
    ("0&#x2e;8008", 0),
    ("0.&shy;8", 0),
    ("0.<b>8</b>", 0),
    ("0<!-- -->.8", 0),
    ("0.\u200b8", 0),
    ("0\u00ad.8", 0),
    ("0.`8008`", 0),
    # other digits, other points
    ("０．８００８", 0),
    ("٠.٨", 0),
    ("０，８ ", 0),
    ("0,8008", 0),
    ("0,8 ", 0),
    ("3,3219", 0),
    ("0·8008", 0),
    ("1,234", 0),
    # percentages
    ("80%", 0),
    ("80 %", 0),
    ("**80**%", 2),
    ("80％", 0),
    ("80&percnt;", 0),
    ("80 퍼센트", 0),
    ("80퍼센트", 0),
    ("80프로", 0),
    ("80 per cent", 0),
    ("80 percent", 0),
    ("80 percentage points", 0),
    ("8‰", 0),
    # results
    ("7비트", 0),
    ("7 bits", 0),
    ("1 nat", 0),
    ("7나트", 0),
    ("2배로", 0),
    ("손실 = 7", 5),
    ("손실＝7", 3),
    ("≈ 7", 2),
    ("이미지 999장", 4),
    # wherever it stands
    ("# 0.8 { #a }", 2),
    ("- 0.8", 2),
    ("> 0.8", 2),
    ("[0.8](a.md)", 1),
    ("[손실][0]\n\n[0]: a.md '0.8'", 20),
    ('[a](a.md "손실 0.8")', 13),
    ("![손실 0.8](a.png)", 5),
    ("![손실 0.8][a]", 5),
    ("![a [b] 0.8](a.png)", 8),
    ('![a](a.png "0.8")', 12),
    ("| a |\n| --- |\n| 0.8 |", 16),
    ('=== "손실 0.8"\n\n    a', 8),
    ('!!! note "0.8"\n\n    a', 10),
    ("!!! note\n\n    0.8", 14),
    ('??? note "0.8"\n\n    a', 10),
    ("a[^1]\n\n[^1]: 0.8은 손실", 13),
    ("용어\n:   0.8", 7),
    ("*[KL]: 0.8", 7),
    ('<img alt="0.8" src="a">', 10),
    ("<img alt=0.8>", 9),
    ("<IMG ALT='0.8'>", 10),
    ('<abbr title="0.8">a</abbr>', 13),
    ('<b aria-label="0.8">a</b>', 15),
    ('<meter value="0.8"></meter>', 14),
    ('[a](a.md){ title="0.8" }', 18),
    ('a { .b title="0.8" }', 14),
    ("<p>0.8</p>", 3),
    ("`0.8`", 1),
    ("``0.8``", 2),
    ("`loss = 8`", 8),
    ("    0.8", 4),
    ("---\ndescription: 손실 0.8\n---\n", 20),
    ("---\ntitle: a\n---\n80%", 17),
    ("{= loss.text:s|ab=0.8 =}", 18),
    ("p<q\n\n0.8\n\nr>s", 5),
    # fences that no snippet fills
    ("```text\n0.8\n```", 8),
    ("~~~\nloss: 0.8\n~~~", 10),
    ("> ```text\n> 0.8\n> ```", 12),
    ('```text title="0.8"\na\n```', 15),
    ('```python\n--8<-- "snippets/a.py:b"\n0.8\n```', 35),
    ("```text\nloss = 7\n```", 15),
    # figures
    ("```figure a.b\ntitle: 0.8\n```", 21),
    ("```figure a.b\nalt: 손실 = 7\n```", 24),
    ("```figure a.b\ny: 80 %\n```", 17),
    ("```figure a.b\ncaption: 0.**8**\n```", 23),
    ("```figure a.b\ncaption: a\n  0&#46;8\n```", 27),
    ("```figure a.b\ncaption: $0{,}8008$\n```", 24),
    # maths
    ("$0.8$", 1),
    ("$q = 0.8$", 5),
    ("$0{.}8$", 1),
    ("$0.{8}$", 1),
    ("$0.\\,8$", 1),
    ("$0.\\!8$", 1),
    ("$0.~8$", 1),
    ("$0{,}8008$", 1),
    ("$80\\%$", 1),
    ("$\\mathbf{0.8}$", 9),
    ("$0.\\mathrm{8}$", 1),
    ("$\\frac{0.8}{2}$", 7),
    ("$2^{0.8}$", 1),
    ("$2^{-.5}$", 1),
    ("$x_{0.8}$", 4),
    ("$8 \\times 10^{-3}$", 1),
    ("$8 \\cdot 10^3$", 1),
    ("$-\\log_2 q = 3$", 13),
    ("$q \\approx 3$", 11),
    ("$\\text{0.8}$", 7),
    ("$$\n0.8\n$$", 3),
    ("$3\\,\\text{bits}$", 1),
    ("$1{,}234$", 1),
]

# numbers that once passed, as somebody wrote them by accident or on purpose
SLIPS = """
It falls by 7.9658 bits. | It fell BY 97%. | by **0.8008** | by 1000 | divided by 999
summed over 2048 images | 9658년에 한 번 | 3/4 of the pixels | ¾ of the pixels | 8-fold | 8× faster
8 times as large | ratio 7:3 | about 8 | ~8 | 약 8 | 7–9 | 8 → 1 | 97점 | 열에 97 | 97 pct
8 bans | 8 dits | 8 bits | 50k | 3만 | v7.9658 | 97﹪ | tensor 8.0 | 10⁻⁵ | 10^5 | 2**10 | ⅔ | Ⅷ
7,97 | (0,8) | 7·97 | 7٫97 | 0. 80 | 8%p | 8 ％ | 30°C | $97 | 8e3 | SHA 0.97 | Ruby 7.97
Python 3.11.7.9658 | CC BY 97.5 | in 2048 images | $H = \\frac{3}{4}$ | $8 = H$ | $H = 2^{10}$
$10^{-5}$ | $= (8)$ | $x := 8$ | $= - 8$ | $= \\sqrt{2}$ | $H \\to 8$ | $H > 7$ | $0\\ldotp 80$
$q^{97}$ | $x_{97}$ | $H_\\text{97}$ | $\\frac{8}{9}$ | $8 - 1$ | $1{,}5$
$8\\,0$ | $8\\text{ bits}$
`tensor(8)` | `loss=8 acc=97` | `loss: 0.97` | `-> 8` | `97 %` | 9{= units.bits:.4f =}
{= units.bits:.4f =}9 | {= units.bits:9>9.4f =} | {= loss.text:s|guessing=97 =} | {= q:.1f =}7%
<meter max="97"></meter> | <th abbr="97">a</th> | <iframe srcdoc="97"></iframe> | <td data="0.97">
<svg><text>97</text></svg> | <ol start="97"> | <p aria-description="0.97">
"""
SLIPS = [slip.strip() for slip in re.split(r" \| |\n", SLIPS.strip())]


@pytest.mark.parametrize("text", SLIPS)
def test_a_slip(text):
    assert typed(read("page", f"손실은 {text}"))
    assert typed(read("page", f"| loss | {text} |"))


def lines(name):
    return (Path(__file__).parent / "typed" / name).read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("text", lines("results.txt"))
def test_a_result_that_somebody_typed(text):
    """Invented by somebody who did not know the rules."""
    assert typed(read("page", text.replace("\\n", "\n")))


@pytest.mark.parametrize("text", lines("sentences.txt"))
def test_an_ordinary_sentence(text):
    """The same, with no result in it."""
    assert typed(read("page", text)) == []


@pytest.mark.parametrize("text, offset", TYPED, ids=[text for text, _ in TYPED])
def test_typed(text, offset):
    found = typed(read("page", text))
    assert found, "nobody noticed"
    assert min(found)[0] == offset
    assert "a typed number, " in min(found)[1]
    assert "bind it: {= module.path:format =}" in min(found)[1]


INNOCENT = [
    "2026-11-22",
    "2026년 11월 22일",
    "2026.11.22",
    "1877년",
    "10:30",
    "Python 3.11",
    "CC BY-SA 3.0",
    "CC BY 4.0",
    "SHA-256",
    "arXiv:1706.03762",
    "doi:10.1002/047174882X",
    "ISBN 978-0-471-24195-9",
    "UTF-8",
    "float32",
    "x86_64",
    "6D 자세",
    "클래스 1, 2, 3",
    "클래스 0,1,2",
    "{0,1}",
    "[0,1]",
    "1장과 2장",
    "미니배치 3 배치",
    "1배열",
    "1. 하나\n2. 둘",
    "가 1. 나",
    "q ≤ 1",
    "`dim=1`",
    "`q[0]`",
    "`:.4f`",
    "`a == 1`",
    '`reduction="mean"`',
    "$\\ln 2$",
    "$p = (1, 0, 0)$",
    "$p=(1,0,0)$",
    "$x \\in \\{0,1\\}$",
    "$\\sum_{i=1}^{3}$",
    "$z_1, z_2$",
    "$\\log_2 q$",
    "$q \\ge 0$",
    "# 손실 { #loss-0.8 }",
    "[a](v0.8.md#s-0.8)",
    "[a][b]\n\n[b]: https://example.org/0.8",
    "<https://example.org/0.8>",
    "![a](b0.8.png)",
    "<!-- 0.8 -->",
    '<div class="w-0.8" style="width: 0.8em">',
    "a\n{ .b0.8 #c }",
    "{= loss.total:.4f =}비트",
    "{= loss.total:.4f =} = {= loss.total:.2f =}",
    "{= loss.text:s|ab=같음 =}",
    "$q = {= loss.total:.4f =}$",
    "`{= loss.total:.4f =}`",
    '```python title="snippets/a.py"\n--8<-- "snippets/a.py:b"\n```',
    "```text\ndim=1\n```",
    "```figure a.b image=100\nalt: 손실 {= loss.total:.4f =}\n```",
    "---\ndate: 2026-11-22\n---\n",
]


@pytest.mark.parametrize("text", INNOCENT)
def test_innocent(text):
    assert typed(read("page", text)) == []


def test_each_number_once():
    found = typed(read("page", "0.8 = 0.8 비트, 80%"))
    assert [offset for offset, _ in found] == [0, 6, 14]


def test_place_and_words(repository):
    assert repository.broken("# 가 { #a }\n\n손실은 **0.8008**입니다") == [
        "3:7: a typed number, '0.8008'; compute it in snippets/ and bind it: "
        "{= module.path:format =}"
    ]
