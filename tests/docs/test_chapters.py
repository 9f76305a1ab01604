"""Each chapter leads to the one before it and the one after it, by their titles."""

import re
from pathlib import Path

import pytest

NAV = re.findall(r"^  - ([\w-]+)\.md$", Path("mkdocs.yml").read_text(encoding="utf-8"), re.M)
# the first chapters end with a sentence of their own
CHAPTERS = NAV[NAV.index("softmax") : NAV.index("code")]


def text(language, slug):
    return Path("docs", language, f"{slug}.md").read_text(encoding="utf-8")


def title(language, slug):
    lab = Path("labs", language, f"{slug}.py")
    page = lab.read_text(encoding="utf-8") if lab.is_file() else text(language, slug)
    return re.search(r"^(?:# )?# (.+?) \{", page, re.M)[1]


@pytest.mark.parametrize("slug", CHAPTERS)
@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_last_line(language, slug):
    n = NAV.index(slug)
    last = text(language, slug).rstrip().rpartition("\n")[2]
    assert re.findall(r"\[(.+?)\]\((.+?)\)", last) == [
        (title(language, NAV[other]), f"{NAV[other]}.md") for other in (n - 1, n + 1)
    ]


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_table_on_the_home_page(language):
    rows = re.findall(r"^\| \[(.+?)\]\(([\w-]+)\.md\) \|", text(language, "index"), re.M)
    assert rows == [(title(language, slug), slug) for slug in NAV[1:]]
