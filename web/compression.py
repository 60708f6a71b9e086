"""Answers in the best encoding that both sides know: zstd, br or gzip (RFC 9110, 12.5.3), one step for all routes.

What is made for one call is compressed at a level that costs little, what is the same for every call at the best one,
once a process. Answers with secrets are sent as they are: the length of a compressed one can tell what is in it.
"""

from __future__ import annotations

import threading
import zlib
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple, Protocol, cast

import brotli
from backports import zstd
from flask import Flask, Response, g, request
from isal import isal_zlib
from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header

# Below this a compressed answer is hardly smaller, and fits into one packet anyway.
LEAST_BYTES = 1024
# Larger bodies are compressed part by part, so that no second whole one lies in memory.
LARGEST_WHOLE = 1024 * 1024
# What the slowest level takes a moment for; larger files get the one before it.
LARGEST_BEST = 128 * 1024
LONGEST_HEADER = 256
KINDS = frozenset(
    [
        "application/javascript", "application/json", "application/problem+json", "application/xml", "image/svg+xml",
        "text/css", "text/csv", "text/html", "text/javascript", "text/plain", "text/xml",
    ]
)  # fmt: skip
# Blueprints whose answers hold tokens, keys or codes.
SECRET = frozenset(["accounts", "api_keys", "auth", "auth_aliases", "two_factor"])


class Stream(Protocol):
    """Compresses one body part by part; each part comes out whole, so that it is of use when it arrives."""

    def part(self, data: bytes) -> bytes: ...
    def end(self) -> bytes: ...


class Zstd:
    def __init__(self) -> None:
        self._compressor = zstd.ZstdCompressor(level=3)

    def part(self, data: bytes) -> bytes:
        return bytes(self._compressor.compress(data, zstd.ZstdCompressor.FLUSH_BLOCK))

    def end(self) -> bytes:
        return bytes(self._compressor.flush())


class Brotli:
    def __init__(self) -> None:
        self._compressor = brotli.Compressor(quality=2)

    def part(self, data: bytes) -> bytes:
        return bytes(self._compressor.process(data) + self._compressor.flush())

    def end(self) -> bytes:
        return bytes(self._compressor.finish())


class Gzip:
    def __init__(self) -> None:
        self._compressor = isal_zlib.compressobj(1, isal_zlib.DEFLATED, 31)

    def part(self, data: bytes) -> bytes:
        return bytes(self._compressor.compress(data) + self._compressor.flush(isal_zlib.Z_SYNC_FLUSH))

    def end(self) -> bytes:
        return bytes(self._compressor.flush())


def _gzip_best(body: bytes) -> bytes:
    compressor = zlib.compressobj(9, zlib.DEFLATED, 31)
    return compressor.compress(body) + compressor.flush()


def _brotli_best(body: bytes) -> bytes:
    return bytes(brotli.compress(body, quality=11 if len(body) <= LARGEST_BEST else 9))


class Encoding(NamedTuple):
    """How a body is compressed: as cheaply as it is worth, as well as it goes, and part by part."""

    fast: Callable[[bytes], bytes]
    best: Callable[[bytes], bytes]
    stream: Callable[[], Stream]


# In the order of preference where a client likes several equally well.
ENCODINGS: dict[str, Encoding] = {
    "zstd": Encoding(lambda body: zstd.compress(body, 3), lambda body: zstd.compress(body, 19), Zstd),
    "br": Encoding(lambda body: brotli.compress(body, quality=2), _brotli_best, Brotli),
    "gzip": Encoding(lambda body: isal_zlib.compress(body, 1, 31), _gzip_best, Gzip),
}
# Brotli's best level is better than the others'.
BEST_FIRST = ("br", "zstd", "gzip")


class Choice(NamedTuple):
    """The encoding to use (None: as it is), and whether the client refuses what is not encoded."""

    name: str | None
    needed: bool = False


def install(app: Flask) -> None:
    """Compresses what is worth it once an answer is made, and tells caches that it may differ."""
    kept: dict[tuple[str, str], bytes] = {}
    lock = threading.Lock()

    def best(name: str, encoding: str, body: bytes) -> bytes:
        with lock:
            if (name, encoding) not in kept:
                kept[name, encoding] = ENCODINGS[encoding].best(body)
            return kept[name, encoding]

    @app.before_request
    def compare_parts_strongly() -> None:
        # A weak tag is that of compressed bytes, to which no part of the file belongs (RFC 9110, 13.1.5).
        if request.headers.get("If-Range", "").startswith("W/"):
            request.environ.pop("HTTP_RANGE", None)

    @app.after_request
    def compress(response: Response) -> Response:
        name = _lasting_name(response)
        if not _may_be_compressed(response, name):
            return response
        headers = response.headers
        vary = headers.get("Vary")
        headers["Vary"] = f"{vary}, Accept-Encoding" if vary else "Accept-Encoding"
        if response.status_code == 304:
            # The tag of what the client has kept, which may be compressed.
            _weaken(response, only=request.if_none_match.is_weak)
            return response
        encoding = _chosen(response, name)
        if encoding is None:
            return response
        if name:
            response.direct_passthrough = False
            response.set_data(best(name, encoding, response.get_data()))
        elif response.is_sequence and (response.calculate_content_length() or 0) <= LARGEST_WHOLE:
            response.set_data(ENCODINGS[encoding].fast(response.get_data()))
        else:
            headers.pop("Content-Length", None)
            parts = cast("Iterable[bytes]", response.response)
            response.response = _streamed(parts, ENCODINGS[encoding].stream())
        headers["Content-Encoding"] = encoding
        # Parts of what is compressed anew for each call would not fit together.
        headers.pop("Accept-Ranges", None)
        _weaken(response)
        return response


def lasts(name: str) -> None:
    """Says that the answer under way is the same each time that it has this name, so that it is compressed once."""
    g.lasting = name


@lru_cache(maxsize=256)
def choose(accepted: str, offered: tuple[str, ...]) -> Choice:
    """The encoding that this Accept-Encoding likes best, the first of the offered ones where it likes several."""
    accept = parse_accept_header(accepted, Accept)
    names = {name.lower() for name, _ in accept}
    needed = bool(names & {"identity", "*"}) and accept.quality("identity") <= 0
    name = max(offered, key=accept.quality)
    liked = accept.quality(name)
    if liked <= 0 or ("identity" in names and accept.quality("identity") > liked):
        return Choice(None, needed)
    return Choice(name, needed)


def _lasting_name(response: Response) -> str:
    """What the answer is kept by; empty where it is made for this call alone."""
    if response.status_code != 200:
        return ""
    if request.endpoint == "static":
        return response.headers.get("ETag", "")
    return str(g.get("lasting", ""))


def _may_be_compressed(response: Response, name: str) -> bool:
    """Whether some client could get this answer compressed. A file is not, so that its parts can be asked for."""
    return (
        response.mimetype in KINDS
        and (request.blueprint or "").removeprefix("v1_") not in SECRET
        and "Content-Encoding" not in response.headers
        and response.status_code not in (204, 206)
        and not (response.direct_passthrough and not name and response.status_code != 304)
    )


def _chosen(response: Response, name: str) -> str | None:
    """The encoding for this answer and its caller, or None where it is sent as it is."""
    accepted = request.headers.get("Accept-Encoding", "")
    if len(accepted) > LONGEST_HEADER:
        return None
    encoding, needed = choose(accepted, BEST_FIRST if name else tuple(ENCODINGS))
    if encoding is None or needed:
        return encoding
    length = response.calculate_content_length() if response.is_sequence else response.content_length
    return None if length is not None and length < LEAST_BYTES else encoding


def _streamed(parts: Iterable[bytes], stream: Stream) -> Iterator[bytes]:
    """The parts compressed one by one. The inner iterator is closed with this one, also where the client goes away."""
    try:
        for part in parts:
            if part:
                yield stream.part(part)
        yield stream.end()
    finally:
        close = getattr(parts, "close", None)
        if close is not None:
            close()


def _weaken(response: Response, only: Callable[[str], bool] = lambda _: True) -> None:
    """Takes the strong ETag of the uncompressed bytes, where there is one, for a weak one: they differ."""
    tag, weak = response.get_etag()
    if tag is not None and not weak and only(tag):
        response.set_etag(tag, weak=True)
