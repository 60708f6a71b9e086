"""A keeper whose analyses do what their file says, for tests of how such processes are kept."""

from __future__ import annotations

import ctypes
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from analysis_pool import supervisor
from domain.analytics.options import Limits, Options, Refused
from domain.analytics.pipeline import Begun, Event, Head, Part

HEAD = Head(b'{"rows":1')


def analyze(stream: IO[bytes], options: Options, limits: Limits) -> Iterator[Event]:
    """Each line of the file is a deed."""
    yield Begun("read")
    for line in stream.read().decode().splitlines():
        deed, _, about = line.partition(" ")
        match deed:
            case "head":
                yield HEAD
            case "series":
                yield Part(1, about.encode() or b'{"name":"a"}')
            case "many":
                yield Begun("forecast", 10)
                yield Part(4, b'{"name":"a"},{"name":"b"},{"name":"c"},{"name":"d"}')
            case "large":
                yield Part(1, b'"' + b"x" * (int(about) - 2) + b'"')
            case "refuse":
                raise Refused("file_columns", columns=["a", "b"])
            case "crash":
                raise ZeroDivisionError("a thing unforeseen")
            case "segfault":
                ctypes.string_at(0)
            case "loop":
                while True:
                    pass
            case "sleep":
                time.sleep(float(about))
            case "eat":
                eaten = [bytes(8 * 1024**2) for _ in range(1000)]
                raise AssertionError(len(eaten))
            case "write":
                with open(about, "w") as file:
                    file.write("x")
            case "tell":
                yield Part(1, repr(_told(about)).replace("'", '"').encode())


def _told(about: str) -> object:
    if about == "files":
        return [number for number in range(3, 32) if Path(f"/proc/self/fd/{number}").exists()]
    if about == "environment":
        return sorted(os.environ)
    return time.perf_counter_ns()


if __name__ == "__main__":
    sys.exit(supervisor.main(analyze))
