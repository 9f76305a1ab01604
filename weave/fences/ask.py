"""```ask shape-doctor: a form that asks functions of snippets/.

    message=shape_doctor.message
    dtypes=shape_doctor.DTYPES

The file of that name in theme/assets/ask/ builds the form, from what snippets/ gives it:
numbers, texts, and functions that the build tells to the browser. Without scripts there is none.
"""

import hashlib
import json
import xml.etree.ElementTree as etree
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from weave.fault import WeaveError
from weave.fences import Alike, Kind, Said
from weave.page import Page

if TYPE_CHECKING:
    from weave.code.library import Library
    from weave.expand import Loom
    from weave.extension import Weave


@dataclass
class Told:
    """What a script gets from snippets/: its name, numbers and texts, and functions."""

    name: str = ""
    start: dict[str, Any] = field(default_factory=dict)
    formulas: str = ""  # the file that has them

    def html(self, parent: etree.Element, number: int, weave: "Weave") -> None:
        given = {"class": "ask", "data-ask": self.name, "data-search-exclude": ""}
        self.give(etree.SubElement(parent, "div", given))

    def give(self, element: etree.Element) -> None:
        element.set("data-start", json.dumps(self.start, ensure_ascii=False))
        if self.formulas:
            element.set("data-formulas", self.formulas)

    def jupyter(self) -> list[str]:
        return []  # whoever reads it has Python


def told(words: str, library: "Library") -> Told:
    """What `name a=path.of.numbers f=path.of.a_function` gives."""
    name, *pairs = words.split() or [""]
    start, functions = {}, {}
    for pair in pairs:
        key, is_pair, path = pair.partition("=")
        if not is_pair or not key.isidentifier():
            raise WeaveError(f"'{pair}' gives a script nothing; write z=softmax.logits")
        found = library.data(path)
        if found is None:
            functions[key] = path
        else:
            start[key] = sent(found["data"])
    return Told(name, start, formulas(library, functions) if functions else "")


def sent(found: Any, many: bool = False) -> Any:
    """Numbers of a curve in nine digits: a page is sent with all, and shows six at most."""
    if isinstance(found, list):
        return [sent(one, many or len(found) > 10) for one in found]
    if isinstance(found, dict):
        return {name: sent(one, many) for name, one in found.items()}
    if not many or not isinstance(found, float):
        return found
    short = float(f"{found:.9g}")
    return found if short in (0.0, 1.0) else short  # what is nearly sure is not sure


def formulas(library: "Library", functions: dict[str, str]) -> str:
    """The name of a file with these functions, which changes as they do."""
    told = f"export default {library.javascript(functions)}\n"
    name = f"{hashlib.sha256(told.encode()).hexdigest()[:10]}.js"
    library.files[f"assets/formulas/{name}"] = told
    return name


def asked(words: str) -> tuple[str, dict[str, str]]:
    """The name of a script, and a path of snippets/ for each name that it is given."""
    name, *pairs = words.split() or [""]
    return name, dict(pair.split("=", 1) for pair in pairs if "=" in pair)


def absent(root: Path, folder: str, name: str) -> Iterator[str]:
    """What is wrong where there is no script of that name."""
    place = f"theme/assets/{folder}"
    if not (root / place / f"{name}.js").is_file():
        known = ", ".join(sorted(path.name for path in (root / place).glob("*.js"))) or "none"
        yield f"there is no {place}/{name}.js; there are: {known}"


class Ask(Kind):
    NAME = "ask"
    EXAMPLE = "ask shape-doctor"

    @property
    def words(self) -> str:
        # in a quote each line begins with >
        return " ".join([self.argument, *(one for one in self.body.split() if one != ">")])

    def says(self, page: Page) -> Iterator[Said]:
        return iter(())

    def uses(self) -> set[str]:
        return set(asked(self.words)[1].values())

    def alike(self) -> Iterator[Alike]:
        yield Alike(self.NAME, self.words, self.at, self.argument)

    def faults(self, page: Page, root: Path) -> Iterator[tuple[int, str]]:
        for said in absent(root, "ask", self.argument):
            yield self.at, said

    def weave(self, loom: "Loom") -> str:
        self.named()
        return loom.block(self, told(self.words, loom.library))
