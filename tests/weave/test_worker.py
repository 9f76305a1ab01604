"""Snippets run in processes of their own: nothing that one sets reaches another."""

import os
import subprocess
import sys

import pytest

from weave.code.library import Library
from weave.code.limits import LIMITS
from weave.fault import WeaveError

SETS = """\
import decimal
import locale
import os

import numpy as np

np.set_printoptions(precision=2)
decimal.getcontext().prec = 3
locale.setlocale(locale.LC_ALL, "C")
os.environ["TZ"] = "Asia/Seoul"
"""
PRINTS = """\
import decimal
import locale
import os

import numpy as np


def main():
    print(np.array([1 / 3]), decimal.Decimal(1) / 3, os.environ.get("TZ"))
    print(locale.setlocale(locale.LC_ALL))
"""


def alone(root, module):
    """What a reader gets who runs it."""
    command = [sys.executable, "-B", "-m", f"snippets.{module}"]
    ran = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    return ran.stdout


def test_b2_what_one_module_sets_changes_no_other(fresh):
    ending = '\n\nif __name__ == "__main__":\n    main()\n'
    fresh.write("snippets/a.py", SETS + PRINTS + ending)
    fresh.write("snippets/b.py", PRINTS + ending)
    fresh.write("snippets/c.py", f"import snippets.a\n{PRINTS}{ending}")
    true = {module: alone(fresh.root, module) for module in "abc"}
    assert true["a"] == true["c"] != true["b"]
    for order in ["abc", "cba"]:
        library = Library(fresh.root, fresh.root / order)
        assert {module: library.output(module) for module in order} == true
        library.save()
        # whatever of the others is remembered
        fresh.write("snippets/b.py", f"{PRINTS}{ending}# {order}\n")
        library.refresh()
        assert {module: library.output(module) for module in order} == true
        library.close()


def test_output_is_what_main_prints_right_after_the_import(repository):
    repository.write(
        "snippets/counts.py",
        "_seen = []\n\n\ndef main():\n    _seen.append(0)\n    print(len(_seen))\n\n\n"
        "def say():\n    _seen.append(0)\n    print('say', len(_seen))\n",
    )
    library = repository.library
    library.refresh()
    asked = ["counts", "counts.say", "counts.main", "counts", "counts.say"]
    assert [library.output(path) for path in asked] == ["1\n", "say 1\n", "1\n", "1\n", "say 1\n"]


def test_what_a_module_prints_or_asks_for_is_no_answer(repository):
    repository.write(
        "snippets/talks.py",
        "import os\nprint('[1]')\nos.write(1, b'[2]\\n')\nx = 5\n",
    )
    repository.write("snippets/asks.py", "x = input()\n")
    repository.library.refresh()
    assert repository.library.value("talks.x", "d").text == "5"
    with pytest.raises(WeaveError, match="snippets/asks.py:1 raised EOFError"):
        repository.library.value("asks.x", "d")


def test_main_that_fails_leaves_the_values(repository):
    repository.write("snippets/half.py", "x = 1\n\n\ndef main():\n    print(x)\n    x / 0\n")
    library = repository.library
    library.refresh()
    for _ in range(2):
        with pytest.raises(WeaveError, match="half.py:6 raised ZeroDivisionError"):
            library.output("half")
        assert library.value("half.x", "d").text == "1"


WARNS = "import warnings\n\nx = 1\nwarnings.warn('mind')\n"


def test_what_a_module_warns_of_is_a_fault(repository):
    repository.write("snippets/warns.py", WARNS)
    repository.write("snippets/numbers.py", "import numpy as np\n\nx = np.log(np.zeros(1))[0]\n")
    repository.page("{= warns.x:d =}\n\n{= numbers.x!inf:.1f =}")
    said = "warns, and readers would see it"
    assert repository.faults() == [
        f"snippets/numbers.py:3:1: {said}: RuntimeWarning: divide by zero encountered in log; "
        "2 places in pages wait for it",
        f"snippets/warns.py:4:1: {said}: UserWarning: mind; 2 places in pages wait for it",
    ]


def test_b6_a_figure_that_warns_is_a_fault_on_its_page(repository):
    repository.write(
        "snippets/warned.py",
        "from matplotlib.figure import Figure\n\n\ndef draw(*, labels):\n"
        "    fig = Figure(figsize=(1, 1))\n    fig.subplots().set_xlim(1, 1)\n    return fig\n",
    )
    [fault] = repository.broken("a\n\n```figure warned.draw\ntitle: a\nalt: b\n```")
    assert fault.startswith("3:1: 'warned.draw' warns while it is drawn: ")
    assert "identical low and high xlims" in fault


def test_a_module_that_ends_python_or_does_not_end(repository, monkeypatch):
    repository.write("snippets/ends.py", "import os\n\nx = 1\nos._exit(3)\n")
    repository.write("snippets/endless.py", "x = 1\nwhile x: x = 1\n")
    repository.page("{= ends.x:d =}\n\n{= endless.x:d =} {= loss.count:d =}")
    monkeypatch.setitem(LIMITS, "seconds", 0.5)
    waits = "2 places in pages wait for it"
    assert repository.faults() == [
        "snippets/endless.py:2:1: ran for more than 0.5 seconds; "
        f"compute less, or in another way; {waits}",
        "snippets/ends.py:4:1: ends Python itself, with code 3; let it end by itself "
        f"(os._exit(3)); {waits}",
    ]


def test_many_modules_at_once(repository):
    names = [f"one{n}" for n in range(6)]
    for n, name in enumerate(names):
        repository.write(f"snippets/{name}.py", f"x = {n}\ny = {n + 10}\n")
    library = repository.library
    library.refresh()
    assert [library.value(f"{name}.x", "d").text for name in names] == list("012345")
    assert [library.value(f"{name}.y", "d").text[1] for name in names[::-1]] == list("543210")
    library.close()
    assert library.value("one0.y", "x").text == "a"


def test_a_module_is_that_of_its_repository(repository, fresh):
    """Whatever snippets the site has, or the folder that Python runs in."""
    fresh.write("snippets/loss.py", "total = 5\n")
    fresh.library.refresh()
    assert fresh.library.value("loss.total", "d").text == "5"
    assert repository.library.value("loss.total", ".1f").text == "0.8"
    with pytest.raises(WeaveError, match="no module in snippets/ for 'by_hand"):
        fresh.library.value("by_hand.total", "d")
    fresh.write("snippets/far.py", "from snippets.by_hand import total\n")
    fresh.library.refresh()
    with pytest.raises(WeaveError, match="No module named 'snippets.by_hand'"):
        fresh.library.value("far.total", "d")


def test_no_pyc_is_written_or_read(fresh, monkeypatch):
    monkeypatch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
    fresh.write("snippets/top.py", "from snippets.loss import count\n")
    fresh.library.refresh()
    assert fresh.library.value("top.count", "d").text == "1234"
    assert not list(fresh.root.rglob("*.pyc"))


def test_the_same_bits_wherever_it_runs(repository):
    """More threads would add in another order, and sets have another."""
    repository.write(
        "snippets/env.py", "import os\n\nx = os.environ['OMP_NUM_THREADS'] + str(hash('a') % 97)\n"
    )
    repository.library.refresh()
    seed = {**os.environ, "PYTHONHASHSEED": "0"}
    command = [sys.executable, "-c", "print('1' + str(hash('a') % 97))"]
    said = subprocess.run(command, env=seed, capture_output=True, text=True).stdout
    assert repository.library.value("env.x", "s").text == said.strip()
