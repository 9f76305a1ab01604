"""Asks snippets/ for values, output and figures; each module runs once."""

import ast
import contextlib
import difflib
import hashlib
import io
import json
import math
import traceback
from dataclasses import asdict, dataclass
from numbers import Number
from pathlib import Path
from string import Formatter
from types import FunctionType, SimpleNamespace

from weave import figures, formulas, kernel, source, sources
from weave.fault import Broken, WeaveError
from weave.memory import Memory

ROOT = Path(__file__).resolve().parent.parent
RECORDED = "pytorch."  # modules that pages know from a recording alone


@dataclass(frozen=True)
class Answer:
    """A value as the page shows it, in full, and where it came from."""

    text: str
    full: str
    file: str
    line: int


class Library:
    """The snippets of one repository. Answers are kept in .cache/weave."""

    def __init__(self, root=ROOT, cache=None):
        self.root = Path(root).resolve()
        self.memory = Memory(cache or self.root / ".cache" / "weave")
        self._clock = None
        self._fingerprints = {}
        self._broken = {}
        self._scripts = {}
        self._ran, self._failed = {}, {}  # cells of labs, by their code
        self._paths = {}
        self.woven = {}  # pages as expand left them, by their text

    def refresh(self):
        """Forget whatever a changed file under snippets/ made untrue."""
        clock = sources.clock(self.root)
        if clock == self._clock:
            return
        old, self._fingerprints = self._fingerprints, {}
        self._broken, self._scripts = {}, {}
        self._ran, self._failed = {}, {}
        self._paths, self.woven = {}, {}
        sources.forget(lambda name: old.get(name) != self._fingerprint(name))
        self._clock = clock

    def save(self):
        self.memory.save()

    # --- what pages ask for

    def value(self, path, format, allow=None):
        """A value by dotted path, formatted as str.format would.

        allow: "nan" or "inf" where the page says that the value is that.
        """
        module, rest = self.split(path)
        if not rest:
            raise WeaveError(
                f"'{path}' is a module; name a value in it, such as {path}.total"
            )

        def ask():
            found = self._find(module, rest, path)
            return asdict(self._answer(module, rest, path, found, format, allow))

        return Answer(**self._ask(module, ["value", path, format, allow], ask))

    def output(self, path):
        """What running a module, or a function without arguments, prints."""
        module, rest = self.split(path)
        rest = rest or "main"

        def ask():
            if module.startswith(RECORDED):
                if rest != "main":
                    raise WeaveError(
                        f"only the whole output of '{module}' is recorded; "
                        f"write: output {module}"
                    )
                return self.recording(module)["output"]
            function = self._find(module, rest, path)
            printed = io.StringIO()
            with self._running(module), contextlib.redirect_stdout(printed):
                function()
            return printed.getvalue()

        return self._ask(module, ["output", path], ask)

    def figure(self, path, arguments, labels):
        """A figure as SVG; ids in it begin with figures.PREFIX."""
        module, rest = self.split(path)

        def ask():
            function = self._find(module, rest, path)
            with self._running(module):
                return figures.render(function, path, arguments, _Labels(labels))

        return self._ask(module, ["figure", path, arguments, labels], ask)

    def picture(self, path, arguments, labels):
        """The same figure as a PNG in base64."""
        module, rest = self.split(path)

        def ask():
            function = self._find(module, rest, path)
            with self._running(module):
                return figures.png(function, arguments, labels)

        return self._ask(module, ["picture", path, arguments, labels], ask)

    def cells(self, codes, name=""):
        """What each cell of a lab gives, see kernel.Cells. Raises CellError.

        name: the page that they are of, to run them where they have not run yet.
        """
        codes = tuple(codes)
        if codes in self._failed:
            raise self._failed[codes]
        if "cells" not in self.ran(codes):
            try:
                kernel.run(self, name)
            except kernel.CellError as error:
                self._failed[codes] = error
                raise
        return self.ran(codes)["cells"]

    def ran(self, codes):
        """What is remembered of some cells: {} or {"cells": what each gave}."""
        text = "\n".join(codes)
        if text not in self._ran:
            try:
                near = sources.imports(text, "lab")
            except SyntaxError:
                near = ()  # running them says where
            fingerprint = sources.fingerprint(self.root, *sorted(near))
            name = hashlib.sha256(text.encode()).hexdigest()[:16]
            self._ran[text] = self.memory.open("lab", f"{fingerprint} {name}")
        return self._ran[text]

    def data(self, path):
        """{"data": numbers, texts, lists of them}; None where it is a function."""
        module, rest = self.split(path)
        if not rest:
            raise WeaveError(f"'{path}' is a module; name a value in it")

        def ask():
            found = self._find(module, rest, path)
            if isinstance(found, FunctionType):
                return None
            try:
                return {"data": _plain(found)}
            except TypeError as error:
                raise WeaveError(f"'{path}' holds {error}, which no page can hold") from None

        return self._ask(module, ["data", path], ask)

    def javascript(self, functions):
        """Functions of snippets/, by their names in the browser."""
        asked = tuple(functions.items())
        if asked not in self._scripts:
            self._scripts[asked] = formulas.translate(self, functions)
        return self._scripts[asked]

    def lines(self, module):
        """(line number, coloured HTML) of a module's source."""
        return self._ask(module, ["lines"], lambda: source.lines(self.root, module))

    def place(self, path):
        """File and line where a dotted path is defined."""
        module, rest = self.split(path)
        return self._place(module, rest)

    # --- how they are found

    def split(self, path):
        """A dotted path as the longest module name and what is left."""
        if path in self._paths:
            return self._paths[path]
        names = path.split(".")
        for n in range(len(names), 0, -1):
            module = ".".join(names[:n])
            if all(part.isidentifier() for part in names[:n]) and (
                sources.module_path(self.root, module).is_file()
            ):
                self._paths[path] = module, path[len(module) + 1 :]
                return self._paths[path]
        known = sources.modules(self.root)
        # as many names of the path as the module has
        near = [
            module
            for module in known
            if difflib.get_close_matches(module, [".".join(names[: module.count(".") + 1])])
        ]
        said = f"did you mean {' or '.join(near)}?" if near else f"there are: {', '.join(known)}"
        raise WeaveError(f"no module in snippets/ for '{path}'; {said}")

    def recording(self, module):
        """The recorded run of a PyTorch program, checked to be of this code."""
        file = self.root / "snippets" / "recorded" / (
            module.removeprefix(RECORDED) + ".json"
        )
        try:
            recording = json.loads(file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            there = file.relative_to(self.root)
            said = f"has no recording in {there}; run: make record"
            raise Broken(sources.file_of(self.root, module), 1, said) from None
        if recording["code"] != sources.code_hash(self.root, module):
            said = "has changed since it was recorded; run: make record"
            raise Broken(sources.file_of(self.root, module), 1, said)
        return recording

    def _fingerprint(self, module):
        if module not in self._fingerprints:
            self._fingerprints[module] = sources.fingerprint(self.root, module)
        return self._fingerprints[module]

    def _ask(self, module, question, ask):
        answers = self.memory.open(module, self._fingerprint(module))
        question = json.dumps(question, ensure_ascii=False, sort_keys=True)
        if question not in answers:
            self.memory.put(module, question, ask())
        return answers[question]

    def _find(self, module, rest, path):
        names = self._names(module)
        public = {n: v for n, v in names.items() if not n.startswith("_")}
        try:
            return Formatter().get_field(rest, (), public)[0]
        except (KeyError, AttributeError, IndexError, TypeError, ValueError) as error:
            said = f"{type(error).__name__}: {error}"
        raise WeaveError(f"no value at '{path}' ({said}){_near(rest, public)}")

    def _names(self, module):
        """What a module defines; one that raised is not run again in vain."""
        if module not in self._broken:
            try:
                with self._running(module):
                    if module.startswith(RECORDED):
                        return self.recording(module)["values"]
                    names = vars(sources.load(self.root, module))
                    # so that refresh can tell which of them have changed
                    for name in sources.closure(self.root, module):
                        self._fingerprint(name)
                    return names
            except WeaveError as error:
                self._broken[module] = error
        raise self._broken[module]

    def _answer(self, module, rest, path, found, format, allow):
        if isinstance(found, type) or not (
            isinstance(found, (Number, str)) or hasattr(found, "dtype")
        ):
            raise WeaveError(
                f"'{path}' is a {type(found).__name__}, not one number or text; "
                "go on with .name or [index]"
            )
        if getattr(found, "shape", ()):
            raise WeaveError(
                f"'{path}' is an array of shape {found.shape}; pick one with [index]"
            )
        if format is None or not format.strip():
            raise WeaveError(
                f"'{path}' has no format; say how to print it: "
                "':.4f', ':d', ':,', or ':s' for text"
            )
        if not isinstance(found, str):
            odd = _odd(found)
            if odd and allow != odd:
                raise WeaveError(
                    f"'{path}' is {found}; if the page means to show that, "
                    f"write {{= {path}!{odd}:{format} =}}"
                )
            if allow and not odd:
                raise WeaveError(
                    f"'{path}' is {found}, but the page says that it is {allow}; "
                    f"drop !{allow}"
                )
        try:
            text = f"{found:{format}}"
        except (ValueError, TypeError) as error:
            raise WeaveError(
                f"'{path}' is {found!r} and cannot be printed as ':{format}' ({error})"
            ) from None
        # numpy shortens a float16, 65504 to 6.55e+04
        half = getattr(found, "dtype", None) == "float16"
        full = str(float(found) if half else found)
        return Answer(text, full, *self._place(module, rest))

    def _place(self, module, rest):
        """Where the first name of a path gets its value in its module."""
        path = sources.module_path(self.root, module)
        name = rest.replace("[", ".").partition(".")[0]
        try:
            tree = sources.parsed(path.read_bytes())
        except SyntaxError:
            tree = ast.Module([], [])
        line = 1
        for node in _statements(tree.body):
            targets = getattr(node, "targets", [getattr(node, "target", node)])
            for target in targets:
                names = [
                    getattr(n, "id", getattr(n, "name", None))
                    for n in getattr(target, "elts", [target])
                ]
                if name in names:
                    line = node.lineno
            # what another snippet gives is defined there
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(
                "snippets."
            ):
                for alias in node.names:
                    if name == (alias.asname or alias.name):
                        there = node.module.partition(".")[2]
                        return self._place(there, alias.name)
        return str(path.relative_to(self.root)), line

    @contextlib.contextmanager
    def _running(self, module):
        """Turns an exception in a snippet into its place and its words."""
        try:
            yield
        except WeaveError:
            raise
        except (Exception, SystemExit) as error:
            here = self.root / "snippets"
            if isinstance(error, SyntaxError) and Path(error.filename or "").is_relative_to(here):
                said = f"is not valid Python: {error.msg}"
                file = self._relative(error.filename)
                raise Broken(file, error.lineno or 1, said) from error
            frames = [
                frame
                for frame in traceback.extract_tb(error.__traceback__)
                if Path(frame.filename).is_relative_to(here)
            ]
            said = f"{type(error).__name__}: {error}"
            if not frames:
                raise WeaveError(f"snippets/{module} cannot run: {said}") from error
            # what a module does by itself is mended there, else where it began
            own = [frame for frame in frames if frame.name == "<module>"]
            near, far = (own or frames[:1])[-1], frames[-1]
            at = near.line
            if (far.filename, far.lineno) != (near.filename, near.lineno):
                at += f"; in {self._relative(far.filename)}:{far.lineno}: {far.line}"
            file, said = self._relative(near.filename), f"raised {said} ({at})"
            if own:
                raise Broken(file, near.lineno, said) from error
            raise WeaveError(f"{file}:{near.lineno} {said}") from error

    def _relative(self, file):
        path = Path(file)
        inside = path.is_relative_to(self.root)
        return str(path.relative_to(self.root)) if inside else file


class _Labels(dict):
    """The words of a figure fence; what is asked of them in vain, it lacks."""

    def __missing__(self, key):
        raise WeaveError(f"this fence has no line '{key}:'")


def _plain(found):
    """Numbers, texts, lists and names with values, as JSON has them."""
    if hasattr(found, "tolist"):
        found = found.tolist()
    if isinstance(found, (list, tuple)):
        return [_plain(one) for one in found]
    if isinstance(found, (dict, SimpleNamespace)):
        pairs = found if isinstance(found, dict) else vars(found)
        return {str(name): _plain(one) for name, one in pairs.items()}
    if found is None or isinstance(found, (str, bool, int)):
        return found
    if isinstance(found, float):
        if not math.isfinite(found):
            raise TypeError(f"{found}")
        return found
    raise TypeError(f"a {type(found).__name__}")


def _statements(body):
    """The statements of a module, also those under with, if, for and try."""
    for node in body:
        yield node
        if not isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            for inner in ("body", "orelse", "handlers", "finalbody"):
                yield from _statements(getattr(node, inner, []))


def _odd(number):
    """"nan", "inf" or, for a number that is neither, None."""
    try:
        if math.isfinite(number):
            return None
        return "nan" if math.isnan(number) else "inf"
    except OverflowError:
        return None  # an integer too large for a float
    except (TypeError, ValueError) as error:
        raise WeaveError(f"{number!r} is no real number ({error})") from None


def _near(wrong, public):
    """A hint: the names that look like the one that is missing."""
    first = wrong.replace("[", ".").partition(".")[0]
    if first in public:
        return ""
    near = difflib.get_close_matches(first, public, n=3)
    return f"; did you mean {' or '.join(near)}?" if near else ""
