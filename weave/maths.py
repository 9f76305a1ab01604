"""LaTeX to MathML at build time, so that formulas need no script."""

from functools import lru_cache

from math_core import LatexError, LatexToMathML

from weave.fault import WeaveError


@lru_cache(maxsize=None)
def _converter(annotation):
    return LatexToMathML(annotation=annotation, fancy_error=False)


@lru_cache(maxsize=None)
def mathml(latex, display, annotation=True):
    """A formula as a <math> element; raises WeaveError where TeX errs."""
    try:
        converter = _converter(annotation)
        return converter.convert_with_local_state(latex, displaystyle=display)
    except LatexError as error:
        # it counts from the formula's beginning, with its values in
        at, _, said = str(error).partition(": ")
        rest = latex[int(at) :] if at.isdecimal() else ""
        said = (said or at).rstrip(".")
        near = f" (at '{' '.join(rest[:30].split())}')" if rest.strip() else ""
        raise WeaveError(f"this formula is not valid LaTeX: {said}{near}") from None
