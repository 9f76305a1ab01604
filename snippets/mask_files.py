"""From a mask file to the target: palettes, colours, 0 and 255, resizing.

The files are PNGs in memory. Colours are those of Pascal VOC. Shapes are those of
NumPy arrays, (height, width) and for colours (height, width, 3).
"""

from io import BytesIO

import numpy as np
from PIL import Image

# --8<-- [start:palette]
TARGET = np.array([[0, 0, 255, 1, 255],
                   [0, 255, 1, 1, 255],
                   [2, 255, 255, 3, 3],
                   [2, 2, 255, 3, 3]], np.uint8)
COLOURS = {0: (0, 0, 0), 1: (128, 0, 0), 2: (0, 128, 0), 3: (128, 128, 0),
           255: (224, 224, 192)}


def palette_png(target):
    """A PNG that keeps class numbers, and their colours in a palette beside."""
    image, file = Image.fromarray(target).convert("P"), BytesIO()
    image.putdata(target.ravel().tolist())
    palette = np.zeros((256, 3), np.uint8)
    for number, colour in COLOURS.items():
        palette[number] = colour
    image.putpalette(palette.ravel().tolist())
    image.save(file, "PNG")
    return file


file = palette_png(TARGET)
numbers = np.array(Image.open(file))
greys = np.array(Image.open(file).convert("L"))
colours = np.array(Image.open(file).convert("RGB"))
# --8<-- [end:palette]


# --8<-- [start:colours]
def from_colours(colours):
    """(H, W) class numbers of (H, W, 3) colours; -1 where one is unknown."""
    target = np.full(colours.shape[:2], -1)
    for number, colour in COLOURS.items():
        target[(colours == colour).all(axis=-1)] = number
    return target


def from_black_and_white(mask):
    """0 and 255 become class 0 and class 1, and so do greys near them."""
    return (mask > 127).astype(np.int64)


def from_greys(mask, shades):
    """Class 0 for the first of the shades, 1 for the next; -1 where one is unknown."""
    table = np.full(256, -1)
    table[shades] = range(len(shades))
    return table[mask]


by_colour = from_colours(colours)
# --8<-- [end:colours]

# --8<-- [start:wrong]
divided = (numbers / 255).astype(np.int64)  # what ToTensor() and long() make of it

row = Image.fromarray(np.array([[0, 0, 2, 2]], np.uint8))
nearest = np.array(row.resize((8, 1), Image.Resampling.NEAREST))[0]
bilinear = np.array(row.resize((8, 1), Image.Resampling.BILINEAR))[0]
# --8<-- [end:wrong]
values = [sorted(set(array.ravel().tolist()))
          for array in (numbers, greys, by_colour, divided)]
in_numbers, in_greys, in_colours, in_divided = values
height, width, channels = colours.shape
# j96w/DenseFusion#72: the targets of three pictures, read with three channels
PICTURES, LINEMOD = 3, (480, 640)
their_pixels = PICTURES * LINEMOD[0] * LINEMOD[1]
their_targets = their_pixels * channels


def main():
    for name, found in zip(["as it is", "as L", "by colour", "divided"], values):
        print(f"{name:9}", *found)
    print("nearest  ", *nearest)
    print("bilinear ", *bilinear)


if __name__ == "__main__":
    main()
