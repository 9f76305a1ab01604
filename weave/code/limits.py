"""What a snippet may do while it runs, in one table; and what holds it to that.

Anybody may run a snippet, so a slip in one may end no build, fill no disk and change
no file. That is a guard against slips, no prison for malice.
"""

import faulthandler
import io
import os
import resource
import sys
import tempfile
import threading
from contextlib import contextmanager, redirect_stdout, suppress
from typing import Any, TextIO

from weave.code.values import UNSEEN

LIMITS = {
    "seconds": 60,  # to be imported, and for each function that a page calls
    "memory": 2_000,  # MB of addresses
    "printed": 1_000_000,  # characters
}
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
NOT_ITS_OWN = "a snippet changes no file, it gives values"
# the first words of an audit event, and what it would do; see "Audit events table"
REFUSED = {
    "subprocess.": "starts another program; compute it in Python",
    "os.system": "starts another program; compute it in Python",
    "os.exec": "starts another program; compute it in Python",
    "os.posix_spawn": "starts another program; compute it in Python",
    "os.fork": "starts another process; compute it in this one",
    "os.kill": "sends a signal; a snippet has nobody to send one to",
    "signal.pthread_kill": "sends a signal; a snippet has nobody to send one to",
    "socket.": "uses the network; put what it needs into snippets/data",
    "os.chdir": "changes the folder that it runs in; name files from __file__",
}
CHANGES = {
    *("os.chmod", "os.chown", "os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir"),
    *("os.setxattr", "os.symlink", "os.truncate", "os.utime"),
}


class Refused(PermissionError):
    """What a snippet may not do; the message says why."""


class Printed(io.StringIO):
    """What is printed, as long as a page can show it."""

    def __init__(self, most: int):
        super().__init__()
        self.most = most

    def write(self, text: str) -> int:
        if self.tell() + len(text) > self.most:
            raise Refused(f"prints more than {self.most:,} characters; print less")
        if odd := UNSEEN.search(text):
            raise Refused(f"prints {odd[0]!r}, which no page can show; leave it out")
        return super().write(text)


class Held:
    """Holds what runs in this process to the limits, while it is entered."""

    def __init__(self, folder: str):
        self.folder = os.path.realpath(folder)
        self.thread: str | None = None  # what one raised
        self.on = False
        os.chdir(self.folder)
        tempfile.tempdir = self.folder
        self.trace: TextIO = open(os.path.join(self.folder, ".trace"), "w")  # noqa: SIM115
        most = LIMITS["memory"] * 1_000_000
        with suppress(ValueError, OSError):  # macOS knows it and heeds it not
            resource.setrlimit(resource.RLIMIT_AS, (most, resource.RLIM_INFINITY))
        threading.excepthook = self._raised
        sys.addaudithook(self._heard)
        # whatever ends python leaves the line that it was at
        os._exit = self._exit  # type: ignore[assignment]
        faulthandler.enable(self.trace, all_threads=False)

    @contextmanager
    def __call__(self) -> Any:
        printed = Printed(LIMITS["printed"])
        self.trace.truncate(0), self.trace.seek(0)
        threads = threading.active_count()
        faulthandler.dump_traceback_later(LIMITS["seconds"], exit=True, file=self.trace)
        self.on = True
        try:
            with redirect_stdout(printed):
                yield printed
            if self.thread:
                raise Refused(f"has a thread that raised {self.thread}; mend it there")
            if threading.active_count() > threads:
                raise Refused("leaves a thread that still runs; join() it")
        finally:
            self.on = False
            faulthandler.cancel_dump_traceback_later()

    def _raised(self, raised: Any) -> None:
        self.thread = f"{raised.exc_type.__name__}: {raised.exc_value}"

    def _exit(self, code: int) -> None:
        raise Refused(f"ends Python itself, with code {code}; let it end by itself")

    def _heard(self, event: str, given: tuple) -> None:
        if not self.on:
            return
        if event == "open":
            path, mode, flags = given
            if set(mode or "") & set("wax+") or (flags or 0) & WRITING:
                self._writes(path)
        elif event in CHANGES:
            for path in given:
                if isinstance(path, (str, bytes)):
                    self._writes(path)
        else:
            for begins, said in REFUSED.items():
                if event.startswith(begins):
                    raise Refused(said)

    def _writes(self, path: Any) -> None:
        if isinstance(path, int) or path is None:
            return  # what is open already
        here = os.path.realpath(os.fsdecode(path))
        if here != os.devnull and not here.startswith(self.folder + os.sep):
            raise Refused(f"writes {here}; {NOT_ITS_OWN}")
