"""What goes over the sockets between a caller, the keeper and an analysis: whole records, or nothing of them."""

from __future__ import annotations

import socket
from dataclasses import asdict
from typing import Any

import orjson

from domain.analytics.options import Options

# A record is written whole or not at all, so what is killed while it writes leaves no half of one.
KIND = socket.SOCK_SEQPACKET
LONGEST = 64 * 1024
# The name of the keeper's socket in its directory.
SOCKET = "socket"

# The first byte of a record. From the caller: a request (with the file), an answer to be kept (with its bytes), and
# that it has heard all.
REQUEST = b"q"
KEEP = b"k"
OVER = b"o"
# From the keeper: a kept answer (with its bytes), a refusal to begin, the end of a process that didn't end well.
KEPT = b"a"
BUSY = b"b"
OWN = b"own"
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


def send(to: socket.socket, kind: bytes, data: bytes = b"") -> None:
    """Sends bytes of any length as records, of which the last has this kind."""
    view = memoryview(data)
    size = LONGEST - len(kind)
    while len(view) > size:
        to.sendmsg([MORE, view[:size]])
        view = view[size:]
    to.sendmsg([kind, view])


def dump_options(options: Options) -> bytes:
    """The options as JSON, the same for the same options."""
    return orjson.dumps(asdict(options), option=orjson.OPT_SORT_KEYS)


def load_options(told: dict[str, Any]) -> Options:
    return Options(**{**told, **{name: tuple(told[name]) for name in ("series", "value", "skip")}})
