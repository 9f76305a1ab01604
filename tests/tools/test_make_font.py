"""The font of the formulas is what its script makes, and has what they need."""

import re
import unicodedata
from pathlib import Path

from fontTools.ttLib import TTFont

from tools import make_font
from weave.page import Page
from weave.text import maths

ROOT = Path(__file__).parents[2]


def test_the_committed_font_is_what_the_script_makes(tmp_path, capsys):
    make_font.main(tmp_path / "font.woff2")
    assert (tmp_path / "font.woff2").read_bytes() == make_font.TARGET.read_bytes()
    assert make_font.TARGET.stat().st_size < 16 * 1024
    assert "MATH" in TTFont(make_font.TARGET)


def drawn():
    """The MathML of every formula of the pages."""
    for path in (ROOT / "docs").rglob("*.md"):
        page = Page(path.name, path.read_text(encoding="utf-8"))
        for start, end, display in maths.formulas(page):
            latex = re.sub(r"\{=.*?=\}", "1", page.text[start:end])
            yield maths.mathml(latex.strip(), display)


def test_every_sign_of_every_formula_is_in_it():
    known = TTFont(make_font.TARGET).getBestCmap()
    missing = set()
    for math in drawn():
        signs = re.sub(r"(?s)<mtext[^>]*>.*?</mtext>|<[^>]*>|&\w+;", "", math)
        missing |= {c for c in signs if ord(c) not in known and not c.isspace()}
    assert not missing, "add them to SIGNS in tools/make_font.py and run it"


# elements that draw a sign that no text in them names; all others draw their text, or lines
DRAWS = {"msqrt": "√", "mroot": "√"}
PLAIN = set("math mi mn mo mtext mspace mrow mstyle mfrac msub msup msubsup munder mover "
            "munderover mtable mtr mtd".split())  # fmt: skip


def test_a_root_has_its_sign():
    known = TTFont(make_font.TARGET).getBestCmap()
    elements = {name for math in drawn() for name in re.findall(r"<(\w+)", math)}
    assert elements & set(DRAWS)
    missing = {DRAWS[name] for name in elements - PLAIN if ord(DRAWS[name]) not in known}
    assert not missing, "add them to SIGNS in tools/make_font.py and run it"


def test_a_variable_is_drawn_with_a_letter_that_is_in_it():
    """A browser draws a letter that stands alone in <mi> in italics (MathML Core, 4.2)."""
    known = TTFont(make_font.TARGET).getBestCmap()
    letters = {letter for math in drawn() for letter in re.findall(r"<mi[^>]*>(\w|∂)</mi>", math)}
    assert {"z", "σ", "∂"} <= letters
    names = {unicodedata.normalize("NFKC", chr(c)) for c in known if c >= 0x1D434 or c == 0x210E}
    assert letters <= names, "add the italic ones to SIGNS in tools/make_font.py and run it"
