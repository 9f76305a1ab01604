"""Each recorded message and each computed loss leads to the row that explains it."""

import json
import math
import re
from pathlib import Path

import pytest

from snippets import troubleshooting
from tests.snippets.recordings import FOLDER, recorded
from tests.snippets.test_shape_doctor import CALLS
from weave import fences
from weave.code.library import Library

ROOT = Path(__file__).parents[2]
ROW = re.compile(
    r"^\| (?P<first>.*?) \| .* → \[.*?\]\((?P<page>[\w-]+)\.md#(?P<id>[\w-]+)\) \|$", re.M
)
MESSAGE = re.compile(r"`\{= (\S+):s =\}`")
SIGN = re.compile(r'<span id="sign-([\w-]+)">')


def rows(language):
    """(first cell, page, heading) of each row."""
    text = (ROOT / f"docs/{language}/troubleshooting.md").read_text(encoding="utf-8")
    return [(match["first"], match["page"], match["id"]) for match in ROW.finditer(text)]


@pytest.fixture(scope="module")
def known():
    """[(message, page, heading)] of the English page."""
    library = Library()
    return [
        (library.value(path, "s").text, page, heading)
        for first, page, heading in rows("en")
        for path in MESSAGE.findall(first)
    ]


def lead(known, pasted):
    places = troubleshooting.likest([message for message, _, _ in known], pasted)
    return {f"{known[n][1]}#{known[n][2]}" for n in places}


def sections(name):
    """{path of a message: the heading below which a page quotes it}."""
    page = fences.load(ROOT, f"docs/en/{name}.md")
    found = {}
    for path in re.findall(r"^> (?:Assertion )?`\{= (\S+):s =\}`", page.text, re.M):
        at = page.text.index(f"`{{= {path}:s =}}`")
        found[path] = [mark for start, mark in page.headings if start < at][-1]
    return found


def test_each_message_of_the_pytorch_page_leads_to_where_it_stands(known):
    library = Library()
    quoted = sections("pytorch")
    assert len(quoted) > 20
    for path, heading in quoted.items():
        led = lead(known, library.value(path, "s").text)
        assert f"pytorch#{heading}" in led, (path, led)
        # -1, 13 and 192 have causes of their own, and one message has a cause in BCE too
        assert led == {f"pytorch#{heading}"} or heading in {"bounds", "columns"}, (path, led)


def test_each_recorded_message_leads_somewhere(known):
    said = {message for _, message in CALLS if not message.isdigit()}
    for file in FOLDER.glob("*.json"):
        values = json.loads(file.read_text(encoding="utf-8"))["values"].values()
        said |= {text for text in values if isinstance(text, str) and "Error: " in text}
    assert len(said) > 90
    assert [text for text in sorted(said) if not lead(known, text)] == []


def kind(message):
    """A message without its numbers."""
    return re.sub(r"-?\d+(, )?", "", message.replace(", ", ""))


def test_each_call_of_the_grid_leads_to_the_row_of_its_kind(known):
    """Numbers apart, a recorded message of the grid is one of a row, or differs by a dtype."""
    exact = {kind(message): f"{page}#{heading}" for message, page, heading in known}
    seen = {kind(message) for _, message in CALLS if not message.isdigit()}
    same = seen & set(exact)
    assert len(same) > 10
    for message in {message for _, message in CALLS}:
        if kind(message) in same:
            assert exact[kind(message)] in lead(known, message)


@pytest.mark.parametrize("others", ["{}", "Traceback (most recent call last):\n  File x\n{}\n"])
def test_pasted_whole_in_a_traceback_in_part_or_with_other_numbers(known, others):
    for message, page, heading in known:
        place = f"{page}#{heading}"
        assert place in lead(known, others.format(message))
        assert place in lead(known, others.format(re.sub(r"\d+", "7", message)))
        without = message.partition("Error: ")[2]
        assert place in lead(known, others.format(without or message))
    assert lead(known, "multi-target not supported") == {"pytorch#columns"}
    assert lead(known, "cuda error: DEVICE-SIDE ASSERT") == {"pytorch#device-side-assert"}


def test_one_letter_more_or_less_of_a_rule_would_be_seen(known):
    """What is no message of a row leads nowhere."""
    for text in [
        "",
        "loss",
        "RuntimeError: ",
        "KeyError: 'loss'",
        "RuntimeError: CUDA out of memory",
    ]:
        assert lead(known, text) == set(), text


def test_a_gpu_log_leads_to_the_assert(known):
    cases = json.loads((ROOT / "snippets/data/on_gpu.json").read_text(encoding="utf-8"))["cases"]
    log = "\n".join(
        [cases["labels_from_1"]["first_assert"], *cases["labels_from_1"]["stderr_tail"]]
    )
    assert lead(known, log) == {"pytorch#device-side-assert"}
    last = cases["cpu_target"]["stderr_tail"]
    assert lead(known, "\n".join(last)) == {"pytorch#device"}
    assert lead(known, cases["bce_target_255"]["first_assert"]) == {"pytorch#void"}


# --- losses

PYTORCH = {name: recorded(name)["values"] for name in ["units", "softmax", "entropy", "stability"]}
LOSSES = [
    # as printed, the classes, and what it must be a sign of; from recordings where there are any
    (round(PYTORCH["units"]["first"][2], 4), 10, {"start", "stuck"}),
    (0.6931, 2, {"start", "stuck"}),
    (2.31, 10, {"start"}),
    (10.8249, 50257, {"start", "stuck"}),
    (math.log(math.e + 2) - 1, 3, {"twice"}),
    (math.log(math.e + 9), 10, {"start", "twice"}),
    (0.3133, 2, {"twice"}),
    (3.3219, 10, {"bits"}),
    (-0.91 * math.log(0.91) - 9 * 0.01 * math.log(0.01), 10, {"smoothing"}),
    (-0.955 * math.log(0.955) - 9 * 0.005 * math.log(0.005), 10, {"smoothing"}),
    (-0.82 * math.log(0.82) - 9 * 0.02 * math.log(0.02), 10, {"smoothing"}),
    (6.6667, 3, {"sure", "sum"}),
    (0.0, 1, {"zero"}),
    (0.0, 5, {"zero"}),
    (PYTORCH["softmax"]["q_nll"], 3, {"nll", "kl"}),
    (PYTORCH["entropy"]["no_log"], 4, {"kl", "grey"}),
    (-0.03, 3, {"nll", "kl"}),
    (math.nan, 3, {"nan-ignored", "nan-found", "nan-masked"}),
    (math.inf, 3, {"inf-masked", "inf-softmax", "inf-half"}),
    (-1269.9933, 2, {"kl", "grey"}),
    (100.0, 2, {"clamp", "sure", "sum"}),
    (0.9, 3, {"none"}),
]  # fmt: skip


@pytest.mark.parametrize("loss, classes, names", LOSSES)
def test_what_a_loss_is_a_sign_of(loss, classes, names):
    assert set(troubleshooting.symptoms(loss, classes)) == names


def test_each_sign_has_a_row_in_both_languages_and_each_row_a_rule():
    found = set().union(*(names for _, _, names in LOSSES))
    for language in ["en", "ko"]:
        named = [name for first, _, _ in rows(language) for name in SIGN.findall(first)]
        assert sorted(named) == sorted(found)


def test_no_class_is_refused():
    with pytest.raises(ValueError, match="no class"):
        troubleshooting.symptoms(1.0, 0)


def test_printed(printed):
    text = printed(troubleshooting)
    assert " 2.3026 with 10 classes: start, stuck\n" in text
    assert "is message 0\n" in text
