"""Korean particles that agree with a number as it is read aloud.

A particle depends on how the word before it ends: in a vowel, in ㄹ or in
another consonant. 7.9658 is read "칠 점 구육오팔", so it takes 은; 7.9659 ends
in 구 and takes 는. Source: 한글 맞춤법 and 표준어 규정 (National Institute of
Korean Language).
"""

import re
from collections.abc import Iterator

VOWEL, RIEUL, CONSONANT = "vowel", "rieul", "consonant"

# written so, weave chooses: after a consonant, after a vowel
EITHER = {
    "은(는)": ("은", "는"),
    "이(가)": ("이", "가"),
    "을(를)": ("을", "를"),
    "과(와)": ("과", "와"),
    "(으)로": ("으로", "로"),
    "(이)다": ("이다", "다"),
    "(이)라": ("이라", "라"),
    "(이)나": ("이나", "나"),
    "이었(였)": ("이었", "였"),
    "이어(여)": ("이어", "여"),
}
PERCENT = re.compile(r"[ \t]?\\?%")
# what may close between a number and its particle: a percent sign, maths,
# emphasis, quotes, an element, a link
CLOSERS = (
    rf"(?:{PERCENT.pattern})?(?:[)\]}}]*\$)?"
    r"(?:[*_`\"'”’]|</[A-Za-z]+>|\]\([^)\n]*\))*"
)
CHOICE = re.compile(f"{CLOSERS}(?P<either>" + "|".join(map(re.escape, EITHER)) + ")")
LITERAL = re.compile(
    CLOSERS + r"(?P<particle>(?:으로|로)(?=(?:는|도|만|서|써|부터)?(?![가-힣]))"
    r"|(?:과|와)(?=(?:는|도|의)?(?![가-힣]))"
    r"|(?:이다|다|은|는|이나|나|이|가|을|를)(?![가-힣])"
    # 이었다 and 였던; 이어도, 여서, 여야, but not 여 개
    r"|(?:이었|였)|(?:이어|여)(?=도|서|야))"
)
STRAY = re.compile("|".join(map(re.escape, EITHER)))

DIGITS = dict(
    zip(
        "0123456789",
        # 영 일 이 삼 사, 오 육 칠 팔 구
        [CONSONANT, RIEUL, VOWEL, CONSONANT, VOWEL] + [VOWEL, CONSONANT, RIEUL, RIEUL, VOWEL],
    )
)
# 십 백 천 만 억 조 경 해, by the number of zeros that end an integer; who can
# read larger ones aloud?
UNITS = [(24, None), (20, VOWEL), (16, CONSONANT), (12, VOWEL), (1, CONSONANT)]
# not the tail of something else: 1e-05, 12.34.5, v2
NUMBER = re.compile(
    r"(?<![\da-zA-Z.,_/:^×+−-])[-−+]?"
    r"(?P<whole>\d[\d,_]*)(?P<decimals>\.\d+)?(?P<percent>\s?%)?\Z"
)
FRACTION = re.compile(r"\A([-−]?\d+)/\d+\Z")


def ending(text: str) -> str | None:
    """How the last syllable of a number or a Hangul word ends, read aloud.

    None where no one reading is sure (nan, 1e-05, Latin letters).
    """
    text = FRACTION.sub(r"\1", text.strip())  # 1/3 is 삼분의 일
    if number := NUMBER.search(text):
        if number["percent"]:
            return VOWEL  # 퍼센트
        if number["decimals"]:
            return DIGITS[text[-1]]
        whole = re.sub("[,_]", "", number["whole"]).lstrip("0") or "0"
        zeros = len(whole) - len(whole.rstrip("0"))
        if whole == "0":
            return DIGITS["0"]
        return next((end for n, end in UNITS if zeros >= n), DIGITS[whole[-1]])
    if text and "가" <= text[-1] <= "힣":
        final = (ord(text[-1]) - ord("가")) % 28
        return {0: VOWEL, 8: RIEUL}.get(final, CONSONANT)
    return None


def choose(pair: tuple[str, str], end: str) -> str:
    """The member of a pair that agrees with an ending."""
    after_consonant, after_vowel = pair
    if end == VOWEL or (end == RIEUL and after_vowel == "로"):
        return after_vowel
    return after_consonant


def agreeing(particle: str, end: str) -> str:
    """The particle that should stand where this one does."""
    return choose(EITHER[either(particle)], end)


def either(particle: str) -> str:
    """The form that has weave choose: 은(는) for 은 and for 는."""
    return next(form for form, pair in EITHER.items() if particle in pair)


def disagrees(particle: str, end: str | None, number: str) -> str:
    """What is wrong with a particle after a number, or ""."""
    if not end:
        return (
            f"'{number}' has no one reading, so '{particle}' cannot "
            "agree with it; put a word after the value"
        )
    right = agreeing(particle, end)
    if right == particle:
        return ""
    return (
        f"'{particle}' does not agree with '{number}' as it is read aloud; "
        f"write '{right}', or '{either(right)}' to have it chosen"
    )


def after(text: str, at: int, number: str) -> tuple[tuple[int, int, str] | None, str]:
    """The edit for the particle after a value that ends there, and what is wrong with it.

    The edit is from, to and the particle that agrees; None where none stands there.
    """
    end = VOWEL if PERCENT.match(text, at) else ending(number)  # 퍼센트
    if choice := CHOICE.match(text, at):
        form = choice["either"]
        said = (
            ""
            if end
            else (
                f"'{number}' has no one reading, so nothing can choose from "
                f"'{form}'; put a word after the value"
            )
        )
        return (*choice.span("either"), choose(EITHER[form], end or VOWEL)), said
    if literal := LITERAL.match(text, at):
        particle = literal["particle"]
        return (*literal.span("particle"), particle), disagrees(particle, end, number)
    return None, ""


def strays(text: str, ends: list[int]) -> Iterator[tuple[int, str]]:
    """(offset, message) of each open form that follows no value.

    ends: where the values of the text end.
    """
    choices = (CHOICE.match(text, end) for end in ends)
    chosen = {choice.start("either") for choice in choices if choice}
    for match in STRAY.finditer(text):
        if match.start() not in chosen:
            yield (
                match.start(),
                (
                    f"'{match[0]}' follows no computed value, so nothing can choose; "
                    "write the particle that agrees"
                ),
            )
