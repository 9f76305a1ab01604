"""The site without a net: `publish(folder)` writes the service worker of a whole site.

It names every file by what is in it, so that a page never gets what is of another build;
theme/assets/offline.js says the rest.
"""

import base64
import hashlib
import json
import re
from pathlib import Path

from weave.text.words import LANGUAGES

NAME = "offline.js"  # at the root: it answers for all that lies below
KINDS = {".css", ".html", ".js", ".json", ".png", ".svg", ".woff2"}
OTHERS = re.compile(f"^({'|'.join(LANGUAGES[1:])})/")
ASKED = re.compile("assets/run/|snippets/")  # what runs programs comes when somebody runs one
NEVER = re.compile(rf"downloads/|404\.html|(assets/)?{NAME}|assets/cards/")


def publish(folder: Path) -> None:
    kept: dict[str, str] = {}
    asked: dict[str, str] = {}
    for path in sorted(folder.rglob("*.*")):
        name = path.relative_to(folder).as_posix()
        own = OTHERS.sub("", name)
        if NEVER.match(own) or path.suffix not in KINDS and not ASKED.match(own):
            continue
        digest = hashlib.sha256(path.read_bytes()).digest()[:9]
        address = re.sub(r"(^|/)index\.html$", r"\1", name)
        (asked if ASKED.match(own) else kept)[address] = base64.b64encode(digest).decode()
    told = "".join(
        f"const {name} = {json.dumps(files, indent=0, sort_keys=True)}\n"
        for name, files in [("KEPT", kept), ("ASKED", asked)]
    )
    (folder / NAME).write_text(f'{told}importScripts("assets/{NAME}")\n', encoding="utf-8")
