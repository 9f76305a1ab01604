"""All that knows Zensical, which reads the configuration of MkDocs and runs no hooks."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import yaml

from weave.build import site
from weave.check import LANGUAGES
from weave.library import Library


def site_dir(root: Path) -> Path:
    """Where mkdocs.yml wants the site."""
    text = (root / site.CONFIGS[LANGUAGES[0]]).read_text(encoding="utf-8")
    return root / yaml.load(text, _Reader)["site_dir"]


class _Reader(yaml.SafeLoader):
    """Reads past the tags that a builder has of its own."""


_Reader.add_multi_constructor("!", lambda loader, tag, node: None)


def renderer(library: Library) -> site.Render:
    """Makes the pages of a language, with the Zensical that is installed here."""
    root = library.root

    def render(language: str, folder: Path) -> None:
        url = site.url_of(language, os.environ.get("SITE_URL"))
        given = {"INHERIT": site.CONFIGS[language], "site_dir": _within(root, folder)}
        with _config(root, {**given, "site_url": url or None}) as config:
            # not --clean, which would delete all of .cache, and with it what is remembered
            ran = subprocess.run(
                [sys.executable, "-m", "zensical", "build", "--strict", "-f", config],
                cwd=root,
                env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
                capture_output=True,
                text=True,
                check=False,
            )
        if ran.returncode:
            raise site.Failed(f"Zensical made no pages in {language}:\n{ran.stdout}{ran.stderr}")
        for path, content in site.downloads(library, language, url).items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(content, encoding="utf-8", newline="\n")

    return render


def _within(root: Path, folder: Path) -> str:
    if not folder.resolve().is_relative_to(root):
        raise site.Failed(f"Zensical writes nowhere but below {root}")
    return folder.resolve().relative_to(root).as_posix()


@contextmanager
def _config(root: Path, content: dict[str, str | None]) -> Iterator[Path]:
    """A file of settings; Zensical takes them from nowhere else, and all in one folder."""
    file = root / f".site-{uuid4().hex[:8]}.yml"
    try:
        file.write_text(yaml.safe_dump(content), encoding="utf-8")
        yield file
    finally:
        file.unlink()
