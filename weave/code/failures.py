"""Turns an exception in a snippet into its place and its words."""

import contextlib
import traceback
import warnings
from collections.abc import Iterator
from pathlib import Path

from weave.fault import Broken, WeaveError


@contextlib.contextmanager
def told(root: Path, module: str) -> Iterator[None]:
    """Whatever a snippet raises, or warns of, becomes a WeaveError with its line."""
    try:
        with warnings.catch_warnings(record=True) as warned:
            yield
        if warned:
            raise _warning(root, module, warned[0])
    except WeaveError:
        raise
    except (Exception, SystemExit) as error:
        raise _failure(root, module, error) from error


def _warning(root: Path, module: str, warned: warnings.WarningMessage) -> WeaveError:
    file, line = _relative(root, warned.filename), warned.lineno
    said = f"warns, and readers would see it: {warned.category.__name__}: {warned.message}"
    if file.startswith("snippets/"):
        return Broken(file, line, said)
    return WeaveError(f"snippets/{module.replace('.', '/')}.py {said}")


def _failure(root: Path, module: str, error: BaseException) -> WeaveError:
    here = root / "snippets"
    if isinstance(error, SyntaxError) and Path(error.filename or "").is_relative_to(here):
        file = _relative(root, error.filename or "")
        return Broken(file, error.lineno or 1, f"is not valid Python: {error.msg}")
    frames = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if Path(frame.filename).is_relative_to(here)
    ]
    said = f"{type(error).__name__}: {error}"
    if not frames:
        return WeaveError(f"snippets/{module} cannot run: {said}")
    # what a module does by itself is mended there, else where it began
    own = [frame for frame in frames if frame.name == "<module>"]
    near, far = (own or frames[:1])[-1], frames[-1]
    at = near.line
    if (far.filename, far.lineno) != (near.filename, near.lineno):
        at = f"{at}; in {_relative(root, far.filename)}:{far.lineno}: {far.line}"
    file, line, said = _relative(root, near.filename), near.lineno or 1, f"raised {said} ({at})"
    return Broken(file, line, said) if own else WeaveError(f"{file}:{line} {said}")


def _relative(root: Path, file: str) -> str:
    path = Path(file)
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else file
