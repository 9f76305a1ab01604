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

from weave import sources
from weave.fault import Fault
from weave.page import VALUE

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


def letters(latex):
    """(letter, offset) of each letter that a formula uses as a symbol."""
    blank = VALUE.sub(lambda m: " " * len(m[0]), latex)
    blank = WORDS.sub(lambda m: " " * len(m[0]), blank)
    return [(m[0], m.start()) for m in LETTER.finditer(blank)]


def table(text):
    """{letter: its own names, lower-case} of a glossary page."""
    start = TABLE.search(text)
    if not start:
        return {}
    after = NEXT.search(text, start.end())
    rows = {}
    for row in ROW.finditer(text, start.end(), after.start() if after else len(text)):
        names = {name.lower() for name in BOLD.findall(row["meaning"])}
        for formula in re.findall(r"\$([^$]+)\$", row["letter"]):
            found = letters(formula)
            if found:
                rows.setdefault(found[0][0], set()).update(names)
    return rows


def faults(pages, known):
    """Letters of pages that mean nothing, or something else than they should.

    known: {letter: names} of the pages' language.
    """
    names = {name: letter for letter in OWNED for name in known.get(letter, ())}
    for page in pages:
        seen = set(known)
        for start, end, _ in page.formulas:
            for letter, at in letters(page.text[start:end]):
                if letter not in seen:
                    seen.add(letter)  # once a page is enough
                    yield Fault(
                        page.name,
                        *page.place(start + at),
                        f"the letter {letter} has no meaning on this site; take one "
                        f"of the notation table, or add a row to it in {_glossary(page)}",
                    )
        if names:
            yield from _misnamed(page, names)


def _glossary(page):
    """The glossary of the page's language."""
    return f"docs/{page.name.split('/')[1]}/glossary.md"


def _misnamed(page, names):
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
            yield Fault(
                page.name,
                *page.place(match.start()),
                f"'{name}' is {names[name]} on this site, not {used}; "
                f"{_glossary(page)} has the notation",
            )


def code_faults(file, code):
    """Letters of some code that are given what another letter stands for."""
    try:
        tree = sources.parsed(code)
    except SyntaxError:
        return  # the pages that use it say so
    for node in ast.walk(tree):
        if not isinstance(node, ast.Assign | ast.AnnAssign | ast.NamedExpr):
            continue
        gives = _gives(node.value)
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        for target in targets:
            name = getattr(target, "id", "")
            letter = name.split("_")[0].lower()
            if gives and letter in set(OWNED) - {gives}:
                yield Fault(
                    file,
                    node.lineno,
                    node.col_offset + 1,
                    f"'{name}' is given what {gives} stands for on this site; "
                    "rename it: p is the target, q the prediction, z the logits",
                )


def _gives(value):
    """The letter of what an expression gives, where that can be told."""
    if isinstance(value, ast.ListComp):
        value = value.elt
    if isinstance(value, ast.Call):
        called = value.func
        name = getattr(called, "attr", getattr(called, "id", ""))
        return GIVES.get(name)
    return None
