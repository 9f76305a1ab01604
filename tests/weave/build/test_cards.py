"""Pictures of pages that are shared."""

import io

import pytest
from PIL import Image

from weave.build import cards
from weave.code.library import Library

FIGURE = """\
from matplotlib.figure import Figure


def draw(labels, colour="C0"):
    fig = Figure(figsize=(4, 2))
    ax = fig.subplots()
    ax.plot([0, 1], [0, 1], color=colour)
    ax.set(xlabel=labels["x"])
    return fig
"""
FENCE = "```figure line.draw colour={}\nx: 확률\ntitle: a line\nalt: a line that rises\n```\n"
ASKS = "---\nquestion: Why?\n---\n"


@pytest.fixture
def made(tmp_path):
    pages = {
        "index": "# Start { #index }\n\n" + FENCE.format("C0"),
        "own": f"{ASKS}# Own {{ #own }}\n\n" + FENCE.format("C1"),
        "none": f"{ASKS}# 아주 긴 제목 하나 {{ #none }}\n",
        "about": "# About { #about }\n",
    }
    files = {f"docs/ko/{name}.md": text for name, text in pages.items()}
    files["snippets/line.py"] = FIGURE
    files["mkdocs.yml"] = f"nav: [{', '.join(f'{name}.md' for name in pages)}]\n"
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    library = Library(tmp_path)
    yield lambda: cards.make(library, "ko")
    library.close()


def test_a_picture_of_each_page_that_asks(made):
    pictures = made()
    assert {name.rpartition("/")[2] for name in pictures} == {"index.png", "own.png", "none.png"}
    assert len(set(pictures.values())) == 3  # each its own title
    for data in pictures.values():
        picture = Image.open(io.BytesIO(data)).convert("RGB")
        assert picture.size == (1200, 630) and len(data) < 60_000
        assert picture.getpixel((0, 0)) == picture.getpixel((1199, 629)) == (255, 255, 255)
        title = picture.crop((0, 0, 1200, 130)).convert("L").getextrema()
        drawn = picture.crop((0, 160, 1200, 630)).convert("L").getextrema()
        assert title[0] < 60 and drawn[0] < 160


def test_a_page_without_a_figure_has_that_of_the_start_page(made):
    pictures = {
        name.rpartition("/")[2]: Image.open(io.BytesIO(data)).convert("RGB")
        for name, data in made().items()
    }
    below = {name: one.crop((0, 160, 1200, 630)).tobytes() for name, one in pictures.items()}
    assert below["none.png"] == below["index.png"] != below["own.png"]
