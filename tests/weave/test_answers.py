"""Answer fences: what is right and what usual mistakes give, all computed."""

import html
import json
import re

import markdown
import pytest

from weave import extension

HEAD = "```answer loss.total:.4f\n"


def question(repository, body, head=HEAD):
    weave = extension.Weave(library=repository.library)
    page = markdown.markdown(f"{head}{body}```\n", extensions=[weave])
    [found] = re.findall(r'<div class="question" data-question="([^"]*)">', page)
    return json.loads(html.unescape(found))


def faults(repository, body, head=HEAD):
    return repository.broken(f"# 가 {{ #a }}\n\n{exercise(f'{head}{body}```')}")


def exercise(fence):
    """The fence where it belongs, with its hint and its answer."""
    words = '??? hint "힌트"\n\n    가\n\n??? success "답"\n\n    나\n'
    text = f"{fence}\n\n{words}"
    return '!!! exercise "연습"\n\n' + "".join(
        f"    {line}" if line.strip() else line for line in text.splitlines(keepends=True)
    )


def test_right_mistakes_and_words_come_from_the_code(repository):
    body = (
        "label: 손실\nunit: bits\n"
        "loss.share: {= loss.share:.1f =}은(는) 몫입니다.\nloss.items[0]: 반입니다.\n"
    )
    assert question(repository, body) == {
        "path": "loss.total",
        "label": "손실",
        "unit": "bits",
        "right": 0.80083,
        "mistakes": [[0.8, "0.8은 몫입니다."], [0.5, "반입니다."]],
        "options": [],
    }
    assert faults(repository, body) == []


def test_a_choice(repository):
    body = "ab = 그렇습니다\ncd = 아닙니다: 다시 보세요.\n"
    found = question(repository, body, "```answer loss.text:s\n")
    assert found["right"] == "ab"
    assert found["options"] == [["ab", "그렇습니다"], ["cd", "아닙니다"]]
    assert found["mistakes"] == [["cd", "다시 보세요."]]


def test_in_an_exercise(repository):
    body = exercise(f"{HEAD}unit: nats\n```") + "\n    뒤\n"
    assert repository.broken(f"# 가 {{ #a }}\n\n{body}") == []
    page = markdown.markdown(
        body,
        extensions=[extension.Weave(library=repository.library), "admonition", "pymdownx.details"],
    )
    assert page.index('class="admonition') < page.index('class="question"') < page.index("뒤")


@pytest.mark.parametrize(
    "body, said",
    [
        ("what\n", "'what' is no line of an answer; write label: words"),
        (
            "unit: 나트\n",
            "'나트' is no unit; there are: bits, nats, bans (the same on both pages; "
            "the site fills in each language's own word)",
        ),
        (
            "units: nats\n",
            "'units' is no line of an answer; there are: label, unit, "
            "or a path such as loss.total; did you mean unit?",
        ),
        (
            "hint: think\n",
            "'hint' is no line of an answer; there are: label, unit, or a path such as loss.total",
        ),
        ("loss.shar: 가\n", "no value at 'loss.shar'"),
        ("loss.total: 가\n", "this mistake gives the right answer: 가"),
        ("ab = 가\n", "'loss.total' is '0.80083', and no option says that; there are: ab"),
    ],
)
def test_what_is_refused(repository, body, said):
    found = faults(repository, body)
    assert any(fault.startswith(f"5:5: {said}") for fault in found), found


def test_a_text_needs_options(repository):
    [fault] = faults(repository, "label: 가\n", "```answer loss.text:s\n")
    assert fault.startswith("5:5: 'loss.text' is a text; give the options")


def test_typed_numbers_are_refused(repository):
    [fault] = faults(repository, "loss.share: 0.8입니다\n")
    assert "a typed number, '0.8'" in fault


def test_both_languages_ask_the_same(repository):
    ko, en = [exercise(f"{HEAD}{path}: 가\n```") for path in ("loss.share", "loss.items[0]")]
    repository.page(ko, en)
    assert [f.partition(": ")[2] for f in repository.faults("docs/")] == [
        "docs/ko/page.md lacks this mistake loss.items[0]",
        "docs/en/page.md lacks this mistake loss.share",
    ]


def test_a_formula_would_be_shown_as_its_source(repository):
    said = faults(repository, "loss.share: $q = 1$ 때문입니다.\n")
    assert any("no formula is shown in an answer; say it in words" in fault for fault in said)
