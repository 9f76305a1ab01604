"""Units after a value, and in the heads of tables."""

import pytest

from weave.guards import units

NATS = '''"""Losses are in nats unless a name says bits."""

q_true = 0.5
loss = 0.7
total = 2.25
mean_bits = 1.5
count = 3.0
'''
SILENT = '"""Says nothing of units."""\n\nfirst = 0.5\nother = [0.75, 1.0]\n'


@pytest.fixture(scope="module")
def files():
    return {"snippets/many.py": NATS, "snippets/silent.py": SILENT}


def value(name, module="many"):
    return f"{{= {module}.{name}:.2f =}}"


@pytest.mark.parametrize(
    "text, place, said",
    [
        (
            f"가 {value('mean_bits')}나트",
            "1:3",
            "many.mean_bits is in bits, and the page says nats",
        ),
        (f"{value('loss')} bits", "1:1", "many.loss is in nats, and the page says bits"),
        (f"**{value('q_true')}** nats", "1:3", "many.q_true has no unit, and the page says nats"),
        (f"${value('total')}$비트", "1:1", "many.total is in nats, and the page says bits"),
        (f"{value('count')}비트", "1:1", "many.count has no unit, and the page says bits"),
        (
            f"{value('loss')}, {value('mean_bits')}과 {value('total')}나트",
            "1:22",
            "many.mean_bits is in bits, and the page says nats",
        ),
        (
            f"| 가 | 손실 (비트) |\n| --- | --- |\n| 1 | {value('loss')} |",
            "3:7",
            "many.loss is in nats, and the page says bits",
        ),
        (
            f"| 가 | 나 |\n| --- | --- |\n| 손실 (nats) | {value('mean_bits')} |",
            "3:15",
            "many.mean_bits is in bits, and the page says nats",
        ),
    ],
)
def test_wrong(repository, text, place, said):
    [fault] = repository.broken(text)
    assert fault == f"{place}: {said}; bind the value that is meant"


def test_a_name_has_one_unit_where_nothing_says_which(repository):
    bits, nats = f"{value('other[0]', 'silent')} bits", f"{value('other[1]', 'silent')} nats"
    assert repository.broken(f"{bits} 가\n\n{bits} 나") == []
    assert repository.broken(f"{bits} 가\n\n{bits} 나\n\n{nats}") == [
        "5:1: silent.other[1] is in bits elsewhere, and the page says nats; "
        "bind the value that is meant"
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"{value('loss')}나트, {value('mean_bits')} bits, 확률 {value('q_true')}",
        f"{value('total')}나트이고 {value('mean_bits')}비트",
        f"{value('q_true')} 가 나트",
        f"{value('mean_bits!meant')} nats",
        "| 가 | 확률 $q$ | 손실 |\n| --- | --- | --- |\n"
        f"| 값 (나트) | {value('q_true')} | {value('loss')} |",
        f"{value('first', 'silent')} bits",
    ],
)
def test_good(repository, text):
    assert repository.broken(text) == []


WORDS = {
    "bits": ["bit", "bits", "extra bit", "extra bits", "비트"],
    "nats": ["nat", "nats", "나트"],
    "bans": ["ban", "bans", "밴"],
    "percent": ["percent", "퍼센트"],
}


@pytest.mark.parametrize("unit, word", [(u, word) for u, words in WORDS.items() for word in words])
def test_each_word_of_a_unit(repository, unit, word):
    found = repository.broken(f"{value('q_true')} {word}")
    assert (
        f"1:1: many.q_true has no unit, and the page says {unit}; bind the value that is meant"
        in found
    )


UNITLESS = """accuracies accuracy classes count epoch epochs gap gradients images likelihood
logits perplexity pixels power readings share shares slope slopes times p q z p_x q_x z_x"""
NAMED = {
    "bits": ["a_bit", "bits", "log2_x"],
    "nats": ["a_nat", "nats_each", "ln_x"],
    "bans": ["a_ban", "bans", "log10_x"],
    "percent": ["percent"],
    "": UNITLESS.split(),
}


@pytest.mark.parametrize("unit, name", [(u, name) for u, names in NAMED.items() for name in names])
def test_a_name_says_its_unit(tmp_path, unit, name):
    assert units.unit_of(tmp_path, f"many.{name}") == unit
