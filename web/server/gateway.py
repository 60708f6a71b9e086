"""The ASGI gateway that serves the WSGI app without occupying a thread for a slow client.

The event loop reads a request's body, under a deadline, before a thread runs the request, and sends the response after
the thread is free again. A request with a body that is large or of unknown length runs without it first. So the app
refuses at once what it can refuse by the headers alone (limits, access, other users' rows, size), and anonymous clients
can't fill the disk. If the app starts to read the body, the run ends, the body is read, and the request runs again.

ASGI 3.0: https://asgi.readthedocs.io/en/latest/specs/www.html; WSGI: PEP 3333.
"""

from __future__ import annotations

import asyncio
import errno
import io
import logging
import os
import re
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from typing import IO, Any

import orjson
from flask import Flask, request

import actor
from domain.usage import Usage
from problems import Problem
from telemetry import metrics
from web.rate_limits import concurrency
from web.rate_limits.limiter import COUNTED
from web.server import proxies
from web.server.event_streams import SUBSCRIPTION, EventStreams, Subscription
from web.server.long_work import DOCUMENTS, PICTURES, TEXTS, WORKBOOKS, LongWork
from web.server.response_streams import ResponseStreams, is_event_stream
from web.server.thread_pools import (
    CALLER,
    HALF_SECONDS,
    LIGHT_SECONDS,
    LIGHT_UPLOAD_SECONDS,
    MAY_TAKE_LONG,
    NETWORK,
    UPLOAD_HALF_SECONDS,
    GatewayResponse,
    ThreadPool,
    UploadPool,
    trim_memory,
)
from web.server.turns import SOON, Turns
from web.server.wsgi_environ import REFUSED, Environ, Message, Refusal, environ_of

log = logging.getLogger("finenice")

# A body up to this size is read for any client; a larger one, or one of unknown length, when the app starts to read it.
SMALL_BODY = 64 * 1024
WITH_FILES = ("POST", "PUT", "PATCH")
# A body is given up if nothing arrives for so long, or if it is slower than this on average.
IDLE_SECONDS = 10.0
MIN_BYTES_PER_SECOND = 4 * 1024
# Limits of a process for all bodies: beyond the first, small ones go to the disk, too; beyond the second, bodies are
# refused. The number of bodies is limited by that of the connections alone.
MAX_IN_MEMORY = 32 * 1024 * 1024
MAX_ON_DISK = 1024 * 1024 * 1024
# A response that is larger, or takes longer to produce, is streamed by a thread of its own.
WHOLE_BYTES = 256 * 1024
WHOLE_SECONDS = 0.1
# Threads for requests with files or large bodies; one more thread takes small ones alone.
UPLOAD_THREADS = 2
# Those of them that take long. The next workbook is read while the rows of the one before are stored.
PICTURE_THREADS, WORKBOOK_THREADS = 1, 2
# A draft is stored while the text of another author is rendered. One of a caller's requests runs, the others wait.
TEXT_THREADS, MAX_TEXTS_PER_CALLER = 2, 3
# Threads for paths that may take long, for reports and searches (more take those of light networks alone), and for
# analyses of files, which wait in the pool of analyses.
SLOW_THREADS = 2
REPORT_THREADS = 1
LIGHT_THREADS = 2
# The query of a list without search or filter, which its index answers.
PAGE_PARAMETERS = re.compile(r"(?:(?:page|per_page|sort_by|sort_order|cursor)=[^&]*&?)*+")
ANALYSIS_THREADS = 8
# Requests that hash a password run one at a time, in order of arrival: so many wait, each for so long.
MAX_SERIAL_WAITING = 20
SERIAL_SECONDS = 2.0
# After a refusal the rest of the body is read for a while: a client that is still sending would miss the response.
DRAIN_SECONDS = 5.0
DRAIN_BYTES = 16 * 1024 * 1024
# Each chunk of a body costs one iteration of the event loop, however small it is. After so many chunks, their average
# size must be at least this.
FREE_CHUNKS = 1000
MIN_CHUNK = 256
# For uploads, which only authenticated callers may send: browsers and Node.js send a form's parts as small chunks.
MIN_UPLOAD_CHUNK = 8

Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

FAILED = orjson.dumps(
    {
        "type": "urn:finenice:problem:internal_error",
        "title": "Internal Server Error",
        "status": 500,
        "detail": "Something went wrong on our side.",
        "code": "internal_error",
        "msg": "Something went wrong on our side.",
        "request_id": None,
    }
)


def install(app: Flask) -> None:
    """Register the hooks that refuse invalid requests as problems and pass the caller to the gateway.

    Call it right after the request log is installed, so that no other hook runs before `refuse`.
    """

    @app.before_request
    def refuse() -> None:
        refusal = request.environ.get(REFUSED)
        if refusal is not None:
            raise Problem(refusal.code, headers=refusal.headers, **refusal.words)

    @app.teardown_request
    def pass_caller(error: BaseException | None) -> None:
        request.environ[CALLER] = concurrency.caller()


class _BodyWanted(BaseException):
    """The app has started to read a body of at most `most` bytes that has not been received yet.

    It is a BaseException, so that no handler catches it; transactions roll back and teardowns run.
    """

    def __init__(self, most: int | None) -> None:
        super().__init__()
        self.most = sys.maxsize if most is None else most


class _Unread(io.RawIOBase):
    """The body of a request that runs without it, to see whether the app refuses it."""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        raise _BodyWanted(request.max_content_length)


class Gateway:
    """An ASGI application that runs the WSGI app in `threads` threads.

    Each group of paths in `dedicated` has a thread of its own, so that it never waits for other requests, nor they for
    it; `/name/` stands for all paths below it. Others never wait for paths in `slow`, which share SLOW_THREADS, for
    files sent to paths in `analyses`, which share ANALYSIS_THREADS, nor for reads of paths in `reports` and searches in
    `lists`, which share REPORT_THREADS.
    A request whose run ends with `long_work.leave` is run again by the threads of that kind.
    POSTs to paths in `serial`, where `*` is any beginning, run one at a time and wait without a thread. If too many
    wait already, a POST runs at once, and the app refuses it if it has no room.
    """

    def __init__(
        self,
        app: Flask,
        threads: int,
        dedicated: Iterable[tuple[str, ...]] = (),
        serial: Iterable[str] = (),
        slow: Iterable[str] = (),
        reports: Iterable[str] = (),
        lists: Iterable[str] = (),
        analyses: Iterable[str] = (),
        trusted_proxies: int = 0,
    ) -> None:
        self._app, self._trusted_proxies = app, trusted_proxies
        self._service = ThreadPool(self._call, "service", threads)
        # Requests with a file or a large body may take seconds, so others never wait for them.
        usage = Usage(LIGHT_UPLOAD_SECONDS, UPLOAD_HALF_SECONDS)
        self._uploads = UploadPool(self._call_large, "uploads", UPLOAD_THREADS, usage)
        self._long_pools = {
            PICTURES: UploadPool(self._call_large, PICTURES, PICTURE_THREADS, usage, is_long=True),
            WORKBOOKS: UploadPool(self._call_large, WORKBOOKS, WORKBOOK_THREADS, usage, is_long=True),
        }
        # One thread, because the library that writes PDFs shares its fonts.
        self._documents, self._turns = ThreadPool(self._call, DOCUMENTS), Turns()
        usage = Usage(LIGHT_UPLOAD_SECONDS, UPLOAD_HALF_SECONDS)
        self._long_pools[TEXTS] = UploadPool(
            self._call_large, TEXTS, TEXT_THREADS, usage, is_long=True, most=MAX_TEXTS_PER_CALLER
        )
        usage = Usage(LIGHT_UPLOAD_SECONDS, UPLOAD_HALF_SECONDS)
        self._analyses = UploadPool(self._call_large, "analyses", ANALYSIS_THREADS, usage)
        self._analysis_paths = frozenset(analyses)
        self._refusals = ThreadPool(self._call, "refusals")
        self._pools: dict[str, ThreadPool] = dict.fromkeys(slow, ThreadPool(self._call, "slow", SLOW_THREADS))
        usage = Usage(LIGHT_SECONDS, HALF_SECONDS)
        self._reports = ThreadPool(self._call, "reports", REPORT_THREADS, LIGHT_THREADS, usage)
        self._lists = frozenset(lists)
        self._pools.update(dict.fromkeys(reports, self._reports))
        for paths in dedicated:
            self._pools.update(dict.fromkeys(paths, ThreadPool(self._call, paths[0])))
        self._serial, self._turn, self._waiting = frozenset(serial), asyncio.Semaphore(1), 0
        self._serial_ends = tuple(path[1:] for path in self._serial if path.startswith("*"))
        self._in_memory = self._on_disk = 0
        self._streams, self._event_streams = ResponseStreams(), EventStreams()

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        environ = environ_of(scope)
        environ[NETWORK] = actor.network(proxies.client_address(environ, self._trusted_proxies))
        # The app takes each path with a slash at its end as well.
        method, path = scope["method"], scope["path"].rstrip("/") or "/"
        unread = "HTTP_TRANSFER_ENCODING" in environ or environ.get("CONTENT_LENGTH", "0") != "0"
        large = unread and method in WITH_FILES and _is_large(environ)
        pool = first_pool = self._pool_of(path, method, environ["QUERY_STRING"])
        if large:
            pool = self._analyses if path in self._analysis_paths else self._uploads
        if pool.is_full(environ) or first_pool.is_full(environ):
            environ[REFUSED] = Refusal("busy")
        serial = method == "POST" and (path in self._serial or path.endswith(self._serial_ends))
        try:
            # A request that is refused by its headers never waits for others.
            first = first_pool if large or serial else None
            response = await self._take_body(environ, receive, first) if unread and REFUSED not in environ else None
            unread = unread and (response is not None or REFUSED in environ)
            if response is None:
                if REFUSED in environ:
                    pool = self._refusals
                response = await self._run(pool, environ, serial)
            caller = environ.get(CALLER)
            subscription: Subscription | None = environ.get(SUBSCRIPTION)
            if subscription is not None and not self._event_streams.has_room(subscription, environ[NETWORK]):
                subscription = None
                response.close()
                response = await self._refusals.run({**environ, REFUSED: Refusal("too_many_streams")})
            elif response.rest is not None and not self._streams.has_room(caller, environ[NETWORK]):
                response.close()
                response = await self._refusals.run({**environ, REFUSED: Refusal("busy")})
        finally:
            self._discard(environ["wsgi.input"])
        if subscription is not None:
            response.close()
            await self._event_streams.send(response, subscription, environ[NETWORK], receive, send)
            return
        headers = response.headers
        if unread:
            # The rest of the body may be too much to read it, so the connection serves no other request.
            headers = [*(each for each in headers if each[0].lower() != b"connection"), (b"connection", b"close")]
        await send({"type": "http.response.start", "status": response.status, "headers": headers})
        if response.rest is None:
            await send({"type": "http.response.body", "body": response.body})
        else:
            await self._streams.send(response, (caller, environ[NETWORK]), receive, send)
        if unread:
            await drain(receive)

    def _pool_of(self, path: str, method: str, query: str) -> ThreadPool:
        if path in self._lists and method in ("GET", "HEAD") and not PAGE_PARAMETERS.fullmatch(query):
            return self._reports
        return self._pools.get(path) or self._pools.get(path[: f"{path}/".find("/", 1)] + "/", self._service)

    async def _run(self, pool: ThreadPool, environ: Environ, serial: bool) -> GatewayResponse:
        if serial:
            return await self._run_serially(pool, environ)
        first = {**environ, MAY_TAKE_LONG: False}
        response = await pool.run(first)
        _keep_known(environ, first)
        if response.long_work:
            environ["wsgi.input"].seek(0)
            response = await self._run_long(response.long_work, response.seconds, environ)
        return response

    async def _run_long(self, kind: str, seconds: float, environ: Environ) -> GatewayResponse:
        if kind != DOCUMENTS:
            if not self._long_pools[kind].is_full(environ):
                return await self._long_pools[kind].run(environ)
            refusal = Refusal("rate_limited", SOON, seconds=1)
            return await self._refusals.run({**environ, REFUSED: refusal})
        try:
            async with self._turns.turn(environ[CALLER], seconds):
                return await self._documents.run(environ)
        except Refusal as refusal:
            return await self._refusals.run({**environ, REFUSED: refusal})

    async def _run_serially(self, pool: ThreadPool, environ: Environ) -> GatewayResponse:
        if self._waiting >= MAX_SERIAL_WAITING:
            return await pool.run(environ)
        self._waiting += 1
        has_turn = False
        try:
            with suppress(TimeoutError):
                async with asyncio.timeout(SERIAL_SECONDS):
                    has_turn = await self._turn.acquire()
        finally:
            self._waiting -= 1
        try:
            return await pool.run(environ)
        finally:
            if has_turn:
                self._turn.release()

    async def _take_body(self, environ: Environ, receive: Receive, first: ThreadPool | None) -> GatewayResponse | None:
        """Read the body into `wsgi.input`. Before that, let `first` run the app without it, and return its refusal."""
        declared = int(environ["CONTENT_LENGTH"]) if "CONTENT_LENGTH" in environ else None
        most = SMALL_BODY
        if first is not None:
            without = {**environ, "wsgi.input": io.BufferedReader(_Unread()), MAY_TAKE_LONG: False}
            response = await first.run(without)
            if response.wanted is None and not response.long_work:
                return response
            most = SMALL_BODY if response.wanted is None else response.wanted
            _keep_known(environ, without)
        try:
            environ["wsgi.input"], size = await self._read(receive, most, declared)
        except Refusal as refusal:
            environ[REFUSED] = refusal
            return None
        environ.pop("HTTP_TRANSFER_ENCODING", None)
        environ["CONTENT_LENGTH"] = str(size)
        return None

    async def _read(self, receive: Receive, most: int, declared: int | None) -> tuple[IO[bytes], int]:
        """Read a body of at most `most` bytes. Return a file at its start and its size, or raise Refusal."""
        loop = asyncio.get_running_loop()
        started, size, chunks, more = loop.time(), 0, 0, True
        body: IO[bytes] = io.BytesIO()
        least = MIN_CHUNK if most <= SMALL_BODY else MIN_UPLOAD_CHUNK
        try:
            while more:
                deadline = started + IDLE_SECONDS + size / MIN_BYTES_PER_SECOND
                async with asyncio.timeout_at(min(deadline, loop.time() + IDLE_SECONDS)):
                    message = await receive()
                if message["type"] == "http.disconnect":
                    raise Refusal("malformed_request", why="a body that is incomplete or not framed as in HTTP/1.1")
                part, more = message["body"], message["more_body"]
                size, chunks = size + len(part), chunks + 1
                if _is_chopped(chunks, size, least):
                    raise Refusal("malformed_request", why=f"a body in chunks of fewer than {least} bytes")
                # If the length is known, the next receive() would cost a tenth of a millisecond for nothing.
                more = more and size != declared
                if size > most:
                    raise Refusal("payload_too_large")
                if isinstance(body, io.BytesIO):
                    self._in_memory += body.write(part)
                    if size <= SMALL_BODY and (not more or self._in_memory <= MAX_IN_MEMORY):
                        continue
                    part = body.getvalue()
                    self._discard(body)
                    body = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115  closed by _discard
                written = body.write(part)
                self._on_disk += written
                if written < len(part):
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
                if self._on_disk > MAX_ON_DISK:
                    raise Refusal("busy")
        except TimeoutError:
            self._discard(body)
            raise Refusal("request_timeout") from None
        except OSError as error:
            log.error("can't buffer a request body: %s", error.strerror)
            self._discard(body)
            raise Refusal("busy") from None
        except Refusal:
            self._discard(body)
            raise
        body.seek(0)
        return body, size

    def _discard(self, body: IO[bytes]) -> None:
        size = body.seek(0, io.SEEK_END)
        if isinstance(body, io.BytesIO):
            self._in_memory -= size
        else:
            self._on_disk -= size
        body.close()

    def _call_large(self, environ: Environ) -> GatewayResponse:
        try:
            return self._call(environ)
        finally:
            trim_memory()

    def _call(self, environ: Environ) -> GatewayResponse:
        """Run the WSGI app. An error that it does not handle becomes a plain 500."""
        started: list[Any] = []

        def start_response(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Callable[[bytes], Any]:
            started[:] = int(status[:3]), headers
            return _refuse_write

        try:
            result = self._app.wsgi_app(environ, start_response)
            close: Callable[[], None] | None = getattr(result, "close", lambda: None)
            assert close is not None
            parts: list[bytes] = []
            size = 0
            rest = iter(result)
            deadline = time.monotonic() + WHOLE_SECONDS
            for part in rest:
                parts.append(part)
                size += len(part)
                if size > WHOLE_BYTES or is_event_stream(started[1]) or time.monotonic() > deadline:
                    break
            else:
                close()
                close = None
        except _BodyWanted as wanted:
            return GatewayResponse(wanted=wanted.most)
        except LongWork as left:
            return GatewayResponse(long_work=left.kind, seconds=left.seconds)
        except Exception:
            log.exception("the WSGI app failed")
            metrics.request(None, environ["REQUEST_METHOD"], 500, 0.0)
            return GatewayResponse(500, [(b"content-type", b"application/problem+json")], FAILED)
        status, headers = started
        response = GatewayResponse(
            status, [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers], b"".join(parts)
        )
        if close is not None:
            response.rest, response.close = rest, close
        return response


def _keep_known(environ: Environ, run: Environ) -> None:
    """Keep what a run has found out about the request: its caller, that it is counted, and the stream it asks for."""
    environ.update({key: run[key] for key in (COUNTED, CALLER, SUBSCRIPTION) if key in run})


def _is_large(environ: Environ) -> bool:
    """Return whether a body is a multipart form, larger than SMALL_BODY, or of unknown length."""
    size = environ.get("CONTENT_LENGTH")
    media_type = environ.get("CONTENT_TYPE", "").strip().lower()
    return size is None or int(size) > SMALL_BODY or media_type.startswith("multipart/")


def _is_chopped(chunks: int, size: int, least: int = MIN_CHUNK) -> bool:
    return chunks > FREE_CHUNKS and size < chunks * least


async def drain(receive: Receive) -> None:
    """Read what a refused client still sends, for a while. A client that gets a reset does not see the response."""
    size, chunks, more = 0, 0, True
    with suppress(TimeoutError):
        async with asyncio.timeout(DRAIN_SECONDS):
            while more and size < DRAIN_BYTES and not _is_chopped(chunks, size):
                message = await receive()
                size, chunks = size + len(message.get("body", b"")), chunks + 1
                more = message.get("more_body", False)


def _refuse_write(_: bytes) -> Any:
    raise RuntimeError("the write() of WSGI is not served; return an iterable")
