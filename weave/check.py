"""Every guard over every page: what would make a page untrue or unequal."""

import ast
import contextlib
import re
from collections import Counter
from pathlib import Path

from weave import chapters, lab, maths, notation, notebook, sources, terms
from weave.expand import CLOSE, OPEN, edited, expand
from weave.fault import Broken, Fault, Faults, WeaveError
from weave.library import ROOT, Library
from weave.page import INCLUDE, VALUE, Page
from weave.typed import typed

LANGUAGES = ["ko", "en"]
SECTION = re.compile(r"-+8<-+[ \t]+\[[ \t]*start[ \t]*:[ \t]*(?P<name>[\w-]+)[ \t]*\]")
# what markdown would take for maths as well, beside what guards look at
OTHER_MATHS = re.compile(
    r"(?<!\\)\\\((?=(?:(?!\n[ \t]*\n)(?s:.))*?\\\))|^[ \t>]*(?:\\\[|\\begin\{)", re.M
)
# a listing in one of these languages must come from snippets/
CODE = {"python", "py", "pycon", "python3"}


def check(root=ROOT, library=None):
    """All faults of the site in this repository, in order."""
    root = Path(root)
    library = library or Library(root)
    library.refresh()
    pages = read(root)
    faults = labs(root, pages)
    waiting = Counter()
    for page in pages:
        woven = expand(page, library)
        found = [*typed(page), *shape(page, root), *formulas(page, woven)]
        for at, error in woven.faults:
            if isinstance(error, Broken):
                waiting[error.file, error.line, error.message] += 1
            else:
                found.append((at, str(error)))
        faults += [Fault(page.name, *page.place(at), text) for at, text in found]
    for (file, line, said), n in waiting.items():
        places = "1 place in a page waits" if n == 1 else f"{n} places in pages wait"
        faults.append(Fault(file, line, 1, f"{said}; {places} for it"))
    if (root / "README.md").is_file():
        # nothing is woven into it, so it must do without results
        readme = Page("README.md", (root / "README.md").read_text(encoding="utf-8"))
        faults += [Fault(readme.name, *readme.place(at), text) for at, text in typed(readme)]
    faults += parity(pages)
    faults += chapters.faults(root, pages)
    faults += unused(root, pages)
    faults += terms.faults(pages)
    faults += letters(root, pages)
    library.save()
    return sorted(set(faults))


def read(root):
    """Every page of both languages."""
    return [
        # a byte order mark is no character of the page
        Page(path.relative_to(root).as_posix(), path.read_text(encoding="utf-8-sig"))
        for language in LANGUAGES
        for path in sorted((root / "docs" / language).rglob("*.md"))
    ]


def labs(root, pages):
    """Add the labs, Markdown and code, to the pages; gives what is wrong."""
    faults, used = [], set()
    for page in list(pages):
        for fence in page.fences:
            if fence.name != "lab":
                continue
            try:
                if fence.argument not in used:
                    used.add(fence.argument)
                    pages.append(lab.page(root, fence.argument))
            except Faults as error:
                faults += error.faults
            except WeaveError as error:
                faults.append(Fault(page.name, *page.place(fence.start), str(error)))
    for path in sorted((root / "labs").rglob("*.py")):
        name = path.relative_to(root).as_posix()
        if name not in used:
            faults.append(Fault(name, 1, 1, f"no page takes in this lab; write: ```lab {name}"))
    return faults


def shape(page, root):
    """What a page is made of: ids, includes, fences."""
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
    for fence in page.fences:
        body = fence.body.strip()
        at = fence.start + len(fence.indent)
        if fence.name in {"output", "sources", "notebook", "lab"} and body:
            yield at, (
                f"the build fills an '{fence.name}' fence; leave its body empty"
            )
        name = fence.name.lstrip("{.").rstrip("}").lower()
        slug = page.name.rpartition("/")[2].partition(".")[0]
        if name == "notebook" and fence.argument != slug:
            yield at, f"this is the page '{slug}'; write: ```notebook {slug}"
        if name == "cell" and not page.name.startswith("labs/"):
            yield at, "a cell stands in a lab; put it in labs/, and take that in"
        if name in CODE and not all(
            INCLUDE.match(line) or not line.strip("> \t")
            for line in (body or "?").split("\n")
        ):
            yield at, (
                "this code is typed; put it in snippets/ and take it in: "
                '--8<-- "snippets/module.py:section"'
            )
    slug = page.name.rpartition("/")[2].removesuffix(".md")
    offered = any(fence.name == "notebook" for fence in page.fences)
    if not offered and notebook.module_of(root, slug):
        yield 0, (
            "this chapter offers no notebook; write below its opening: "
            f"```notebook {slug}"
        )
    for match in re.finditer(r"\{=|=\}", page.text):
        if not any(v.start <= match.start() < v.end for v in page.values):
            yield match.start(), (
                f"'{match[0]}' has no partner on this line; "
                "a value is {= module.path:format =}"
            )
    for match in re.finditer(f"[{OPEN}{CLOSE}]", page.text):
        yield match.start(), "this character is weave's own; remove it"


def sections(path):
    return [m["name"] for m in SECTION.finditer(path.read_text(encoding="utf-8"))]


def formulas(page, woven):
    """Formulas that are not valid LaTeX once their values are in."""
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


def parity(pages):
    """What one language has and the other lacks."""
    by_slug = {}
    for page in pages:
        _, language, slug = page.name.split("/", 2)
        by_slug.setdefault(slug, {})[language] = page
    for slug, versions in by_slug.items():
        for language in LANGUAGES:
            if language not in versions:
                there = next(iter(versions.values()))
                yield Fault(there.name, 1, 1, f"docs/{language}/{slug} is missing")
        if len(versions) < len(LANGUAGES):
            continue
        for here, other in [LANGUAGES, LANGUAGES[::-1]]:
            yield from _lacking(versions[here], versions[other])
        order = [[mark for _, mark in versions[l].headings] for l in LANGUAGES]
        if order[0] != order[1] and Counter(order[0]) == Counter(order[1]):
            page = versions[LANGUAGES[1]]
            yield Fault(
                page.name, 1, 1, f"its headings stand in another order: {order[1]}"
            )


def letters(root, pages):
    """Letters that mean nothing, or two things."""
    for language in LANGUAGES:
        mine = [page for page in pages if page.name.split("/")[1] == language]
        for page in mine:
            if page.name == f"docs/{language}/{terms.PAGE}":
                yield from notation.faults(mine, notation.table(page.text))
    files = [sources.file_of(root, module) for module in sources.modules(root)]
    files += [page.name for page in pages if page.name.endswith(".py")]
    yield from notation.code_faults(root, files)


def _lacking(here, other):
    """Faults at the things of one page that the other has fewer of."""
    there = Counter((what, key) for what, key, _ in _contents(other))
    for what, key, offset in _contents(here):
        if there[what, key]:
            there[what, key] -= 1
        else:
            first = key.partition("\n")[0]
            named = f"{what} {first}" if key else what
            yield Fault(
                here.name,
                *here.place(offset),
                f"{other.name} lacks this {named}",
            )


def _contents(page):
    """(kind, key, offset) of all that must be the same in both languages."""
    for value in page.values:
        yield "value", value.key, value.start
    for offset, path in page.includes:
        yield "code", path, offset
    for offset, mark in page.headings:
        yield "heading", f"#{mark}", offset
    for offset in page.exercises:
        yield "exercise", "", offset
    for fence in page.fences:
        if fence.name in {"figure", "output", "sources", "answer", "notebook"}:
            yield fence.name, fence.argument, fence.start + len(fence.indent)
        if fence.name == "answer":
            for key in re.findall(r"^[> \t]*([^\s:=]+\.[^\s:=]+):", fence.body, re.M):
                yield "mistake", key, fence.start + len(fence.indent)
        if fence.name == "cell":
            yield "cell", fence.body, fence.start


def unused(root, pages):
    """Modules, sections and figures that no page shows."""
    used, taken = set(), set()
    for page in pages:
        taken |= {path for _, path in page.includes}
        named = [value.path for value in page.values if value.path]
        named += [f.argument.split()[0] for f in page.fences
                  if f.name in {"figure", "output", "answer"} and f.argument]
        used |= set(named)
        code = "\n".join(lab.cells(page))
        with contextlib.suppress(SyntaxError):  # running it says so
            used |= sources.imports(code, "lab")
    modules = sources.modules(root)
    files = {sources.file_of(root, m): m for m in modules}
    shown = {files.get(path.partition(":")[0]) for path in taken}
    shown |= {m for m in modules for name in used
              if name == m or name.startswith(f"{m}.")}
    # what a shown module imports is shown with it
    shown = {n for m in shown - {None} for n in sources.closure(root, m)}
    for file, module in files.items():
        if module not in shown:
            yield Fault(
                file, 1, 1, f"no page uses '{module}'; show it on a page or remove it"
            )
            continue
        path = sources.module_path(root, module)
        try:
            tree = sources.parsed(path.read_bytes())
        except SyntaxError:
            continue  # the pages that use it say so
        whole = file in taken
        text = path.read_text(encoding="utf-8")
        for match in SECTION.finditer(text):
            if not whole and f"{file}:{match['name']}" not in taken:
                line = text.count("\n", 0, match.start()) + 1
                yield Fault(
                    file, line, 1, f"no page shows the section '{match['name']}'"
                )
        for node in tree.body:
            if not isinstance(node, ast.FunctionDef):
                continue
            arguments = [a.arg for a in [*node.args.args, *node.args.kwonlyargs]]
            # pages hand their words to a figure
            figure = node.name.startswith("draw") and "labels" in arguments
            if figure and f"{module}.{node.name}" not in used:
                yield Fault(
                    file, node.lineno, 1, f"no page shows the figure '{node.name}'"
                )
