"""Draws a Matplotlib figure as an SVG that lives inside a page.

Text stays text, colours follow the page's light and dark scheme, ids can be
made unique on a page, and equal input gives equal bytes.
"""

import base64
import contextlib
import io
import logging
import re
import warnings
from collections.abc import Callable, Iterator
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from weave.fault import WeaveError

DPI = 96  # of pictures in notebooks
PREFIX = "@figure@"  # stands before every id until the page is known

# colours a figure may use, and the custom property of the page for each
INK, GRID = "#101010", "#d0d0d0"
CYCLE = {
    "#4051b5": "--figure-0",
    "#c05600": "--figure-1",
    "#00796b": "--figure-2",
    "#b0267a": "--figure-3",
    "#6d4c9f": "--figure-4",
    "#7a6a00": "--figure-5",
    "#0b6fa4": "--figure-6",
    "#8a8f98": "--figure-7",
}
COLOURS = {INK: "--figure-ink", GRID: "--figure-grid", **CYCLE}
KEPT = {"#ffffff", "#000000"}  # pictures bring their own white
HANGUL = re.compile("[가-힣]")
SVG, XLINK = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}"


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
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    drawn = io.BytesIO()
    with _drawing(function, path, arguments, labels) as figure:
        FigureCanvasAgg(figure)
        given = {"dpi": DPI, "facecolor": "white", "metadata": {"Software": None}}
        figure.savefig(drawn, format="png", **given)
    return base64.b64encode(drawn.getvalue()).decode()


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


def tidy(svg: str, path: str) -> str:
    """Matplotlib's SVG file as an element of a page."""
    root = ElementTree.fromstring(svg)
    box, width = root.get("viewBox", ""), float(root.get("width", "").removesuffix("pt"))
    # 4/3 px a pt: the text of the figure is as large as the page's
    size = f"{width * 4 / 3:.0f}"
    pointed = set(re.findall(r'(?:href="#|url\(#)([^")]+)', svg))
    _clean(root, pointed, path)
    root.attrib.clear()
    root.attrib.update({"class": "figure", "viewBox": box, "width": size})
    return ElementTree.tostring(root, encoding="unicode").strip()


def _clean(element: ElementTree.Element, pointed: set[str], path: str) -> None:
    """Leave of an element and all in it what a page needs."""
    element.tag = element.tag.removeprefix(SVG)
    for name, value in list(element.attrib.items()):
        del element.attrib[name]
        value = _attribute(name, value, pointed, path)
        if name == "style":  # which the page's policy would refuse; attributes say the same
            element.attrib |= dict(re.findall(r"([\w-]+): ?([^;]+)", value))
        elif value:
            element.set(name.removeprefix(XLINK), value)
    if element.tag == "text" and HANGUL.search("".join(element.itertext())):
        element.set("lang", "ko")  # on an English page too
    if element.tag not in {"text", "tspan", "title"} and not (element.text or "").strip():
        element.text = None
    for at, child in reversed(list(enumerate(element))):
        _clean(child, pointed, path)
        # its style sheet would hold for the whole page, so the page has its own
        sheet = child.tag == "defs" and child.find("style") is not None
        unseen = child.tag == "path" and child.get("style") == "fill: none"
        if child.tag == "metadata" or sheet or unseen:
            element.remove(child)
        elif child.tag == "g" and not child.attrib:
            element[at : at + 1] = list(child)
        elif element.tag != "text":
            child.tail = None


def _attribute(name: str, value: str, pointed: set[str], path: str) -> str:
    """An attribute as the page needs it, "" where it does not."""
    if name == "id":
        return f"{PREFIX}{value}" if value in pointed else ""
    if name == "transform" and re.match(r"rotate\(-?0 ", value):
        return ""
    if name.endswith("href"):
        return value.replace("#", f"#{PREFIX}", 1) if value.startswith("#") else value
    if name in {"d", "x", "y", "width", "height"}:
        # a hundredth of a point: nobody sees a thousandth, and each digit is sent
        value = re.sub(r"\d+\.\d{3,}", lambda number: f"{round(float(number[0]), 2):g}", value)
        return " ".join(value.split())
    value = value.replace("url(#", f"url(#{PREFIX}")
    if name == "style":
        # the page has fonts of its own
        value = re.sub(r"font: ([\d.]+px) [^;]*", r"font-size: \1", value)
        value = re.sub(r"font-family: [^;]*; ?", "", value)
    for colour in set(re.findall(r"#[0-9a-f]{6}\b", value)) - KEPT:
        if colour not in COLOURS:
            raise WeaveError(
                f"'{path}' uses the colour {colour}, which would not follow the "
                "page's light and dark scheme; use 'C0' to 'C7' (and alpha)"
            )
        value = value.replace(colour, f"var({COLOURS[colour]})")
    return value
