"""Cuts STIX Two Math down to the signs that formulas use.

Source: STIX Two Math (The STIX Fonts Project Authors), SIL Open Font License,
as the package ziamath ships it. The MATH table stays, so that radicals,
fractions and big operators keep their sizes.
"""

import string
from pathlib import Path

import ziamath
from fontTools import subset
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "theme" / "assets" / "stix-two-math.woff2"

# what formulas use, and every italic latin letter: one more sign costs each reader its
# bytes, and the sizes that brackets and sums come in cost most
SIGNS = (
    string.digits
    + string.ascii_lowercase
    + "BCDEHIKLNSTUVW !()+,-./:<=>[]|\u00a0"
    + "×÷√αγελσ‖\u2061←⇒∂∑−≈≤⋅⏟"
    + "".join(chr(c) for c in range(0x1D434, 0x1D468) if c != 0x1D455)
    + "ℎ𝛼𝛾𝜀𝜆𝜎𝜕"
)


def main(target=TARGET):
    folder = Path(ziamath.__file__).parent / "fonts"
    font = TTFont(folder / "STIXTwoMath-Regular.ttf", recalcTimestamp=False)
    options = subset.Options(
        flavor="woff2",
        layout_features=[],  # other shapes for small signs were half of the font
        hinting=False,
        name_IDs=["*"],
        notdef_outline=True,
    )
    cutter = subset.Subsetter(options)
    cutter.populate(text=SIGNS)
    cutter.subset(font)
    subset.save_font(font, target, options)
    print(
        f"{target.relative_to(ROOT) if target == TARGET else target.name}: "
        f"{target.stat().st_size / 1024:.0f} KB"
    )


if __name__ == "__main__":
    main()
