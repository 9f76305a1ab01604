"""Matplotlib figures as SVG elements of a page."""

import base64
import io
import re

import numpy as np
import pytest
from matplotlib import colormaps
from matplotlib.figure import Figure
from matplotlib.image import imread

from weave.code import figures
from weave.code.svg import PREFIX
from weave.fault import WeaveError
from weave.fences.figure import Drawn


def draw(labels, colour="C0"):
    fig = Figure(figsize=(3, 2))
    ax = fig.subplots()
    ax.plot([0, 1], [0, 1], "o-", color=colour)
    ax.set(xlabel=labels["x"])
    return fig


def svg(label="확률 q", function=draw, **arguments):
    return figures.render(function, "a.draw", arguments, {"x": label})


def test_text_stays_text_and_colours_are_the_pages():
    found = svg()
    start = '<svg class="figure" viewBox="0 0 216 144" width="288">'
    assert found.startswith(start)
    assert found.endswith("</svg>")
    assert re.search(r"<text[^>]*>확률 q</text>", found)
    assert "var(--figure-0)" in found and "var(--figure-ink)" in found
    assert "font-family" not in found and "<style" not in found
    assert not re.search("#[0-9a-f]{6}", found)


@pytest.mark.parametrize("colours, coloured", [("gray_r", 0), ("magma", 1)])
def test_a_picture_in_colours_keeps_them_in_the_dark(colours, coloured):
    """A caption names them; shades of grey follow the page's ground."""

    def picture(labels):
        fig = Figure(figsize=(3, 2))
        fig.subplots().imshow([[0.0, 0.5], [0.7, 1.0]], cmap=colours)
        return fig

    assert svg(function=picture).count('class="coloured"') == coloured


@pytest.mark.parametrize("colours", ["gray", "tab10", "magma"])
def test_a_picture_is_small_and_has_the_same_pixels(colours):
    """Shades of grey need a byte a pixel, few colours less; many stay as they are."""
    shades = np.random.default_rng(0).integers(0, 10, (40, 40)) / 9

    def picture(labels):
        fig = Figure(figsize=(3, 2))
        fig.subplots().imshow(shades, cmap=colours, interpolation="none")
        return fig

    [told] = re.findall(r'href="data:image/png;base64,([^"]+)"', svg(function=picture))
    png = base64.b64decode("".join(told.split()))
    seen = imread(io.BytesIO(png), format="png")
    seen = seen if seen.ndim == 3 else np.stack([seen] * 3, axis=2)
    expected = colormaps[colours](shades)[..., :3]
    assert len(png) < 2 * seen.shape[0] * seen.shape[1]
    rows, columns = (np.linspace(0, n - 1, 40).round().astype(int) for n in seen.shape[:2])
    assert np.allclose(seen[rows][:, columns, :3], expected, atol=1 / 255)


def test_equal_input_gives_equal_bytes():
    assert svg() == svg()


def test_a_readers_own_style_changes_nothing():
    import matplotlib

    plain = svg()
    with matplotlib.rc_context({"lines.linewidth": 9, "font.size": 30}):
        assert svg() == plain


def described(title="제목", alt="설명", prefix="f-"):
    return Drawn("a.draw", {}, title, alt, "", svg=svg()).described(prefix)


def test_ids_are_unique_and_met():
    one, two = described(prefix="figure-0-"), described(prefix="figure-1-")
    ids = re.findall(r'\bid="([^"]+)"', one + two)
    assert len(ids) == len(set(ids)) > 4
    assert PREFIX not in one
    for found in [one, two]:
        own = set(re.findall(r'\bid="([^"]+)"', found))
        pointed = set(re.findall(r'(?:href="#|url\(#)([^")]+)', found))
        assert pointed and pointed <= own
        assert set(re.search('aria-labelledby="([^"]+)"', found)[1].split()) <= own


def test_title_and_description_are_escaped():
    found = described('a < b & "c"', "d <e>")
    assert '<title id="f-title">a &lt; b &amp; &quot;c&quot;</title>' in found
    assert '<desc id="f-alt">d &lt;e&gt;</desc>' in found
    assert found.startswith("<svg") and ' role="img" ' in found.partition(">")[0]


# in a formula Matplotlib only logs it
@pytest.mark.parametrize("label", ["अ", "\U00013000", "$한$", "$\\mathrm{가}$"])
def test_missing_glyph(label):
    for _ in range(2):  # drawing it before must not silence it
        with pytest.raises(WeaveError, match="'a.draw' has a character that no font"):
            svg(label)


@pytest.mark.parametrize("label", ["확률 q", "中 é −1", "$x_1 \\log q$"])
def test_glyphs_that_are_there(label):
    assert svg(label)


@pytest.mark.parametrize("colour", ["C0", "C7", "white", "black"])
def test_colour_of_the_scheme(colour):
    assert svg(colour=colour)


@pytest.mark.parametrize("colour", ["red", "#123456"])
def test_colour_that_would_not_follow(colour):
    with pytest.raises(WeaveError, match="uses the colour #.* use 'C0' to 'C7'"):
        svg(colour=colour)


def warning(labels, which):
    if which == "numpy":
        np.log(np.zeros(1))
    fig = draw(labels)
    if which == "matplotlib":
        fig.axes[0].set_xlim(1, 1)
    return fig


@pytest.mark.parametrize(
    "which, said",
    [("numpy", "divide by zero"), ("matplotlib", "identical low and high xlims")],
)
def test_b6_a_figure_that_warns_is_a_fault(which, said):
    for drawing in [figures.render, figures.png]:
        with pytest.raises(WeaveError, match=f"'a.draw' warns while it is drawn: .*{said}"):
            drawing(warning, "a.draw", {"which": which}, {"x": "a"})
    assert svg(function=warning, which="nothing")


def test_no_figure():
    with pytest.raises(WeaveError, match="gave a int, not a Matplotlib figure"):
        svg(function=lambda labels: 3)
