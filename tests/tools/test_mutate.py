"""What is changed, who notices it, and that nothing is left behind."""

import ast
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from tools import mutate
from tools.mutate import __main__ as command
from tools.mutate import bindings, constants, rules
from tools.mutate.trial import Trial, Verdict
from weave.fences import read

ROOT = Path(__file__).parents[2]

CODE = '''\
"""Words that are no constant: 5."""

total = 0.5
half = total / 2
count, sure = 3, True
name = "abc"  # 가나다
unseen = 7


def main():
    """No 1."""
    print(f"total {total:.3f} of {count}")


if __name__ == "__main__":
    main()
'''


def changed(mutants, text):
    """{what stands there: what then stands there} for a file with one change each."""
    return [(text[e.start : e.end], e.new) for m in mutants for e in m.edits]


def test_each_constant_becomes_another_of_its_kind():
    found = changed(constants.of("snippets/one.py", CODE), CODE)
    numbers = [("0.5", "0.75"), ("2", "3"), ("3", "4"), ("True", "False")]
    words = [("b", "c"), ("7", "8")]
    # the words, the format and the words again of the text that is printed
    assert found[:6] == numbers + words
    assert [new for _, new in found[6:]][1] == "4"
    for one in constants.of("snippets/one.py", CODE):
        text = mutate.edited(CODE, one.file, one.edits)
        assert ast.dump(ast.parse(text)) != ast.dump(ast.parse(CODE))
        assert text.count("\n") == CODE.count("\n")


def test_a_figure_says_its_axes_and_not_its_places():
    text = 'ax.set(xlim=(0, 4), xlabel="a")\nax.text(1.5, 2, "b", ha="left", alpha=0.2)\n'
    found = list(constants.of("snippets/figures/one.py", text))
    said = {m.change.partition(" ")[0]: m.places for m in found}
    assert said == {"0": False, "4": False, "a": False, "1.5": True, "2": True, "b": False}
    # elsewhere nothing is a mere place
    assert not any(one.places for one in constants.of("snippets/one.py", text))


def page(language, text):
    return read(f"docs/{language}/one.md", text)


def test_a_value_becomes_one_of_its_module_that_is_printed_alike():
    ko = page("ko", "# 하나 { #one }\n\n{= a.x:.1f =}과 {= b.y:.1f =}\n")
    en = page("en", "# One { #one }\n\n{= b.y:.1f =} and {= a.x:.1f =}\n")
    siblings = [("a.x", ".1f", None), ("a.z", ".1f", None), ("a.w", ".2f", None)]
    found = list(bindings.of(ko, en, siblings, seed=0))
    assert Counter(one.kind for one in found) == {
        "wrong in one": 2,
        "wrong in both": 1,
        "exchanged": 2,
    }
    both = next(one for one in found if one.kind == "wrong in both")
    # the same value, wherever it stands in the other language
    for one in (ko, en):
        assert mutate.edited(one.text, one.name, both.edits) == one.text.replace("a.x", "a.z")
    last = found[-1]
    assert "{= a.x:.1f =} and {= b.y:.1f =}" in mutate.edited(en.text, en.name, last.edits)


def test_values_of_two_sections_do_not_change_places():
    text = "# A { #a }\n\n{= a.x:d =}\n\n## B { #b }\n\n{= a.y:d =} {= a.y:d =}\n"
    found = bindings.of(page("ko", text), page("en", text), [], seed=0)
    assert list(found) == []


def test_each_word_of_a_rule_goes():
    text = 'A = re.compile(\n    r"(?:bits?|nats|[|])x"\n    r"|a\\|b", re.M\n)\nB = ["c", "d"]\n'
    found = [mutate.edited(text, one.file, one.edits) for one in rules.of("weave/g.py", text)]
    gone = {"bits?|": "(?:nats|[|])x", "|nats": "(?:bits?|[|])x", "|[|]": "(?:bits?|nats)x"}
    for words in gone.values():
        assert text.replace("(?:bits?|nats|[|])x", words) in found
    assert text.replace('"c",', "") in found and text.replace('"d"', "") in found
    assert text.replace(r"|a\|b", "") in found
    assert len(found) == 3 + 2 + 2
    for one in found:
        ast.parse(one)


# --- a repository in which it can be told who notices

TEST = "from snippets import one\n\n\ndef test_total():\n    assert one.total == 0.5\n"
PAGE = "# A { #index }\n\n{= one.half:.2f =} {= one.count:d =}\n\n{= one.total:.2f =}\n"
FILES = {
    "snippets/one.py": CODE,
    "docs/ko/index.md": PAGE,
    "docs/en/index.md": PAGE,
    "tests/snippets/test_one.py": TEST,
}


@pytest.fixture
def tree(tmp_path):
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def verdicts(tree):
    trial = Trial(tree)
    found = {one.key: trial(one) for one in command.everything(tree, 0)}
    trial.library.close()
    # everything is as it was
    assert {name: (tree / name).read_text(encoding="utf-8") for name in FILES} == FILES
    return found


def test_who_notices(verdicts):
    def of(words):
        return [verdict for key, verdict in verdicts.items() if words in key]

    assert of("0.5 -> 0.75") == [Verdict("test", "tests/snippets/test_one.py::test_total")]
    # pages show them, and nobody works them out by another way
    assert of("2 -> 3") == of("True | 3 -> 4") == [Verdict("survives")]
    assert of("7 -> 8") == of("True -> False") == [Verdict("equal")]
    # one language says what the other does not; both together nobody doubts
    assert {v.found for v in of("one.half -> one.total")} == {"guard", "survives"}


def survivor(kind="constant"):
    one = mutate.Mutant(kind, (mutate.Edit("snippets/a.py", 0, 1, "2"),), "a = 1", "1 -> 2")
    return one, Verdict("survives"), 1.0


def test_a_survivor_needs_a_reason(tmp_path):
    (tmp_path / "known").write_text(
        "# why\nsnippets/a.py | a = 1 | 1 -> 2\n    a choice,\n    so\n"
    )
    known = command.reasons(tmp_path / "known")
    assert known == {"snippets/a.py | a = 1 | 1 -> 2": "a choice, so"}
    assert command.faults([survivor()], True, known) == []
    (said,) = command.faults([survivor()], True, {})
    assert said == "nobody notices: snippets/a.py | a = 1 | 1 -> 2"
    one, _, took = survivor()
    (said,) = command.faults([(one, Verdict("test"), took)], True, known)
    assert said.startswith("no longer survives")


def test_of_some_kinds_a_share_has_to_be_noticed(monkeypatch):
    monkeypatch.setattr(command, "LEAST", {"exchanged": 0.6})
    one = survivor("exchanged")[0]
    half = [survivor("exchanged"), (one, Verdict("guard"), 1.0), (one, Verdict("equal"), 1.0)]
    assert command.faults(half, True, {}) == ["exchanged: 50.0% are noticed, and 60% should be"]
    assert command.faults(half, False, {}) == []  # a sample says too little


def test_all_reasons_are_of_something_that_is_there():
    known = command.reasons()
    keys = {one.key for one in command.everything(ROOT, 0)}
    assert known.keys() - keys == set(), "remove what is gone from tools/mutate/survivors.txt"
    assert all(known.values()), "each needs a reason"


def test_an_interrupt_leaves_nothing(tmp_path):
    ran = subprocess.Popen(
        [sys.executable, "-m", "tools.mutate", "--sample", "4", "--jobs", "1"],
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(tmp_path)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    while not list(tmp_path.glob("mutate-*/*/Makefile")):
        assert ran.poll() is None
        time.sleep(0.05)
    ran.send_signal(signal.SIGTERM)
    assert ran.wait(20) == 143
    assert list(tmp_path.iterdir()) == []


def test_a_sample_of_the_site_is_noticed():
    """Few of them, so that it takes half a minute; make mutate tries all."""
    words = ["--only", "exchanged", "wrong in one", "--sample", "20"]
    ran = subprocess.run(
        [sys.executable, "-m", "tools.mutate", *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
