"""Worker process of the analysis pool: it runs one analysis after another until it has grown or failed."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import socket
import struct
import traceback
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import IO, Any

import orjson

from analysis_pool import protocol
from domain.analytics.options import Limits, Options, Refused
from domain.analytics.pipeline import Event, Head, StageStarted

Analyze = Callable[[IO[bytes], Options, Limits], Iterator[Event]]

PR_SET_PDEATHSIG = 1
# Beyond the descriptors that are open already: room for modules that are imported late.
MAX_OPEN_FILES = 32
# A worker is replaced when its memory has grown by so much, or after so many analyses.
MAX_GROWTH_BYTES = 64 * 1024**2
MAX_ANALYSES = 200
IDLE = b"."

_prctl = ctypes.CDLL(None, use_errno=True).prctl


@dataclass(frozen=True, slots=True)
class Bounds:
    """Limits of one analysis: seconds of wall time and of CPU, and MB of memory beyond what is loaded."""

    seconds: float
    cpu_seconds: int
    memory_mb: int


def serve(supervisor: int, channel: socket.socket, analyze: Analyze, bounds: Bounds) -> None:
    """Run the analyses that arrive on the channel, each with its file and the connection of its client."""
    _isolate(supervisor, channel)
    initial_size, initial_rss = _memory()
    _set_limits(initial_size + bounds.memory_mb * 1024**2)
    for number in range(1, MAX_ANALYSES + 1):
        request, files, _, _ = socket.recv_fds(channel, protocol.RECORD_BYTES, 2)
        if not request:
            return
        _allow_cpu(bounds.cpu_seconds)
        with socket.socket(fileno=files[0]) as caller, os.fdopen(files[1], "rb") as stream:
            succeeded = _run(caller, stream, orjson.loads(request), analyze)
        # Report idle only if another analysis may follow: the supervisor sends one at once.
        if not succeeded or number == MAX_ANALYSES or _memory()[1] > initial_rss + MAX_GROWTH_BYTES:
            return
        channel.send(IDLE)


def _run(caller: socket.socket, stream: IO[bytes], options: dict[str, Any], analyze: Analyze) -> bool:
    """Run the analysis and send its events to the client. Return False if it failed unexpectedly."""
    try:
        for event in analyze(stream, protocol.load_options(options), Limits()):
            if isinstance(event, StageStarted):
                protocol.send(caller, protocol.STAGE, orjson.dumps({"stage": event.stage, "of": event.of}))
            elif isinstance(event, Head):
                if event.degraded:
                    protocol.send(caller, protocol.DEGRADED, event.degraded)
                protocol.send(caller, protocol.HEAD, event.json)
            else:
                protocol.send(caller, protocol.PART, event.json + struct.pack("!I", event.count))
        protocol.send(caller, protocol.DONE)
    except Refused as refused:
        message = {"code": refused.code, "words": refused.words}
        protocol.send(caller, protocol.REFUSED, orjson.dumps(message, default=str))
    except MemoryError:
        protocol.send(caller, protocol.STOPPED, b'{"reason":"memory"}')
        return False
    except Exception:
        message = {"reason": "crashed", "trace": traceback.format_exc()[-4000:]}
        # The client may be gone.
        with suppress(OSError):
            protocol.send(caller, protocol.STOPPED, orjson.dumps(message))
        return False
    return True


def _isolate(supervisor: int, channel: socket.socket) -> None:
    """Close all inherited descriptors but the channel, and end this process when the supervisor ends."""
    _prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != supervisor:
        os._exit(1)
    os.closerange(3, channel.fileno())
    os.closerange(channel.fileno() + 1, os.sysconf("SC_OPEN_MAX"))


def _memory() -> tuple[int, int]:
    """Return the bytes of the address space and of resident memory."""
    with open("/proc/self/statm", "rb") as file:
        size, resident = map(int, file.read().split()[:2])
    return size * resource.getpagesize(), resident * resource.getpagesize()


def _set_limits(address_space: int) -> None:
    # If the machine runs out of memory, the kernel kills this process and not the shop.
    with suppress(OSError), open("/proc/self/oom_score_adj", "w", encoding="ascii") as file:
        file.write("1000")
    for kind, limit in (
        (resource.RLIMIT_AS, address_space),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_NOFILE, MAX_OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(kind)[1]
        value = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        resource.setrlimit(kind, (value, value))


def _allow_cpu(seconds: int) -> None:
    """Allow so many more seconds of CPU. After that the kernel sends SIGXCPU."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + seconds, hard))
