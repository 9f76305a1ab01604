"""The search leads from what people type to the section that answers."""

import json
from collections import defaultdict
from pathlib import Path

import pytest

from tests.site.pages import PREFIXES

ASSETS = Path("theme/assets/search")
QUERIES = [
    line.split("\t")
    for line in Path(__file__).with_name("queries.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
LINK = "a.md-search-result__link"


@pytest.fixture(scope="module", params=PREFIXES)
def language(request):
    return request.param


@pytest.fixture(scope="module")
def searched(site, language):
    path = site / PREFIXES[language] / "search" / "sections.json"
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def find(browser, searched):
    """The first three sections for each query, as the worker would list them."""
    page = browser.new_page()
    for name in ["words.js", "engine.js"]:
        page.add_script_tag(content=(ASSETS / name).read_text(encoding="utf-8"))
    page.evaluate("found => { window.engine = new Engine(found) }", searched)
    first = "typed => engine.find(typed).slice(0, 3).map(({id}) => id)"
    yield lambda queries: page.evaluate(f"all => all.map({first})", queries)
    page.close()


def test_nine_questions_in_ten_are_answered_among_the_first_three(find, language):
    mine = [(query, set(wanted.split())) for lang, query, wanted in QUERIES if lang == language]
    found = find([query for query, _ in mine])
    missed = [query for (query, wanted), first in zip(mine, found, strict=True)
              if not wanted & set(first)]  # fmt: skip
    assert len(mine) > 100
    assert len(missed) <= len(mine) / 10, "\n".join(missed)


def test_the_queries_lead_to_sections_that_are_there(searched, language):
    known = {section["id"] for section in searched["sections"]}
    wanted = {one for lang, _, all in QUERIES if lang == language for one in all.split()}
    assert wanted - known == set()


def test_a_title_finds_its_section(find, searched):
    same = defaultdict(set)  # some titles stand twice
    for section in searched["sections"]:
        same[section["title"]].add(section["id"])
    found = find(list(same))
    missed = [title for (title, ids), first in zip(same.items(), found, strict=True)
              if not ids & set(first)]  # fmt: skip
    assert len(missed) <= len(same) / 50, "\n".join(missed)


# what lunr took for syntax, forms that stand on no page, slips of the fingers
TYPED = {
    "ko": {
        "2^CE": "units/",
        "-inf": "stability/",
        "손글씨처럼": "training/",
        "퍼플렉시티까지": "language-models/",
        "교차엔트로피의": "glossary/",
        "크로스엔트로피": "glossary/",
        "손실함수": "pytorch/",
        "에포크": "glossary/",
        "logsumexp": "stability/",
        "ｓｏｆｔｍａｘ": "softmax/",
    },
    "en": {
        "2^CE": "units/",
        "-inf": "stability/",
        "onehot": "glossary/",
        "sofmtax": "softmax/",
        "crossentropy": "glossary/",
        '"IndexError: Target 3 is out of bounds."': "pytorch/",
        "KLDivLoss": "soft-targets/",
        "perplexities": "language-models/",
    },
}


def test_what_is_typed_is_text_and_never_syntax(find, language):
    typed = TYPED[language]
    for (query, page), first in zip(typed.items(), find(list(typed)), strict=True):
        assert page in {one.partition("#")[0] for one in first}, (query, first)


def test_nonsense_finds_nothing(find):
    assert find(["qqzzxxq", "~*^:", "", "   "]) == [[], [], [], []]


def test_nothing_is_loaded_before_somebody_types(opened, address, language):
    with opened(PREFIXES[language]) as page:
        asked = []
        page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
        page.wait_for_load_state("networkidle")
        assert "sections.json" not in asked
        box = page.locator("input[data-md-component=search-query]")
        # as a paste by mouse does: no key is let go
        box.evaluate("""box => {
          box.focus()
          box.value = "IndexError"
          box.dispatchEvent(new InputEvent("input", {bubbles: true}))
        }""")
        page.wait_for_selector(
            f"{LINK}[href^='{address}{PREFIXES[language]}pytorch/']", state="attached"
        )
        assert page.locator(f"{LINK} mark").count()
        box.fill("qqzzxxq")
        page.wait_for_function(f"!document.querySelector('{LINK}')")
        assert page.faults == []


def test_what_is_searched_is_what_is_seen(searched):
    said = "\n".join(section["body"] for section in searched["sections"])
    assert "0.8008" in said
    # the origin of a number, the texts of a figure and the code of all files are no text
    for hidden in ["snippets/worked_example.py:", "worked_example.before.total", "<svg", "<desc"]:
        assert hidden not in said
    code = {one["id"]: one for one in searched["sections"] if one["id"].startswith("code/")}
    assert "code/" not in code and code["code/units/"]["body"] == ""


def test_a_name_of_the_code_leads_to_its_file(find):
    """Names that no page shows, and files by their names."""
    wanted = {
        "probability_bars": "code/figures/bars/",
        "gaps_float16": "code/loss_breaks/",
        "held_out_x": "code/small_network/",
        "finite_differences.py": "code/finite_differences/",
        "patch_network.py": "code/patch_network/",
    }
    found = find(list(wanted))
    for (query, page), first in zip(wanted.items(), found, strict=True):
        assert page in first, (query, first)


def test_a_formula_is_said_once(searched):
    said = "\n".join(section["body"] for section in searched["sections"])
    assert "\\log" not in said and "\\frac" not in said
