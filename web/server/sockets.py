"""What the kernel is told about connections."""

from __future__ import annotations

import os
import socket
from contextlib import suppress
from pathlib import Path

# A connection whose client acknowledges nothing, or takes nothing of an answer, for so long is ended.
UNREAD_MILLISECONDS = 60_000


def end_unread() -> None:
    """Set TCP_USER_TIMEOUT for the connections that this process will accept.

    They inherit it from the listening socket, which Granian opens in each worker and shows to nobody.
    """
    for path in Path("/proc/self/fd").iterdir():
        with suppress(OSError):
            if not str(path.readlink()).startswith("socket:"):
                continue
            with socket.socket(fileno=os.dup(int(path.name))) as found:
                if found.family != socket.AF_UNIX and found.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
                    found.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, UNREAD_MILLISECONDS)
