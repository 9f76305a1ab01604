r"""One meaning a letter: the notation table of the glossary, and who keeps it.

A row of the table under `## … { #notation }` is a letter and its meaning; the
words in bold are that letter's own names:

    | $q$ | **예측**: 클래스마다 준 확률 |

Refused are: a letter in a formula that has no row; a name beside another
letter ("the prediction $p$"); and code of snippets/ that gives a letter to
what another letter stands for (`p = softmax(z)`).
"""

import ast
import re
from collections.abc import Iterator

from weave.code import modules
from weave.fault import Fault
from weave.fences.cell import cells
from weave.guards import Site, at
from weave.page import VALUE, Page
from weave.text.maths import formulas
from weave.text.words import LANGUAGES

TABLE = re.compile(r"^##[ \t].*\{[ \t]*#notation[ \t]*\}$", re.M)
NEXT = re.compile(r"^#{1,2}[ \t]", re.M)
ROW = re.compile(r"^\|(?P<letter>[^|\n]*\$[^|\n]*)\|(?P<meaning>[^|\n]*)\|", re.M)
BOLD = re.compile(r"\*\*(.+?)\*\*")
# words in a formula are no letters, nor are commands that are not greek
WORDS = re.compile(
    r"\\(?:text[a-z]*|operatorname\*?|mathrm|begin|end)\{[^{}]*\}"
    r"|\\(?!(?:alpha|beta|gamma|delta|D?elta|epsilon|varepsilon|eta|theta|lambda"
    r"|mu|pi|rho|sigma|Sigma|tau|phi|varphi|omega|ell)(?![A-Za-z]))"
    r"(?:[A-Za-z]+|.)"
)
LETTER = re.compile(r"\\[A-Za-z]+|[A-Za-z]")
# what gives a prediction, and what gives a target
GIVES = {"softmax": "q", "sigmoid": "q", "one_hot": "p"}
OWNED = "pqz"


def letters(latex: str) -> list[tuple[str, int]]:
    """(letter, offset) of each letter that a formula uses as a symbol."""
    blank = VALUE.sub(lambda m: " " * len(m[0]), latex)
    blank = WORDS.sub(lambda m: " " * len(m[0]), blank)
    return [(m[0], m.start()) for m in LETTER.finditer(blank)]


def table(text: str) -> dict[str, set[str]]:
    """{letter: its own names, lower-case} of a glossary page."""
    start = TABLE.search(text)
    if not start:
        return {}
    after = NEXT.search(text, start.end())
    rows: dict[str, set[str]] = {}
    for row in ROW.finditer(text, start.end(), after.start() if after else len(text)):
        names = {name.lower() for name in BOLD.findall(row["meaning"])}
        for formula in re.findall(r"\$([^$]+)\$", row["letter"]):
            found = letters(formula)
            if found:
                rows.setdefault(found[0][0], set()).update(names)
    return rows


def faults(site: Site) -> Iterator[Fault]:
    for language in LANGUAGES:
        if page := site.named(f"docs/{language}/glossary.md"):
            known = table(page.text)
            names = {name: letter for letter in OWNED for name in known.get(letter, ())}
            for one in site.of(language):
                yield from _unknown(one, known)
                if names:
                    yield from _misnamed(one, names)
    for module in modules.modules(site.root):
        code = modules.module_path(site.root, module).read_bytes()
        for row, column, message in _given(code):
            yield Fault(modules.file_of(site.root, module), row, column, message)
    for page in site.pages:
        for cell in cells(page):
            first, _ = page.place(cell.body_start)
            for row, column, message in _given(cell.code):
                yield Fault(page.name, first + row - 1, column, message)


def _unknown(page: Page, known: dict[str, set[str]]) -> Iterator[Fault]:
    """Letters of formulas that have no row; once a page is enough."""
    seen = set(known)
    for formula in formulas(page):
        for letter, offset in letters(page.text[formula.start : formula.end]):
            if letter not in seen:
                seen.add(letter)
                yield at(
                    page,
                    formula.start + offset,
                    (
                        f"the letter {letter} has no meaning on this site; take one "
                        f"of the notation table, or add a row to it in {_glossary(page)}"
                    ),
                )


def _glossary(page: Page) -> str:
    """The glossary of the page's language."""
    return f"docs/{page.language}/glossary.md"


def _misnamed(page: Page, names: dict[str, str]) -> Iterator[Fault]:
    """A name of one letter right before or after another letter."""
    words = "|".join(re.escape(n) for n in sorted(names, key=len, reverse=True))
    letter = rf"[$`]?\b(?P<{{}}>[{OWNED}{OWNED.upper()}])(?![A-Za-z0-9_'’])"
    pattern = re.compile(
        rf"(?<![가-힣\w])(?P<before>{words})(?:인|이라는)?[ \n(]*{letter.format('first')}"
        rf"|{letter.format('last')}[$`]?"
        r"(?:은|는|이|가|[ \n]is|[ \n]are)[ \n](?:an?[ \n]|the[ \n])?"
        # "$q$는 로짓 $z$에서" names z, not q
        rf"(?P<after>{words})(?:입니다|이다|이고|이며|이라|s?\b(?![ \n]*[$`가-힣]))",
        re.I,
    )
    for match in pattern.finditer(page.text):
        name = (match["before"] or match["after"]).lower()
        used = match["first"] or match["last"]
        if names[name] != used:
            yield at(
                page,
                match.start(),
                (
                    f"'{name}' is {names[name]} on this site, not {used}; "
                    f"{_glossary(page)} has the notation"
                ),
            )


def _given(code: str | bytes) -> Iterator[tuple[int, int, str]]:
    """(row, column, message) for a letter that is given what another stands for."""
    try:
        tree = modules.parsed(code)
    except SyntaxError:
        return  # the pages that use it say so
    for node in ast.walk(tree):
        if not isinstance(node, ast.Assign | ast.AnnAssign | ast.NamedExpr):
            continue
        gives = _gives(node.value)
        for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
            name = getattr(target, "id", "")
            if gives and name.split("_")[0].lower() in set(OWNED) - {gives}:
                yield (
                    node.lineno,
                    node.col_offset + 1,
                    (
                        f"'{name}' is given what {gives} stands for on this site; "
                        "rename it: p is the target, q the prediction, z the logits"
                    ),
                )


def _gives(value: ast.expr | None) -> str | None:
    """The letter of what an expression gives, where that can be told."""
    if isinstance(value, ast.ListComp):
        value = value.elt
    if isinstance(value, ast.Call):
        called = value.func
        name = getattr(called, "attr", getattr(called, "id", ""))
        return GIVES.get(name)
    return None
