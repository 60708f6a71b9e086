"""Decoding of untrusted images into three WebP files that carry nothing over but the visible pixels.

A separate process (`domain.media.decoder_process`) decodes them. It can be killed, and this process serves other
requests meanwhile. The first image starts it; it exits after a minute without images. Another one decodes small images,
which so never wait for large ones.
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

from domain import process_limits
from domain.media.image_store import SIZES

# No camera writes these; by chance one in a hundred million files of ten megabytes contains them.
SCRIPT = re.compile(rb"<script|<!doctype html", re.IGNORECASE)
# Limits per image: CPU seconds, and total seconds on a busy machine.
CPU_SECONDS = 5
SECONDS = 30.0
# A small image takes less than a tenth of a second.
SMALL_PIXELS = 300_000
# A request is the size of the file, and the number of pixels from which it is not decoded, or 0. A response is a
# rejection code with the largest number of pixels, or the dimensions and file sizes.
REQUEST = struct.Struct("!QI")
RESPONSE = struct.Struct(f"!8sQII{len(SIZES)}I")
MAX_RESPONSE = 16 * 1024**2
# The code of an image with more pixels than the request allows.
LARGE = "large"


class InvalidImage(Exception):
    """Rejected image data. `code` is empty, type, heic, tiff, bmp, parts, broken, pixels, script or, if it is not to be
    decoded, large.

    `most` is the largest accepted number of pixels.
    """

    def __init__(self, code: str, most: int = 0) -> None:
        self.code, self.most = code, most
        super().__init__(code)


@dataclass(frozen=True)
class DecodedImage:
    """An image, identified by the SHA-256 of the upload. `width` and `height` are those of its large file."""

    id: str
    width: int
    height: int
    files: dict[str, bytes]


def decode(data: bytes) -> DecodedImage:
    """Return the image decoded from these bytes, or raise InvalidImage. Equal bytes give equal results.

    The content decides the type. Of an animated image the first frame is used.
    """
    _check(data)
    return _decoder.decode(data)


def decode_small(data: bytes) -> DecodedImage | None:
    """Return the same, or None if the image has more than SMALL_PIXELS."""
    _check(data)
    try:
        return _small_decoder.decode(data, SMALL_PIXELS)
    except InvalidImage as refused:
        if refused.code == LARGE:
            return None
        raise


def _check(data: bytes) -> None:
    if not data:
        raise InvalidImage("empty")
    if SCRIPT.search(data):
        raise InvalidImage("script")


def receive(connection: socket.socket, size: int, deadline: float | None = None) -> bytes:
    """Return exactly `size` bytes. Raises EOFError if the peer closes early, TimeoutError at the deadline."""
    parts = bytearray()
    while len(parts) < size:
        if deadline is not None:
            connection.settimeout(max(0.001, deadline - time.monotonic()))
        part = connection.recv(min(size - len(parts), 1024 * 1024))
        if not part:
            raise EOFError
        parts += part
    return bytes(parts)


class _DecoderProcess:
    """The decoder process. It handles one image at a time, so ten concurrent uploads need the memory of one."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.process: subprocess.Popen[bytes] | None = None
        self._connection: socket.socket | None = None

    def decode(self, data: bytes, most: int = 0) -> DecodedImage:
        with self._lock:
            for _ in range(2):
                connection = self._connect()
                try:
                    return _request(connection, data, most)
                except (OSError, EOFError):
                    # A process that exited by itself had been idle; any other exit is caused by the image.
                    if self._stop() != 0:
                        raise InvalidImage("broken") from None
            raise InvalidImage("broken")

    def _connect(self) -> socket.socket:
        if self._connection is not None and self.process is not None and self.process.poll() is None:
            return self._connection
        self._stop()
        self._connection, child_end = socket.socketpair()
        with child_end:
            self.process = subprocess.Popen(  # noqa: S603
                [sys.executable, "-m", "domain.media.decoder_process", str(child_end.fileno())],
                stdin=subprocess.DEVNULL,
                cwd=process_limits.ROOT,
                env=process_limits.environment(),
                pass_fds=[child_end.fileno()],
                # Ctrl-C stops the server, which first finishes requests in progress.
                start_new_session=True,
            )
        return self._connection

    def _stop(self) -> int | None:
        """Stop the process. Return its exit code if it exited by itself, or a negative number."""
        if self._connection is not None:
            self._connection.close()
        process, self.process, self._connection = self.process, None, None
        if process is None:
            return None
        with suppress(subprocess.TimeoutExpired):
            return process.wait(1)
        process.kill()
        return process.wait()


def _request(connection: socket.socket, data: bytes, most: int) -> DecodedImage:
    deadline = time.monotonic() + SECONDS
    connection.settimeout(SECONDS)
    connection.sendall(REQUEST.pack(len(data), most))
    connection.sendall(data)
    code, accepted, width, height, *sizes = RESPONSE.unpack(receive(connection, RESPONSE.size, deadline))
    if reason := code.rstrip(b"\0").decode("ascii", "replace"):
        raise InvalidImage(reason, accepted)
    if sum(sizes) > MAX_RESPONSE:
        raise EOFError
    files = {name: receive(connection, size, deadline) for name, size in zip(SIZES, sizes, strict=True)}
    return DecodedImage(hashlib.sha256(data).hexdigest(), width, height, files)


def _reset_after_fork() -> None:
    """Give a forked process its own decoders; two users of one connection would mix up their responses."""
    global _decoder, _small_decoder
    _decoder, _small_decoder = _DecoderProcess(), _DecoderProcess()


_decoder, _small_decoder = _DecoderProcess(), _DecoderProcess()
os.register_at_fork(after_in_child=_reset_after_fork)
