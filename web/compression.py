"""Compression of responses with zstd, br or gzip (RFC 9110, 12.5.3).

A response for one call is compressed at a fast level. One that is the same for every call is compressed at the best
level, once per process. Responses with secrets are not compressed: their compressed length could reveal the content.
"""

from __future__ import annotations

import threading
import zlib
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple, Protocol, cast

import brotli
from backports import zstd
from flask import Flask, Response, g, request
from isal import isal_zlib
from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header

# A smaller response fits into one packet anyway.
MIN_BYTES = 1024
# Larger bodies are compressed part by part, to keep no second copy in memory.
MAX_WHOLE_BYTES = 1024 * 1024
# Larger ones get a level that takes a tenth of a second per megabyte instead of one or two.
MAX_BEST_BYTES = 128 * 1024
MAX_HEADER_LENGTH = 256
KINDS = frozenset(
    [
        "application/javascript", "application/json", "application/problem+json", "application/xml", "image/svg+xml",
        "text/css", "text/csv", "text/html", "text/javascript", "text/plain", "text/xml",
    ]
)  # fmt: skip
# Blueprints whose responses hold tokens, keys or codes.
SECRET = frozenset(
    [
        "accounts", "auth", "api_keys", "finenice_accounts", "legacy_auth", "marketplace_accounts", "pintar_accounts",
        "tills", "two_factor", "webhooks",
    ]
)  # fmt: skip


class Stream(Protocol):
    """Compresses a body part by part, and flushes each part, so that the client can use it at once."""

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
    return bytes(brotli.compress(body, quality=11 if len(body) <= MAX_BEST_BYTES else 9))


def _zstd_best(body: bytes) -> bytes:
    return zstd.compress(body, 19 if len(body) <= MAX_BEST_BYTES else 12)


class Encoding(NamedTuple):
    """The compressors of one encoding: fast, best, and part by part."""

    fast: Callable[[bytes], bytes]
    best: Callable[[bytes], bytes]
    stream: Callable[[], Stream]


# In order of preference, for clients that accept several equally.
ENCODINGS: dict[str, Encoding] = {
    "zstd": Encoding(lambda body: zstd.compress(body, 3), _zstd_best, Zstd),
    "br": Encoding(lambda body: brotli.compress(body, quality=2), _brotli_best, Brotli),
    "gzip": Encoding(lambda body: isal_zlib.compress(body, 1, 31), _gzip_best, Gzip),
}
# The best level of Brotli compresses better than that of the others.
BEST_FIRST = ("br", "zstd", "gzip")


class Choice(NamedTuple):
    """The encoding to use, or None for identity, and whether the client refuses identity."""

    name: str | None
    required: bool = False


class OnceEach:
    """Values that are made once per process. Who needs one that is being made waits for it, and for no other."""

    def __init__(self) -> None:
        self._values: dict[Any, Any] = {}
        self._locks: dict[Any, threading.Lock] = {}

    def get(self, name: Any, make: Callable[[], Any]) -> Any:
        """Return the value of this name; the first call makes it."""
        if name not in self._values:
            with self._locks.setdefault(name, threading.Lock()):
                if name not in self._values:
                    self._values[name] = make()
        return self._values[name]


class Latest:
    """The last value of each name, with the version that it was made of."""

    def __init__(self) -> None:
        self._values: dict[Any, tuple[str, Any]] = {}

    def get(self, name: Any, version: str, make: Callable[[], Any]) -> Any:
        """Return the value of this name and version, made by this call unless it is the last one."""
        found = self._values.get(name)
        if found is None or found[0] != version:
            found = self._values[name] = version, make()
        return found[1]


def install(app: Flask) -> None:
    """Compress responses that are large enough, and set Vary for caches."""
    cache, latest = OnceEach(), Latest()

    @app.before_request
    def ignore_range() -> None:
        """Ignore a Range in another unit or malformed (RFC 9110, 14.2), which Werkzeug would answer with a 416.

        Several ranges are ignored, too, as every server may. A weak ETag in If-Range belongs to compressed bytes, of
        which no range can be sent (13.1.5).
        """
        if "HTTP_RANGE" not in request.environ:
            return
        wanted = request.range
        weak = request.headers.get("If-Range", "").startswith("W/")
        if wanted is None or wanted.units != "bytes" or len(wanted.ranges) != 1 or weak:
            del request.environ["HTTP_RANGE"]

    @app.after_request
    def compress(response: Response) -> Response:
        name = _cache_name(response)
        if not _may_be_compressed(response, name):
            return response
        headers = response.headers
        vary = headers.get("Vary")
        headers["Vary"] = f"{vary}, Accept-Encoding" if vary else "Accept-Encoding"
        if response.status_code == 304:
            # The ETag of the client's copy, which may be compressed.
            _weaken(response, only=request.if_none_match.is_weak)
            return response
        encoding = _chosen(response, name)
        if encoding is None:
            return response
        if name and (version := g.get("cache_version")):
            body = response.get_data()
            response.set_data(latest.get((name, encoding), version, lambda: ENCODINGS[encoding].fast(body)))
        elif name:
            response.direct_passthrough = False
            body = response.get_data()
            response.set_data(cache.get((name, encoding), lambda: ENCODINGS[encoding].best(body)))
        elif response.is_sequence and (response.calculate_content_length() or 0) <= MAX_WHOLE_BYTES:
            response.set_data(ENCODINGS[encoding].fast(response.get_data()))
        else:
            headers.pop("Content-Length", None)
            parts = cast("Iterable[bytes]", response.response)
            response.response = _streamed(parts, ENCODINGS[encoding].stream())
        headers["Content-Encoding"] = encoding
        # Ranges of separately compressed responses would not fit together.
        headers.pop("Accept-Ranges", None)
        _weaken(response)
        return response


def cache_as(name: str, version: str = "") -> None:
    """Declare that the response is the same for each call with this name, so that it is compressed once.

    One that changes has a `version`: the last of them is kept, compressed at a fast level.
    """
    g.cache_name, g.cache_version = name, version


@lru_cache(maxsize=256)
def choose(accepted: str, offered: tuple[str, ...]) -> Choice:
    """Return the offered encoding that Accept-Encoding prefers, the first one if it accepts several equally."""
    accept = parse_accept_header(accepted, Accept)
    names = {name.lower() for name, _ in accept}
    required = bool(names & {"identity", "*"}) and accept.quality("identity") <= 0
    name = max(offered, key=accept.quality)
    quality = accept.quality(name)
    if quality <= 0 or ("identity" in names and accept.quality("identity") > quality):
        return Choice(None, required)
    return Choice(name, required)


def _cache_name(response: Response) -> str:
    """Return the name under which the compressed response is cached, or "" for a response of this call alone."""
    if response.status_code != 200:
        return ""
    if request.endpoint == "static":
        return response.headers.get("ETag", "")
    return str(g.get("cache_name", ""))


def _may_be_compressed(response: Response, name: str) -> bool:
    """Return whether the response may be compressed. Files are not, because clients can ask for their ranges."""
    return (
        response.mimetype in KINDS
        and (request.blueprint or "").removeprefix("v1_") not in SECRET
        and "Content-Encoding" not in response.headers
        and response.status_code not in (204, 206)
        and not (response.direct_passthrough and not name and response.status_code != 304)
    )


def _chosen(response: Response, name: str) -> str | None:
    """Return the encoding of the response, or None for identity."""
    accepted = request.headers.get("Accept-Encoding", "")
    if len(accepted) > MAX_HEADER_LENGTH:
        return None
    encoding, required = choose(accepted, BEST_FIRST if name else tuple(ENCODINGS))
    if encoding is None or required:
        return encoding
    length = response.calculate_content_length() if response.is_sequence else response.content_length
    return None if length is not None and length < MIN_BYTES else encoding


def _streamed(parts: Iterable[bytes], stream: Stream) -> Iterator[bytes]:
    """Yield the parts compressed. Close the inner iterator with this one, also if the client disconnects."""
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
    """Replace a strong ETag by a weak one, because the compressed bytes differ."""
    tag, weak = response.get_etag()
    if tag is not None and not weak and only(tag):
        response.set_etag(tag, weak=True)
