"""The process that renders long texts; `domain.courses.rendering` starts it and may kill it."""

from __future__ import annotations

import os
import resource
import socket
import sys

from domain import process_limits
from domain.courses import markdown
from domain.courses.rendering import CPU_SECONDS, REQUEST, RESPONSE
from domain.helper_process import extend_cpu_limit, receive

# The memory limit above what is loaded; a text needs up to 100 MB.
MAX_MEMORY = 384 * 1024**2
IDLE_SECONDS = 60.0
NICENESS = 5


def serve(connection: socket.socket) -> None:
    """Render texts one after the other until the connection is idle or closed."""
    os.nice(NICENESS)
    process_limits.set_limits(MAX_MEMORY, {resource.RLIMIT_FSIZE: 0, resource.RLIMIT_NPROC: 0})
    while True:
        connection.settimeout(IDLE_SECONDS)
        try:
            (size,) = REQUEST.unpack(receive(connection, REQUEST.size))
        except (EOFError, TimeoutError):
            return
        connection.settimeout(None)
        text = receive(connection, size).decode()
        extend_cpu_limit(CPU_SECONDS)
        connection.sendall(_respond(text))


def _respond(text: str) -> bytes:
    try:
        html, steps = markdown.render_counted(text)
    except (markdown.TooComplex, MemoryError):
        return RESPONSE.pack(False, 0, 0)
    rendered = html.encode()
    return RESPONSE.pack(True, steps, len(rendered)) + rendered


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
