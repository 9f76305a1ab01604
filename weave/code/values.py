"""Finds a value by its path in a module, and prints it as the page asks."""

import math
import re
from collections.abc import Mapping
from fractions import Fraction
from numbers import Number
from string import Formatter
from types import FunctionType, SimpleNamespace
from typing import Any

from weave.fault import WeaveError, near

# what no page can show: controls, halves of a character, and the marks of weave
UNSEEN = re.compile(r"[\0-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ue000-\uf8ff]")


def find(names: Mapping[str, Any], rest: str, path: str) -> Any:
    """What the rest of a path means among the public names of its module."""
    public = {name: found for name, found in names.items() if not name.startswith("_")}
    try:
        return Formatter().get_field(rest, (), public)[0]
    except (KeyError, AttributeError, IndexError, TypeError, ValueError) as error:
        said = f"no value at '{path}' ({type(error).__name__}: {error})"
    first = rest.replace("[", ".").partition(".")[0]
    hint = "" if first in public else near(first, public, n=3)
    raise WeaveError(f"{said}; {hint}" if hint else said)


def printed(found: Any, path: str, format: str | None, allow: str | None) -> tuple[str, str]:
    """A value as the page shows it, and in full."""
    if isinstance(found, type) or not (isinstance(found, (Number, str)) or hasattr(found, "dtype")):
        raise WeaveError(
            f"'{path}' is a {type(found).__name__}, not one number or text; "
            "go on with .name or [index]"
        )
    if getattr(found, "shape", ()):
        raise WeaveError(f"'{path}' is an array of shape {found.shape}; pick one with [index]")
    if format is None or not format.strip():
        raise WeaveError(
            f"'{path}' has no format; say how to print it: "
            "':.4f', ':d', ':,', ':/' as a fraction, or ':s' for text"
        )
    if not isinstance(found, str):
        _expected(found, path, format, allow)
    if format.strip() == "/":
        return _fraction(found, path), str(found)
    try:
        text = f"{found:{format}}"
    except (ValueError, TypeError) as error:
        said = f"'{path}' is {found!r} and cannot be printed as ':{format}' ({error})"
        raise WeaveError(said) from None
    if odd := UNSEEN.search(text):
        raise WeaveError(f"'{path}' holds {odd[0]!r}, which no page can show; leave it out")
    # numpy shortens a float16, 65504 to 6.55e+04
    half = getattr(found, "dtype", None) == "float16"
    return text, str(float(found) if half else found)


def _fraction(found: Any, path: str) -> str:
    """1/3 for a number that is a fraction of small whole numbers, as far as a float tells."""
    try:
        near = Fraction(found).limit_denominator(999)
    except (TypeError, ValueError, OverflowError):
        raise WeaveError(f"'{path}' is {found!r}, no number to print as a fraction") from None
    if not math.isclose(near, found, rel_tol=1e-12, abs_tol=0):
        raise WeaveError(f"'{path}' is {found}, no fraction of small numbers; print it as ':.4f'")
    return str(near)


def _expected(found: Any, path: str, format: str, allow: str | None) -> None:
    """Raises where a number is nan or inf and the page does not say so, or the reverse.

    What is meant though its neighbours lead elsewhere, !meant, is told to guards alone.
    """
    odd = _odd(found)
    if odd and allow != odd:
        raise WeaveError(
            f"'{path}' is {found}; if the page means to show that, "
            f"write {{= {path}!{odd}:{format} =}}"
        )
    if allow not in (None, "meant") and not odd:
        said = f"'{path}' is {found}, but the page says that it is {allow}; drop !{allow}"
        raise WeaveError(said)


def _odd(number: Any) -> str | None:
    """ "nan", "inf" or, for a number that is neither, None."""
    try:
        if math.isfinite(number):
            return None
        return "nan" if math.isnan(number) else "inf"
    except OverflowError:
        return None  # an integer too large for a float
    except (TypeError, ValueError) as error:
        raise WeaveError(f"{number!r} is no real number ({error})") from None


def data(found: Any, path: str) -> dict | None:
    """{"data": what JSON can hold of it}; None for a function."""
    if isinstance(found, FunctionType):
        return None
    try:
        return {"data": _plain(found)}
    except TypeError as error:
        raise WeaveError(f"'{path}' holds {error}, which no page can hold") from None


def _plain(found: Any) -> Any:
    """Numbers, texts, lists and names with values, as JSON has them."""
    if hasattr(found, "tolist"):
        found = found.tolist()
    if isinstance(found, (list, tuple)):
        return [_plain(one) for one in found]
    if isinstance(found, (dict, SimpleNamespace)):
        pairs = found if isinstance(found, dict) else vars(found)
        return {_plain(str(name)): _plain(one) for name, one in pairs.items()}
    if isinstance(found, str) and (odd := UNSEEN.search(found)):
        raise TypeError(repr(odd[0]))
    if found is None or isinstance(found, (str, bool, int)):
        return found
    if isinstance(found, float):
        if not math.isfinite(found):
            raise TypeError(f"{found}")
        return found
    raise TypeError(f"a {type(found).__name__}")
