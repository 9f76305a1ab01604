"""What is published is a page or can be read; all else is refused, once, at the file."""

import os

import pytest

from tests.weave.conftest import LOSS, PAGE

KOREAN = "손실은 로그입니다.\n"


def test_a_repository_that_can_be_read(repository):
    assert repository.faults() == []


# a mark for UTF-8, and other line ends, are how editors on Windows save
@pytest.mark.parametrize(
    "content", [b"\xef\xbb\xbf" + PAGE.encode(), PAGE.replace("\n", "\r\n").encode()]
)
def test_a_page_from_another_system(repository, content):
    for language in ["ko", "en"]:
        (repository.root / f"docs/{language}/index.md").write_bytes(content)
    assert repository.faults() == []


@pytest.mark.parametrize("file", [
    "docs/ko/index.md", "docs/en/index.md", "README.md", "mkdocs.yml", "mkdocs.en.yml",
    "snippets/loss.py", "snippets/recorded/net.json", "theme/main.html", "theme/assets/live.js",
])  # fmt: skip
def test_a_file_that_is_not_utf_8(repository, file):
    path = repository.write(file, "")
    # the second line has three characters before the first that is not ASCII
    path.write_bytes(("# a\nab " + KOREAN).encode("cp949"))
    assert repository.faults() == [
        f"{file}:2:4: is not UTF-8 (looks like CP949?); save it as UTF-8"
    ]
    path.write_bytes(KOREAN.encode("utf-16"))
    assert repository.faults() == [
        f"{file}:1:1: is not UTF-8 (looks like UTF-16); save it as UTF-8"
    ]
    # a byte that begins nothing, after Korean that is UTF-8
    path.write_bytes("# 손실".encode() + b"\xff")
    assert repository.faults() == [f"{file}:1:5: is not UTF-8; save it as UTF-8"]


@pytest.mark.parametrize("file", ["docs/ko/index.md", "snippets/loss.py"])
def test_a_nul(repository, file):
    repository.write(file, repository.files[file] + "\n\0")
    row = repository.files[file].count("\n") + 2
    said = "holds a NUL character, which nobody can read; remove it"
    assert repository.faults() == [f"{file}:{row}:1: {said}"]


@pytest.mark.parametrize("before, encoding, said", [
    ("\ufeff", "utf-8", "begins with a byte order mark"),
    ("# coding: cp949\n", "cp949", "says that it is encoded otherwise (cp949)"),
    ("# -*- coding: latin-1 -*-\n", "utf-8", "says that it is encoded otherwise (iso-8859-1)"),
    ("# coding: klingon\n", "utf-8", "says that it is encoded otherwise (unknown encoding"),
    ("# coding: utf-8\n", "utf-8", ""),
])  # fmt: skip
def test_how_a_snippet_is_encoded(repository, before, encoding, said):
    path = repository.root / "snippets/loss.py"
    path.write_bytes((before + LOSS).encode(encoding))
    found = repository.faults()
    assert len(found) == bool(said)
    for fault in found:
        assert fault.startswith(f"snippets/loss.py:1:1: {said}")


@pytest.mark.parametrize("name", [
    "more.markdown", "more.mdown", "more.mkd", "more.mkdn", "more.MD", "more.html", "more.svg",
    "more.ipynb", "more.md~", "deep/more.md",
])  # fmt: skip
def test_what_mkdocs_would_publish_unread(repository, name):
    repository.write(f"docs/en/{name}", "7.9658")
    [fault] = repository.faults()
    assert fault.startswith(f"docs/en/{name.partition('/')[0]}:1:1: no guard reads this")


def test_hidden_files_are_not_published(repository):
    repository.write("docs/en/.more.md.swp", "7.9658")
    assert repository.faults() == []


@pytest.mark.parametrize("name", ["docs/ko/more.md", "snippets/more.py"])
def test_what_is_no_file(repository, name):
    path = repository.root / name
    path.symlink_to("nowhere")
    said = "remove it or give it another name"
    assert repository.faults() == [f"{name}:1:1: is a link that leads nowhere, or no file; {said}"]
    path.unlink()
    path.mkdir()
    assert repository.faults() == [f"{name}:1:1: is a folder; {said}"]
    path.rmdir()
    os.mkfifo(path)  # to read it would wait for ever
    found = repository.faults()
    path.unlink()
    assert found == [f"{name}:1:1: is a link that leads nowhere, or no file; {said}"]


# --- lines that take in files


@pytest.mark.parametrize("lines", [
    "--8<--\nREADME.md\n--8<--",
    "  -8<-\nREADME.md\n  -8<-",
    "```text\n--8<--\nREADME.md\n--8<--\n```",
    "--8<-- \"READ'ME.md\"",
])  # fmt: skip
def test_files_taken_in_unread(repository, lines):
    repository.page(f"# A {{ #page }}\n\n{lines}\n")
    marks = [n for n, line in enumerate(lines.split("\n"), start=3) if "8<-" in line]
    found = [fault for fault in repository.faults() if "no guard reads" in fault]
    assert [int(fault.split(":")[1]) for fault in found] == marks * 2


def test_an_escaped_line_takes_in_nothing(repository):
    repository.page("# A { #page }\n\n;--8<--\nREADME.md\n;--8<--\n")
    assert not [fault for fault in repository.faults() if "no guard reads" in fault]


@pytest.mark.parametrize("line", ['--8<-- "README.md"', "--8<--"])
def test_a_snippet_that_takes_in_a_file(repository, line):
    code = LOSS.replace("total = 0.80083", f'total = 0.80083\n"""\n{line}\n"""')
    repository.write("snippets/loss.py", code)
    row = code.split("\n").index(line) + 1
    said = f"a listing shows what this line takes in, not the line: {line}"
    assert repository.faults() == [f"snippets/loss.py:{row}:1: {said}"]
