"""Draws a Matplotlib figure for a page, for a notebook, and for who shares the page.

Equal input gives equal bytes.
"""

import base64
import contextlib
import io
import logging
import warnings
from collections.abc import Callable, Iterator
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from weave.code.svg import CYCLE, GRID, INK, tidy
from weave.fault import WeaveError

DPI = 96  # of pictures in notebooks


@lru_cache(maxsize=1)
def _style() -> dict[Any, Any]:
    """rcParams, with the metrics of a font that has Hangul."""
    import matplotlib
    from cycler import cycler
    from matplotlib import font_manager

    package = find_spec("koreanize_matplotlib")
    folder = Path((package and package.origin) or "").parent / "fonts"
    font_manager.fontManager.addfont(folder / "NanumGothic.ttf")
    # a reader's own matplotlibrc must not change the site
    default: dict[Any, Any] = dict(matplotlib.rcParamsDefault)
    del default["backend"]
    return {
        **default,
        "font.family": ["NanumGothic", "DejaVu Sans"],
        "font.size": 10,
        "svg.fonttype": "none",
        "axes.prop_cycle": cycler(color=list(CYCLE)),
        "axes.unicode_minus": True,
        "legend.frameon": False,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "figure.facecolor": "none",
        "axes.facecolor": "none",
        "savefig.facecolor": "none",
        "grid.color": GRID,
        **dict.fromkeys(["text.color", "axes.edgecolor", "axes.labelcolor"], INK),
        **dict.fromkeys(["xtick.color", "ytick.color"], INK),
    }


def render(function: Callable, path: str, arguments: dict, labels: dict) -> str:
    """Call a figure function of snippets/ and give its SVG.

    Raises WeaveError for a warning, such as one of a missing glyph, for a colour that
    would not follow the scheme, and for a function that gives no figure.
    """
    from matplotlib.backends.backend_svg import FigureCanvasSVG

    drawn = io.StringIO()
    with _drawing(function, path, arguments, labels) as figure:
        FigureCanvasSVG(figure).print_svg(drawn, metadata={"Date": None})
    return tidy(drawn.getvalue(), path)


def png(function: Callable, path: str, arguments: dict, labels: dict) -> str:
    """The same figure as a picture with a white ground, for a notebook; in base64."""
    with _drawing(function, path, arguments, labels) as figure:
        return _painted(figure, DPI)


def card(function: Callable, path: str, arguments: dict, labels: dict, title: str) -> str:
    """The same figure below a title, as large as what is shared: 1200 by 630; in base64."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    with _drawing(function, path, arguments, labels) as figure:
        width, height = figure.get_size_inches()
        figure.dpi = min(1080 / width, 430 / height)
        inner = FigureCanvasAgg(figure)
        inner.draw()
        whole = Figure((12, 6.3))
        whole.text(0.05, 0.92, title, size=34, va="top", wrap=True)
        left = (1200 - figure.bbox.width) / 2
        whole.figimage(inner.buffer_rgba(), left, 40)
        return _painted(whole, 100)


def _painted(figure: Any, dpi: int) -> str:
    """A figure as a PNG with a white ground, in base64."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    drawn = io.BytesIO()
    FigureCanvasAgg(figure)
    given: dict[str, Any] = {"facecolor": "white", "metadata": {"Software": None}}
    figure.savefig(drawn, format="png", dpi=dpi, **given)
    return base64.b64encode(drawn.getvalue()).decode()


KINDS: dict[str, Callable] = {"figure": render, "picture": png, "card": card}


@lru_cache(maxsize=1)
def warm() -> None:
    """Have Matplotlib find fonts and read formulas once, before forks that each would."""
    from matplotlib.figure import Figure

    def words(labels: dict) -> Figure:
        figure = Figure()
        figure.subplots().set_title("가 $x_1^2$")
        return figure

    render(words, "warm", {}, {})


class _Labels(dict):
    """The words of a figure fence; for a word that it lacks, the fault says so."""

    def __missing__(self, key: str) -> str:
        raise WeaveError(f"this fence has no line '{key}:'")


@contextlib.contextmanager
def _drawing(function: Callable, path: str, arguments: dict, labels: dict) -> Iterator[Any]:
    """The figure that a function makes, while the site's style holds."""
    import matplotlib
    from matplotlib.figure import Figure

    style = {**_style(), "svg.hashsalt": path}
    with matplotlib.rc_context(style), _complaints() as complaints:
        figure = function(labels=_Labels(labels), **arguments)
        if not isinstance(figure, Figure):
            raise WeaveError(f"'{path}' gave a {type(figure).__name__}, not a Matplotlib figure")
        yield figure
    for complaint in complaints:
        if "missing from" in complaint or "not have a glyph" in complaint:
            raise WeaveError(f"'{path}' has a character that no font here can draw: {complaint}")
        raise WeaveError(f"'{path}' warns while it is drawn: {complaint}")


@contextlib.contextmanager
def _complaints() -> Iterator[list[str]]:
    """What is warned of (words) or logged by Matplotlib (formulas), as a list."""
    said: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: said.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("matplotlib.mathtext")
    logger.addHandler(handler)
    try:
        with warnings.catch_warnings(record=True) as warned:
            warnings.simplefilter("always")
            yield said
    finally:
        logger.removeHandler(handler)
        said += [str(warning.message) for warning in warned]


def in_kernel(shell: Any) -> None:
    """Give each figure of a Jupyter kernel also as SVG in the site's style."""
    import matplotlib
    from IPython.core.pylabtools import print_figure
    from matplotlib.figure import Figure
    from matplotlib_inline.config import InlineBackend

    shell.run_line_magic("matplotlib", "inline")
    matplotlib.rcParams.update({**_style(), "svg.hashsalt": "lab", "figure.dpi": DPI})
    given: Any = {"facecolor": "white", "bbox_inches": "tight", "metadata": {"Software": None}}
    InlineBackend.instance(parent=shell).print_figure_kwargs = given
    shell.display_formatter.formatters["image/svg+xml"].for_type(
        Figure, lambda figure: tidy(print_figure(figure, "svg", metadata={"Date": None}), "cell")
    )
