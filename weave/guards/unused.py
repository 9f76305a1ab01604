"""Every module, section and figure of snippets/ is shown on some page."""

import ast
from collections.abc import Iterator

from weave.code import modules, sections, texts
from weave.fault import Fault
from weave.fences.listing import Listing
from weave.guards import Site


def faults(site: Site) -> Iterator[Fault]:
    used = site.used
    taken = set()  # files, and sections of them as file:section
    for _, fence in site.fences():
        if isinstance(fence, Listing):
            for _, file, section in fence.includes():
                taken |= {file if not section else f"{file}:{section}"}
    known = modules.modules(site.root)
    files = {modules.file_of(site.root, module): module for module in known}
    shown = {files[file] for file in {path.partition(":")[0] for path in taken} if file in files}
    shown |= {m for m in known for name in used if name == m or name.startswith(f"{m}.")}
    # what a shown module imports is shown with it
    shown = {near for module in shown for near in modules.closure(site.root, module)}
    for file, module in files.items():
        if module in shown:
            yield from _sections(site, file, taken)
            yield from _figures(site, file, module, used)
        else:
            said = f"no page uses '{module}'; show it on a page or remove it"
            yield Fault(file, 1, 1, said)


def _sections(site: Site, file: str, taken: set[str]) -> Iterator[Fault]:
    text = texts.read(site.root, file)
    for row, message in sections.unpaired(text):
        yield Fault(file, row, 1, message)
    for mark in sections.marks(text):
        if mark.begins and not taken & {file, f"{file}:{mark.name}"}:
            yield Fault(file, mark.row, 1, f"no page shows the section '{mark.name}'")


def _figures(site: Site, file: str, module: str, used: set[str]) -> Iterator[Fault]:
    try:
        tree = modules.parsed((site.root / file).read_bytes())
    except SyntaxError:
        return  # the pages that use it say so
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("draw"):
            # pages hand their words to a figure
            arguments = [a.arg for a in [*node.args.args, *node.args.kwonlyargs]]
            if "labels" in arguments and f"{module}.{node.name}" not in used:
                yield Fault(file, node.lineno, 1, f"no page shows the figure '{node.name}'")
