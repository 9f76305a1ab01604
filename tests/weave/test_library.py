"""Answers, where they come from, and when they are computed anew.

A snippet that counts its runs prints its name when it is imported.
"""

import contextlib

import pytest

from weave.code import modules, places
from weave.code import recorded as recordings
from weave.code.library import Library
from weave.fault import WeaveError


def place(library, path):
    return places.place(library.root, *places.split(library.root, path))[:2]


@pytest.fixture
def counted(fresh, capfd):
    """A repository whose modules tell when they run: runs() gives 'far near…'."""

    def write(name, code):
        fresh.write(f"snippets/{name}.py", f"{code}\nprint('ran {name}')\n")

    def runs():
        # what a module prints when it is imported, a programmer sees on stderr
        lines = capfd.readouterr().err.splitlines()
        return [line.removeprefix("ran ") for line in lines if line.startswith("ran ")]

    fresh.count, fresh.runs = write, runs
    write("far", "x = 1")
    write("near", "from snippets.far import x")
    write("top", "from snippets import near\nx = near.x\ny = 2")
    write("alone", "x = 5")
    return fresh


@contextlib.contextmanager
def another(counted):
    """A new library, as another build has it: no module in memory."""
    library = Library(counted.root)
    try:
        yield library
    finally:
        library.save()
        library.close()


def build(counted, *paths):
    """What a new build does: it has what the last one remembers."""
    with another(counted) as library:
        return [library.value(path, "d").text for path in paths or ["top.x"]]


def test_runs_once_for_many_pages_and_both_languages(counted):
    for name in ["one", "two", "three"]:
        for language in ["ko", "en"]:
            counted.write(f"docs/{language}/{name}.md", "{= top.x:d =} {= top.y:d =}")
    counted.page("{= alone.x:d =}")
    assert counted.faults() == []
    assert sorted(counted.runs()) == ["alone", "far", "near", "top"]


def test_module_that_raises_runs_once(counted):
    counted.count("bad", "x = 1")
    path = counted.root / "snippets/bad.py"
    path.write_text(path.read_text() + "1 / 0\n")
    counted.page("{= bad.x:d =} {= bad.y:d =}")
    [fault] = counted.faults("snippets/bad.py")
    assert "raised ZeroDivisionError" in fault and "4 places in pages" in fault
    assert counted.runs() == ["bad"]
    counted.count("bad", "x = y = 1")
    assert counted.broken("{= bad.x:d =} {= bad.y:d =}") == []


def test_second_build_runs_nothing(counted):
    build(counted)
    assert counted.runs() == ["far", "near", "top"]
    assert build(counted) == ["1"]
    assert counted.runs() == []


@pytest.mark.parametrize("module", ["top", "near", "far"])
def test_changed_code_misses(counted, module):
    build(counted)
    counted.runs()
    path = counted.root / f"snippets/{module}.py"
    path.write_text(path.read_text() + "# a comment\n")
    build(counted)
    assert counted.runs() == ["far", "near", "top"]


def test_changed_data_misses(counted):
    counted.write("snippets/data/numbers.csv", "1")
    build(counted)
    counted.runs()
    build(counted)
    assert counted.runs() == []
    counted.write("snippets/data/numbers.csv", "2")
    build(counted)
    assert counted.runs() == ["far", "near", "top"]


def test_other_module_and_pages_hit(counted):
    build(counted)
    counted.runs()
    counted.count("alone", "x = 6")
    counted.write("docs/ko/index.md", "another page")
    build(counted)
    assert counted.runs() == []


def test_labels_formats_and_arguments_are_questions_of_their_own(counted):
    counted.count(
        "picture",
        "from matplotlib.figure import Figure\n"
        "x = 1\n"
        "def draw(*, labels, wide=1):\n"
        "    fig = Figure(figsize=(wide, 1))\n"
        "    fig.text(0.1, 0.1, labels['x'])\n"
        "    return fig\n",
    )
    with another(counted) as library:
        ko = library.figure("picture.draw", {}, {"x": "확률"})
        en = library.figure("picture.draw", {}, {"x": "probability"})
        wide = library.figure("picture.draw", {"wide": 2}, {"x": "확률"})
        assert len({ko, en, wide}) == 3
        assert "확률" in ko and "probability" in en
        assert library.value("picture.x", ".2f").text == "1.00"
        assert library.value("picture.x", "d").text == "1"
    assert counted.runs() == ["picture"]
    with another(counted) as library:
        assert library.figure("picture.draw", {}, {"x": "확률"}) == ko
        assert library.figure("picture.draw", {}, {"x": "probability"}) == en
        assert counted.runs() == []
        library.figure("picture.draw", {}, {"x": "새 말"})
    assert counted.runs() == ["picture"]


def test_a_changed_memory_is_not_believed(counted):
    """Cut off, of another shape, or with one answer that nobody computed."""
    build(counted)
    file = counted.root / ".cache/weave/top.json"
    whole = file.read_bytes()
    signed, _, text = whole.partition(b"\n")
    assert b'["1", "1"]' in text
    other = text.replace(b'["1", "1"]', b'["7", "7"]')
    shapes = [b"", b"[]", b"\xff", b"{}", signed, signed + b"\n{}", signed + b"\n" + other]
    for damaged in [whole[: len(whole) // 2], other, *shapes]:
        file.write_bytes(damaged)
        counted.runs()
        assert build(counted) == ["1"]
        assert counted.runs() == ["far", "near", "top"]
        assert file.read_bytes() == whole


def test_where_nothing_can_be_remembered_it_is_computed(counted):
    counted.write(".cache", "a file")
    for _ in range(2):
        assert build(counted) == ["1"]
        assert counted.runs() == ["far", "near", "top"]


def test_faults_are_not_remembered(counted):
    with pytest.raises(WeaveError):
        counted.library.value("top.z", "d")
    counted.count("top", "x = z = 3")
    counted.library.refresh()
    assert counted.library.value("top.z", "d").text == "3"


# --- a library that lives on, as in make serve


def test_quick_edit_of_the_same_size(counted):
    library = counted.library
    for number in "1234":
        counted.count("far", f"x = {number}")
        library.refresh()
        assert library.value("top.x", "d").text == number


def test_refresh_drops_just_what_changed(counted):
    library = counted.library
    library.refresh()
    library.value("top.x", "d")
    library.value("alone.x", "d")
    counted.runs()
    for n in [2, 3]:
        counted.count("near", f"from snippets.far import x as _\nx = {n}")
        library.refresh()
        assert library.value("top.x", "d").text == str(n)
        assert library.value("alone.x", "d").text == "5"
        # what top needs runs before it; alone is asked nothing new
        assert counted.runs() == ["far", "near", "top"]


def test_refresh_without_a_change(counted):
    library = counted.library
    for _ in range(3):
        library.refresh()
        library.value("top.x", "d")
    assert counted.runs() == ["far", "near", "top"]


def test_module_that_names_the_package(counted):
    """import snippets.far; snippets.far.x: the package must know its modules."""
    counted.count("top", "import snippets.far\nx = snippets.far.x")
    library = counted.library
    for n in [1, 2, 3]:
        counted.count("top", f"import snippets.far\nx = snippets.far.x + {n}")
        library.refresh()
        assert library.value("top.x", "d").text == str(1 + n)


# --- values

IMPORTS = "import numpy as np\nfrom decimal import Decimal\n"
VALUES = [
    ("0.80083", ".4f", "0.8008", "0.80083"),
    ("1 / 3", ".0%", "33%", "0.3333333333333333"),
    ("1234", ",d", "1,234", "1234"),
    ("10**400", "d", "1" + "0" * 400, "1" + "0" * 400),
    ("'a'", "s", "a", "a"),
    ("True", "d", "1", "True"),
    ("np.float64(0.5)", ".2f", "0.50", "0.5"),
    ("np.array(0.5)", ".2f", "0.50", "0.5"),
    ("np.float32(0.1)", ".2f", "0.10", "0.1"),
    # numpy itself shortens it, to 6.55e+04
    ("np.float16(65504)", ".0f", "65504", "65504.0"),
    ("Decimal('0.10')", ".1f", "0.1", "0.10"),
]
NONE = [
    ("1 + 2j", "is no real number"),
    ("Decimal('sNaN')", "is no real number"),
    ("np.array([1, 2])", "is an array of shape (2,); pick one with [index]"),
    ("None", "is a NoneType, not one number or text"),
    ("np.float64", "is a type, not one number"),
    ("float('nan')", "is nan"),
    ("np.float32('inf')", "is inf"),
    ("-np.inf", "is -inf"),
]


def test_values(repository):
    lines = [f"x{n} = {code}\n" for n, (code, *_) in enumerate([*VALUES, *NONE])]
    repository.write("snippets/one.py", IMPORTS + "".join(lines))
    library = repository.library
    library.refresh()
    for n, (code, format, text, full) in enumerate(VALUES):
        answer = library.value(f"one.x{n}", format)
        assert (answer.text, answer.full) == (text, full), code
        assert answer.place == ("snippets/one.py", 3 + n, f"x{n}")
    for n, (code, message) in enumerate(NONE, start=len(VALUES)):
        with pytest.raises(WeaveError) as error:
            library.value(f"one.x{n}", ".2f")
        assert message in str(error.value), code


@pytest.mark.parametrize(
    "path, line",
    [
        ("place.a", 1),
        ("place.b", 2),
        ("place.c", 3),
        ("place.d", 3),
        ("place.e[0]", 4),
        ("place.f", 6),
        ("place.G.x", 8),
    ],
)
def test_place(repository, path, line):
    repository.write(
        "snippets/place.py",
        "a = 1\nb: int = 2\nc, d = 3, 4\ne = [5]\n\ndef f():\n    pass\nclass G:\n    x = 1\n",
    )
    assert place(repository.library, path) == ("snippets/place.py", line)


# --- recordings of PyTorch


@pytest.fixture
def recorded(repository):
    repository.write("snippets/pytorch/net.py", "import no_such_torch\nx = 1\n")
    recording = {
        "torch": "2.13.0",
        "code": modules.code_hash(repository.root, "pytorch.net"),
        "output": "x: 0.5\n",
        "values": {"x": [0.5, 0.25]},
    }
    path = repository.root / "snippets/recorded/net.json"
    path.parent.mkdir(exist_ok=True)
    recordings.write(path, recording)
    return repository


def test_recorded_value_needs_no_torch(recorded):
    library = recorded.library
    assert library.value("pytorch.net.x[1]", ".2f").text == "0.25"
    assert library.output("pytorch.net") == "x: 0.5\n"


def test_recording_of_other_code(recorded):
    recorded.write("snippets/pytorch/net.py", "import no_such_torch\nx = 2\n")
    recorded.page("{= pytorch.net.x[1]:.2f =}")
    assert recorded.faults() == [
        "snippets/pytorch/net.py:1:1: has changed since it was recorded; "
        "run: make record; 2 places in pages wait for it"
    ]


def test_no_recording(recorded):
    (recorded.root / "snippets/recorded/net.json").unlink()
    recorded.page("```output pytorch.net\n```")
    assert recorded.faults() == [
        "snippets/pytorch/net.py:1:1: has no recording in snippets/recorded/net.json; "
        "run: make record; 2 places in pages wait for it"
    ]


def test_only_the_whole_output_is_recorded(recorded):
    [fault] = recorded.broken("```output pytorch.net.say\n```")
    assert fault.startswith("1:1: only the whole output of 'pytorch.net' is recorded")


def test_place_of_what_another_snippet_gives(repository):
    repository.write("snippets/given.py", "\nx = 1\n")
    repository.write("snippets/taker.py", "from snippets.given import x as y\n")
    repository.library.refresh()
    assert place(repository.library, "taker.y") == ("snippets/given.py", 2)


def test_place_of_what_stands_under_with(repository):
    repository.write(
        "snippets/under.py", "import math\n\nwith open(__file__):\n    if math:\n        x = 1\n"
    )
    assert place(repository.library, "under.x") == ("snippets/under.py", 5)
