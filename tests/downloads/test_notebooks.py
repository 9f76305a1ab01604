"""The notebooks that pages offer, run where a reader would run them.

A kernel with numpy, matplotlib and nothing else of this repository runs each
from top to bottom, in an empty folder; it must give what the file holds.
"""

import json
import os
import re
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from packaging.requirements import Requirement

SLUGS = [
    path.stem
    for path in sorted(Path("docs/en").glob("*.md"))
    if "{ #in-short }" in path.read_text(encoding="utf-8") or path.stem == "lab"
]
# two cells that every reader's Jupyter has by itself
PRESENT = ["numpy", "matplotlib", "ipykernel"]


@pytest.fixture(scope="module")
def kernel(tmp_path_factory):
    """The name of a kernel whose Python has PRESENT and what they need."""
    folder = tmp_path_factory.mktemp("clean")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder / "env"], check=True)
    python = folder / "env" / ("Scripts" if os.name == "nt" else "bin") / "python"
    asked = "import sysconfig; print(sysconfig.get_path('purelib'))"
    packages = subprocess.run([python, "-c", asked], capture_output=True, text=True, check=True)
    for name in needed(PRESENT):
        link(metadata.distribution(name), Path(packages.stdout.strip()))
    spec = folder / "kernels" / "clean"
    spec.mkdir(parents=True)
    argv = [str(python), "-I", "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    given = {"argv": argv, "display_name": "clean", "language": "python"}
    (spec / "kernel.json").write_text(json.dumps(given), encoding="utf-8")
    before = os.environ.get("JUPYTER_PATH")
    os.environ["JUPYTER_PATH"] = str(folder)
    yield "clean"
    del os.environ["JUPYTER_PATH"]
    if before is not None:
        os.environ["JUPYTER_PATH"] = before


def needed(names):
    """The names of some packages and of all that they require here."""
    seen, waiting = set(), list(names)
    while waiting:
        name = waiting.pop().lower()
        if name in seen:
            continue
        seen.add(name)
        for text in metadata.requires(name) or []:
            requirement = Requirement(text)
            if not requirement.marker or requirement.marker.evaluate({"extra": ""}):
                waiting.append(requirement.name)
    return seen


def link(distribution, folder):
    tops = {Path(file).parts[0] for file in distribution.files if ".." not in Path(file).parts}
    for top in tops - {"__pycache__"}:
        target = Path(distribution.locate_file(top)).resolve()
        if not (folder / top).exists():
            (folder / top).symlink_to(target)


def notebook(site, slug, language="en"):
    folder = site / ("" if language == "ko" else "en") / "downloads"
    return nbformat.read(folder / f"{slug}.ipynb", as_version=nbformat.NO_CONVERT)


def code(notebook):
    return [cell.source for cell in notebook.cells if cell.cell_type == "code"]


def seen(cell):
    """What a reader sees under a cell: text, and how many pictures."""
    texts = [output.get("text", "") for output in cell.outputs]
    data = [output.get("data", {}) for output in cell.outputs]
    texts += [one["text/plain"] for one in data if "image/png" not in one and one]
    return "".join(texts), sum("image/png" in one for one in data)


def run(notebook, kernel, folder):
    client = NotebookClient(
        notebook, timeout=120, kernel_name=kernel, resources={"metadata": {"path": str(folder)}}
    )
    client.execute(env={**os.environ, "IPYTHONDIR": str(folder / ".ipython")})
    return notebook


def test_nothing_of_the_repository_is_near(kernel, tmp_path):
    asked = nbformat.v4.new_code_cell(
        "from importlib.util import find_spec\n"
        "print([n for n in ['weave', 'snippets', 'torch', 'mkdocs', 'numpy'] if find_spec(n)])"
    )
    ran = run(nbformat.v4.new_notebook(cells=[asked]), kernel, tmp_path)
    assert seen(ran.cells[0]) == ("['numpy']\n", 0)


@pytest.mark.parametrize("slug", SLUGS)
def test_runs_from_top_to_bottom_and_gives_what_the_file_holds(site, slug, kernel, tmp_path):
    held = notebook(site, slug)
    ran = run(notebook(site, slug), kernel, tmp_path)
    assert [seen(cell) for cell in ran.cells if cell.cell_type == "code"] == [
        seen(cell) for cell in held.cells if cell.cell_type == "code"
    ]
    warned = [
        o.text for cell in ran.cells for o in cell.get("outputs", []) if o.get("name") == "stderr"
    ]
    assert not warned


@pytest.mark.parametrize("slug", SLUGS)
def test_both_languages_run_the_same_code(site, slug):
    korean, english = notebook(site, slug, "ko"), notebook(site, slug)
    assert code(korean) == code(english)
    assert [seen(c) for c in korean.cells if c.cell_type == "code"] == [
        seen(c) for c in english.cells if c.cell_type == "code"
    ]


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("slug", SLUGS)
def test_a_whole_notebook_of_words_and_code(site, slug, language):
    made = notebook(site, slug, language)
    nbformat.validate(made)
    assert made.nbformat == 4
    texts = [cell.source for cell in made.cells if cell.cell_type == "markdown"]
    assert texts[0].startswith("# ")
    # nothing of the site's own syntax is left
    left = (
        r"\{=|=\}|--8<--|[\ue000\ue001]|\]\([\w-]+\.md|^!!!|^\?\?\?|\{ *[#.]"
        r"|```(?:figure|answer|output|notebook|lab)"
    )
    assert not [m for text in texts for m in re.findall(left, text, re.M)]
    assert not [source for source in code(made) if "--8<--" in source]
    assert sum(bool(cell.get("outputs")) for cell in made.cells) > 0
