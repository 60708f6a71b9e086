"""Messages between client, supervisor and worker: records on SOCK_SEQPACKET sockets."""

from __future__ import annotations

import socket
from dataclasses import asdict
from typing import Any

import orjson

from domain.analytics.options import Options

# A record is written whole or not at all, so a killed process leaves no partial record.
SOCKET_TYPE = socket.SOCK_SEQPACKET
RECORD_BYTES = 64 * 1024
# Name of the supervisor's socket in its directory.
SOCKET = "socket"

# The first byte of a record is its type. From the client: a request (with the file), an answer to cache (with its
# bytes), the whole answer was received.
REQUEST = b"q"
STORE = b"k"
RECEIVED = b"o"
# From the supervisor: a cached answer (with its bytes), the pool is busy, a worker ended abnormally.
CACHED = b"a"
BUSY = b"b"
OWN_LIMIT = b"own"
# From the worker: a stage began, bytes to be continued, series, head, what the engine left out, a refusal, an abnormal
# end, the end.
STAGE = b"s"
MORE = b"m"
PART = b"p"
HEAD = b"h"
DEGRADED = b"g"
REFUSED = b"r"
STOPPED = b"x"
DONE = b"d"


def send(connection: socket.socket, kind: bytes, data: bytes = b"") -> None:
    """Send `data` as records; the last one has the type `kind`."""
    view = memoryview(data)
    size = RECORD_BYTES - len(kind)
    while len(view) > size:
        connection.sendmsg([MORE, view[:size]])
        view = view[size:]
    connection.sendmsg([kind, view])


def dump_options(options: Options) -> bytes:
    """Return the options as JSON; equal options give equal bytes."""
    return orjson.dumps(asdict(options), option=orjson.OPT_SORT_KEYS)


def load_options(data: dict[str, Any]) -> Options:
    return Options(**{**data, **{name: tuple(data[name]) for name in ("series", "value", "skip")}})
