"""Korean as KOREAN.md says."""

import pytest

from weave.guards import korean

GUIDE = """# 한국어로 쓰기

## 용어

| 이렇게 | 이렇게 말고 | 영어 |
| --- | --- | --- |
| 실제 | 진짜 | real |
| 초기 손실 | 처음 손실, 첫 손실 | initial loss |
"""


@pytest.fixture(scope="module")
def files():
    return {"KOREAN.md": GUIDE}


def found(repository, text):
    other = "# Loss { #index }\n\nA text.\n"
    return [fault for fault in repository.broken(text, other) if "lacks" not in fault]


def test_the_table():
    assert korean.refused(GUIDE) == {
        "진짜": "실제",
        "처음 손실": "초기 손실",
        "첫 손실": "초기 손실",
    }


@pytest.mark.parametrize(
    "text, place, said",
    [
        (
            "이것이 진짜 네트워크입니다.",
            "1:5",
            "'진짜' is a word that KOREAN.md refuses; write '실제'",
        ),
        ("**진짜**입니다.", "1:3", "write '실제'"),
        ("| 첫 손실 |\n| --- |\n| 가 |", "1:3", "write '초기 손실'"),
        ("기울기가 꼭 같습니다.", "1:6", "'꼭' is no 'exactly'; write '정확히'"),
        ("손실은 꼭 0이 됩니다.", "1:5", "write '정확히'"),
        ("손실이 꼭 이만큼 줄어듭니다.", "1:5", "write '정확히'"),
        ("손실이 꼭 그만큼 줄어듭니다.", "1:5", "write '정확히'"),
        ("합이 꼭 맞아떨어집니다.", "1:4", "write '정확히'"),
        ("합이 꼭 들어맞습니다.", "1:4", "write '정확히'"),
        ("손실은 꼭 {= loss.total:.4f =}입니다.", "1:5", "write '정확히'"),
        ("**비트(bit)**라고 합니다.", "1:1", "as ')' stands between bold and a particle"),
        ("**‘비트’**라고 합니다.", "1:1", "as '’' stands between bold and a particle"),
        ("**{= loss.share:.0%=}**를", "1:1", "as '%' stands between bold and a particle"),
        ("**$q$**는 예측입니다.", "1:1", "as '$' stands between bold and a particle"),
        ("[손실](index.md)에서 봅니다.", "1:1", "the title of a page stands in 「 」"),
        (
            "「[손실의 장](index.md)」에서",
            "1:2",
            "'손실의 장' is no title of index.md; write 「[손실](…)」",
        ),
        ("「[손실](index.md#sum)」에서", None, None),
    ],
)
def test_what_is_said(repository, text, place, said):
    repository.write("docs/ko/index.md", "# 손실 { #index }\n\n글.\n\n## 합 { #sum }\n\n글.\n")
    faults = found(repository, text)
    if place is None:
        assert faults == []
    else:
        assert len(faults) == 1 and faults[0].startswith(f"{place}: ") and said in faults[0]


@pytest.mark.parametrize(
    "text",
    [
        "꼭 한 번 실행해 보세요.",
        "모든 칸을 꼭 채웁니다.",
        "밑이 꼭 2일 필요는 없습니다.",
        "밑이 꼭 2이지 않아도 됩니다.",
        "밑이 꼭 2가 아니어도 됩니다.",
        "밑이 꼭 2여야 합니다.",
        "꼭 같은 시드로 실행하세요.",
        "**비트**(bit)라고 합니다.",
        "**비트(bit)** 는",
        "**{= loss.total:.4f =}**을 더합니다.",
        "**비트**는, **나트**는",
        "자세한 것은 「[손실](index.md)」에서 봅니다.",
        "| [손실](index.md) |\n| --- |\n| 가 |",
        "배우는 곳: [손실](index.md)",
        "[앞에서 본 합](index.md)을 다시 씁니다.",
    ],
)
def test_good(repository, text):
    repository.write("docs/ko/index.md", "# 손실 { #index }\n\n글.\n")
    assert found(repository, text) == []


def test_every_word_of_the_site_table_has_a_mend():
    from weave.code.library import ROOT

    words = korean.refused((ROOT / "KOREAN.md").read_text(encoding="utf-8"))
    assert len(words) > 20 and all(words.values())
    assert not set(words) & set(words.values())
