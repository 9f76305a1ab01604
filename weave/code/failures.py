"""Turns an exception in a snippet into its place and its words."""

import contextlib
import re
import signal
import traceback
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from weave.code import modules
from weave.code.limits import LIMITS, Refused
from weave.fault import Broken, WeaveError

FRAME = re.compile(r'File "(.*)", line (\d+) in ')


@contextlib.contextmanager
def told(root: Path, module: str, whole: bool = False) -> Iterator[None]:
    """Whatever a snippet raises, or warns of, becomes a WeaveError with its line.

    whole: whether no page can mend it, as it is the module's own doing: then Broken.
    """
    try:
        with warnings.catch_warnings(record=True) as warned:
            yield
        if warned:
            raise _warning(root, module, warned[0])
    except WeaveError:
        raise
    except BaseException as error:  # noqa: BLE001  also one that means to end python
        raise _failure(root, module, error, whole) from error


def _warning(root: Path, module: str, warned: warnings.WarningMessage) -> WeaveError:
    file, line = _relative(root, warned.filename), warned.lineno
    said = f"warns, and readers would see it: {warned.category.__name__}: {warned.message}"
    if file.startswith("snippets/"):
        return Broken(file, line, said)
    return WeaveError(f"snippets/{module.replace('.', '/')}.py {said}")


def _failure(root: Path, module: str, error: BaseException, whole: bool) -> WeaveError:
    here = root / "snippets"
    if isinstance(error, SyntaxError) and Path(error.filename or "").is_relative_to(here):
        file = _relative(root, error.filename or "")
        return Broken(file, error.lineno or 1, f"is not valid Python: {error.msg}")
    frames = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if Path(frame.filename).is_relative_to(here)
    ]
    said = f"raised {type(error).__name__}: {error}"
    if isinstance(error, Refused):
        said = str(error)
    if isinstance(error, MemoryError):
        said = f"needs more than {LIMITS['memory']:,} MB of memory; compute it in parts"
    if not frames and not whole and isinstance(error, TypeError):
        # what a page asked for in the wrong way
        said = f"cannot run: {type(error).__name__}: {error}"
        return WeaveError(f"snippets/{module.replace('.', '/')} {said}")
    if not frames:
        return Broken(modules.file_of(root, module), 1, said)
    # what a module does by itself is mended there, else where it began
    own = [frame for frame in frames if frame.name == "<module>"]
    near, far = (own or frames[:1])[-1], frames[-1]
    at = near.line
    if (far.filename, far.lineno) != (near.filename, near.lineno):
        at = f"{at}; in {_relative(root, far.filename)}:{far.lineno}: {far.line}"
    file, line, said = _relative(root, near.filename), near.lineno or 1, f"{said} ({at})"
    return Broken(file, line, said) if own or whole else WeaveError(f"{file}:{line} {said}")


def said(function: Callable, *given: Any) -> dict:
    """What a function gives or the WeaveError that it raises, as JSON has it."""
    try:
        return {"answer": function(*given)}
    except Broken as error:
        return {"broken": [error.file, error.line, error.message]}
    except WeaveError as error:
        return {"error": str(error)}


def answer(said: dict) -> Any:
    """The reverse of said()."""
    if "broken" in said:
        raise Broken(*said["broken"])
    if "error" in said:
        raise WeaveError(said["error"])
    return said["answer"]


def ended(root: Path, module: str, folder: str, code: int) -> Broken:
    """Of a process that is no more; it may have left a trace of the line that it was at."""
    trace = Path(folder, ".trace").read_text(encoding="utf-8", errors="replace")
    here = root / "snippets"
    frames = [(f, int(n)) for f, n in FRAME.findall(trace) if Path(f).is_relative_to(here)]
    file, line = frames[0] if frames else (str(modules.module_path(root, module)), 1)
    if "Timeout (" in trace:
        said = f"ran for more than {LIMITS['seconds']} seconds; compute less, or in another way"
    elif code < 0:
        said = f"was ended by {signal.Signals(-code).name}; nothing in it may end Python"
    else:
        said = f"ended Python itself, with code {code}; let it end by itself"
    return Broken(_relative(root, file), line, said)


def _relative(root: Path, file: str) -> str:
    path = Path(file)
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else file
