"""Times builds of both languages side by side with the floor.

The floor is bare MkDocs over the same pages with every value, output and
figure already written into them. Everything is measured in one run, in turn,
and told as medians and as ratios: machines are shared and noisy.

    cold   nothing remembered from an earlier build
    warm   everything remembered
"""

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from weave import fences
from weave.code.library import Library
from weave.expand import expand
from weave.fences.figure import Drawn
from weave.page import CLOSE, OPEN

ROOT = Path(__file__).resolve().parent.parent
PARTS = ["docs", "jupyter", "snippets", "theme", "weave", "mkdocs.yml", "mkdocs.en.yml"]

# builds English after Korean in the same process, as the real hook does
FLOOR_HOOK = """
from mkdocs.commands.build import build
from mkdocs.config import load_config

def on_post_build(config):
    if "mkdocs.en" not in config.config_file_path:
        build(load_config("mkdocs.en.yml"))
"""


def copy(target, pages):
    """The repository with its pages `pages` times over."""
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, target / part)
        else:
            shutil.copy2(source, target / part)
    for page in sorted((target / "docs").rglob("*.md")):
        if page.name not in {"index.md", "code.md"}:
            for n in range(2, pages + 1):
                again = page.with_stem(f"{page.stem}-{n}")
                again.write_text(page.read_text("utf-8"), "utf-8")
    for settings in ["mkdocs.yml", "mkdocs.en.yml"]:
        change(target / settings, r"nav:\n(?: .*\n)+", "")
    change(target / "mkdocs.yml", r"  omitted_files: warn\n", "")


def change(file, old, new):
    text, count = re.subn(old, new, file.read_text("utf-8"))
    if not count:
        sys.exit(f"{file.name} has nothing like {old!r}; mend tools/bench.py")
    file.write_text(text, "utf-8")


def write_out(target, library):
    """Turn a copy into the floor: no weave, everything typed."""
    for file in sorted((target / "docs").rglob("*.md")):
        name = file.relative_to(target).as_posix()
        file.write_text(typed(name, file.read_text("utf-8"), library), "utf-8")
    change(target / "mkdocs.yml", r"  weave\.extension:.*\n(?:    .*\n)*", "")
    change(target / "mkdocs.en.yml", r"markdown_extensions:\n  weave\.extension: .*\n", "")
    change(target / "mkdocs.yml", r"hooks: .*\n", "hooks: [floor.py]\n")
    change(target / "mkdocs.yml", r"  anchors: warn\n", "")
    (target / "floor.py").write_text(FLOOR_HOOK)


def typed(name, text, library):
    woven = expand(fences.read(name, text), library)

    def block(match):
        content = woven.blocks[int(match[1])]
        if isinstance(content, Drawn):
            svg = content.described("f-")
            return f"<figure>{svg}<figcaption>{content.caption}</figcaption></figure>"
        return '<div class="question"></div>'

    text = re.sub(f"{OPEN}block(\\d+){CLOSE}", block, woven.woven)
    return re.sub(f"{OPEN}(\\d+){CLOSE}", lambda m: woven.answers[int(m[1])][0].text, text)


def run(tree):
    """Seconds and peak megabytes of one build as a whole process."""
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "build", "--quiet"],
        cwd=tree,
        stderr=subprocess.PIPE,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )
    told = process.stderr.read().decode() if process.stderr else ""
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"the build of {tree.name} failed:\n{told}")
    scale = 1024 if sys.platform != "darwin" else 1024 * 1024
    return time.perf_counter() - start, usage.ru_maxrss / scale


def measure(trees, runs):
    """Build each kind in turn, several times over."""
    kinds = ["floor", "warm", "cold"]
    figures_of: dict[str, list[tuple[float, float]]] = {kind: [] for kind in kinds}
    run(trees["floor"]), run(trees["woven"])  # not counted
    for _ in range(runs):
        for kind, counted in figures_of.items():
            tree = trees["floor" if kind == "floor" else "woven"]
            if kind == "cold":
                shutil.rmtree(tree / ".cache" / "weave", ignore_errors=True)
            counted.append(run(tree))
    return figures_of


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--pages", type=int, nargs="+", default=[1, 4, 16])
    options = parser.parse_args()
    library = Library(ROOT)
    library.refresh()
    print("pages  kind   seconds (min to max)      x floor   peak MB")
    for pages in options.pages:
        with tempfile.TemporaryDirectory() as folder:
            trees = {kind: Path(folder) / kind for kind in ["floor", "woven"]}
            for tree in trees.values():
                copy(tree, pages)
            write_out(trees["floor"], library)
            count = len(list((trees["floor"] / "docs").rglob("*.md")))
            counted = measure(trees, options.runs)
        floors = [seconds for seconds, _ in counted["floor"]]
        for kind, rows in counted.items():
            times = [seconds for seconds, _ in rows]
            # pairs of the same turn, so that a slow spell hits both
            ratio = statistics.median(t / f for t, f in zip(times, floors))
            print(
                f"{count:5}  {kind:5} {statistics.median(times):8.2f} "
                f"({min(times):.2f} to {max(times):.2f})"
                f"{ratio:14.2f} {max(peak for _, peak in rows):10.0f}"
            )


if __name__ == "__main__":
    main()
