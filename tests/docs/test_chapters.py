"""The guard of the way through the chapters has something to guard here."""

from pathlib import Path

import pytest

from weave import chapters, check

ROOT = Path(".").resolve()


@pytest.mark.parametrize("language", ["ko", "en"])
def test_it_finds_rows_and_last_lines_that_are_cut_off(language):
    pages = check.read(ROOT)
    check.labs(ROOT, pages)
    assert list(chapters.faults(ROOT, pages)) == []
    cut = []
    for page in pages:
        if page.name.startswith(f"docs/{language}/"):
            rows = [row for row in page.text.rstrip().split("\n") if "](softmax.md) |" not in row]
            page = check.Page(page.name, "\n".join(rows[:-1]) + "\n")
        cut.append(page)
    found = {fault.file.rpartition("/")[2] for fault in chapters.faults(ROOT, cut)}
    # the last page leads nowhere
    assert found == {page.name.rpartition("/")[2] for page in check.read(ROOT)} - {"code.md"}
