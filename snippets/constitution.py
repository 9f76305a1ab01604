"""The Korean constitution as a text to predict: three parts of it, three cuts.

See data/README.md for the source.
"""

import unicodedata
from pathlib import Path

# --8<-- [start:text]
FILE = Path(__file__).parent / "data" / "constitution.txt"

with open(FILE, encoding="utf-8") as file:
    # without indentation and empty lines
    lines = [" ".join(line.split()) + "\n" for line in file if line.strip()]

train = [line for n, line in enumerate(lines) if n % 10 not in (4, 9)]
validation = lines[9::10]  # settings were chosen by these lines
test = lines[4::10]  # kept aside: only what is reported is from these
# --8<-- [end:text]


# --8<-- [start:cuts]
def syllables(line):
    """한 is one piece; so is every other character."""
    return line


def jamo(line):
    """한 is three pieces: ᄒ, ᅡ and ᆫ."""
    return unicodedata.normalize("NFD", line)


def utf8(line):
    """한 is three bytes; a letter of the Latin alphabet would be one."""
    return line.encode("utf-8")
# --8<-- [end:cuts]


def characters(part):
    """How many characters some lines have, line ends among them."""
    return sum(map(len, part))


text_lines = len(lines)
text_characters, train_characters = characters(lines), characters(train)
test_lines, test_characters = len(test), characters(test)
test_jamo = sum(len(jamo(line)) for line in test)
test_bytes = sum(len(utf8(line)) for line in test)
test_words = sum(len(line.split()) for line in test)
# characters that come in the lines kept aside alone
known = set("".join(train))
unseen = sum(char not in known for char in "".join(test))


def main():
    print(f"{text_lines} lines, {text_characters} characters")
    print(f"to train on: {len(train)} lines, {train_characters} characters")
    print(f"kept aside:  {test_lines} lines, {test_characters} characters,")
    print(f"  {test_jamo} jamo, {test_bytes} bytes, {test_words} words")


if __name__ == "__main__":
    main()
