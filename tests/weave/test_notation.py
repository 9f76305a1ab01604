"""One meaning a letter: what the notation table allows and what it refuses."""

import pytest

from weave.guards import notation

TABLE = """\
# 기호 { #glossary }

## 기호 { #notation }

| 기호 | 뜻 |
| --- | --- |
| $p$ | **정답**, **target** |
| $q$ | **예측**, the **prediction** |
| $z$ | **로짓**, **logits** |
| $i$, $j$ | 번호 |
| $\\sigma$ | 시그모이드 |
| $e$ | 자연로그의 밑 |

## 말 { #words }

| $y$ | 이 표는 기호가 아닙니다 |
"""


@pytest.fixture
def page(repository):
    """A function from the text of a page to the faults of its letters."""
    repository.write("docs/ko/glossary.md", TABLE.replace("| $y$", "| y"))
    repository.write("docs/en/glossary.md", TABLE.replace("| $y$", "| y"))

    def faults(text):
        return repository.broken(f"# 가 {{ #a }}\n\n{text}\n")

    return faults


def test_table():
    assert notation.table(TABLE) == {
        "p": {"정답", "target"},
        "q": {"예측", "prediction"},
        "z": {"로짓", "logits"},
        "i": set(),
        "j": set(),
        "\\sigma": set(),
        "e": set(),
    }
    assert notation.table("# 없음") == {}


@pytest.mark.parametrize(
    "latex, expected",
    [
        ("q - p", "qp"),
        ("q_i(x)", "qix"),
        (r"\frac{e^{z_i}}{\sum_k e^{z_k}}", "ezikezk"),
        (r"\log_2 q \text{ of it} + \operatorname{softmax}(z)", "qz"),
        (r"\begin{aligned} a &= b \\ c \end{aligned}", "abc"),
        (r"\ln(ab)", "ab"),
        ("{= loss.total:.4f =} q", "q"),
        (r"D_{\text{KL}}(p \| q)", "Dpq"),
        (r"\quad q\,p", "qp"),
    ],
)
def test_letters(latex, expected):
    found = [letter for letter, _ in notation.letters(latex)]
    assert "".join(found) == expected


# of the alphabet those that are symbols of the field, and an l that is written by hand
GREEK = """alpha beta gamma delta Delta epsilon varepsilon eta theta lambda mu pi rho sigma
Sigma tau phi varphi omega ell""".split()


@pytest.mark.parametrize("name", GREEK)
def test_a_greek_letter_is_a_letter(name):
    assert notation.letters(rf"\{name} + q") == [(f"\\{name}", 0), ("q", len(name) + 4)]
    # a command that only begins so is none
    assert notation.letters(rf"\{name}x") == []


def test_greek_letters_and_places():
    assert notation.letters(r"\sigma(z)") == [("\\sigma", 0), ("z", 7)]
    assert notation.letters(r"\eta \cdot \partial") == [("\\eta", 0)]


@pytest.mark.parametrize(
    "text",
    [
        "$q - p$와 $e^{z_i}$",
        "$$\n\\sigma(z_j) = \\text{아무 말}\n$$",
        "정답 $p$와 예측 $q$, 로짓 $z$",
        "the target $p$, the prediction $q(i)$ and the logits $z$",
        "$q$는 예측입니다. $q$는 로짓 $z$에서 나옵니다.",
        "$q$ is the prediction; $q$ is, of the logits $z$, the softmax",
        # another letter, another word, code of more than a letter
        "예측 `predict`와 정답 `pq`",
        "the target's $q$",
    ],
)
def test_agreed(page, text):
    assert page(text) == []


def test_a_letter_without_a_row(page):
    [fault] = page("$q = s$")
    assert fault == (
        "3:6: the letter s has no meaning on this site; take one of the notation "
        "table, or add a row to it in docs/ko/glossary.md"
    )


def test_letters_count_as_they_are_written(page):
    # no capital, and no greek letter that has no row
    assert [fault.partition(" has")[0] for fault in page("$Q + \\tau$")] == [
        "3:2: the letter Q",
        "3:6: the letter \\tau",
    ]


def test_a_row_of_another_table_declares_nothing(page):
    assert len(page("$y$")) == 1


@pytest.mark.parametrize(
    "text, name, right, wrong",
    [
        ("예측 $p$는", "예측", "q", "p"),
        ("예측 p는", "예측", "q", "p"),
        ("예측 `p`는", "예측", "q", "p"),
        ("예측인 $p$", "예측", "q", "p"),
        ("정답($q$)", "정답", "p", "q"),
        ("로짓 $q(i)$", "로짓", "z", "q"),
        ("the prediction $p$", "prediction", "q", "p"),
        ("Target $z$", "target", "p", "z"),
        ("$p$는 예측입니다", "예측", "q", "p"),
        ("$q$ is the target.", "target", "p", "q"),
        ("`p` are the logits.", "logits", "z", "p"),
        ("$p$은 예측입니다", "예측", "q", "p"),
        ("$p$가 예측입니다", "예측", "q", "p"),
        ("$p$이 예측입니다", "예측", "q", "p"),
        ("$q$ is a target.", "target", "p", "q"),
        ("$q$\nis target.", "target", "p", "q"),
        ("$z$ is an target.", "target", "p", "z"),
    ],
)
def test_a_name_beside_another_letter(page, text, name, right, wrong):
    [fault] = page(text)
    assert f"'{name}' is {right} on this site, not {wrong};" in fault


def test_figures_and_alternative_texts_are_read(page):
    found = page("![예측 p](a.png)")
    assert any("'예측' is q" in fault for fault in found)


def test_a_capital_is_another_letter(page):
    assert any("'예측' is q on this site, not Q" in f for f in page("예측 $Q$"))


@pytest.mark.parametrize(
    "code, right",
    [
        ("p = softmax(z)", "q"),
        ("p = F.softmax(z, dim=1)", "q"),
        ("p: list = softmax(z)", "q"),
        ("p_before = [softmax(z) for z in rows]", "q"),
        ("z = torch.sigmoid(z)", "q"),
        ("q = one_hot(0)", "p"),
        ("print(p := softmax(z))", "q"),
    ],
)
def test_code(page, repository, code, right):
    repository.write("snippets/loss.py", f"total = 1.0\nx = lambda: 0\ndef f():\n    {code}\n")
    page("a")
    [fault] = repository.faults("snippets/loss.py:4")
    assert f"is given what {right} stands for on this site" in fault


@pytest.mark.parametrize(
    "code",
    [
        "q = softmax(z)",
        "p = one_hot(0)",
        "twice = softmax(softmax(z))",
        "q_true = softmax(z)[0]",
        "p = softmax",
        "z = [0.0]",
        "pair = softmax(z)",
        "a, p = softmax(z), 1",
    ],
)
def test_code_that_agrees(page, repository, code):
    repository.write("snippets/loss.py", f"total = 1.0\ndef f():\n    {code}\n")
    page("a")
    assert repository.faults("snippets/loss.py:3") == []


def test_without_a_glossary_letters_are_free(repository):
    assert repository.broken("# 가 { #a }\n\n$s$") == []
