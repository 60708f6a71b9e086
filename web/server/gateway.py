"""The ASGI gateway that serves the WSGI app without lending a thread to a slow client.

The event loop reads a request's body, under a deadline, before a service thread takes the request, and sends the
answer after the thread is free again. A request whose body is large or of unknown length is run without it first: what
the app refuses by the head alone (limits, guards, other people's rows, size) is refused at once, so that nobody
unknown fills the disk, and where the app begins to read, the run ends, the body is read, and the request is run again.

ASGI 3.0: https://asgi.readthedocs.io/en/latest/specs/www.html; WSGI: PEP 3333.
"""

from __future__ import annotations

import asyncio
import ctypes
import errno
import io
import logging
import os
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Iterator
from contextlib import suppress
from itertools import chain
from typing import IO, Any

import orjson
from flask import Flask, g, request

import actor
from problems import Problem
from web.rate_limits.limiter import COUNTED
from web.server.thread_lanes import CALLER, Answer, Caller, Lane, Uploads
from web.server.wsgi_environ import REFUSED, Environ, Message, Refusal, environ_of

log = logging.getLogger("finenice")

# A body up to this size is read for anybody; a larger one, or one of unknown length, once the app begins to read it.
SMALL_BODY = 64 * 1024
# A body is given up when nothing of it comes for so long, or when it is slower than this on the whole.
IDLE_SECONDS = 10.0
SLOWEST_BYTES_PER_SECOND = 4 * 1024
# The bytes of bodies that a process has in memory, beyond which it keeps small ones on the disk, too, and those that it
# has on the disk, beyond which it refuses bodies. How many bodies there are has no bound but that of connections.
MOST_IN_MEMORY = 32 * 1024 * 1024
MOST_ON_DISK = 1024 * 1024 * 1024
# An answer that is larger, or takes longer to be made, gets a thread of its own while it is sent, in parts that are
# full or have waited for long enough, and loses it when a part is not taken within SEND_SECONDS.
WHOLE_ANSWER = 256 * 1024
WHOLE_SECONDS = 0.1
PART_BYTES = 64 * 1024
PART_SECONDS = 0.25
MOST_STREAMS = 128
MOST_STREAMS_EACH = 8
SEND_SECONDS = 16.0
# Threads of their own for requests with files or large bodies; one more takes small ones alone.
UPLOAD_THREADS = 2
# Threads of their own for paths that may wait for long.
SLOW_THREADS = 2
# Requests that check a password one at a time, in the order in which they came: so many wait, each for so long.
MOST_IN_LINE = 20
LINE_SECONDS = 2.0
# After a refusal the rest of the body is read on for a while: clients that still send would not see the answer.
DRAIN_SECONDS = 5.0
DRAIN_BYTES = 16 * 1024 * 1024
# Each chunk of a body costs a turn of the event loop, however small it is: so many are read, and after that only from
# who sends so many bytes in each, on the average.
MOST_CHUNKS = 1000
LEAST_CHUNK = 256
# Uploads, which only known callers may send: browsers and Node.js send a form's parts as small chunks.
LEAST_CHUNK_OF_UPLOADS = 8

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
    """Refuse what the gateway has found unfit, as any other problem, and tell it who calls.

    The first hook comes first, after that of the log.
    """

    @app.before_request
    def refuse() -> None:
        refusal = request.environ.get(REFUSED)
        if refusal is not None:
            raise Problem(refusal.code, headers={"Connection": "close"}, **refusal.words)

    @app.teardown_request
    def tell_caller(error: BaseException | None) -> None:
        user_id = getattr(g.get("credential_owner"), "user_id", None)
        request.environ[CALLER] = actor.network(request.remote_addr) if user_id is None else user_id


class _BodyWanted(BaseException):
    """The app has begun to read a body of at most `most` bytes that is still to come.

    No Exception, so that nothing on its way handles it; transactions roll back and teardowns run.
    """

    def __init__(self, most: int | None) -> None:
        super().__init__()
        self.most = sys.maxsize if most is None else most


class _Unread(io.RawIOBase):
    """The body of a request that is run in order to see whether the app refuses it without one."""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        raise _BodyWanted(request.max_content_length)


class Gateway:
    """An ASGI application that runs the WSGI app in so many service threads.

    Each group of paths in `lanes` has a thread of its own, so that it never waits behind other requests; those in
    `slow` share SLOW_THREADS, so that others never wait behind them. POSTs to
    paths in `line` wait for one another without a thread; one that finds the line full is run at once, and refused by
    the app where it has no place for it.
    """

    def __init__(
        self,
        app: Flask,
        threads: int,
        lanes: Iterable[tuple[str, ...]] = (),
        line: Iterable[str] = (),
        slow: Iterable[str] = (),
    ) -> None:
        self._app = app
        self._service = Lane(self._call, "service", threads)
        # What comes with a file or a large body may take seconds, so it never keeps the others waiting.
        self._uploads = Uploads(self._call_large, "uploads", UPLOAD_THREADS)
        self._refusals = Lane(self._call, "refusals")
        self._lanes: dict[str, Lane] = dict.fromkeys(slow, Lane(self._call, "slow", SLOW_THREADS))
        for paths in lanes:
            self._lanes.update(dict.fromkeys(paths, Lane(self._call, paths[0])))
        self._line, self._turn, self._in_line = frozenset(line), asyncio.Semaphore(1), 0
        self._in_memory = self._on_disk = 0
        self._streams: Counter[Caller] = Counter()

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        environ = environ_of(scope)
        unread = "HTTP_TRANSFER_ENCODING" in environ or environ.get("CONTENT_LENGTH", "0") != "0"
        large = unread and _is_large(environ)
        lane = self._uploads if large else self._lanes.get(scope["path"], self._service)
        in_line = scope["path"] in self._line and scope["method"] == "POST"
        try:
            # Who is refused by the head alone never stands in line.
            first = large or in_line
            answer = await self._take_body(environ, receive, first) if unread and REFUSED not in environ else None
            unread = unread and (answer is not None or REFUSED in environ)
            if answer is None:
                if REFUSED in environ:
                    lane = self._refusals
                answer = await (self._run_in_line(lane, environ) if in_line else lane.run(environ))
            caller = environ.get(CALLER)
            if answer.rest is not None and self._has_too_many_streams(caller):
                answer.close()
                answer = await self._refusals.run({**environ, REFUSED: Refusal("busy")})
        finally:
            self._forget(environ["wsgi.input"])
        await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers})
        if answer.rest is None:
            await send({"type": "http.response.body", "body": answer.body})
        else:
            await self._stream(answer, caller, receive, send)
        if unread:
            await _drain(receive)

    async def _run_in_line(self, lane: Lane, environ: Environ) -> Answer:
        if self._in_line >= MOST_IN_LINE:
            return await lane.run(environ)
        self._in_line += 1
        has_turn = False
        try:
            with suppress(TimeoutError):
                async with asyncio.timeout(LINE_SECONDS):
                    has_turn = await self._turn.acquire()
        finally:
            self._in_line -= 1
        try:
            return await lane.run(environ)
        finally:
            if has_turn:
                self._turn.release()

    def _has_too_many_streams(self, caller: Caller) -> bool:
        own = 0 if caller is None else self._streams[caller]
        return own >= MOST_STREAMS_EACH or self._streams.total() >= MOST_STREAMS

    async def _take_body(self, environ: Environ, receive: Receive, first: bool) -> Answer | None:
        """Read the body into `wsgi.input`, or return the answer by which the app refuses it, asked `first`."""
        declared = int(environ["CONTENT_LENGTH"]) if "CONTENT_LENGTH" in environ else None
        most = SMALL_BODY
        if first:
            without = {**environ, "wsgi.input": io.BufferedReader(_Unread())}
            answer = await self._service.run(without)
            if answer.wanted is None:
                return answer
            most = answer.wanted
            environ.update({key: without[key] for key in (COUNTED, CALLER) if key in without})
        try:
            environ["wsgi.input"], size = await self._read(receive, most, declared)
        except Refusal as refusal:
            environ[REFUSED] = refusal
            return None
        environ.pop("HTTP_TRANSFER_ENCODING", None)
        environ["CONTENT_LENGTH"] = str(size)
        return None

    async def _read(self, receive: Receive, most: int, declared: int | None) -> tuple[IO[bytes], int]:
        """Read a body of at most so many bytes; a file at its beginning, and its size; else a refusal."""
        loop = asyncio.get_running_loop()
        started, size, chunks, more = loop.time(), 0, 0, True
        body: IO[bytes] = io.BytesIO()
        least = LEAST_CHUNK if most <= SMALL_BODY else LEAST_CHUNK_OF_UPLOADS
        try:
            while more:
                slowest = started + IDLE_SECONDS + size / SLOWEST_BYTES_PER_SECOND
                async with asyncio.timeout_at(min(slowest, loop.time() + IDLE_SECONDS)):
                    message = await receive()
                if message["type"] == "http.disconnect":
                    raise Refusal("malformed_request", why="a body that breaks off or is not framed as HTTP/1.1 asks")
                part, more = message["body"], message["more_body"]
                size, chunks = size + len(part), chunks + 1
                if _is_chopped(chunks, size, least):
                    raise Refusal("malformed_request", why=f"a body in chunks of fewer than {least} bytes")
                # Where the length is known nothing more is to come, and to ask for it takes a tenth of a millisecond.
                more = more and size != declared
                if size > most:
                    raise Refusal("payload_too_large")
                if isinstance(body, io.BytesIO):
                    self._in_memory += body.write(part)
                    if size <= SMALL_BODY and (not more or self._in_memory <= MOST_IN_MEMORY):
                        continue
                    part = body.getvalue()
                    self._forget(body)
                    body = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115  closed by _forget
                written = body.write(part)
                self._on_disk += written
                if written < len(part):
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
                if self._on_disk > MOST_ON_DISK:
                    raise Refusal("busy")
        except TimeoutError:
            self._forget(body)
            raise Refusal("request_timeout") from None
        except OSError as error:
            log.error("a body can't be kept while it is read: %s", error.strerror)
            self._forget(body)
            raise Refusal("busy") from None
        except Refusal:
            self._forget(body)
            raise
        body.seek(0)
        return body, size

    def _forget(self, body: IO[bytes]) -> None:
        size = body.seek(0, io.SEEK_END)
        if isinstance(body, io.BytesIO):
            self._in_memory -= size
        else:
            self._on_disk -= size
        body.close()

    async def _stream(self, answer: Answer, caller: Caller, receive: Receive, send: Send) -> None:
        """Send a long answer from a thread of its own."""
        loop = asyncio.get_running_loop()
        gone = asyncio.ensure_future(_until_gone(receive))
        ended: asyncio.Future[bool] = loop.create_future()

        async def push(part: bytes, more: bool) -> None:
            async with asyncio.timeout(SEND_SECONDS):
                await send({"type": "http.response.body", "body": part, "more_body": more})

        def work() -> None:
            whole = False
            try:
                for part in _parts(answer):
                    if gone.done():
                        break
                    if part:
                        asyncio.run_coroutine_threadsafe(push(part, True), loop).result()
                else:
                    asyncio.run_coroutine_threadsafe(push(b"", False), loop).result()
                    whole = True
            except TimeoutError:
                log.info("an answer was not read on")
            except Exception:
                log.exception("an answer broke off")
            finally:
                answer.close()
                with suppress(RuntimeError):
                    loop.call_soon_threadsafe(ended.set_result, whole)

        self._streams[caller] += 1
        threading.Thread(target=work, name="stream", daemon=True).start()
        try:
            whole = await ended
        finally:
            self._streams[caller] -= 1
            self._streams += Counter()
        if not whole:
            # An answer that ends here would look whole to its reader, so it is left open until the reader goes.
            await gone
        gone.cancel()

    def _call_large(self, environ: Environ) -> Answer:
        try:
            return self._call(environ)
        finally:
            _give_memory_back()

    def _call(self, environ: Environ) -> Answer:
        """Run the WSGI app; an error that it does not handle is a bare 500."""
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
            give_up = time.monotonic() + WHOLE_SECONDS
            for part in rest:
                parts.append(part)
                size += len(part)
                if size > WHOLE_ANSWER or _is_live(started[1]) or time.monotonic() > give_up:
                    break
            else:
                close()
                close = None
        except _BodyWanted as wanted:
            return Answer(wanted=wanted.most)
        except Exception:
            log.exception("the app broke off")
            return Answer(500, [(b"content-type", b"application/problem+json")], FAILED)
        status, headers = started
        answer = Answer(
            status, [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers], b"".join(parts)
        )
        if close is not None:
            answer.rest, answer.close = rest, close
        return answer


def _is_large(environ: Environ) -> bool:
    """Whether a body is a form with files, larger than SMALL_BODY, or of unknown length."""
    size = environ.get("CONTENT_LENGTH")
    return size is None or int(size) > SMALL_BODY or environ.get("CONTENT_TYPE", "").startswith("multipart/")


def _is_chopped(chunks: int, size: int, least: int = LEAST_CHUNK) -> bool:
    return chunks > MOST_CHUNKS and size < chunks * least


def _give_memory_back() -> None:
    """Return what the C library keeps of freed memory, of which each thread would keep its largest upload's."""
    with suppress(AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


async def _drain(receive: Receive) -> None:
    """Read on what a refused client still sends, for a while: one that hears of a reset does not see the answer."""
    size, chunks, more = 0, 0, True
    with suppress(TimeoutError):
        async with asyncio.timeout(DRAIN_SECONDS):
            while more and size < DRAIN_BYTES and not _is_chopped(chunks, size):
                message = await receive()
                size, chunks = size + len(message.get("body", b"")), chunks + 1
                more = message.get("more_body", False)


async def _until_gone(receive: Receive) -> None:
    """Wait until the client has gone."""
    while (await receive())["type"] != "http.disconnect":
        pass


def _parts(answer: Answer) -> Iterator[bytes]:
    """What is to be sent of a long answer, in parts of at most PART_BYTES; those of a live answer as they come.

    The server would keep a larger part in memory as a whole until the client has read it.
    """
    assert answer.rest is not None
    if _is_live([(name.decode("latin-1"), value.decode("latin-1")) for name, value in answer.headers]):
        yield answer.body
        yield from answer.rest
        return
    gathered, since = bytearray(), time.monotonic()
    for part in chain([answer.body], answer.rest):
        gathered += part
        while len(gathered) >= PART_BYTES:
            yield bytes(gathered[:PART_BYTES])
            del gathered[:PART_BYTES]
            since = time.monotonic()
        if gathered and time.monotonic() > since + PART_SECONDS:
            yield bytes(gathered)
            gathered.clear()
            since = time.monotonic()
    yield bytes(gathered)


def _is_live(headers: Iterable[tuple[str, str]]) -> bool:
    """Whether an answer tells news as they come: each part of it is sent at once."""
    return any(name.lower() == "content-type" and value.startswith("text/event-stream") for name, value in headers)


def _refuse_write(_: bytes) -> Any:
    raise RuntimeError("the write() of WSGI is not served; return an iterable")
