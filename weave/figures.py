"""Draws a Matplotlib figure as an SVG that lives inside a page.

Text stays text, colours follow the page's light and dark scheme, ids can be
made unique on a page, and equal input gives equal bytes.
"""

import base64
import contextlib
import html
import io
import logging
import re
import warnings
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

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
KEPT = {"#ffffff", "#000000", "none"}  # pictures bring their own white


@lru_cache(maxsize=1)
def _style():
    """rcParams, with the metrics of a font that has Hangul."""
    import matplotlib
    from matplotlib import font_manager

    folder = Path(find_spec("koreanize_matplotlib").origin).parent / "fonts"
    font_manager.fontManager.addfont(folder / "NanumGothic.ttf")
    # a reader's own matplotlibrc must not change the site
    default = dict(matplotlib.rcParamsDefault)
    del default["backend"]
    return {
        **default,
        "font.family": ["NanumGothic", "DejaVu Sans"],
        "font.size": 10,
        "svg.fonttype": "none",
        "axes.prop_cycle": matplotlib.cycler(color=list(CYCLE)),
        "axes.unicode_minus": True,
        "legend.frameon": False,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "figure.facecolor": "none",
        "axes.facecolor": "none",
        "savefig.facecolor": "none",
        "grid.color": GRID,
        **dict.fromkeys(
            ["text.color", "axes.edgecolor", "axes.labelcolor", "xtick.color",
             "ytick.color"],
            INK,
        ),
    }


def render(function, path, arguments, labels):
    """Call a figure function of snippets/ and give its SVG.

    Raises WeaveError for a missing glyph, for a colour that would not follow
    the scheme, and for a function that gives no figure.
    """
    import matplotlib
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    drawn = io.StringIO()
    style = {**_style(), "svg.hashsalt": path}
    with matplotlib.rc_context(style), _complaints() as complaints:
        figure = function(labels=labels, **arguments)
        if not isinstance(figure, Figure):
            raise WeaveError(
                f"'{path}' gave a {type(figure).__name__}, not a Matplotlib figure"
            )
        FigureCanvasSVG(figure).print_svg(drawn, metadata={"Date": None})
    for complaint in complaints:
        if "missing from" in complaint or "not have a glyph" in complaint:
            raise WeaveError(
                f"'{path}' has a character that no font here can draw: {complaint}"
            )
    return tidy(drawn.getvalue(), path)


def png(function, arguments, labels):
    """The same figure as a picture with a white ground, for a notebook."""
    import matplotlib
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    drawn = io.BytesIO()
    with matplotlib.rc_context(_style()):
        figure = function(labels=labels, **arguments)
        FigureCanvasAgg(figure)
        figure.savefig(drawn, format="png", dpi=DPI, facecolor="white",
                       metadata={"Software": None})
    return base64.b64encode(drawn.getvalue()).decode()


def in_kernel(shell):
    """Give each figure of a Jupyter kernel also as SVG in the site's style."""
    import matplotlib
    from IPython.core.pylabtools import print_figure
    from matplotlib.figure import Figure
    from matplotlib_inline.config import InlineBackend

    shell.run_line_magic("matplotlib", "inline")
    matplotlib.rcParams.update({**_style(), "svg.hashsalt": "lab", "figure.dpi": DPI})
    given = {"facecolor": "white", "bbox_inches": "tight", "metadata": {"Software": None}}
    InlineBackend.instance(parent=shell).print_figure_kwargs = given
    shell.display_formatter.formatters["image/svg+xml"].for_type(
        Figure, lambda figure: tidy(print_figure(figure, "svg", metadata={"Date": None}), "cell")
    )


@contextlib.contextmanager
def _complaints():
    """What Matplotlib warns of (words) or logs (formulas), as a list."""
    said = []
    handler = logging.Handler()
    handler.emit = lambda record: said.append(record.getMessage())
    logger = logging.getLogger("matplotlib.mathtext")
    logger.addHandler(handler)
    try:
        with warnings.catch_warnings(record=True) as warned:
            warnings.simplefilter("always")
            yield said
    finally:
        logger.removeHandler(handler)
        said += [str(warning.message) for warning in warned]


def tidy(svg, path):
    """Matplotlib's SVG file as an element of a page."""
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>\s*", "", svg, flags=re.S)
    svg = re.sub(r"<!--.*?-->\s*", "", svg, flags=re.S)
    # its style sheet would hold for the whole page, so the page has its own
    svg = re.sub(r"<defs>\s*<style.*?</style>\s*</defs>\s*", "", svg, flags=re.S)
    width = float(re.search(r'width="([\d.]+)pt"', svg)[1])
    box = re.search(r'viewBox="([^"]+)"', svg)[1]
    # 4/3 px a pt: the text of the figure is as large as the page's
    svg = re.sub(
        r"<svg[^>]*>",
        f'<svg class="figure" viewBox="{box}" style="width:{width * 4 / 3:.0f}px">',
        svg,
        count=1,
        flags=re.S,
    )
    # only ids that something points to are kept
    pointed = set(re.findall(r'(?:href="#|url\(#)([^")]+)', svg))
    svg = re.sub(
        r'\s+id="([^"]*)"',
        lambda m: f' id="{PREFIX}{m[1]}"' if m[1] in pointed else "",
        svg,
    )
    svg = re.sub(r'(href="#|url\(#)', rf"\1{PREFIX}", svg)
    svg = svg.replace("xlink:href", "href")
    svg = re.sub(r"font: ([\d.]+px) [^;\"]*", r"font-size: \1", svg)
    svg = re.sub(r"font-family: [^;\"]*; ?", "", svg)
    svg = re.sub(r' transform="rotate\(-?0 [^"]*"', "", svg)
    svg = re.sub(r"<g>\s*</g>\s*", "", svg)
    svg = re.sub(r">\s*\n\s*<", "><", svg)
    for colour in set(re.findall(r"#[0-9a-f]{6}\b", svg)) - KEPT:
        if colour not in COLOURS:
            raise WeaveError(
                f"'{path}' uses the colour {colour}, which would not follow the "
                "page's light and dark scheme; use 'C0' to 'C7' (and alpha)"
            )
        svg = svg.replace(colour, f"var({COLOURS[colour]})")
    return svg.strip()


def described(svg, title, alt, prefix):
    """The SVG as one image with a title and a description, ids made unique."""
    head = (
        f' role="img" aria-labelledby="{prefix}title {prefix}alt" data-search-exclude>'
        f'<title id="{prefix}title">{html.escape(title)}</title>'
        f'<desc id="{prefix}alt">{html.escape(alt)}</desc>'
    )
    return svg.replace(">", head, 1).replace(PREFIX, prefix)
