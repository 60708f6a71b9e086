"""One analysis: the life of a process that the keeper has forked, from its limits to its last record."""

from __future__ import annotations

import ctypes
import itertools
import os
import resource
import signal
import socket
import struct
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import IO, Any

import orjson

from analytics.options import Limits, Options, Refused
from analytics.pipeline import Begun, Event, Head
from workers import records

Analyze = Callable[[IO[bytes], Options, Limits], Iterator[Event]]

PR_SET_PDEATHSIG = 1
# Beyond those of the caller and the file, for what is imported late.
MOST_FILES = 32

_prctl = ctypes.CDLL(None, use_errno=True).prctl


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one analysis may take: seconds from its beginning and of the CPU, MB beyond what is loaded."""

    seconds: float
    cpu_seconds: int
    memory_mb: int


def run(caller: socket.socket, file: int, options: dict[str, Any], analyze: Analyze, bounds: Bounds) -> None:
    """Analyses the file and tells the caller all of it. What ends the process tells the keeper the rest."""
    with os.fdopen(file, "rb") as stream:
        _limit(bounds)
        try:
            for event in analyze(stream, records.load_options(options), Limits()):
                if isinstance(event, Begun):
                    records.send(caller, records.STAGE, orjson.dumps({"stage": event.stage, "of": event.of}))
                elif isinstance(event, Head):
                    records.send(caller, records.HEAD, event.json)
                else:
                    records.send(caller, records.PART, event.json + struct.pack("!I", event.count))
            records.send(caller, records.DONE)
        except Refused as refused:
            told = {"code": refused.code, "words": refused.words}
            records.send(caller, records.REFUSED, orjson.dumps(told, default=str))
        except MemoryError:
            records.send(caller, records.STOPPED, b'{"reason":"memory"}')
        except OSError:
            # The caller has gone; or else what it is told says where to look.
            with suppress(OSError):
                records.send(caller, records.STOPPED, _crash())
        except Exception:
            records.send(caller, records.STOPPED, _crash())


def alone(keeper: int, keep: tuple[int, ...]) -> None:
    """Closes what the keeper has open but these, and ends this process with the keeper."""
    _prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != keeper:
        os._exit(1)
    edges = [2, *sorted(keep), os.sysconf("SC_OPEN_MAX")]
    for low, high in itertools.pairwise(edges):
        os.closerange(low + 1, high)


def _limit(bounds: Bounds) -> None:
    with open("/proc/self/statm", encoding="ascii") as file:
        loaded = int(file.read().split()[0]) * resource.getpagesize()
    # Where memory runs out the kernel takes this process, and not the shop.
    with suppress(OSError), open("/proc/self/oom_score_adj", "w", encoding="ascii") as file:
        file.write("1000")
    for what, soft in (
        (resource.RLIMIT_AS, loaded + bounds.memory_mb * 1024**2),
        # One more second as the hard limit, at which the signal would not tell what it was for.
        (resource.RLIMIT_CPU, bounds.cpu_seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_NOFILE, MOST_FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(what)[1]
        most = sys.maxsize if hard == resource.RLIM_INFINITY else hard
        resource.setrlimit(what, (min(soft, most), min(soft + (what == resource.RLIMIT_CPU), most)))


def _crash() -> bytes:
    return orjson.dumps({"reason": "crashed", "trace": traceback.format_exc()[-4000:]})
