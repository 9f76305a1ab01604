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
        raise WeaveError(f"this formula is not valid LaTeX: {error}") from None
