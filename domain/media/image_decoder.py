"""Decoding of untrusted images into three WebP files that carry nothing over but the visible pixels.

A process of its own (`domain.media.decoder_process`) decodes them; it exits after a minute without images. Another one
decodes small images, which so never wait for large ones.
"""

from __future__ import annotations

import hashlib
import re
import socket
import struct
import time
from dataclasses import dataclass

from domain.helper_process import HelperDied, HelperProcess, receive
from domain.media.image_store import SIZES

PROCESS = "domain.media.decoder_process"
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
    return _decode(_decoder, data)


def decode_small(data: bytes) -> DecodedImage | None:
    """Return the same, or None if the image has more than SMALL_PIXELS."""
    _check(data)
    try:
        return _decode(_small_decoder, data, SMALL_PIXELS)
    except InvalidImage as refused:
        if refused.code == LARGE:
            return None
        raise


def _check(data: bytes) -> None:
    if not data:
        raise InvalidImage("empty")
    if SCRIPT.search(data):
        raise InvalidImage("script")


def _decode(decoder: HelperProcess, data: bytes, most: int = 0) -> DecodedImage:
    try:
        return decoder.call(lambda connection: _request(connection, data, most))
    except HelperDied:
        raise InvalidImage("broken") from None


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


_decoder, _small_decoder = HelperProcess(PROCESS), HelperProcess(PROCESS)
