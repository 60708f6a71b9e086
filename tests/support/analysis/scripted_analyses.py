"""Supervisor with scripted analyses, which do what the lines of their file say."""

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
from domain.analytics.pipeline import Event, Head, Part, StageStarted

HEAD = Head(b'{"rows":1')


def analyze(stream: IO[bytes], options: Options, limits: Limits) -> Iterator[Event]:
    """Run the actions, one per line of the file."""
    yield StageStarted("read")
    for line in stream.read().decode().splitlines():
        action, _, argument = line.partition(" ")
        match action:
            case "head":
                yield HEAD
            case "series":
                yield Part(1, argument.encode() or b'{"name":"a"}')
            case "many":
                yield StageStarted("forecast", 10)
                yield Part(4, b'{"name":"a"},{"name":"b"},{"name":"c"},{"name":"d"}')
            case "large":
                yield Part(1, b'"' + b"x" * (int(argument) - 2) + b'"')
            case "refuse":
                raise Refused("file_columns", columns=["a", "b"])
            case "crash":
                raise ZeroDivisionError("an unexpected error")
            case "segfault":
                ctypes.string_at(0)
            case "loop":
                while True:
                    pass
            case "sleep":
                time.sleep(float(argument))
            case "begin":
                Path(argument).mkdir()
            case "wait":
                while not Path(argument).exists():
                    time.sleep(0.01)
            case "eat":
                blocks = [bytes(8 * 1024**2) for _ in range(1000)]
                raise AssertionError(len(blocks))
            case "write":
                with open(argument, "w") as file:
                    file.write("x")
            case "tell":
                yield Part(1, repr(_report(argument)).replace("'", '"').encode())


def _report(argument: str) -> object:
    if argument == "files":
        return [number for number in range(3, 32) if Path(f"/proc/self/fd/{number}").exists()]
    if argument == "environment":
        return sorted(os.environ)
    return time.perf_counter_ns()


if __name__ == "__main__":
    sys.exit(supervisor.main(analyze))
