"""Tells whether what modules hold has changed, or is another in another run."""

import hashlib
import sys
from numbers import Number
from types import SimpleNamespace
from typing import Any


def state() -> dict[str, str]:
    """{module.name: a hash} of what pages could show of the snippets that are imported."""
    return {
        f"{module.partition('.')[2]}.{name}": _hash(found)
        for module, held in sorted(sys.modules.items())
        if module.startswith("snippets.")
        for name, found in vars(held).items()
        if not name.startswith("_")
    }


def other(one: dict[str, str], two: dict[str, str]) -> str | None:
    """The first name that is not the same in both."""
    return next((name for name in [*one, *two] if one.get(name) != two.get(name)), None)


def _hash(found: Any) -> str:
    digest = hashlib.blake2b(digest_size=16)
    for part in _parts(found, ()):
        digest.update(part)
    return digest.hexdigest()


def _parts(found: Any, above: tuple[int, ...]) -> Any:
    """What is the same for equal data alone, as bytes."""
    yield type(found).__name__.encode()
    if isinstance(found, type) or id(found) in above:
        return  # a class is code; what holds itself was told
    above += (id(found),)
    if hasattr(found, "dtype") and hasattr(found, "tobytes"):
        yield f"{found.dtype} {found.shape}".encode()
        if not found.dtype.hasobject:
            yield found.tobytes()
            return
        found = found.tolist()
    if isinstance(found, (Number, str, bytes, range)) or found is None:
        yield repr(found).encode()
    elif isinstance(found, (list, tuple)):
        yield str(len(found)).encode()
        for one in found:
            yield from _parts(one, above)
    elif isinstance(found, (set, frozenset)):
        yield from sorted(_hash(one).encode() for one in found)
    elif named := _named(found):
        for name, one in named.items():
            yield from _parts(name, above)
            yield from _parts(one, above)


def _named(found: Any) -> dict | None:
    """What something holds by name; nothing of what libraries made."""
    if isinstance(found, dict):
        return found
    own = isinstance(found, SimpleNamespace) or type(found).__module__.startswith("snippets.")
    return vars(found) if own and hasattr(found, "__dict__") else None
