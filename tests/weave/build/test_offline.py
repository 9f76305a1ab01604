"""What the service worker of a site lists: each file, by what is in it."""

import base64
import hashlib
import json

from weave.build import offline

FILES = {
    "index.html": "home",
    "loss/index.html": "loss",
    "en/loss/index.html": "loss",
    "assets/page.js": "run()",
    "search/sections.json": "{}",
    "assets/run/brython.js": "python",
    "en/assets/run/worker.js": "worker",
    "snippets/loss.py": "total = 1",
}
LEFT = ["404.html", "en/404.html", "downloads/loss.ipynb", "en/downloads/loss.py", "sitemap.xml"]
LEFT += ["assets/offline.js", "assets/page.js.map"]


def listed(folder):
    """(what is kept after a visit, what is kept once it was asked for)"""
    text = (folder / "offline.js").read_text(encoding="utf-8")
    found = []
    for name in ["KEPT", "ASKED"]:
        start = text.index(f"const {name} = ") + len(f"const {name} = ")
        found.append(json.JSONDecoder().raw_decode(text, start)[0])
    assert text.endswith('\nimportScripts("assets/offline.js")\n')
    return found


def test_every_file_by_what_is_in_it(tmp_path):
    for name, content in [*FILES.items(), *((name, name) for name in LEFT)]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    offline.publish(tmp_path)
    kept, asked = listed(tmp_path)
    # a page is named by its address, as a server may lead from the file to it
    assert list(kept) == ["", "assets/page.js", "en/loss/", "loss/", "search/sections.json"]
    assert list(asked) == ["assets/run/brython.js", "en/assets/run/worker.js", "snippets/loss.py"]
    assert kept["loss/"] == kept["en/loss/"] != kept[""]
    whole = base64.b64encode(hashlib.sha256(b"home").digest()).decode()
    assert len(kept[""]) == 12 and whole.startswith(kept[""])

    before = (tmp_path / "offline.js").read_bytes()
    offline.publish(tmp_path)
    assert (tmp_path / "offline.js").read_bytes() == before
    (tmp_path / "loss/index.html").write_text("another", encoding="utf-8")
    offline.publish(tmp_path)
    assert [name for name, mark in listed(tmp_path)[0].items() if kept[name] != mark] == ["loss/"]
