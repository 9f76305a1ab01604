"""Serving a built site to a browser on this machine, without a word."""

import collections
import contextlib
import functools
import gzip
import http.server
import threading
from pathlib import Path
from urllib.parse import unquote, urlsplit

PACKED = {".html", ".css", ".js", ".json", ".svg", ".txt", ".xml"}


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


class Packed(Quiet):
    """As a static host does: text is gzipped, and a browser keeps what it has for a while.

    sent: how many bytes went out for each path, as a body.
    """

    protocol_version = "HTTP/1.1"

    def __init__(self, *args, sent, **named):
        self.sent = sent
        super().__init__(*args, **named)

    def do_GET(self):
        path = unquote(urlsplit(self.path).path)
        file = Path(self.translate_path(path))
        if file.is_dir():
            file /= "index.html"
        if not file.is_file():
            return self.send_error(404)
        body = file.read_bytes()
        self.send_response(200)
        if file.suffix in PACKED:
            body = packed(body)
            self.send_header("Content-Encoding", "gzip")
        self.sent[path] += len(body)
        self.send_header("Content-Type", self.guess_type(file))
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        self.wfile.write(body)


@functools.lru_cache(1024)
def packed(body):
    return gzip.compress(body, 6, mtime=0)


@contextlib.contextmanager
def served(folder, handler=Quiet, **given):
    """The address at which a folder is served, as long as it is needed."""
    handler = functools.partial(handler, directory=folder, **given)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()


@contextlib.contextmanager
def packed_and_counted(folder):
    """The same, gzipped; and a counter of the bytes sent for each path."""
    sent: collections.Counter[str] = collections.Counter()
    with served(folder, Packed, sent=sent) as address:
        yield address, sent
