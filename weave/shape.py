"""What a page is made of: ids, fences, boxes, exercises, formulas, tables."""

import difflib
import re
from collections import Counter

from weave import maths, notebook
from weave.expand import CLOSE, OPEN
from weave.fault import WeaveError
from weave.page import INCLUDE, VALUE, edited

SECTION = re.compile(
    r"-+8<-+[ \t]+\[[ \t]*(?P<mark>start|end)[ \t]*:[ \t]*(?P<name>[\w-]+)[ \t]*\]"
)
TITLE = re.compile(r"\btitle=[\"'](?P<file>snippets/[^\"']+)[\"']")
# what markdown would take for maths as well, beside what guards look at
OTHER_MATHS = re.compile(
    r"(?<!\\)\\\((?=(?:(?!\n[ \t]*\n)(?s:.))*?\\\))|^[ \t>]*(?:\\\[|\\begin\{)", re.M
)
DOLLAR = re.compile(r"(?<!\\)(?P<marks>\$\$?)(?P<price>\d[\d,.]*(?![\w\\^_{])(?!\s*[-−+*/=<>\\^_]))?")
BAR = re.compile(r"(?<!\\)\|")
# a listing in one of these languages must come from snippets/
CODE = {"python", "py", "pycon", "python3"}
UNCLOSED = re.compile(r"^[ \t>]*(?P<marks>`{3,}|~{3,})[^`\n]*$", re.M)
OURS = ["answer", "cell", "figure", "notebook", "output", "sources"]
BOX = re.compile(r"^[ \t>]*(?:!!!|\?\?\?\+?)[ \t]*(?P<kind>[\w-]+)", re.M)
# the exercise is this site's own; all others are Material's
BOXES = (
    "exercise hint success note abstract summary tldr info todo tip important check done "
    "question help faq warning caution attention failure fail missing danger error bug "
    "example quote cite"
).split()
# the head of a table, and the line below it
HEAD = re.compile(
    r"^(?P<head>[ \t>]*\|.+)\n[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$", re.M
)
CELL = re.compile(r"(?<=\|)(?:\\.|[^|\\])*(?=\|)")


def shape(page, root):
    """(offset, message) for each thing that would not be what it looks like."""
    yield from _headings(page)
    yield from _includes(page, root)
    yield from _fences(page)
    yield from _unclosed(page)
    yield from _live(page, root)
    yield from _boxes(page)
    yield from _exercises(page)
    slug = page.name.rpartition("/")[2].removesuffix(".md")
    offered = any(fence.name == "notebook" for fence in page.fences)
    described = re.search(r"^description:[ \t]*\S", page.text, re.M)
    if offered and not described:
        yield 0, "this chapter has no description; begin it with --- and a line description: …"
    if not offered and notebook.module_of(root, slug):
        yield 0, (
            "this chapter offers no notebook; write below its opening: "
            f"```notebook {slug}"
        )
    for match in re.finditer(r"\{=|=\}", page.text):
        if not any(v.start <= match.start() < v.end for v in page.values):
            yield match.start(), (
                "this value is not closed; end it with =}"
                if match[0] == "{="
                else "'=}' has no partner on this line; a value is {= module.path:format =}"
            )
    for match in re.finditer(f"[{OPEN}{CLOSE}]", page.text):
        yield match.start(), "this character is weave's own; remove it"
    for match in HEAD.finditer(page.text):
        if page.kind_at(match.end()) == "prose":
            yield from _head(page, match.start("head"), match["head"])


def _headings(page):
    for offset, mark in page.headings:
        if not mark:
            yield offset, (
                "this heading has no id, and languages link by it; "
                "write: ## Words { #short-id }"
            )
    ids = Counter(mark for _, mark in page.headings if mark)
    for offset, mark in page.headings:
        if ids[mark] > 1:
            yield offset, f"the id '{mark}' stands on {ids[mark]} headings of this page"


def _includes(page, root):
    for offset, path in page.includes:
        file, _, section = path.partition(":")
        if not re.fullmatch(r"snippets/(?!.*\.\.).+\.py", file):
            yield offset, (
                f"'{file}' is no code of snippets/, and only that is tested; "
                "take in snippets/module.py"
            )
        elif page.kind_at(offset) != "fence":
            yield offset, "code is taken in by a fence; write ```python around it"
        elif not (root / file).is_file():
            yield offset, f"there is no file '{file}' in this repository"
        elif section and section not in sections(root / file):
            known = ", ".join(sections(root / file)) or "none"
            yield offset, f"'{file}' has no section '{section}'; it has: {known}"
        else:
            title = TITLE.search(page.fence_at(offset).info)
            if title and title["file"] != file:
                yield offset, (
                    f"the title of this listing is '{title['file']}', but it takes in '{file}'"
                )


def sections(path):
    text = path.read_text(encoding="utf-8")
    return [m["name"] for m in SECTION.finditer(text) if m["mark"] == "start"]


def unended(text):
    """(offset, message) for each section of some code that lacks an end, or a start."""
    marks = list(SECTION.finditer(text))
    for one, other in [("start", "end"), ("end", "start")]:
        there = {match["name"] for match in marks if match["mark"] == other}
        for match in marks:
            if match["mark"] == one and match["name"] not in there:
                yield match.start(), (
                    f"section '{match['name']}' has no [{other}:{match['name']}]; "
                    f"write: # --8<-- [{other}:{match['name']}]"
                )


def _fences(page):
    slug = page.name.rpartition("/")[2].partition(".")[0]
    for fence in page.fences:
        body = fence.body.strip()
        at = fence.start + len(fence.indent)
        if fence.name in {"output", "sources", "notebook"} and body:
            yield at, (
                f"the build fills an '{fence.name}' fence; leave its body empty"
            )
        name = re.match(r"[{.]*([^\s{}]*)", fence.name)[1].lower()
        if not _is_language(name):
            near = difflib.get_close_matches(name, [*OURS, "python", "text"], n=1)
            yield at, f"no fence is called '{name}'; " + (
                f"did you mean {near[0]}?" if near
                else f"there are: {', '.join(OURS)}, and languages such as python and text"
            )
        if name == "notebook" and fence.argument != slug:
            yield at, f"this is the page '{slug}'; write: ```notebook {slug}"
        if name in CODE and not all(
            INCLUDE.match(line) or not line.strip("> \t")
            for line in (body or "?").split("\n")
        ):
            yield at, (
                "this code is typed; put it in snippets/ and take it in: "
                '--8<-- "snippets/module.py:section"'
            )


def _unclosed(page):
    """Three backticks that open a fence for the author alone."""
    for match in UNCLOSED.finditer(page.text):
        if page.kind_at(match.start("marks")) in {"prose", "code"}:
            yield match.start("marks"), (
                "this fence is not closed; end it with the same marks, indented alike"
            )
            return  # from there on, one is taken for the other


def _is_language(name):
    """Whether a fence of that name is weave's, or one that Pygments colours."""
    if name in {"", "text", "sh", *CODE, *OURS}:
        return True
    from pygments.lexers import find_lexer_class_by_name  # few pages need it
    from pygments.util import ClassNotFound

    try:
        return bool(find_lexer_class_by_name(name))
    except ClassNotFound:
        return False


def _live(page, root):
    """Figures that answer by a file that is not there."""
    folder = root / "theme" / "assets" / "live"
    for fence in page.fences:
        for text in fence.texts if fence.name == "figure" else []:
            name = text["text"].split()[0]
            if text["key"] == "live" and not (folder / f"{name}.js").is_file():
                known = ", ".join(sorted(path.name for path in folder.glob("*.js"))) or "none"
                yield fence.body_start + text.start("text"), (
                    f"there is no theme/assets/live/{name}.js; there are: {known}"
                )


def _boxes(page):
    for match in BOX.finditer(page.text):
        if match["kind"] not in BOXES and page.kind_at(match.start("kind")) == "prose":
            near = difflib.get_close_matches(match["kind"], BOXES, n=1)
            yield match.start("kind"), f"no box is called '{match['kind']}'; " + (
                f"did you mean {near[0]}?" if near else f"there are: {', '.join(BOXES)}"
            )


def _exercises(page):
    """Answers outside an exercise; exercises with an answer, but no words for it."""
    answers = [fence for fence in page.fences if fence.name == "answer"]
    asked = set()
    for start in page.exercises:
        end = _end(page.text, start)
        mine = [fence for fence in answers if start < fence.start < end]
        asked |= {fence.start for fence in mine}
        for kind in ["hint", "success"] if mine else []:
            boxes = BOX.finditer(page.text, start, end)
            if not any(box["kind"] == kind for box in boxes):
                yield start, (
                    f"this exercise has no ??? {kind}; write below its answer fence, "
                    f'four spaces in: ??? {kind} "…"'
                )
    for fence in answers:
        if fence.start not in asked:
            yield fence.start + len(fence.indent), (
                'an answer stands in an exercise; write !!! exercise "…" above it, '
                "and indent it by four spaces"
            )


def _end(text, start):
    """Where the lines end that are indented by four spaces below a box."""
    first, *lines = text[start:].splitlines(keepends=True)
    inside = len(first) - len(first.lstrip(" ")) + 4
    end = start + len(first)
    for line in lines:
        if line.strip() and not line.startswith(" " * inside):
            break
        end += len(line)
    return end


def _head(page, start, head):
    """Cells of a table's head without a word: nothing would be read out there."""
    for cell in CELL.finditer(head):
        at = start + cell.start()
        kinds = [page.kind_at(at + n) for n in range(len(cell[0]))]
        if "math" in kinds and not any(
            character.isalnum() and kind != "math" for character, kind in zip(cell[0], kinds)
        ):
            yield at + len(cell[0]) - len(cell[0].lstrip()), (
                "a table head needs a word; write one beside the formula"
            )


def formulas(page, woven):
    """Formulas that are not valid LaTeX once their values are in, or not closed."""
    for start, end, display in page.formulas:
        # a value that could not be woven has its own fault
        text = VALUE.sub("1", edited(page.text, start, end, woven.edits))
        try:
            maths.mathml(text.strip(), display)
        except WeaveError as error:
            yield start - (2 if display else 1), str(error)
    for match in OTHER_MATHS.finditer(page.text):
        if page.kind_at(match.start()) == "prose":
            yield match.start(), "write a formula between dollars: $…$ or $$…$$"
    for span in page.spans:
        line = page.text.rfind("\n", 0, span.start) + 1
        row = page.text[line : span.start].lstrip(" \t>").startswith("|")
        bar = row and span.kind == "math" and BAR.search(page.text, span.start, span.end)
        if bar:
            yield bar.start(), r"this bar ends the table's cell; in a formula write \vert or \mid"
    values = {n for value in page.values for n in range(value.start, value.end)}
    for match in DOLLAR.finditer(page.text):
        at = match.start()
        if page.kind_at(at) == "prose" and at not in values and not match["price"]:
            marks = match["marks"]
            yield at, (
                f"'{marks}' has no partner in this paragraph; a formula is {marks}…{marks}, "
                r"and a dollar sign is \$"
            )
