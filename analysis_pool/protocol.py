"""What goes over the sockets between a caller, the supervisor and an analysis: whole records, or nothing of them."""

from __future__ import annotations

import socket
from dataclasses import asdict
from typing import Any

import orjson

from domain.analytics.options import Options

# A record is written whole or not at all, so what is killed while it writes leaves no half of one.
SOCKET_TYPE = socket.SOCK_SEQPACKET
RECORD_BYTES = 64 * 1024
# The name of the supervisor's socket in its directory.
SOCKET = "socket"

# The first byte of a record. From the caller: a request (with the file), an answer to be kept (with its bytes), and
# that it has heard all.
REQUEST = b"q"
STORE = b"k"
RECEIVED = b"o"
# From the supervisor: a kept answer (with its bytes), a refusal to begin, the end of a process that didn't end well.
CACHED = b"a"
BUSY = b"b"
OWN_LIMIT = b"own"
# From the analysis: a stage, bytes that go on, series and head that end with these bytes, what the engine itself has
# left out, a refusal, an end before the end, the end.
STAGE = b"s"
MORE = b"m"
PART = b"p"
HEAD = b"h"
DEGRADED = b"g"
REFUSED = b"r"
STOPPED = b"x"
DONE = b"d"


def send(connection: socket.socket, kind: bytes, data: bytes = b"") -> None:
    """Sends bytes of any length as records, of which the last has this kind."""
    view = memoryview(data)
    size = RECORD_BYTES - len(kind)
    while len(view) > size:
        connection.sendmsg([MORE, view[:size]])
        view = view[size:]
    connection.sendmsg([kind, view])


def dump_options(options: Options) -> bytes:
    """The options as JSON, the same for the same options."""
    return orjson.dumps(asdict(options), option=orjson.OPT_SORT_KEYS)


def load_options(data: dict[str, Any]) -> Options:
    return Options(**{**data, **{name: tuple(data[name]) for name in ("series", "value", "skip")}})
