"""What a page may load and run: `publish(folder)`, whatever built the pages.

Files of its own site, and the scripts that stood in it when it was built, by their hashes.
No text becomes code, but in the worker that runs a reader's program: it is a file of its
own, which has no policy but its server's.
"""

import base64
import hashlib
import re
from pathlib import Path

# what is not named is refused: frames, media, plugins, another base for addresses
POLICY = {
    "default-src": "'none'",
    "base-uri": "'none'",
    "connect-src": "'self'",  # what is searched, and programs
    "font-src": "'self'",
    "form-action": "'self'",
    "img-src": "'self' data:",  # pixels in figures, and icons in Material's style sheet
    "script-src": "'self'",
    "style-src": "'self'",
    "worker-src": "'self'",
}
HEAD = re.compile(r"<meta charset=[^>]*>", re.I)  # before anything could be loaded
INLINE = re.compile(r"<script(?![^>]*(?:\ssrc=|json))[^>]*>(.*?)</script>", re.S)


def publish(folder: Path) -> None:
    for path in sorted(folder.rglob("*.html")):
        html = path.read_text(encoding="utf-8")
        path.write_text(strict(html), encoding="utf-8", newline="\n")


def strict(html: str) -> str:
    """A page with its policy."""
    hashes = dict.fromkeys(f"'sha256-{_hash(code)}'" for code in INLINE.findall(html))
    given = {**POLICY, "script-src": " ".join([POLICY["script-src"], *hashes])}
    said = "; ".join(f"{name} {value}" for name, value in given.items())
    meta = f'<meta http-equiv="Content-Security-Policy" content="{said}">'
    return HEAD.sub(lambda head: f"{head[0]}{meta}", html, count=1)


def _hash(code: str) -> str:
    return base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
