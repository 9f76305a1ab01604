"""Built notebooks on a branch of their own, pushed to a repository on disk."""

import base64
import http.server
import os
import shutil
import subprocess
import threading
from pathlib import Path

import pytest

SCRIPT = Path("tools/push_notebooks.sh").resolve()


def git(*words, cwd):
    return subprocess.run(
        ["git", *words], cwd=cwd, capture_output=True, text=True, check=True
    ).stdout


@pytest.fixture
def tree(tmp_path):
    """A repository with the script, one commit and a bare one to push to."""
    tree = tmp_path / "tree"
    (tree / "tools").mkdir(parents=True)
    shutil.copy2(SCRIPT, tree / "tools")
    git("init", "-q", cwd=tree)
    git("add", ".", cwd=tree)
    git("-c", "user.name=A", "-c", "user.email=a@b.c", "commit", "-qm", "first", cwd=tree)
    git("init", "-q", "--bare", tmp_path / "bare", cwd=tree)
    return tree


def built(tree, name="lab", text="{}"):
    for folder in ["site/downloads", "site/en/downloads"]:
        (tree / folder).mkdir(parents=True, exist_ok=True)
        (tree / folder / f"{name}.ipynb").write_text(text, encoding="utf-8")


def push(tree, *words, **environ):
    # a machine whose git knows nobody
    environment = {
        **os.environ,
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        **environ,
    }
    return subprocess.run(
        [tree / "tools/push_notebooks.sh", *words],
        capture_output=True,
        text=True,
        env=environment,
        cwd="/",
    )


def test_the_branch_holds_what_was_built(tree):
    built(tree)
    bare = tree.parent / "bare"
    assert push(tree, bare).returncode == 0
    built(tree, "units", '{"second": 1}')
    (tree / "site/downloads/lab.ipynb").unlink()
    ran = push(tree, bare)
    assert ran.returncode == 0, ran.stderr
    held = git("ls-tree", "-r", "--name-only", "notebooks", cwd=bare).split()
    assert held == ["en/lab.ipynb", "en/units.ipynb", "ko/units.ipynb"]
    assert git("show", "notebooks:ko/units.ipynb", cwd=bare) == '{"second": 1}'
    # no history grows
    assert git("rev-list", "--count", "notebooks", cwd=bare).strip() == "1"


def test_without_a_build(tree):
    ran = push(tree, tree.parent / "bare")
    assert ran.returncode == 1
    assert "run: make build" in ran.stderr


def test_without_a_repository_to_push_to(tree):
    built(tree)
    ran = push(tree)
    assert ran.returncode == 2
    assert "name the repository to push to" in ran.stderr


def test_the_token_is_given_to_who_asks_for_it(tree):
    built(tree)
    given = []

    class Door(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            given.append(self.headers.get("Authorization"))
            self.send_response(403 if given[-1] else 401)
            self.send_header("WWW-Authenticate", "Basic")
            self.end_headers()

        def log_message(self, *_):
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Door) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/a/b"
        ran = push(tree, address, TOKEN="secret", GIT_TERMINAL_PROMPT="0")
        server.shutdown()
    assert ran.returncode != 0 and "secret" not in ran.stderr
    asked, answered = given
    assert asked is None
    assert base64.b64decode(answered.removeprefix("Basic ")) == b"x-access-token:secret"
