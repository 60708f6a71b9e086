"""A process that does one piece of untrusted work at a time for this one, over a socket.

It can be killed, and this process serves other requests meanwhile. The first piece starts it; it exits when it has been
idle.
"""

from __future__ import annotations

import os
import resource
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from domain import process_limits

T = TypeVar("T")


class HelperDied(Exception):
    """The process ended during a piece of work, or took too long. `exit_code` is negative for a signal."""

    def __init__(self, exit_code: int | None) -> None:
        self.exit_code = exit_code
        super().__init__(exit_code)


class HelperProcess:
    """A process that runs the module. It gets one request at a time, so ten concurrent calls need the memory of one."""

    def __init__(self, module: str) -> None:
        self._module = module
        self._reset()
        # Two users of one connection would mix up their responses.
        os.register_at_fork(after_in_child=self._reset)

    def _reset(self) -> None:
        self._lock = threading.Lock()
        self.process: subprocess.Popen[bytes] | None = None
        self._connection: socket.socket | None = None

    def call(self, exchange: Callable[[socket.socket], T]) -> T:
        """Return what `exchange` makes of the connection. Raise HelperDied, or OSError if it can't be started."""
        with self._lock:
            for _ in range(2):
                connection = self._connect()
                try:
                    return exchange(connection)
                except (OSError, EOFError):
                    # A process that exited by itself had been idle; any other exit is caused by the request.
                    if exit_code := self._stop():
                        raise HelperDied(exit_code) from None
            raise HelperDied(None)

    def _connect(self) -> socket.socket:
        if self._connection is not None and self.process is not None and self.process.poll() is None:
            return self._connection
        self._stop()
        self._connection, child_end = socket.socketpair()
        with child_end:
            self.process = subprocess.Popen(  # noqa: S603
                [sys.executable, "-m", self._module, str(child_end.fileno())],
                stdin=subprocess.DEVNULL,
                cwd=process_limits.ROOT,
                env=process_limits.environment(),
                pass_fds=[child_end.fileno()],
                # Ctrl-C stops the server, which first finishes requests in progress. In a session of its own, the
                # process would share the processors with all others regardless of its niceness.
                process_group=0,
            )
        return self._connection

    def _stop(self) -> int | None:
        """Stop the process. Return its exit code if it exited by itself, or a negative number."""
        if self._connection is not None:
            self._connection.close()
        process, self.process, self._connection = self.process, None, None
        if process is None:
            return None
        with suppress(subprocess.TimeoutExpired):
            return process.wait(1)
        process.kill()
        return process.wait()


def receive(connection: socket.socket, size: int, deadline: float | None = None) -> bytes:
    """Return exactly `size` bytes. Raises EOFError if the peer closes early, TimeoutError at the deadline."""
    parts = bytearray()
    while len(parts) < size:
        if deadline is not None:
            connection.settimeout(max(0.001, deadline - time.monotonic()))
        part = connection.recv(min(size - len(parts), 1024 * 1024))
        if not part:
            raise EOFError
        parts += part
    return bytes(parts)


def extend_cpu_limit(seconds: int) -> None:
    """Allow this process so many more seconds of CPU time; the kernel then ends it."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + seconds + 1, hard))
