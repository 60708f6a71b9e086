"""Socket options of the connections that this process accepts."""

from __future__ import annotations

import os
import socket
from contextlib import suppress
from pathlib import Path

# A connection ends if its client acknowledges nothing, or reads nothing of a response, for so long.
TIMEOUT_MILLISECONDS = 60_000


def end_unread() -> None:
    """Set TCP_USER_TIMEOUT for all connections that this process accepts.

    They inherit it from the listening socket. Granian opens that in each worker without an interface to it.
    """
    for path in Path("/proc/self/fd").iterdir():
        with suppress(OSError):
            if not str(path.readlink()).startswith("socket:"):
                continue
            with socket.socket(fileno=os.dup(int(path.name))) as found:
                if found.family != socket.AF_UNIX and found.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
                    found.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, TIMEOUT_MILLISECONDS)
