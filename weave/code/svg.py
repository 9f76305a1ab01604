"""Matplotlib's SVG as an element of a page.

Text stays text, colours follow the page's light and dark scheme, and ids can be made
unique on a page.
"""

import base64
import io
import re
from xml.etree import ElementTree

from weave.fault import WeaveError

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


def tidy(svg: str, path: str) -> str:
    """Matplotlib's SVG file as an element of a page."""
    root = ElementTree.fromstring(svg)
    box, width = root.get("viewBox", ""), float(root.get("width", "").removesuffix("pt"))
    # 4/3 px a pt: the text of the figure is as large as the page's
    size = f"{width * 4 / 3:.0f}"
    pointed = set(re.findall(r'(?:href="#|url\(#)([^")]+)', svg))
    _clean(root, pointed, path)
    for image in root.iter("image"):
        picture, coloured = _small(image.get("href", ""))
        image.set("href", picture)
        if coloured:
            image.set("class", "coloured")
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


def _small(address: str) -> tuple[str, bool]:
    """A PNG, as an address that holds it, in as few bytes; whether a pixel is no shade of grey.

    Matplotlib writes four bytes a pixel, and most of what it writes has one shade or few colours.
    """
    from PIL import Image

    kind, _, told = address.partition(",")
    given = base64.b64decode(told)
    whole = Image.open(io.BytesIO(given)).convert("RGBA")
    shades, *others, opacity = whole.split()
    coloured = any(other.tobytes() != shades.tobytes() for other in others)
    small = whole
    if opacity.getextrema() == (255, 255):
        colours = whole.convert("RGB")
        few = colours.quantize(256, dither=Image.Dither.NONE) if coloured else shades
        if few.convert("RGB").tobytes() == colours.tobytes():
            small = few
    made = io.BytesIO()
    small.save(made, "PNG", optimize=True)
    least = min(given, made.getvalue(), key=len)
    return f"{kind},{base64.b64encode(least).decode()}", coloured


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
