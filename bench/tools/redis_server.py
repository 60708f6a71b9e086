"""A private Redis server without persistence, for the benchmarks and tests of the rate limits."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LONGEST_START_SECONDS = 10


class RedisServer:
    """The Redis of scripts/install-redis.sh, as a process that can be killed and restarted."""

    def __init__(self) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        unpacked = Path(os.environ.get("DATA_DIR", ROOT / "var")) / "redis/usr"
        program = shutil.which("redis-server") or str(unpacked / "bin/redis-server")
        libraries = ":".join(map(str, unpacked.glob("lib/*-linux-gnu*")))
        options = ["--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        self.process = subprocess.Popen(
            [program, *options],
            env={**os.environ, **({"LD_LIBRARY_PATH": libraries} if libraries else {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
        deadline = time.monotonic() + LONGEST_START_SECONDS
        while True:
            with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1) as connection:
                connection.sendall(b"PING\r\n")
                if connection.recv(7) == b"+PONG\r\n":
                    return
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError("the Redis server does not start; see scripts/install-redis.sh")

    def kill(self) -> None:
        """Kill the process."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None

    def stall(self) -> None:
        """Stop the process: it keeps its connections but does not answer."""
        assert self.process is not None
        self.process.send_signal(signal.SIGSTOP)


@contextmanager
def running() -> Iterator[RedisServer]:
    """Yield a server, and stop it at the end."""
    server = RedisServer()
    try:
        server.start()
        yield server
    finally:
        server.kill()
