"""Client of the analysis pool. It does not load numpy and starts no threads."""

from __future__ import annotations

import hashlib
import io
import logging
import mmap
import os
import socket
import stat
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from math import ceil
from pathlib import Path
from typing import IO

import orjson

from analysis_pool import protocol
from domain import analytics
from domain.analytics.options import Options, Refused
from settings import Analysis

log = logging.getLogger("finenice")

ROOT = Path(__file__).resolve().parent.parent
START_TIMEOUT = 20.0
POLL_SECONDS = 0.02
# CPU seconds that a worker may use beyond its time limit, so that the supervisor stops it first.
CPU_MARGIN_SECONDS = 2
# Seconds that an answer may take beyond the time limit: waiting in the queue and the supervisor's own work.
MARGIN_SECONDS = 15.0
# A larger file is on disk already; its own descriptor is passed on instead of a copy.
LARGEST_COPY = 512 * 1024
LARGEST_ANSWER = 64 * 1024 * 1024
# Environment variables that the supervisor inherits. None of them holds a secret.
ENVIRONMENT = ("PATH", "HOME", "LD_LIBRARY_PATH", "PYTHONPATH", "PYTHONDONTWRITEBYTECODE", "LANG")


class Busy(Exception):
    """The pool is full. `own` is True where the owner's own analyses fill their share."""

    def __init__(self, own: bool = False) -> None:
        super().__init__("own" if own else "all")
        self.own = own


class Unavailable(Exception):
    """The supervisor can't be started or reached."""


class TooLarge(Exception):
    """The answer would exceed LARGEST_ANSWER."""


class Stopped(Exception):
    """The analysis ended before a series was finished. `stage` and `reason` say where and why."""

    def __init__(self, stage: str, reason: str) -> None:
        super().__init__(f"{stage}: {reason}")
        self.stage, self.reason = stage, reason


@dataclass(slots=True)
class Answer:
    """The answer in parts: `head` is a JSON object without its closing brace, `series` are lists without brackets.

    `key` is the cache key of file, options and engine. `degraded` is the JSON of what is missing. An answer that was
    cut short is not `complete`; a repeated call may return more.
    """

    key: str
    head: bytes = b""
    series: list[bytes] = field(default_factory=list)
    degraded: bytes = b"null"
    complete: bool = True

    def json(self) -> Iterator[bytes]:
        """Yield the JSON of the answer."""
        yield self.head + b',"series":['
        for number, part in enumerate(self.series):
            yield b"," + part if number else part
        yield b'],"degraded":' + self.degraded + b"}"


class _Pool:
    """State of this process: the settings, the supervisor, and the connection that keeps the supervisor running."""

    def __init__(self, settings: Analysis, shop: object, program: str) -> None:
        self.settings, self.program = settings, program
        self.starting = threading.Lock()
        self.supervisor: subprocess.Popen[bytes] | None = None
        self.last: socket.socket | None = None
        # Processes share a supervisor if they have the same shop, settings and code.
        identity = [shop, settings, os.geteuid(), program, sys.executable]
        for package in ("domain/analytics", "analysis_pool"):
            for path in sorted((ROOT / package).rglob("*.py")):
                found = path.stat()
                identity += [path, found.st_mtime_ns, found.st_size]
        digest = hashlib.sha256(repr(identity).encode()).hexdigest()[:16]
        # In /tmp, because DATA_DIR may be shared between machines and its path may be too long for a socket.
        self.directory = Path(f"/tmp/finenice-analysis-{digest}")  # noqa: S108


_pool: _Pool | None = None


def configure(settings: Analysis, shop: object, program: str = "analysis_pool.supervisor") -> None:
    """Set up the pool for this process. Call it once, before the first analysis; it starts nothing.

    Web processes with an equal `repr(shop)` share a supervisor.
    """
    global _pool
    _pool = _Pool(settings, shop, program)


def release() -> None:
    """Close the connection to the supervisor, which ends when no process uses it."""
    if _pool is not None and _pool.last is not None:
        _pool.last.close()
        _pool.last = None


def cache_key(file: IO[bytes] | bytes, options: Options) -> str:
    """Return the cache key of the answer to these bytes and options."""
    digest = hashlib.sha256(analytics.VERSION.encode() + protocol.dump_options(options))
    if isinstance(file, bytes):
        digest.update(file)
        return digest.hexdigest()
    file.seek(0)
    while part := file.read(1024 * 1024):
        digest.update(part)
    file.seek(0)
    return digest.hexdigest()


def analyze(
    file: IO[bytes] | bytes, options: Options, owner: str = "", network: str = "", request_key: str = ""
) -> Answer:
    """Return the answer, or its finished part if time, CPU or memory ran out.

    `owner` is the user on whose behalf the call is made; each owner may have two analyses at once, running or waiting.
    Who has used the least time, as owner and as `network`, is next and the last to be refused. Pass `request_key` if
    the cache key is known already. Raises Refused, Busy, Unavailable, TooLarge or Stopped.
    """
    if _pool is None:
        raise RuntimeError("analysis_pool.client.use() was not called")
    request_key = request_key or cache_key(file, options)
    fields = {
        "key": request_key,
        "owner": owner,
        "network": network,
        "options": orjson.Fragment(protocol.dump_options(options)),
    }
    request = protocol.REQUEST + orjson.dumps(fields)
    descriptor, own = _descriptor(file)
    try:
        for _ in range(2):
            # If the supervisor has just ended, start another and repeat the request.
            with suppress(EOFError, ConnectionError):
                return _ask(_pool, request, descriptor, request_key)
        raise Unavailable
    finally:
        if own:
            os.close(descriptor)


def _descriptor(file: IO[bytes] | bytes) -> tuple[int, bool]:
    """Return a descriptor positioned at the start of the bytes, and whether the caller has to close it."""
    if not isinstance(file, bytes):
        size = file.seek(0, io.SEEK_END)
        file.seek(0)
        if size > LARGEST_COPY:
            with suppress(io.UnsupportedOperation):
                descriptor = file.fileno()
                os.lseek(descriptor, 0, os.SEEK_SET)
                return descriptor, False
        file = file.read()
    return _memory_file("file", [file]), True


def _memory_file(name: str, parts: list[bytes]) -> int:
    descriptor = os.memfd_create(f"finenice-{name}")
    with open(descriptor, "wb", closefd=False) as memory:
        memory.writelines(parts)
    os.lseek(descriptor, 0, os.SEEK_SET)
    return descriptor


def _ask(pool: _Pool, request: bytes, file: int, request_key: str) -> Answer:
    """Send one request over its own connection, which stays open until the next request is done."""
    connection = _connect(pool)
    try:
        os.lseek(file, 0, os.SEEK_SET)
        socket.send_fds(connection, [request], [file])
        try:
            return _receive(connection, request_key)
        finally:
            with suppress(OSError):
                connection.send(protocol.RECEIVED)
    except (OSError, EOFError, TooLarge) as error:
        # The supervisor stops the analysis when the connection closes.
        connection.close()
        if isinstance(error, TimeoutError):
            raise Unavailable from None
        raise
    finally:
        if connection.fileno() >= 0:
            before, pool.last = pool.last, connection
            if before is not None:
                before.close()


def _receive(connection: socket.socket, request_key: str) -> Answer:
    """Read records until the answer is complete."""
    answer = Answer(request_key)
    stage, total, done, size = "read", None, 0, 0
    received: list[bytes] = []
    while True:
        record, files, _, _ = socket.recv_fds(connection, protocol.RECORD_BYTES, 1)
        if not record:
            raise EOFError
        kind, data = record[:1], record[1:]
        size += len(data)
        if size > LARGEST_ANSWER:
            raise TooLarge
        match kind:
            case protocol.MORE:
                received.append(data)
                continue
            case protocol.STAGE:
                message = orjson.loads(data)
                stage, total = message["stage"], message["of"] or total
                continue
            case protocol.CACHED:
                return _read_cached(files[0], request_key)
            case protocol.BUSY:
                raise Busy(own=data == protocol.OWN_LIMIT)
        if kind != protocol.STOPPED:
            # An analysis may be stopped in the middle of a message.
            data = b"".join((*received, data))
            received.clear()
        match kind:
            case protocol.PART:
                done += struct.unpack("!I", data[-4:])[0]
                answer.series.append(data[:-4])
            case protocol.HEAD:
                answer.head = data
            case protocol.DEGRADED:
                answer.degraded = data
            case protocol.REFUSED:
                message = orjson.loads(data)
                raise Refused(message["code"], **message["words"])
            case protocol.STOPPED:
                message = orjson.loads(data)
                if "trace" in message:
                    log.error("analysis crashed\n%s", message["trace"])
                if not done or not answer.head:
                    raise Stopped(stage, message["reason"])
                degraded = {"reason": message["reason"], "stage": stage, "series_done": done, "series_total": total}
                answer.degraded, answer.complete = orjson.dumps(degraded), False
                return answer
            case protocol.DONE if answer.head:
                _store(connection, answer)
                return answer
            case _:
                raise Stopped(stage, "crashed")


def _store(connection: socket.socket, answer: Answer) -> None:
    """Pass the answer to the supervisor, which caches it."""
    parts = [answer.head, answer.degraded, *answer.series]
    lengths = struct.pack(f"!I{len(parts)}Q", len(parts), *map(len, parts))
    descriptor = _memory_file("answer", [lengths, *parts])
    try:
        with suppress(OSError):
            socket.send_fds(connection, [protocol.STORE], [descriptor])
    finally:
        os.close(descriptor)


def _read_cached(descriptor: int, request_key: str) -> Answer:
    # Several clients read the same file at once, so each uses its own offsets.
    with mmap.mmap(descriptor, 0, prot=mmap.PROT_READ) as cached:
        os.close(descriptor)
        (count,) = struct.unpack_from("!I", cached)
        lengths = struct.unpack_from(f"!{count}Q", cached, 4)
        place = 4 + 8 * count
        parts = [bytes(cached[begin : begin + length]) for begin, length in _slices(place, lengths)]
    return Answer(request_key, parts[0], parts[2:], parts[1])


def _slices(begin: int, lengths: tuple[int, ...]) -> Iterator[tuple[int, int]]:
    for length in lengths:
        yield begin, length
        begin += length


def _connect(pool: _Pool) -> socket.socket:
    """Connect to the supervisor; start it if there is none."""
    deadline = time.monotonic() + START_TIMEOUT
    while True:
        with suppress(FileNotFoundError, ConnectionRefusedError, BlockingIOError):
            return _open_connection(pool)
        if time.monotonic() > deadline:
            raise Unavailable
        with pool.starting:
            with suppress(FileNotFoundError, ConnectionRefusedError, BlockingIOError):
                return _open_connection(pool)
            _start(pool)


def _open_connection(pool: _Pool) -> socket.socket:
    connection = socket.socket(socket.AF_UNIX, protocol.SOCKET_TYPE)
    connection.settimeout(MARGIN_SECONDS + pool.settings.seconds)
    try:
        connection.connect(str(pool.directory / protocol.SOCKET))
    except BaseException:
        connection.close()
        raise
    return connection


def _start(pool: _Pool) -> None:
    """Start a supervisor. Return when it listens, or when it has ended because another one runs."""
    _ensure_private(pool.directory)
    if pool.supervisor is not None:
        code = pool.supervisor.poll()
        if code is None:
            # It is ending, or does not listen yet.
            time.sleep(POLL_SECONDS)
            return
        pool.supervisor = None
        if code > 0:
            log.error("the analysis supervisor failed to start")
            raise Unavailable
    settings = pool.settings
    cpu_seconds = ceil(settings.seconds) + CPU_MARGIN_SECONDS
    limits = map(str, (settings.workers, settings.seconds, cpu_seconds, settings.memory_mb))
    environment = {name: os.environ[name] for name in ENVIRONMENT if name in os.environ}
    try:
        pool.supervisor = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", pool.program, str(pool.directory), *limits],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            cwd=ROOT,
            # More BLAS threads would use more than one CPU for an analysis, and threads do not survive a fork.
            env={**environment, "OPENBLAS_NUM_THREADS": "1"},
            # On Ctrl-C the app first finishes the requests under way.
            start_new_session=True,
        )
    except OSError as error:
        log.error("can't start the analysis supervisor: %s", error)
        raise Unavailable from error
    assert pool.supervisor.stdout is not None
    with pool.supervisor.stdout as stdout:
        stdout.read()


def _ensure_private(directory: Path) -> None:
    """Create the directory and check that only this user may enter it."""
    with suppress(FileExistsError):
        directory.mkdir(mode=0o700)
    found = directory.lstat()
    if found.st_uid != os.geteuid() or not stat.S_ISDIR(found.st_mode) or stat.S_IMODE(found.st_mode) != 0o700:
        log.error("%s does not belong to this user", directory)
        raise Unavailable
