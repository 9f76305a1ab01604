"""Particles against an independent reader that spells numbers out in Hangul."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weave.text import particles

SPOKEN = "영일이삼사오육칠팔구"
PAIRS = {
    "은(는)": "은는",
    "이(가)": "이가",
    "을(를)": "을를",
    "과(와)": "과와",
    "(으)로": ("으로", "로"),
    "(이)다": ("이다", "다"),
    "(이)라": ("이라", "라"),
    "이었(였)": ("이었", "였"),
    "이어(여)": ("이어", "여"),
}


def below_ten_thousand(n):
    words = ""
    for size, unit in [(1000, "천"), (100, "백"), (10, "십"), (1, "")]:
        digit, n = divmod(n, size)
        if digit:
            words += (SPOKEN[digit] if digit > 1 or not unit else "") + unit
    return words


def read_whole(n):
    if n == 0:
        return "영"
    words = ""
    for power, unit in [(20, "해"), (16, "경"), (12, "조"), (8, "억"), (4, "만"), (0, "")]:
        group, n = divmod(n, 10**power)
        if group:
            words += below_ten_thousand(group) + unit
    return words


def read_aloud(text):
    """A printed number as a Korean would say it."""
    said = ""
    text = text.replace(",", "")
    if text[0] in "-−":
        said, text = "마이너스 ", text[1:]
    number, percent, _ = text.partition("%")
    whole, point, decimals = number.partition(".")
    said += read_whole(int(whole))
    if point:
        said += " 점 " + "".join(SPOKEN[int(digit)] for digit in decimals)
    return said + ("퍼센트" if percent else "")


def right(text, either):
    """The particle after a number, by the last consonant of its reading."""
    final = (ord(read_aloud(text)[-1]) - 0xAC00) % 28
    after_consonant, after_vowel = PAIRS[either]
    if final == 0 or (either == "(으)로" and final == 8):  # 8 is ㄹ
        return after_vowel
    return after_consonant


@pytest.mark.parametrize(
    "number, words",
    [
        ("0", "영"),
        ("10", "십"),
        ("20", "이십"),
        ("999", "구백구십구"),
        ("1,000", "천"),
        ("12,345", "일만이천삼백사십오"),
        ("7.9658", "칠 점 구육오팔"),
        ("80%", "팔십퍼센트"),
    ],
)
def test_the_reader_itself(number, words):
    assert read_aloud(number) == words


def chosen(text, either):
    return particles.choose(particles.EITHER[either], particles.ending(text))


numbers = st.one_of(
    st.integers(-(10**6), 10**6).map(str),
    st.integers(0, 10**24 - 1).map("{:,d}".format),
    # round numbers end in a unit: 십 백 천 만 억 조 경 해
    st.builds(lambda d, n: f"{d * 10**n:,d}", st.integers(1, 99), st.integers(0, 21)),
    st.decimals(0, 10**5, places=4).map("{:.4f}".format),
    st.floats(-1e6, 1e6).map("{:.2f}".format),
    st.floats(0, 1).map("{:.0%}".format),
    st.floats(0, 1).map("{:.1%}".format),
)


@settings(deadline=None, max_examples=300)
@given(numbers, st.sampled_from(sorted(PAIRS)))
def test_agrees_with_the_reading(text, either):
    assert chosen(text, either) == right(text, either)


@pytest.mark.parametrize("text", ["nan", "1e-05", "3.2e+20", "ab", "v2", "a12", "1/x", "", "2.1.3"])
def test_no_one_reading(text):
    assert particles.ending(text) is None


def test_nobody_reads_numbers_so_large():
    assert particles.ending("1" + "0" * 24) is None


@pytest.mark.parametrize(
    "word, particle", [("같음", "은"), ("버림", "은"), ("비트", "는"), ("물", "은")]
)
def test_words(word, particle):
    assert particles.agreeing("은", particles.ending(word)) == particle


def test_rieul_takes_ro():
    assert particles.agreeing("으로", particles.ending("1")) == "로"
    assert particles.agreeing("은", particles.ending("1")) == "은"


# --- on a page: total is 0.8008 (팔), share 80% (퍼센트), count 1234 (사)


@pytest.mark.parametrize(
    "text, column, wrong, mend",
    [
        ("{= loss.total:.4f =}는", 21, "는", "은"),
        ("{= loss.count:d =}을 더한다", 19, "을", "를"),
        ("{= loss.count:d =}이", 19, "이", "가"),
        ("{= loss.count:d =}과의 차이", 19, "과", "와"),
        ("{= loss.total:.4f =}으로", 21, "으로", "로"),
        ("{= loss.total:.4f =}와", 21, "와", "과"),
        ("{= loss.total:.4f =}다.", 21, "다", "이다"),
        ("{= loss.total:.4f =}였다면", 21, "였", "이었"),
        ("{= loss.count:d =}이었던", 19, "이었", "였"),
        ("{= loss.total:.4f =}여도", 21, "여", "이어"),
        ("{= loss.share:.0% =}은", 21, "은", "는"),
        ("**{= loss.total:.4f =}**는", 25, "는", "은"),
        ("`{= loss.total:.4f =}`는", 23, "는", "은"),
        ("$q = {= loss.total:.4f =}$는", 27, "는", "은"),
        ("[{= loss.total:.4f =}](index.md)는", 33, "는", "은"),
        ("<b>{= loss.total:.4f =}</b>는", 28, "는", "은"),
        ("{= loss.total:.4f =}%은", 22, "은", "는"),
        ("${= loss.total:.4f =}\\%$은", 25, "은", "는"),
        ("| {= loss.total:.4f =}는 |", 23, "는", "은"),
    ],
)
def test_wrong_particle(repository, text, column, wrong, mend):
    found = repository.broken(text)
    [fault] = [one for one in found if "write ≈" not in one]
    assert fault.startswith(f"1:{column}: '{wrong}' does not agree with '")
    assert f"write '{mend}', or '{particles.either(mend)}'" in fault


@pytest.mark.parametrize(
    "text",
    [
        "{= loss.total:.4f =}은",
        "{= loss.total:.4f =}로",
        "{= loss.count:d =}가",
        "{= loss.count:d =}다.",
        "{= loss.share:.0% =}로",
        "{= loss.total:.4f =}은(는)",
        "{= loss.total:.4f =}이라는",
        "{= loss.total:.4f =}(이)나 된다",
        "{= loss.count:d =}나 된다",
        "{= loss.total:.4f =}나트",
        "{= loss.total:.4f =}이었다면",
        "{= loss.total:.4f =}이었(였)다면",
        "{= loss.count:d =}여서",
        "{= loss.total:.4f =}여 개",
        # no particles, though they begin like one
        "{= loss.total:.4f =}가지",
        "{= loss.total:.4f =}는커녕",
        # the noun after the number is the author's own
        "{= loss.total:.4f =}비트는",
        # in brackets: the particle agrees with the word before them
        "손실({= loss.total:.4f =})은 손해({= loss.share:.4f =})는",
    ],
)
def test_right_particle(repository, text):
    assert repository.broken(text) == []


@pytest.mark.parametrize(
    "text, line, column",
    [
        ("손실은(는) 작다", 1, 3),
        ("a\n\n![확률이(가)](a.png)", 3, 5),
        ('<abbr title="확률을(를)">q</abbr>', 1, 16),
        ("```figure loss.draw\ntitle: 확률은(는)\nalt: b\n```", 2, 10),
    ],
)
def test_particle_that_nothing_can_choose(repository, text, line, column):
    found = repository.broken(text)
    assert any(
        fault.startswith(f"{line}:{column}: '") and "follows no computed value" in fault
        for fault in found
    ), found


def test_particles_in_code_and_comments_are_left_alone(repository):
    assert repository.broken("`은(는)` <!-- 은(는) -->\n\n```text\n은(는)\n```") == []


@pytest.mark.parametrize("particle", ["은", "은(는)"])
def test_value_without_a_reading(repository, particle):
    [fault] = repository.broken(f"{{= loss.text:s =}}{particle}")
    assert fault.startswith("1:18: 'ab' has no one reading")
    assert "put a word after the value" in fault


@pytest.mark.parametrize("n", range(1, 10))
def test_a_fraction_ends_with_what_is_above(n):
    """1/3 is read 삼분의 일."""
    assert particles.ending(f"{n}/7") == particles.ending(str(n))
    assert particles.ending(f"-{n}/7") == particles.ending(str(n))
