"""The text: the file that is kept, and what is made of it."""

import hashlib
import re
from pathlib import Path

import pytest

from snippets import constitution

DATA = Path(__file__).parents[2] / "snippets" / "data"
SHA256 = "69377a88c0e577b37b1373f4496147e995209d5139a993633a8a2776bc0e2ca8"
FILE = (DATA / "constitution.txt").read_bytes()
TEXT = FILE.decode("utf-8")


def test_checksum():
    assert hashlib.sha256(FILE).hexdigest() == SHA256
    about = (DATA / "README.md").read_text(encoding="utf-8")
    assert SHA256 in about
    assert f"{len(TEXT):,}" in about and f"{len(FILE):,}" in about


def test_every_article_is_there_in_order():
    body, addenda = TEXT.split("부칙보기")
    assert [int(n) for n in re.findall(r"^ *제(\d+)조", body, re.M)] == list(range(1, 131))
    assert [int(n) for n in re.findall(r"^ *제(\d+)조", addenda, re.M)] == list(range(1, 7))


def test_the_lines_are_the_text_without_its_spaces():
    assert "".join("".join(constitution.lines).split()) == "".join(TEXT.split())
    assert all(line.endswith("\n") and line.strip() for line in constitution.lines)


def test_three_parts_share_no_line_and_leave_none_out():
    parts = [constitution.train, constitution.validation, constitution.test]
    assert sorted(sum(parts, [])) == sorted(constitution.lines)
    assert len(constitution.test) == len(constitution.lines) // 10
    # no line that is kept aside is one that was trained on, by chance
    assert not set(constitution.test) & {*constitution.train, *constitution.validation}


@pytest.mark.parametrize("cut, sizes", [("syllables", [1, 1, 1]), ("jamo", [3, 2, 1]),
                                        ("utf8", [3, 3, 1])])  # fmt: skip
def test_how_a_character_is_cut(cut, sizes):
    assert [len(getattr(constitution, cut)(char)) for char in "한가."] == sizes


def test_jamo_by_arithmetic():
    # Unicode puts syllables in the order of their letters: 19 x 21 x 28
    for char in {c for c in TEXT if "가" <= c <= "힣"}:
        n = ord(char) - 0xAC00
        letters = [0x1100 + n // 588, 0x1161 + n % 588 // 28, 0x11A7 + n % 28]
        assert constitution.jamo(char) == "".join(map(chr, letters[: 3 if n % 28 else 2]))


def test_counts():
    whole = "".join(constitution.test)
    hangul = sum("가" <= char <= "힣" for char in whole)
    ends = sum("가" <= char <= "힣" and (ord(char) - 0xAC00) % 28 > 0 for char in whole)
    assert constitution.test_characters == len(whole)
    assert constitution.test_jamo == len(whole) + hangul + ends
    assert constitution.test_bytes == len(whole.encode())
    assert constitution.test_words == len(whole.split())
    assert constitution.unseen == len([c for c in whole if c not in "".join(constitution.train)])


def test_printed(printed):
    assert f"{len(constitution.lines)} lines" in printed(constitution)
