"""Exercises check what somebody types, as the rules below say."""

import json

import pytest

from tests.site.pages import PREFIXES
from tests.site.test_axe import violations

LN2 = 0.6931471805599453
RIGHT = 0.9528797
# what the questions below ask for, and a mistake
QUESTION = {
    "path": "a.b",
    "label": "",
    "unit": "bits",
    "right": RIGHT,
    "mistakes": [[0.8008767, "The first term is missing."]],
    "options": [],
}
JUDGE = """async ([question, typed]) => {
  const {judge} = await import(new URL("assets/answers.js", document.baseURI.replace("units/", "")))
  return typed.map(text => judge(question, text))
}"""
READ = """async typed => {
  const {read} = await import(new URL("assets/answers.js", document.baseURI.replace("units/", "")))
  return typed.map(text => read(text)?.value ?? null)
}"""


@pytest.fixture(scope="module")
def units(opened):
    with opened("en/units/") as page:
        page.wait_for_selector(".exercise form")
        yield page


def judged(page, *typed, **changes):
    return page.evaluate(JUDGE, [{**QUESTION, **changes}, list(typed)])


def test_numbers_in_any_reasonable_form(units):
    forms = {
        "0.95": 0.95,
        "0,95": 0.95,
        ".9529": 0.9529,
        ",5": 0.5,
        "95.3%": 0.953,
        " 95 % ": 0.95,
        "1/3": 1 / 3,
        "−0.5": -0.5,
        "-0.5": -0.5,
        "+2": 2,
        "2.": 2,
        "1,000": 1000,
        "12,345.6": 12345.6,
        "1,5": 1.5,
        "1e-3": 1e-3,
        "2.5E2": 250,
        "0.95 bits": 0.95,
        "0.95비트": 0.95,
        "3 nats": 3,
        "50퍼센트": 0.5,
    }
    values = units.evaluate(READ, list(forms))
    assert values == pytest.approx(list(forms.values()))


def test_what_is_no_number(units):
    no = ["", " ", "abc", "1.2.3", "1,2,3", "--1", "1/0", "e", "%", "1 2", "０x1", "Infinity"]
    assert units.evaluate(READ, no) == [None] * len(no)
    assert all("Give a number" in said for _, said in judged(units, *no))


def test_right_in_as_many_digits_as_are_given(units):
    typed = ["0.95", "0,95", ".953", "0.9529", "0.95288", "95%", "95.3%", "0.9528797"]
    assert judged(units, *typed) == [[True, "Right."]] * len(typed)


@pytest.mark.parametrize(
    "typed, said",
    [
        ("1", "a little more detail"),
        ("0.9528", "how the last digit is rounded"),
        ("0.9", "Not yet"),
        ("0.90", "Not yet"),
        ("-0.95", "check the sign"),
        ("95.3", "add the % sign"),
        ("0.8009", "The first term is missing."),
        ("0.80", "The first term is missing."),
        (f"{RIGHT * LN2:.3f}", "that is in nats, and the question asks for bits"),
        (f"{RIGHT * LN2 / 2.302585092994046:.3f}", "that is in bans"),
        ("7", "Not yet. Try the hint."),
    ],
)
def test_what_it_says_of_other_numbers(units, typed, said):
    [[right, words]] = judged(units, typed)
    assert not right and said in words, words


def test_a_whole_number_and_nought(units):
    assert judged(units, "10", "10.0", right=10, unit="", mistakes=[])[0][0]
    assert not judged(units, "9", "11", right=10, unit="", mistakes=[])[0][0]
    assert judged(units, "0", "0.00", right=0, unit="", mistakes=[]) == [[True, "Right."]] * 2
    assert not judged(units, "0.4", right=0, unit="", mistakes=[])[0][0]


def test_a_choice(units):
    question = {
        "right": "no",
        "unit": "",
        "mistakes": [["yes", "Look again."]],
        "options": [["yes", "Yes"], ["no", "No"], ["both", "Both"]],
    }
    assert judged(units, "no", "yes", "both", "", **question) == [
        [True, "Right."],
        [False, "Look again."],
        [False, "Not yet. Try the hint."],
        [False, "Choose one."],
    ]


@pytest.mark.parametrize("language", PREFIXES)
def test_typed_on_the_page_kept_and_cleared(opened, language):
    words = {"ko": ("맞았습니다.", "진도 지우기"), "en": ("Right.", "Clear progress")}[language]
    with opened(f"{PREFIXES[language]}units/") as page:
        first = page.locator(".exercise").first
        question = json.loads(page.locator(".question").first.get_attribute("data-question"))
        # nothing is counted, and nothing given away, before the first try
        assert page.get_by_role("button", name=words[1]).count() == 0
        assert page.locator(".answers").inner_text().strip() == ""
        links = first.locator("details > summary")
        assert links.count() == 2 and not links.first.is_visible()
        # the usual mistake first, from the keyboard alone
        first.locator("input").fill(f"{question['mistakes'][0][0]:.4f}")
        first.locator("input").press("Enter")
        said = first.get_by_role("status")
        assert said.inner_text() == f"✗ {question['mistakes'][0][1]}"
        wrong = said.evaluate("e => getComputedStyle(e).color")
        assert links.first.is_visible() and not first.locator("details[open]").count()
        links.first.press("Enter")
        assert first.locator("details.hint[open] p").is_visible()
        first.locator("input").fill(f"{question['right']:.4f}")
        first.locator("input").press("Tab")
        page.keyboard.press("Enter")
        assert said.inner_text() == f"✓ {words[0]}"
        assert said.evaluate("e => getComputedStyle(e).color") != wrong
        assert page.url.endswith("units/")
        page.goto(page.url + "?again")
        assert page.locator(".said.right").count() == 1
        assert page.locator(".exercise details:visible").count() == 2
        page.get_by_role("button", name=words[1]).click()
        assert page.locator(".said.right, .exercise details:visible").count() == 0
        assert page.evaluate("localStorage.getItem('cross-entropy-answers')") is None
        assert page.faults == []


def test_one_check_for_all_questions_of_an_exercise(opened):
    with opened("en/gradient/") as page:
        box = page.locator(".exercise").first
        asked = [
            json.loads(question.get_attribute("data-question"))
            for question in box.locator(".question").all()
        ]
        assert len(asked) == 3
        check = box.get_by_role("button", name="Check")
        assert check.count() == 1
        said = box.locator(".said")
        check.click()  # with nothing given it says so, once, and gives nothing away
        assert said.all_inner_texts()[1:] == ["", ""]
        assert said.first.inner_text().startswith("✗ Give a number")
        assert box.locator("details:visible").count() == 0
        box.locator("input").nth(0).fill(str(asked[0]["right"]))
        box.locator("input").nth(2).fill("7")
        check.click()
        first, second, third = said.all_inner_texts()
        assert first == "✓ Right." and second == "" and third.startswith("✗ ")
        score = page.locator(".answers")
        assert "1 of " in score.inner_text()
        # the counter is below the last exercise
        last = page.locator(".exercise").last.bounding_box()
        assert score.bounding_box()["y"] >= last["y"] + last["height"]


@pytest.mark.parametrize("path", ["units/", "en/entropy/", "en/why-log/", "en/gradient/"])
def test_an_exercise_has_no_box_and_says_nothing_twice(opened, path):
    with opened(path) as page:
        for n, box in enumerate(page.locator(".exercise").all(), start=1):
            assert box.evaluate("e => getComputedStyle(e, '::before').content").startswith(
                "counter(exercise)"
            )
            title = box.locator(".admonition-title").text_content()
            assert title.endswith(f" {n}"), "the number in the margin is another"
            edges = ["borderLeftWidth", "borderRightWidth", "borderBottomWidth", "boxShadow"]
            look = box.evaluate("(e, names) => names.map(n => getComputedStyle(e)[n])", edges)
            assert look == ["0px", "0px", "0px", "none"]
            # an only choice is asked by the exercise itself
            if box.locator(".question").count() == 1 and box.locator("legend").count():
                assert box.locator("legend").bounding_box()["width"] <= 1
            # the check stands left, on a line of its own below choices
            if box.locator("fieldset").count():
                check, field = box.locator("form button"), box.locator("fieldset").last
                assert abs(check.bounding_box()["x"] - field.bounding_box()["x"]) < 1
                below = field.bounding_box()
                assert check.bounding_box()["y"] >= below["y"] + below["height"]
        assert violations(page, "#exercises ~ *") == []


def test_without_scripts_there_is_no_form(opened):
    with opened("units/", scripts=False) as page:
        assert page.locator("form, .answers").locator("visible=true").count() <= 1  # the search
        assert page.locator(".exercise form, .exercise input").count() == 0
        # question, hint and answer stay
        for box in page.locator(".exercise").all():
            assert box.locator("p").nth(1).is_visible()
            assert box.locator("details.hint, details.success").locator("visible=true").count() == 2
