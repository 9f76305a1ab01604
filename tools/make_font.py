"""Cuts STIX Two Math down to the signs that formulas use.

Source: STIX Two Math (The STIX Fonts Project Authors), SIL Open Font License,
as the package ziamath ships it. The MATH table stays, so that radicals,
fractions and big operators keep their sizes.
"""

from pathlib import Path

import ziamath
from fontTools import subset
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "theme" / "assets" / "stix-two-math.woff2"

# latin, greek, operators, arrows, and the italic and bold letters that mathml
# draws variables with; a formula with any other sign falls back to the system
# fmt: off
SIGNS = [
    (0x20, 0x7E), (0xB1, 0xB1), (0xB7, 0xB7), (0xD7, 0xD7), (0xF7, 0xF7),
    (0x391, 0x3C9),
    (0x3F5, 0x3F5), (0x2016, 0x2016), (0x2026, 0x2026), (0x2032, 0x2033),
    (0x2061, 0x2064), (0x210E, 0x210E), (0x2113, 0x2113), (0x211D, 0x211D),
    (0x2190, 0x2194), (0x21A6, 0x21A6), (0x21D2, 0x21D4), (0x2200, 0x2209),
    (0x220F, 0x2213), (0x2217, 0x221E), (0x2223, 0x222B), (0x2248, 0x2248),
    (0x2260, 0x226B), (0x22C5, 0x22C6), (0x22EE, 0x22F1), (0x2308, 0x230B),
    (0x23DE, 0x23DF), (0x27E8, 0x27E9), (0x1D400, 0x1D467), (0x1D6FC, 0x1D71B),
]
# fmt: on


def main(target=TARGET):
    folder = Path(ziamath.__file__).parent / "fonts"
    font = TTFont(folder / "STIXTwoMath-Regular.ttf", recalcTimestamp=False)
    options = subset.Options(
        flavor="woff2",
        layout_features=["ssty", "dtls", "flac"],
        hinting=False,
        name_IDs=["*"],
        notdef_outline=True,
    )
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[c for a, b in SIGNS for c in range(a, b + 1)])
    cutter.subset(font)
    subset.save_font(font, target, options)
    print(
        f"{target.relative_to(ROOT) if target == TARGET else target.name}: "
        f"{target.stat().st_size / 1024:.0f} KB"
    )


if __name__ == "__main__":
    main()
