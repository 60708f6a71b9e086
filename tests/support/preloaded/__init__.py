"""Python programs that begin with the app's modules: forks of a process that has imported them."""

from __future__ import annotations

import atexit
import json
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import weakref
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parents[3]
STARTER = Path(__file__).with_name("starter.py")
# What the interpreter itself reads at its start.
KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "LD_LIBRARY_PATH")


class Process:
    """A started program, with the methods of a `subprocess.Popen`."""

    def __init__(self, words: Sequence[str], pid: int, status: int) -> None:
        self.args, self.pid, self._status = words, pid, status
        self.returncode: int | None = None
        self._lock = threading.Lock()
        weakref.finalize(self, os.close, status)

    def poll(self) -> int | None:
        with suppress(subprocess.TimeoutExpired):
            self.wait(0)
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        ready = select.poll()
        ready.register(self._status, select.POLLIN)
        if not ready.poll(None if timeout is None else timeout * 1000):
            if self.returncode is None:
                raise subprocess.TimeoutExpired(self.args, timeout or 0)
            return self.returncode
        with self._lock:
            if self.returncode is None:
                code = os.read(self._status, 16)
                assert code, "the starter has ended"
                self.returncode = int(code)
        return self.returncode

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)


class Starter:
    """The process of support.preloaded.starter, which ends with this one, and the programs with it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._connection: socket.socket | None = None

    def start(self, words: Sequence[str], env: dict[str, str], out: IO[bytes], err: IO[bytes]) -> Process:
        """Run `python *words` in a session of its own, in the directory of the app and without input."""
        status, theirs = os.pipe()
        message = json.dumps({"words": [str(word) for word in words], "env": env}).encode()
        with self._lock:
            if self._connection is None:
                self._connection = self._begin()
            socket.send_fds(self._connection, [message], [out.fileno(), err.fileno(), theirs])
            os.close(theirs)
            pid = self._connection.recv(16)
        assert pid, "the app's modules can't be imported"
        return Process(words, int(pid), status)

    def run(self, words: Sequence[str], env: dict[str, str], timeout: float) -> subprocess.CompletedProcess[str]:
        """Run `python *words`, and return its exit code and output."""
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            process = self.start(words, env, out, err)
            try:
                code = process.wait(timeout)
            except subprocess.TimeoutExpired:
                process.kill()
                raise
            out.seek(0)
            err.seek(0)
            return subprocess.CompletedProcess(words, code, out.read().decode(), err.read().decode())

    def _begin(self) -> socket.socket:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            process = subprocess.Popen(
                [sys.executable, str(STARTER), str(theirs.fileno())],
                cwd=ROOT, env={name: os.environ[name] for name in KEPT if name in os.environ},
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, pass_fds=[theirs.fileno()], start_new_session=True,
            )  # fmt: skip

        def end() -> None:
            ours.close()
            process.wait(20)

        atexit.register(end)
        return ours


preloaded = Starter()
