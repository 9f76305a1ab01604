"""A slip in a snippet is a fault with its line, and never ends or fools a build."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from weave.build import site
from weave.code import workers
from weave.code.library import Library
from weave.code.limits import LIMITS
from weave.fault import Faults

ROOT = Path(__file__).parents[2]
WORDS = "x = 1\n\n\ndef main():\n    "
TWICE = "is another in each run: random numbers without a seed, or the clock; seed them"
C_LOOP = "max(itertools.repeat(1))"
THREAD = "import threading\nx = 1\nthreading.Thread(target="
# what a snippet does, in which line that is, and what is said of it
SLIPS = {
    "loop": ("x = 1\nwhile x: x = 1", 2, "ran for more than 0.5 seconds; compute less"),
    "loop in main": (f"{WORDS}while x: x", 5, "ran for more than 0.5 seconds; compute less"),
    "loop in C": (f"import itertools\nx = {C_LOOP}", 2, "ran for more than 0.5 seconds"),
    "sleep": ("import time\nx = 1\ntime.sleep(9)", 3, "ran for more than 0.5 seconds"),
    "_exit": ("import os\nx = 1\nos._exit(0)", 3, "ends Python itself, with code 0"),
    "_exit in main": (f"import os\n{WORDS}os._exit(0)", 6, "ends Python itself, with code 0"),
    "exit": ("import sys\nx = 1\nsys.exit(0)", 3, "raised SystemExit: 0"),
    "interrupt": ("x = 1\nraise KeyboardInterrupt", 2, "raised KeyboardInterrupt"),
    "kill": ("import os\nx = 1\nos.kill(os.getpid(), 9)", 3, "sends a signal; "),
    "signal": ("import signal\nx = 1\nsignal.raise_signal(9)", 1, "was ended by SIGKILL; "),
    "segfault": ("import ctypes\nx = 1\nctypes.string_at(0)", 3, "was ended by SIGSEGV; "),
    "memory": ("x = 1\ny = bytearray(10**10)", 2, "needs more than 2,000 MB of memory; "),
    "memory in main": (f"{WORDS}bytes(10**10)", 5, "needs more than 2,000 MB of memory; "),
    "thread stays": (
        f"{THREAD}threading.Event().wait).start()",
        1,
        "leaves a thread that still runs; join() it",
    ),
    "thread raises": (
        f"{THREAD}int, args=['a']).start()\nimport time; time.sleep(0.1)",
        1,
        "has a thread that raised ValueError: invalid literal for int() with base 10: 'a'; ",
    ),
    "much": ("x = 1\nprint('x' * 50_000_000)", 2, "prints more than 1,000,000 characters; "),
    "much in main": (f"{WORDS}print('x' * 5_000_000)", 5, "prints more than 1,000,000 characters"),
    "NUL": (f"{WORDS}print('a\\0')", 5, "prints '\\x00', which no page can show; leave it out"),
    "surrogate": (f"{WORDS}print('\\udc80')", 5, "prints '\\udc80', which no page can show"),
    "mark": (f"{WORDS}print('\\ue000')", 5, "prints '\\ue000', which no page can show"),
    "write": ("x = 1\nopen('../../far', 'w')", 2, "writes /"),
    "write in main": (f"{WORDS}open('/far', 'a')", 5, "writes /far; a snippet changes no file"),
    "remove": ("import os\nx = 1\nos.remove(__file__)", 3, "writes /"),
    "rename": ("import os\nx = 1\nos.rename('a', '/far')", 3, "writes /far; "),
    "mkdir": ("import os\nx = 1\nos.mkdir('/far')", 3, "writes /far; "),
    "chdir": ("import os\nx = 1\nos.chdir('/')", 3, "changes the folder that it runs in; "),
    "program": ("import os\nx = 1\nos.system('true')", 3, "starts another program; "),
    "fork": ("import os\nx = 1\nos.fork()", 3, "starts another process; "),
    "socket": ("import socket\nx = 1\nsocket.socket()", 3, "uses the network; "),
    "input": (f"{WORDS}input()", 5, "raised EOFError"),
    "recursion": ("x = 1\ndef f(): f()\nf()", 3, "raised RecursionError"),
    "source with NUL": ("x = 1\0", 1, "holds a NUL character"),
    "CP949": ("x = '손실'", 1, "is not UTF-8 (looks like CP949?)"),
    "clock": ("import time\nx = time.time_ns()", 2, f"slip.x {TWICE}"),
    "random": ("import random\nx = random.random()", 2, f"slip.x {TWICE}"),
    "numpy": ("import numpy as np\nx = [np.random.rand()]", 2, f"slip.x {TWICE}"),
    "urandom": ("import os\nx = {'a': os.urandom(4).hex()}", 2, f"slip.x {TWICE}"),
    "address": (f"{WORDS}print(object())", 4, f"what slip.main() prints {TWICE}"),
    "other module": (
        "from snippets import loss\nx = 1\n\ndef main():\n    loss.items[0] = 9",
        4,
        "main() changes loss.items, which pages show as it was before; work on a copy",
    ),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_a_fault_with_its_line(fresh, slip, monkeypatch):
    monkeypatch.chdir(fresh.root)
    code, line, said = SLIPS[slip]
    encoding = "cp949" if slip == "CP949" else "utf-8"
    if "more than 0.5 seconds" in said:
        monkeypatch.setitem(LIMITS, "seconds", 0.5)
    fresh.write("snippets/slip.py", "")
    (fresh.root / "snippets/slip.py").write_bytes(f"{code}\n".encode(encoding))
    before = sorted(fresh.root.rglob("*"))
    asks = "\n\n```output slip\n```\n" if "main" in code else ""
    fresh.page(asks or "{= slip.x:s =}")
    found = fresh.faults("snippets/slip.py:")
    assert len(found) == 1, found
    place, _, words = found[0].partition(": ")
    assert place.startswith(f"snippets/slip.py:{line}:") and words.startswith(said), found
    assert [path for path in before if not path.exists()] == []


def test_what_is_seeded_is_the_same(repository):
    """Also after the forks, in which Python would seed anew."""
    code = "import random\nrandom.seed(3)\nx = random.random()\n\ndef main():\n    "
    repository.write("snippets/seeded.py", f"{code}print(random.random())\n\nmain_ = main\n")
    repository.library.refresh()
    run = "import random; random.seed(3); print(random.random()); print(random.random())"
    true = subprocess.run([sys.executable, "-c", run], capture_output=True, text=True).stdout
    library = repository.library
    assert library.value("seeded.x", ".1f").full + "\n" + library.output("seeded") == true


def test_a_figure_that_is_another_each_time(repository):
    repository.write(
        "snippets/dice.py",
        "import numpy as np\nfrom matplotlib.figure import Figure\n\n\ndef draw(*, labels):\n"
        "    fig = Figure()\n    fig.subplots().plot(np.random.rand(3))\n    return fig\n",
    )
    repository.page("a\n\n```figure dice.draw\ntitle: a\nalt: b\n```")
    for _ in range(2):  # also where it is asked for again
        [fault] = repository.faults("snippets/dice.py:")
        assert fault.startswith(f"snippets/dice.py:5:1: what dice.draw() gives {TWICE}")
        repository.library.woven.clear()


def test_own_folder_may_be_written(repository):
    code = "import tempfile\nwith open('a', 'w') as file:\n    x = file.write('ab')\n"
    repository.write("snippets/own.py", f"{code}tempfile.mkdtemp()\n")
    repository.library.refresh()
    assert repository.library.value("own.x", "d").text == "2"
    assert not os.path.exists("a")


def test_nobody_waits_in_silence(fresh, monkeypatch, capsys):
    monkeypatch.setattr(workers, "PATIENCE", 0.1)
    fresh.write("snippets/slow.py", "import time\ntime.sleep(0.5)\nx = 1\n")
    fresh.library.refresh()
    assert fresh.library.value("slow.x", "d").text == "1"
    assert "still running snippets/slow.py" in capsys.readouterr().err


def test_main_of_a_notebook_is_checked(fresh):
    """Though no page shows what it prints."""
    for language in ["ko", "en"]:
        fresh.write(
            f"docs/{language}/loss.md",
            "---\nquestion: a\ndescription: b\n---\n\n# a { #loss }\n\n{= loss.total:.1f =}\n",
        )
    path = fresh.root / "snippets/loss.py"
    path.write_text(path.read_text() + "    1 / 0\n")
    with pytest.raises(Faults) as raised:
        site.guard(fresh.library)
    line = len(path.read_text().splitlines())
    assert any(
        str(fault).startswith(f"snippets/loss.py:{line}:1: raised ZeroDivisionError")
        for fault in raised.value.faults
    )


def test_nothing_is_left(fresh):
    library = Library(fresh.root)
    library.output("loss")
    [first, second] = [library.workers.all["loss", turn] for turn in (0, 1)]
    folder = library.workers.folder
    library.close()
    assert not os.path.exists(folder)
    for one in (first, second):
        with pytest.raises(ProcessLookupError):
            os.kill(one.pid, 0)
