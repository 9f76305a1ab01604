"""The form that foretells what PyTorch says, against every recorded call."""

import pytest

from snippets import shape_doctor as doctor
from tests.site.conftest import PHONE
from tests.site.pages import PREFIXES
from tests.site.test_formulas import differences
from tests.snippets.test_shape_doctor import CALLS, told
from weave.code.library import Library

FORM = ".ask.ready[data-ask=shape-doctor]"
SAID = f"{FORM} .said p"
# of the page's own functions: what test_shape_doctor asks of Python's
GRID = """(form, calls) => {
  const f = form.doctor.f
  return calls.map(([z, y, ...rest]) => [
    f.message(z, y, ...rest) || String(f.terms(z, y, rest[2], rest[3])),
    f.pairs(z, y), f.letters(z), f.readable(z, y),
  ])
}"""


@pytest.mark.parametrize("prefix", PREFIXES.values(), ids=PREFIXES)
def test_every_recorded_call_in_the_browser(opened, prefix):
    with opened(f"{prefix}pytorch/") as page:
        form = page.wait_for_selector(FORM)
        answers = form.evaluate(GRID, [given for given, _ in CALLS])
        assert len(answers) == len(CALLS) > 5000
        wrong = []
        for (given, said), answer in zip(CALLS, answers):
            shapes = given[:2]
            rest = [doctor.pairs(*shapes), doctor.letters(shapes[0]), doctor.readable(*shapes)]
            if answer != [said, *rest]:
                wrong.append((given, said, answer))
        assert wrong == []
        assert page.faults == []


@pytest.mark.parametrize(
    "right, wrong",
    [
        ('"Long", "Int"', '"Int", "Long"'),
        ("py_num(ignored) >= 0", "py_num(ignored) > 255"),
        ("(dims > 2)", "(dims > 3)"),
        ("py_num(label) < 0", "py_num(label) < -1"),
        ("(py_num(smoothing) > 0)", "(py_num(smoothing) > 1)"),
        ("py_sub(count, 1)", "count"),
        ("py_eq(weights, 0)", "py_eq(weights, 1)"),
    ],
)
def test_a_mutated_rule_is_caught(browser, right, wrong):
    names = ["message", "terms"]
    source = Library().javascript({name: f"shape_doctor.{name}" for name in names})
    dims = source.replace("py_num(dims)", "dims")
    assert right in dims
    calls = [
        (0, name, getattr(doctor, name), given if name == "message" else terms_of(given))
        for given, _ in CALLS
        for name in names
    ]
    mutant = [dims.replace(right, wrong)]
    # some at a time, until one differs
    parts = (calls[n : n + 1000] for n in range(0, len(calls), 1000))
    assert any(differences(browser, mutant, part) for part in parts)


def terms_of(given):
    logits, target, _, _, label, ignored, *_ = given
    return logits, target, label, ignored


def test_shapes_are_typed_and_dtypes_chosen_by_keyboard(opened):
    with opened("en/pytorch/") as page:
        page.wait_for_selector(FORM)
        assert page.text_content(SAID).startswith("It works, and gives the mean of 48 losses.")
        page.get_by_label("Shape of the logits").focus()
        page.keyboard.press("Control+A")
        page.keyboard.type("(8, 5)")
        page.keyboard.press("Tab")  # the chosen dtype
        page.keyboard.press("Tab")
        page.keyboard.press("Control+A")
        page.keyboard.type("torch.Size([8])")
        assert page.text_content(SAID).startswith("It works, and gives the mean of 8 losses.")
        page.keyboard.press("Tab")
        page.keyboard.press("ArrowRight")  # int32
        said = told((8, 5), (8,), "float32", "int32", 0, -100, 0.0)
        assert page.text_content(SAID) == f"It raises an error. {said}"
        assert page.faults == []


@pytest.mark.parametrize("text", ["", "2,,5", "2.5, 3", "-2, 5", "0, 5", "N, C", "1,1,1,1,1,1,1"])
def test_what_is_no_shape_is_said(opened, text):
    with opened("en/pytorch/") as page:
        page.wait_for_selector(FORM)
        page.get_by_label("Shape of the logits").fill(text)
        assert page.text_content(SAID).startswith("A shape is whole numbers above 0")
        assert page.locator(f"{FORM} table").count() == 0
        assert page.faults == []


def test_presets_by_touch_are_said_and_kept_in_the_address(opened, address):
    with opened("en/pytorch/", touch=True, size=PHONE) as page:
        page.wait_for_selector(FORM)
        # read in the page, at the tap itself: a busy machine's test would come too late
        page.eval_on_selector(
            FORM,
            """form => form.addEventListener("click", () => {
          form.heard = form.querySelector("[role=status]").textContent
        })""",
        )
        for button in page.query_selector_all(f"{FORM} button"):
            box = button.bounding_box()
            assert min(box["width"], box["height"]) >= 24
        page.get_by_role("button", name="(N, 1) labels").tap()
        said = told((8, 5), (8, 1), "float32", "int64", 0, -100, 0.0)
        assert page.eval_on_selector(FORM, "form => form.heard") == ""
        spoken = f"{FORM} [role=status]"
        page.wait_for_function("of => document.querySelector(of).textContent", arg=spoken)
        assert page.text_content(spoken) == page.text_content(SAID) == f"It raises an error. {said}"
        shared = page.url.removeprefix(address)
        assert "shape-doctor=8x5_8x1_float32_int64_0_-100_0" in shared
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        assert page.faults == []
    with opened(shared.removeprefix("en/")) as page:
        page.wait_for_selector(FORM)
        assert page.text_content(SAID) == f"오류가 납니다. {said}"
        page.get_by_role("button", name="픽셀", exact=True).click()
        page.wait_for_function("!location.search")
        assert page.faults == []


@pytest.mark.parametrize("kept", ["", "x", "a_b_c_d_e_f_g", "%00"])
def test_an_address_that_makes_no_sense(opened, kept):
    with opened(f"pytorch/?shape-doctor={kept}") as page:
        page.wait_for_selector(f"{FORM} .said p")
        assert page.faults == []


def test_dimensions_that_pair_up_stand_one_below_the_other(opened):
    with opened("en/pytorch/") as page:
        page.wait_for_selector(FORM)
        page.get_by_role("button", name="(N, 1, H, W) mask").click()
        rows = page.locator(f"{FORM} tr").all()
        cells = [row.locator("td").all_text_contents() for row in rows]
        assert cells[0] == ["N", "C", "H", "W", "dimension 3"]
        assert cells[1] == ["2", "5", "4", "6", "–"]
        assert cells[2] == ["2", "–", "1", "4", "6"]
        assert cells[3] == ["= same", "classes", "≠ differ", "≠ differ", "≠ differ"]
        colours = page.locator(f"{FORM} tr:nth-of-type(2) td").evaluate_all(
            "all => all.map(one => getComputedStyle(one).borderBottomColor)"
        )
        assert colours[0] not in colours[1:]


def test_without_scripts_there_is_no_form(opened):
    with opened("pytorch/", scripts=False) as page:
        assert page.query_selector(".ask :is(form, button, input)") is None
