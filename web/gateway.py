"""The ASGI gateway that serves the WSGI app without lending a thread to a slow client.

The event loop reads a request's body, under a deadline, before a service thread takes the request, and sends the
answer after the thread is free again. A request whose body is large or of unknown length is run without it first: what
the app refuses by the head alone (limits, guards, other people's rows, size) is refused at once, so that nobody
unknown fills the disk, and where the app begins to read, the run ends, the body is read, and the request is run again.

ASGI 3.0: https://asgi.readthedocs.io/en/latest/specs/www.html; WSGI: PEP 3333.
"""

from __future__ import annotations

import asyncio
import errno
import io
import logging
import os
import sys
import tempfile
import threading
import time
from collections.abc import Awaitable, Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from queue import SimpleQueue
from typing import IO, Any

import orjson
from flask import Flask, request

from errors import Problem
from web.limits import COUNTED

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
# A request that waited longer than this for a thread is answered 503: its client has most likely given up.
QUEUE_SECONDS = 10.0
# An answer that is larger, or takes longer to be made, gets a thread of its own while it is sent, in parts that are
# full or have waited for long enough, and loses it when a part is not taken within SEND_SECONDS.
WHOLE_ANSWER = 256 * 1024
WHOLE_SECONDS = 0.1
PART_BYTES = 64 * 1024
PART_SECONDS = 0.25
MOST_STREAMS = 64
SEND_SECONDS = 30.0
# After a refusal the rest of the body is read on for a while: clients that still send would not see the answer.
DRAIN_SECONDS = 5.0
DRAIN_BYTES = 16 * 1024 * 1024

# Key of the WSGI environment: the _Refusal of a request that the gateway can't take.
REFUSED = "finenice.refused"

Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Environ = dict[str, Any]

# Each unknown parameter costs a fault of its own; no route has as many.
LONGEST_QUERY = 16 * 1024
MOST_PARAMETERS = 100
HOST_MARKS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_~%:[]")
# Two of these in one request are read differently by different programs, so neither is believed.
SINGLE = frozenset({"HTTP_HOST", "HTTP_AUTHORIZATION", "HTTP_X_API_KEY", "HTTP_IDEMPOTENCY_KEY", "CONTENT_TYPE"})
BASE: Environ = {
    "SCRIPT_NAME": "",
    "SERVER_SOFTWARE": "finenice",
    "wsgi.version": (1, 0),
    "wsgi.errors": sys.stderr,
    "wsgi.input_terminated": True,
    "wsgi.multithread": True,
    "wsgi.multiprocess": True,
    "wsgi.run_once": False,
}
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
    """Refuse what the gateway has found unfit, as any other problem; its hook comes first, after that of the log."""

    @app.before_request
    def refuse() -> None:
        refusal = request.environ.get(REFUSED)
        if refusal is not None:
            raise Problem(refusal.code, headers={"Connection": "close"}, **refusal.words)


class _Refusal(Exception):
    """The gateway can't take the request: the code of a problem and the words of its sentence."""

    def __init__(self, code: str, **words: Any) -> None:
        super().__init__(code)
        self.code, self.words = code, words


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


@dataclass
class _Answer:
    """An answer as ASGI has it. Of a long one, `rest` yields what follows `body`, and `close` ends it.

    Where the app wants the body first, there is no answer yet, and `wanted` is the most bytes that it may have.
    """

    status: int = 0
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    body: bytes = b""
    rest: Iterator[bytes] | None = None
    close: Callable[[], None] = lambda: None
    wanted: int | None = None


class _Lane:
    """Threads that run requests one after another, with a queue of their own."""

    def __init__(self, run: Callable[[Environ], _Answer], name: str, threads: int = 1) -> None:
        self._run = run
        self._queue: SimpleQueue[tuple[Environ, asyncio.Future[_Answer], float]] = SimpleQueue()
        for number in range(threads):
            threading.Thread(target=self._work, name=f"{name}-{number}", daemon=True).start()

    async def run(self, environ: Environ) -> _Answer:
        future: asyncio.Future[_Answer] = asyncio.get_running_loop().create_future()
        self._queue.put((environ, future, time.monotonic()))
        return await future

    def _work(self) -> None:
        while True:
            environ, future, queued = self._queue.get()
            if time.monotonic() - queued > QUEUE_SECONDS:
                environ[REFUSED] = _Refusal("busy")
            answer = self._run(environ)
            # A loop that is closed belongs to a process that is about to end.
            with suppress(RuntimeError):
                future.get_loop().call_soon_threadsafe(future.set_result, answer)
            del environ, future, answer


class Gateway:
    """An ASGI application that runs the WSGI app in so many service threads.

    Each group of paths in `lanes` has a thread of its own, so that it never waits behind other requests.
    """

    def __init__(self, app: Flask, threads: int, lanes: Iterable[tuple[str, ...]] = ()) -> None:
        self._app = app
        self._service = _Lane(self._call, "service", threads)
        self._refusals = _Lane(self._call, "refusals")
        self._lanes: dict[str, _Lane] = {}
        for paths in lanes:
            self._lanes.update(dict.fromkeys(paths, _Lane(self._call, paths[0])))
        self._in_memory = self._on_disk = self._streams = 0

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        environ = _environ(scope)
        unread = "HTTP_TRANSFER_ENCODING" in environ or environ.get("CONTENT_LENGTH", "0") != "0"
        try:
            answer = await self._take_body(environ, receive) if unread and REFUSED not in environ else None
            unread = unread and (answer is not None or REFUSED in environ)
            if answer is None:
                lane = self._lanes.get(scope["path"], self._service) if REFUSED not in environ else self._refusals
                answer = await lane.run(environ)
            if answer.rest is not None and self._streams >= MOST_STREAMS:
                answer.close()
                answer = await self._refusals.run({**environ, REFUSED: _Refusal("busy")})
        finally:
            self._forget(environ["wsgi.input"])
        await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers})
        if answer.rest is None:
            await send({"type": "http.response.body", "body": answer.body})
        else:
            await self._stream(answer, receive, send)
        if unread:
            await _drain(receive)

    async def _take_body(self, environ: Environ, receive: Receive) -> _Answer | None:
        """Read the body into `wsgi.input`, or return the answer by which the app refuses it."""
        declared = int(environ["CONTENT_LENGTH"]) if "CONTENT_LENGTH" in environ else None
        most = SMALL_BODY
        if declared is None or declared > SMALL_BODY:
            first = {**environ, "wsgi.input": io.BufferedReader(_Unread())}
            answer = await self._service.run(first)
            if answer.wanted is None:
                return answer
            most = answer.wanted
            if COUNTED in first:
                environ[COUNTED] = first[COUNTED]
        try:
            environ["wsgi.input"], size = await self._read(receive, most, declared)
        except _Refusal as refusal:
            environ[REFUSED] = refusal
            return None
        environ.pop("HTTP_TRANSFER_ENCODING", None)
        environ["CONTENT_LENGTH"] = str(size)
        return None

    async def _read(self, receive: Receive, most: int, declared: int | None) -> tuple[IO[bytes], int]:
        """Read a body of at most so many bytes; a file at its beginning, and its size; else a refusal."""
        loop = asyncio.get_running_loop()
        started, size, more = loop.time(), 0, True
        body: IO[bytes] = io.BytesIO()
        try:
            while more:
                slowest = started + IDLE_SECONDS + size / SLOWEST_BYTES_PER_SECOND
                async with asyncio.timeout_at(min(slowest, loop.time() + IDLE_SECONDS)):
                    message = await receive()
                if message["type"] == "http.disconnect":
                    raise _Refusal("malformed_request", why="a body that breaks off or is not framed as HTTP/1.1 asks")
                part, more = message["body"], message["more_body"]
                size += len(part)
                # Where the length is known nothing more is to come, and to ask for it takes a tenth of a millisecond.
                more = more and size != declared
                if size > most:
                    raise _Refusal("payload_too_large")
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
                    raise _Refusal("busy")
        except TimeoutError:
            self._forget(body)
            raise _Refusal("request_timeout") from None
        except OSError as error:
            log.error("a body can't be kept while it is read: %s", error.strerror)
            self._forget(body)
            raise _Refusal("busy") from None
        except _Refusal:
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

    async def _stream(self, answer: _Answer, receive: Receive, send: Send) -> None:
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

        self._streams += 1
        threading.Thread(target=work, name="stream", daemon=True).start()
        try:
            whole = await ended
        finally:
            self._streams -= 1
        if not whole:
            # An answer that ends here would look whole to its reader, so it is left open until the reader goes.
            await gone
        gone.cancel()

    def _call(self, environ: Environ) -> _Answer:
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
            return _Answer(wanted=wanted.most)
        except Exception:
            log.exception("the app broke off")
            return _Answer(500, [(b"content-type", b"application/problem+json")], FAILED)
        status, headers = started
        answer = _Answer(
            status, [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers], b"".join(parts)
        )
        if close is not None:
            answer.rest, answer.close = rest, close
        return answer


def _environ(scope: Message) -> Environ:
    """The WSGI environment of a request, without its body; where its head is unfit it holds REFUSED."""
    server, port = scope["server"]
    environ: Environ = {
        **BASE,
        "REQUEST_METHOD": scope["method"],
        # WSGI has text as bytes in the shape of Latin-1.
        "PATH_INFO": scope["path"].encode().decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_NAME": server,
        "SERVER_PORT": str(port),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "REMOTE_ADDR": scope["client"][0],
        "wsgi.url_scheme": scope["scheme"],
        "wsgi.input": io.BytesIO(),
    }
    for raw, value in scope["headers"]:
        name = HEADERS.get(raw) or _header(raw)
        if name is None:
            continue
        text = value.decode("latin-1")
        if name not in environ:
            environ[name] = text
        elif name in SINGLE:
            environ[REFUSED] = _Refusal("malformed_request", why=f"two {raw.decode()} headers")
        else:
            environ[name] += ("; " if name == "HTTP_COOKIE" else ",") + text
    host = environ.get("HTTP_HOST", "")
    if not host and environ["SERVER_PROTOCOL"] == "HTTP/1.1":
        environ[REFUSED] = _Refusal("malformed_request", why="no Host header")
    elif not HOST_MARKS.issuperset(host):
        environ[REFUSED] = _Refusal("malformed_request", why="a Host header that names no host")
    query = scope["query_string"]
    if len(query) > LONGEST_QUERY or query.count(b"&") >= MOST_PARAMETERS:
        environ[REFUSED] = _Refusal(
            "malformed_request",
            why=f"a query string of more than {MOST_PARAMETERS} parameters or {LONGEST_QUERY:,} bytes",
        )
    if not scope["method"].isupper():
        environ[REFUSED] = _Refusal("malformed_request", why="a method that is not in upper case")
    if environ.get("HTTP_TRANSFER_ENCODING", "chunked").strip().lower() != "chunked":
        environ[REFUSED] = _Refusal("malformed_request", why="a Transfer-Encoding other than chunked")
    return environ


def _header(raw: bytes) -> str | None:
    """The WSGI name of a header; None where `_` would let it pass for a header with `-`."""
    if b"_" in raw:
        return None
    name = raw.decode("latin-1").replace("-", "_").upper()
    return name if name in ("CONTENT_TYPE", "CONTENT_LENGTH") else f"HTTP_{name}"


HEADERS = {
    raw: _header(raw)
    for raw in b"accept accept-encoding accept-language authorization connection content-length content-type cookie "
    b"host idempotency-key if-match if-none-match origin referer user-agent x-api-key x-forwarded-for "
    b"x-forwarded-proto x-request-id".split()
}


async def _drain(receive: Receive) -> None:
    """Read on what a refused client still sends, for a while: one that hears of a reset does not see the answer."""
    size, more = 0, True
    with suppress(TimeoutError):
        async with asyncio.timeout(DRAIN_SECONDS):
            while more and size < DRAIN_BYTES:
                message = await receive()
                size += len(message.get("body", b""))
                more = message.get("more_body", False)


async def _until_gone(receive: Receive) -> None:
    """Wait until the client has gone."""
    while (await receive())["type"] != "http.disconnect":
        pass


def _parts(answer: _Answer) -> Iterator[bytes]:
    """What is to be sent of a long answer, small parts joined; those of a live answer as they come."""
    assert answer.rest is not None
    if _is_live([(name.decode("latin-1"), value.decode("latin-1")) for name, value in answer.headers]):
        yield answer.body
        yield from answer.rest
        return
    gathered, size, since = [answer.body], len(answer.body), time.monotonic()
    for part in answer.rest:
        gathered.append(part)
        size += len(part)
        if size >= PART_BYTES or time.monotonic() > since + PART_SECONDS:
            yield b"".join(gathered)
            gathered, size, since = [], 0, time.monotonic()
    yield b"".join(gathered)


def _is_live(headers: Iterable[tuple[str, str]]) -> bool:
    """Whether an answer tells news as they come: each part of it is sent at once."""
    return any(name.lower() == "content-type" and value.startswith("text/event-stream") for name, value in headers)


def _refuse_write(_: bytes) -> Any:
    raise RuntimeError("the write() of WSGI is not served; return an iterable")
