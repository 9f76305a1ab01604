"""MkDocs, led by this repository's command or leading by itself, makes the same site."""

import datetime
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.commands.gh_deploy import gh_deploy
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from tests.weave.build.conftest import digest
from weave import __main__ as command
from weave.build import site

ROOT = Path(__file__).parents[3]


def mkdocs(repository, **given):
    """`mkdocs build`, but in this process; the configuration as it is afterwards."""
    config = load_config(str(repository.root / "mkdocs.yml"), **given)
    build(config)
    return config


def shown(folder):
    """The number of each language's page of values."""
    pages = [folder / "loss/index.html", folder / "en/loss/index.html"]
    return [re.findall(r"<data [^>]*>(\d+\.\d+)</data>", page.read_text()) for page in pages]


def test_the_command_and_mkdocs_make_the_same_bytes(small, monkeypatch, capsys):
    monkeypatch.setenv("SITE_URL", "https://a.org/b/")
    mkdocs(small)
    command.main(["--root", str(small.root), "build", "-d", str(small.root / "other")])
    assert capsys.readouterr().out == f"both languages are in {small.root / 'other'}\n"
    made = digest(small.root / "site")
    assert made == digest(small.root / "other")
    assert {"en/loss/index.html", "downloads/loss.ipynb", "en/downloads/loss.py"} <= made.keys()
    address, _, _ = (small.root / "site/en/loss/index.html").read_text().partition("\n")
    assert address == "https://a.org/b/en/loss/"


def git(small, *command, **env):
    asked = ["git", "-C", str(small.root), "-c", "user.name=a", "-c", "user.email=a@b.org"]
    subprocess.run([*asked, *command], check=True, capture_output=True, env={**os.environ, **env})


def today(monkeypatch, day):
    """As if MkDocs looked at the clock on that day."""
    then = datetime.datetime(2031, 5, day, tzinfo=datetime.UTC)
    monkeypatch.setattr("mkdocs.utils.get_build_datetime", lambda: then)
    monkeypatch.setattr("mkdocs.structure.pages.get_build_date", lambda: f"2031-05-{day:02}")


@pytest.mark.parametrize("said", ["commit", "environment", "archive"])
def test_on_another_day_the_site_is_the_same_to_the_byte(small, monkeypatch, said):
    """1,000,000,000 seconds after 1970 it was 2001-09-09, a little before two o'clock."""
    monkeypatch.setenv("SITE_URL", "https://a.org/")
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    seconds, zones = 10**9, ["Pacific/Kiritimati", "Pacific/Honolulu"]
    if said == "commit":
        git(small, "init", "-q")
        git(small, "add", "-A")
        git(small, "commit", "-qm", "a", GIT_COMMITTER_DATE=f"{seconds} +0900")
    elif said == "environment":
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(seconds))
    else:
        os.utime(small.root / "mkdocs.yml", (seconds, seconds))
    made = []
    for day, zone in zip([3, 4], zones):
        today(monkeypatch, day)
        monkeypatch.setenv("TZ", zone)
        mkdocs(small)
        made.append(digest(small.root / "site"))
        for sitemap in (small.root / "site").rglob("sitemap.xml"):
            assert set(re.findall("<lastmod>(.*?)<", sitemap.read_text())) == {"2001-09-09"}
            # a gzip header has the time in bytes 4 to 8
            packed = sitemap.with_name("sitemap.xml.gz").read_bytes()
            assert int.from_bytes(packed[4:8], "little") == seconds - seconds % 86400
    assert made[0] == made[1]


def test_the_commits_of_a_repository_around_this_one_are_not_its_own(small, monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    git(small, "init", "-q")
    git(small, "commit", "--allow-empty", "-qm", "a", GIT_COMMITTER_DATE="1000000000 +0000")
    inner = small.write("inner/mkdocs.yml", "")
    os.utime(inner, (2 * 10**9, 2 * 10**9))
    assert site.date(small.root) == "2001-09-09"
    assert site.date(inner.parent) == "2033-05-18"


def test_a_date_that_is_none(small, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    with pytest.raises(site.Failed, match="SOURCE_DATE_EPOCH is 'yesterday', no number"):
        site.date(small.root)
    with pytest.raises(site.Failed, match="no number"):
        site.guard(small)  # before MkDocs would end in a traceback


def test_the_folder_that_mkdocs_yml_names(small, capsys):
    config = (small.root / "mkdocs.yml").read_text()
    small.write("mkdocs.yml", config.replace("site_dir: site", "site_dir: pub"))
    command.main(["--root", str(small.root), "build"])
    assert shown(small.root / "pub") == [["0.8008"], ["0.8008"]]


def test_each_language_has_its_404_page(small):
    # with and without an address, and so that links below it lead into the language
    mkdocs(small)
    pages = [small.root / "site/404.html", small.root / "site/en/404.html"]
    assert [page.read_text() for page in pages] == ["/", "/en"]
    mkdocs(small, site_url="https://a.org/b/")
    assert [page.read_text() for page in pages] == ["/b/", "/b/en/"]


def test_what_comes_after_a_build_finds_the_site(small):
    config = mkdocs(small, site_dir=str(small.root / "elsewhere"))
    assert config.site_dir == str(small.root / "elsewhere")
    assert (Path(config.site_dir) / "en/index.html").is_file()
    small.write("docs/ko/index.md", "0.8")
    config = load_config(str(small.root / "mkdocs.yml"))
    with pytest.raises(Abort):
        build(config)
    assert config.site_dir == str(small.root / "site")


def test_gh_deploy(small, monkeypatch):
    def git(*words):
        done = subprocess.run(["git", *words], cwd=small.root, check=True, capture_output=True)
        return done.stdout.decode()

    for name in ["AUTHOR", "COMMITTER"]:
        monkeypatch.setenv(f"GIT_{name}_NAME", "a")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "a@example.org")
    git("init", "-q", "--bare", "far.git")
    git("init", "-q")
    git("remote", "add", "origin", "far.git")
    monkeypatch.chdir(small.root)
    gh_deploy(mkdocs(small), message="a")
    files = git("--git-dir", "far.git", "ls-tree", "-r", "--name-only", "gh-pages").split()
    assert {"index.html", "en/loss/index.html", "assets/run/brython.js"} <= set(files)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_what_mkdocs_warns_of_keeps_the_site(small, language):
    mkdocs(small)
    good = digest(small.root / "site")
    page = f"docs/{language}/index.md"
    # the guards look at links to pages, mkdocs at all others
    small.write(page, (small.root / page).read_text() + "\n[a](cod.txt)\n")
    with pytest.raises(Abort, match="strict"):
        mkdocs(small)
    asked = [sys.executable, "-m", "mkdocs", "build"]
    given = {"cwd": small.root, "env": {**os.environ, "PYTHONPATH": str(ROOT)}}
    told = subprocess.run(asked, **given, capture_output=True, text=True)
    assert told.returncode == 1 and "cod.txt" in told.stderr and "strict" in told.stdout
    assert "Traceback" not in told.stderr
    with pytest.raises(SystemExit, match="strict"):
        command.main(["--root", str(small.root), "build"])
    assert digest(small.root / "site") == good
    assert not list(small.root.glob(".site-*"))
    mkdocs(small, strict=False)
    assert digest(small.root / "site") != good


def test_one_language_alone_is_refused(small):
    with pytest.raises(Abort, match="build mkdocs.yml"):
        build(load_config(str(small.root / "mkdocs.en.yml")))
    assert not (small.root / "site").exists()


def test_two_repositories_in_one_process(small, tmp_path_factory):
    elsewhere = type(small)(tmp_path_factory.mktemp("elsewhere"))
    for path in small.root.rglob("*.*"):
        elsewhere.write(path.relative_to(small.root), path.read_text(encoding="utf-8"))
    code = (small.root / "snippets/loss.py").read_text().replace("0.80083", "0.70083")
    elsewhere.write("snippets/loss.py", code)
    # both are asked for before either is built
    configs = [load_config(str(one.root / "mkdocs.yml")) for one in (small, elsewhere)]
    for config in configs:
        build(config)
    assert shown(small.root / "site") == [["0.8008"], ["0.8008"]]
    assert shown(elsewhere.root / "site") == [["0.7008"], ["0.7008"]]


def test_faults_end_the_command(small, capsys):
    small.write("docs/ko/loss.md", "# Loss { #loss }\n\n{= loss.totl:.4f =} 0.8\n")
    for asked in [[], ["check"], ["build"]]:
        with pytest.raises(SystemExit) as ended:
            command.main(["--root", str(small.root), *asked])
        kept = "; the last good site is kept" if asked == ["build"] else ""
        assert re.fullmatch(rf"\d+ faults found{kept}", str(ended.value.code))
        said = capsys.readouterr().err
        assert "docs/ko/loss.md:3:1: no value at 'loss.totl'" in said
        assert "docs/ko/loss.md:3:21: a typed number, '0.8'" in said
    assert not (small.root / "site").exists()


def test_a_wrong_configuration_ends_the_command(small):
    small.write("mkdocs.yml", "site_name: a\ndocs_dir: nowhere\n")
    with pytest.raises(SystemExit, match="configuration error"):
        command.main(["--root", str(small.root), "build"])


def test_a_command_that_there_is_not(capsys):
    with pytest.raises(SystemExit) as ended:
        command.main(["biuld"])
    assert ended.value.code == 2
    assert "choose from check, build, serve" in capsys.readouterr().err.replace("'", "")


def test_plain_mkdocs_from_another_folder(small, tmp_path_factory):
    made = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", small.root / "mkdocs.yml"],
        cwd=tmp_path_factory.mktemp("another"),
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert made.returncode == 0, made.stderr
    assert shown(small.root / "site") == [["0.8008"], ["0.8008"]]
