"""What Zensical is given, and what is added to its pages; it need not be installed."""

import json

import pytest

from weave import __main__ as command

# in its place: a module of the folder in which it is started
STAND_IN = """\
import json, pathlib, sys, yaml
if pathlib.Path("broken").exists():
    sys.exit("no such theme")
*words, file = sys.argv[1:]
config = yaml.safe_load(pathlib.Path(file).read_text())
folder = pathlib.Path(config["site_dir"])
folder.mkdir(exist_ok=True)
(folder / "index.html").write_text(json.dumps([words, config]))
"""


@pytest.fixture
def build(small):
    small.write("zensical.py", STAND_IN)

    def run(*more):
        command.main(["--root", str(small.root), "build", "--builder", "zensical", *more])
        assert not list(small.root.glob(".site-*"))

    return run


def test_both_languages_and_their_downloads(small, build, monkeypatch):
    monkeypatch.setenv("SITE_URL", "https://a.org/b/")
    build()
    made = small.root / "site"
    for folder, config in [(made, "mkdocs.yml"), (made / "en", "mkdocs.en.yml")]:
        words, given = json.loads((folder / "index.html").read_text())
        assert words == ["build", "--strict", "-f"]
        assert given["INHERIT"] == config
        assert "https://a.org/b/" in (folder / "downloads/loss.ipynb").read_text()
    assert given["site_url"] == "https://a.org/b/en/"
    assert (made / "assets/run/manifest.json").is_file()


def test_what_it_says_ends_the_command(small, build):
    build()
    small.write("broken", "")
    with pytest.raises(SystemExit, match="no pages in ko:\nno such theme"):
        build()
    assert (small.root / "site/en/index.html").is_file()
    assert not list(small.root.glob(".site-*"))


def test_a_folder_elsewhere_is_refused(build, tmp_path_factory):
    with pytest.raises(SystemExit, match="writes nowhere but below"):
        build("-d", str(tmp_path_factory.mktemp("elsewhere") / "site"))
