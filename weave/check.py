"""Every guard over every page: what would make a page untrue or unequal."""

import ast
import contextlib
import re
from collections import Counter
from pathlib import Path

from weave import chapters, lab, links, notation, sources, terms
from weave.expand import expand
from weave.fault import Broken, Fault, Faults, WeaveError
from weave.library import ROOT, Library
from weave.page import Page
from weave.shape import SECTION, formulas, shape, unended
from weave.typed import typed

LANGUAGES = ["ko", "en"]


def check(root=ROOT, library=None):
    """All faults of the site in this repository, in order."""
    root = Path(root)
    library = library or Library(root)
    library.refresh()
    pages = read(root)
    faults = []
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
    faults += links.faults(pages)
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
    for module in sources.modules(root):
        code = sources.module_path(root, module).read_bytes()
        yield from notation.code_faults(sources.file_of(root, module), code)
    for page in pages:
        yield from notation.code_faults(page.name, lab.code(page))


def _lacking(here, other):
    """Faults at the things of one page that the other has fewer of.

    Told apart by section, so that a fault is where something is missing.
    """
    marks = [{mark for _, mark in page.headings} for page in (here, other)]
    shared = (marks[0] & marks[1]) - {None}
    there = Counter(key for key, _, _ in _by_section(other, shared))
    for key, offset, named in _by_section(here, shared):
        if there[key]:
            there[key] -= 1
        else:
            section, what, _ = key
            said = f"{other.name} lacks this {' '.join(filter(None, [what, named]))}"
            if section:
                said += f" in #{section}"
            yield Fault(here.name, *here.place(offset), said)


def _by_section(page, shared):
    """((section, kind, key), offset, name) of all that both languages must have.

    shared: the ids of headings that begin a section; a heading itself has none.
    """
    starts = [(offset, mark) for offset, mark in page.headings if mark in shared]
    for what, key, offset, named in _contents(page):
        before = [mark for start, mark in starts if start <= offset]
        section = before[-1] if before and what != "heading" else ""
        yield (section, what, key), offset, named


def _contents(page):
    """(kind, key, offset, name) of all that must be the same in both languages."""
    for value in page.values:
        if value.path:  # one that cannot be read has its own fault
            yield "value", value.key, value.start, page.text[value.start : value.end]
    for offset, path in page.includes:
        yield "code", path, offset, path
    for offset, mark in page.headings:
        if mark:
            yield "heading", mark, offset, f"#{mark}"
    for offset in page.exercises:
        yield "exercise", "", offset, ""
    for fence in page.fences:
        at = fence.start + len(fence.indent)
        if fence.name in {"figure", "output", "sources", "answer", "notebook"}:
            yield fence.name, fence.argument, at, fence.argument
        if fence.name == "answer":
            for key in re.findall(r"^[> \t]*([^\s:=]+\.[^\s:=]+):", fence.body, re.M):
                yield "mistake", key, at, key
        if fence.name == "cell":
            yield "cell", fence.body, fence.start, fence.body.partition("\n")[0]
        for text in fence.texts if fence.name == "figure" else []:
            if text["key"] == "live":
                words = " ".join(text["text"].split())
                yield "line", words, fence.body_start + text.start(), f"live: {words}"


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
        for offset, message in unended(text):
            yield Fault(file, text.count("\n", 0, offset) + 1, 1, message)
        for match in SECTION.finditer(text):
            if match["mark"] == "end":
                continue
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
