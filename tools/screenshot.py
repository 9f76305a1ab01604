"""Takes the README's picture: one chapter, Korean and English side by side."""

import io
import sys
from pathlib import Path

from PIL import Image

from tools.browser import launched
from tools.serving import served

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "screenshot.png"
SHOTS = [("worked-example/#before", "light"), ("en/worked-example/#before", "dark")]
SIZE = {"width": 700, "height": 820}


def main():
    if not (ROOT / "site" / "index.html").is_file():
        sys.exit("there is no site/ to picture; run: make build")
    pictures = []
    with served(ROOT / "site") as address, launched() as browser:
        for path, scheme in SHOTS:
            page = browser.new_page(viewport=SIZE, color_scheme=scheme)
            page.goto(address + path)
            page.evaluate("document.fonts.ready")
            pictures.append(Image.open(io.BytesIO(page.screenshot())))
    both = Image.new("RGB", (2 * SIZE["width"], SIZE["height"]))
    for n, picture in enumerate(pictures):
        both.paste(picture, (n * SIZE["width"], 0))
    both.quantize(64).save(TARGET, optimize=True)
    print(f"{TARGET.name}: {TARGET.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main()
