"""Something made beside one's own work, in a fork of this process."""

import copyreg
import os
import pickle
import signal
import sys
import threading
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection, Pipe
from typing import Any

from weave.build.staging import Failed
from weave.fault import Faults

copyreg.pickle(Faults, lambda error: (Faults, (error.faults,)))


class Beside:
    """What `make` gives, from a fork on Linux; elsewhere it is made when one waits for it.

    A fork of a process with other threads could wait forever for what they hold.
    apart: has the fork forget what it must not share with this process.
    """

    def __init__(self, make: Callable[[], Any], apart: Callable[[], None]):
        self.make, self.pid = make, 0
        if sys.platform != "linux" or threading.active_count() > 1:
            return
        self.here, there = Pipe(duplex=False)
        sys.stdout.flush()
        sys.stderr.flush()
        self.pid = os.fork()
        if not self.pid:
            _send(there, apart, make)
        there.close()

    def wait(self) -> Any:
        """What was made; raises what making it raised."""
        if not self.pid:
            return self.make()
        try:
            made, error = self.here.recv()
        except EOFError:
            raise Failed("a process that made pages was ended from outside") from None
        finally:
            self.close()
        if error:
            raise error
        return made

    def close(self) -> None:
        """End it, whether it is done or not."""
        if self.pid:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
            self.here.close()
            self.pid = 0


def _send(there: Connection, apart: Callable[[], None], make: Callable[[], Any]) -> None:
    """The whole life of a fork: nothing of the process that it is of may go on in it."""
    made, error = None, None
    try:
        apart()
        made = make()
    except BaseException as raised:  # noqa: BLE001  raised where it is waited for
        error = raised
    try:
        told = pickle.dumps((made, error))
        pickle.loads(told)
    except Exception:  # noqa: BLE001  not every error can be sent
        told = pickle.dumps((None, Failed("".join(traceback.format_exception(error)))))
    try:
        # first, as it may be ended as soon as it has said what it made
        sys.stdout.flush()
        sys.stderr.flush()
        there.send_bytes(told)
    finally:
        os._exit(0)
