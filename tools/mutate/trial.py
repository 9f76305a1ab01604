"""What happens to one change, in a copy of the repository: who notices it?

Nothing is built. Pages are changed in memory; code is changed in the copy and looked at
in a process of its own, forked from one that has read everything already.
"""

import contextlib
import gc
import importlib.util
import itertools
import json
import os
import pkgutil
import re
import resource
import shutil
import signal
import sys
import threading
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from tools.mutate import ROOT, Mutant, edited
from tools.tree import files
from weave import fences, guards
from weave.code import modules, worker
from weave.code.library import Library
from weave.expand import Loom
from weave.fault import Fault
from weave.page import Page

SECONDS = 120  # of a processor; what takes longer is noticed by whoever waits for it
TEXT = re.compile(r"<text[^>]*>(.*?)</text>", re.S)


class Verdict(NamedTuple):
    """guard, test, equal (nothing that is shown changes), layout or survives; and who says so."""

    found: str
    by: str = ""


class Asked(Library):
    """A library that keeps what a page was told, by what is the same in both languages."""

    def __init__(self, root: Path):
        super().__init__(root)
        self.told: dict[str, Any] = {}

    def _ask(self, module: str, question: list) -> Any:
        answer = super()._ask(module, question)
        kind, path, *more = question
        if kind != "picture":  # of notebooks, the same figure again
            key = json.dumps([kind, path, *(more[:1] if kind == "figure" else more)])
            # beside a value stand all its digits; nobody reads those
            self.told[key] = answer[0] if kind == "value" else answer
        return answer

    def javascript(self, functions: dict[str, str]) -> str:
        self._scripts.clear()  # while it is told, it asks for data
        script = super().javascript(functions)
        self.told[f"javascript {sorted(functions.values())}"] = script
        return script


def copy(source: Path, target: Path) -> None:
    """What git knows of a repository, and what it remembers of its snippets."""
    for name in files(source):
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(source / name, target / name)
    remembered = source / ".cache" / "weave"
    if remembered.is_dir():
        shutil.copytree(remembered, target / ".cache" / "weave")


class Trial:
    """A copy of the repository in which one thing at a time is changed."""

    def __init__(self, root: Path):
        self.root, self.library = root, Asked(root)
        self.library.refresh()
        self.guards = {
            name: importlib.import_module(f"weave.guards.{name}")
            for _, name, _ in pkgutil.iter_modules(guards.__path__)
        }
        site = guards.Site(self.library)
        self.pages = {page.name: page for page in site.pages}
        self.known: dict[tuple, Counter[tuple]] = {}  # faults before any change
        self.told: dict[str, dict[str, Any]] = {}  # what each page is told before it
        self.asking: dict[str, list[str]] = {}  # what imports a module, near or far
        self.fit: set[str] = set()  # tests that pass before it
        self.clock = itertools.count(2_000_000_000)  # later than any file, and never twice

    def __call__(self, mutant: Mutant) -> Verdict:
        if mutant.kind == "constant":
            return self._constant(mutant)
        return self._rule(mutant) if mutant.kind == "rule" else self._binding(mutant)

    # --- pages

    def _binding(self, mutant: Mutant) -> Verdict:
        names = sorted(self._pair(mutant.file))
        new = {
            name: fences.read(name, edited(self.pages[name].text, name, mutant.edits))
            for name in {edit.file for edit in mutant.edits}
        }
        kept = set(self.library.woven)
        try:
            if by := self._guarded(names, new):
                return Verdict("guard", by)
            site = guards.Site(self.library)
            same = all(
                _read(site.woven(page)) == _read(site.woven(self.pages[name]))
                for name, page in new.items()
            )
            return Verdict("equal" if same else "survives")
        finally:
            for key in set(self.library.woven) - kept:
                del self.library.woven[key]

    def _pair(self, name: str) -> set[str]:
        """A page in all languages."""
        return {one for one in self.pages if one.split("/", 2)[2] == name.split("/", 2)[2]}

    def _site(self, names: Iterable[str], new: dict[str, Page]) -> guards.Site:
        """Some pages of the site, as if there were no others."""
        site = guards.Site(self.library)
        site.names = list(names)
        site.__dict__["pages"] = [new.get(name, self.pages[name]) for name in names]
        return site

    def _guarded(self, names: list[str], new: dict[str, Page]) -> str:
        """The guard that has something to say now and had not before; "" if none."""
        for name, guard in list(self.guards.items()):
            before = self._before(name, names)
            if self._faults(guard, self._site(names, new)) - before:
                # who found the last one is asked first about the next
                self.guards = {name: guard, **self.guards}
                return name
        return ""

    def _before(self, name: str, names: list[str]) -> Counter[tuple]:
        """What a guard says of some pages anyway, for example that others are missing."""
        key = (name, *names)
        if key not in self.known:
            self.known[key] = self._faults(self.guards[name], self._site(names, {}))
        return self.known[key]

    def _faults(self, guard: Any, site: guards.Site) -> Counter[tuple]:
        """What a guard says, wherever in its line that is."""
        faults: Iterator[Fault] = guard.faults(site)
        return Counter((fault.file, fault.line, fault.message) for fault in faults)

    # --- snippets

    def _constant(self, mutant: Mutant) -> Verdict:
        module = mutant.file.removeprefix("snippets/").removesuffix(".py").replace("/", ".")
        near, far = self._tests(module)
        # a program for pytorch is held by its recording, which costs nothing to ask
        if not module.startswith("pytorch.") and (by := self._tested(mutant, near)):
            return Verdict("test", by)
        names = self._shown_on(module)
        before = {name: self._told(name) for name in names}
        for guard in self.guards:
            self._before(guard, names)

        def look() -> Verdict:
            self.library.refresh()
            self.told.clear()
            self.guards = {"computed": self.guards["computed"], **self.guards}
            if by := self._guarded(names, {}):
                return Verdict("guard", by)
            return _compared(before, {name: self._told(name) for name in names}, mutant.places)

        found = self._forked(mutant, look)
        if found.found == "survives" and (by := self._tested(mutant, far)):
            return Verdict("test", by)
        return found

    def _shown_on(self, module: str) -> list[str]:
        """The pages that ask a module, or one that imports it."""
        if module not in self.asking:
            every = modules.modules(self.root)
            self.asking[module] = [m for m in every if module in modules.closure(self.root, m)]
        names = set()
        for name, page in self.pages.items():
            used = {value.path for value in page.values}
            used |= {use for fence in page.fences if isinstance(fence, fences.Kind)
                     for use in fence.uses()}  # fmt: skip
            if any(
                use == one or use.startswith(f"{one}.")
                for use in used
                for one in self.asking[module]
            ):
                names |= self._pair(name)
        return sorted(names)

    def _told(self, name: str) -> dict[str, Any]:
        """All that snippets/ say to a page."""
        if name not in self.told:
            page = self.pages[name]
            self.library.woven.pop(f"{page.language} {page.name} {page.text}", None)
            self.library.told = {}
            guards.Site(self.library).woven(page)
            self.told[name], self.library.told = self.library.told, {}
        return self.told[name]

    def _tests(self, module: str) -> tuple[list[str], list[str]]:
        """Tests of a module, its own first, and those of what imports it."""
        own = "snippets/" + module.replace(".", "/")
        near: list[tuple[int, str]] = []
        far: list[str] = []
        for path in sorted((self.root / "tests" / "snippets").rglob("test_*.py")):
            name = path.relative_to(self.root).as_posix()
            asks = modules.imports(path.read_bytes(), "tests")
            if name.replace("test_", "").removesuffix(".py") == f"tests/{own}":
                near.append((0, name))
            elif module in asks:
                near.append((len(asks), name))  # who asks for little looks closely
            elif any(module in modules.closure(self.root, one) for one in asks):
                far.append(name)
        return [name for _, name in sorted(near)], far

    # --- guards

    def _rule(self, mutant: Mutant) -> Verdict:
        name = Path(mutant.file).stem
        own = [f"tests/weave/{folder}test_{name}.py" for folder in ["", "guards/"]]
        shared = ["tests/weave/test_guards.py", "tests/weave/test_fences.py"]
        tests = [file for file in own if (self.root / file).is_file()] or shared
        load = lambda: _loaded(f"weave.guards.{name}", self.root / mutant.file)  # noqa: E731
        if by := self._tested(mutant, tests, load):
            return Verdict("test", by)
        names = list(self.pages)
        if name in self.guards:
            self._before(name, names)

        def look() -> Verdict:
            self.guards = {name: load()} if name in self.guards else {}
            by = self._guarded(names, {})
            return Verdict("guard", by) if by else Verdict("survives")

        return self._forked(mutant, look)

    # --- code that has changed

    def _tested(self, mutant: Mutant, tests: list[str], load: Any = None) -> str:
        """The test that notices, and that would pass without the change."""
        if not tests:
            return ""

        def look() -> Verdict:
            if load:
                load()
            return Verdict("test", _failing(self.root, tests))

        by = self._forked(mutant, look).by
        file = by.partition("::")[0]
        if by and file not in self.fit and (self.root / file).is_file():
            self.fit.add(file)
            if _forked(lambda: Verdict("test", _failing(self.root, [by]))).by:
                raise SystemExit(f"{by} fails before anything is changed; run: make test")
        return by

    def _forked(self, mutant: Mutant, look: Any) -> Verdict:
        self.library.close()  # its processes are not the fork's
        with self._changed(mutant):
            return _forked(look)

    @contextlib.contextmanager
    def _changed(self, mutant: Mutant) -> Iterator[None]:
        path = self.root / mutant.file
        text = path.read_text(encoding="utf-8")
        try:
            self._write(path, edited(text, mutant.file, mutant.edits))
            yield
        finally:
            self._write(path, text)

    def _write(self, path: Path, text: str) -> None:
        """What Python compiled is known by its time, in whole seconds."""
        path.write_text(text, encoding="utf-8")
        now = next(self.clock)
        os.utime(path, (now, now))


def _read(loom: Loom) -> tuple:
    """What stands in a page for its values."""
    return [edit[2] for edit in loom.edits], [answer.text for answer, _ in loom.answers]


def _compared(before: dict[str, dict], after: dict[str, dict], places: bool) -> Verdict:
    """Whether what pages are told has changed, and alike in both languages."""
    changed: dict[str, dict[str, set]] = {}
    for name, told in after.items():
        _, language, page = name.split("/", 2)
        keys = {key for key, answer in told.items() if before[name].get(key) != answer}
        keys |= before[name].keys() - told.keys()
        changed.setdefault(page, {})[language] = keys
    if any(len(set(map(frozenset, keys.values()))) > 1 for keys in changed.values()):
        return Verdict("survives", "in one language")
    if not any(keys for languages in changed.values() for keys in languages.values()):
        return Verdict("equal")
    words = any(
        TEXT.findall(str(told.get(key))) != TEXT.findall(str(before[name].get(key)))
        or not key.startswith(('["figure"', '["output"'))
        for name, told in after.items()
        for key in changed[name.split("/", 2)[2]][name.split("/")[1]]
    )
    return Verdict("layout" if places and not words else "survives")


def _loaded(name: str, path: Path) -> Any:
    """A module of weave anew, from another file."""
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    package, _, last = name.rpartition(".")
    if last != "__init__":
        sys.modules[name] = module
        setattr(sys.modules[package], last, module)
    spec.loader.exec_module(module)
    return module


def _failing(root: Path, tests: list[str]) -> str:
    """The first of some tests that fails, in this process; "" if none does."""
    if not tests:
        return ""
    import pytest

    class First:
        name = ""

        def pytest_runtest_logreport(self, report: Any) -> None:
            if report.failed and not self.name:
                self.name = report.nodeid

        def pytest_collectreport(self, report: Any) -> None:
            if report.failed and not self.name:
                self.name = report.nodeid

    os.chdir(root)
    sys.path[:] = [str(root), *(path for path in sys.path if path not in {"", str(ROOT)})]
    first = First()
    with open(os.devnull, "w") as nothing, contextlib.redirect_stdout(nothing):
        code = pytest.main(["-x", "-q", "-p", "no:cacheprovider", *tests], plugins=[first])
    return first.name or (f"pytest: {code}" if code else "")


def _forked(look: Any) -> Verdict:
    """What a fork of this process finds; nothing of it stays."""
    read, write = os.pipe()
    with warnings.catch_warnings():
        # python warns where there are threads; those of here only wait
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if not child:
        os.close(read)
        with contextlib.suppress(BaseException):
            # a thread that the fork cut off may hold a lock: of these, or of what is cleared away
            gc.freeze()
            worker.FRESH.clear()
            worker.STARTS = threading.Lock()
            resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
            signal.alarm(5 * SECONDS)
            nothing = os.open(os.devnull, os.O_RDWR)
            os.dup2(nothing, 1)
            if not os.environ.get("MUTATE_SHOWS"):
                os.dup2(nothing, 2)
            try:
                verdict = look()
            except Exception as error:
                # what a build cannot end is no page either
                verdict = Verdict("guard", f"{type(error).__name__}: {error}")
            os.write(write, json.dumps(verdict).encode())
        os._exit(0)
    os.close(write)
    with open(read, "rb") as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    return Verdict(*json.loads(said)) if said else Verdict("test", "never ends")
