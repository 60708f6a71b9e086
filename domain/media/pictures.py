"""Bytes that anybody may have sent become three WebP files that share nothing with them but what they look like.

They are decoded by a process of their own (`domain.media.decoding`), which can be killed and lets this one answer
others meanwhile. It is started by the first picture and ends when none has come for a minute.
"""

from __future__ import annotations

import hashlib
import os
import re
import socket
import struct
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from domain.media.store import SIZES

# No camera writes these, and by chance ten megabytes hold them once in a hundred million files.
SCRIPT = re.compile(rb"<script|<!doctype html", re.IGNORECASE)
# What one picture may take: of the CPU, and in all where the machine is busy.
CPU_SECONDS = 5
SECONDS = 30.0
# The bytes of a request; why a picture was refused and how many pixels would do, or its size and those of its files.
REQUEST = struct.Struct("!Q")
ANSWER = struct.Struct(f"!8sQII{len(SIZES)}I")
LARGEST_ANSWER = 16 * 1024**2
ROOT = Path(__file__).resolve().parents[2]
# Nothing of the shop's secrets.
ENVIRONMENT = ("PATH", "HOME", "LD_LIBRARY_PATH", "PYTHONPATH", "PYTHONDONTWRITEBYTECODE", "LANG")


class Refused(Exception):
    """The bytes are no picture that we take: `code` is empty, type, heic, tiff, bmp, parts, broken, pixels or script.

    `most` is the number of pixels that would have been taken.
    """

    def __init__(self, code: str, most: int = 0) -> None:
        self.code, self.most = code, most
        super().__init__(code)


@dataclass(frozen=True)
class Picture:
    """A picture, named by the SHA-256 of what was sent; `width` and `height` are those of its large file."""

    id: str
    width: int
    height: int
    files: dict[str, bytes]


def make(data: bytes) -> Picture:
    """The picture that these bytes are, the same for the same bytes; else Refused.

    Its type is told by its content. Of an animated picture the first frame is taken.
    """
    if not data:
        raise Refused("empty")
    if SCRIPT.search(data):
        raise Refused("script")
    return _decoder.picture(data)


def received(line: socket.socket, size: int, deadline: float | None = None) -> bytes:
    """So many bytes. Raises EOFError where the other end closes before, TimeoutError at the deadline."""
    parts = bytearray()
    while len(parts) < size:
        if deadline is not None:
            line.settimeout(max(0.001, deadline - time.monotonic()))
        part = line.recv(min(size - len(parts), 1024 * 1024))
        if not part:
            raise EOFError
        parts += part
    return bytes(parts)


class _Decoder:
    """The process that decodes, one picture at a time, so that ten uploads at once take one picture's memory."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self.process: subprocess.Popen[bytes] | None = None
        self._line: socket.socket | None = None

    def picture(self, data: bytes) -> Picture:
        with self._turn:
            for _ in range(2):
                line = self._connected()
                try:
                    return _asked(line, data)
                except (OSError, EOFError):
                    # One that has ended of itself had waited for long; all else is the picture's doing.
                    if self._end() != 0:
                        raise Refused("broken") from None
            raise Refused("broken")

    def _connected(self) -> socket.socket:
        if self._line is not None and self.process is not None and self.process.poll() is None:
            return self._line
        self._end()
        self._line, theirs = socket.socketpair()
        with theirs:
            self.process = subprocess.Popen(  # noqa: S603
                [sys.executable, "-m", "domain.media.decoding", str(theirs.fileno())],
                stdin=subprocess.DEVNULL,
                cwd=ROOT,
                env={name: os.environ[name] for name in ENVIRONMENT if name in os.environ},
                pass_fds=[theirs.fileno()],
                # A Ctrl-C that stops the shop lets it answer first what is under way.
                start_new_session=True,
            )
        return self._line

    def _end(self) -> int | None:
        """Ends the process; how it has ended of itself, or a negative number."""
        if self._line is not None:
            self._line.close()
        process, self.process, self._line = self.process, None, None
        if process is None:
            return None
        with suppress(subprocess.TimeoutExpired):
            return process.wait(1)
        process.kill()
        return process.wait()


def _asked(line: socket.socket, data: bytes) -> Picture:
    deadline = time.monotonic() + SECONDS
    line.settimeout(SECONDS)
    line.sendall(REQUEST.pack(len(data)))
    line.sendall(data)
    code, most, width, height, *sizes = ANSWER.unpack(received(line, ANSWER.size, deadline))
    if reason := code.rstrip(b"\0").decode("ascii", "replace"):
        raise Refused(reason, most)
    if sum(sizes) > LARGEST_ANSWER:
        raise EOFError
    files = {name: received(line, size, deadline) for name, size in zip(SIZES, sizes, strict=True)}
    return Picture(hashlib.sha256(data).hexdigest(), width, height, files)


def _anew() -> None:
    """A forked process has its own: two that ask over one connection would read each other's answers."""
    global _decoder
    _decoder = _Decoder()


_decoder = _Decoder()
os.register_at_fork(after_in_child=_anew)
