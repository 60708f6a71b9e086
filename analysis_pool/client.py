"""What the rest of the house asks of the analyses. Free of numpy; no thread but the caller's waits."""

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
START_SECONDS = 20.0
PAUSE_SECONDS = 0.02
# What its process may take of the CPU beyond its time, so that the keeper is the one who ends it.
SPARE_SECONDS = 2
# What an answer may take beyond its time: waiting for its turn, and the keeper's own work.
PATIENCE_SECONDS = 15.0
# More than this of a file lies on the disk already, whose own descriptor is handed on.
IN_MEMORY = 512 * 1024
LARGEST_ANSWER = 64 * 1024 * 1024
# Nothing of the shop's secrets.
ENVIRONMENT = ("PATH", "HOME", "LD_LIBRARY_PATH", "PYTHONPATH", "PYTHONDONTWRITEBYTECODE", "LANG")


class Busy(Exception):
    """All who analyse have enough to do; `own` where it is the caller's own analyses that fill the place."""

    def __init__(self, own: bool = False) -> None:
        super().__init__("own" if own else "all")
        self.own = own


class Unavailable(Exception):
    """No analysis can be begun."""


class TooLarge(Exception):
    """The answer would be larger than any that is given."""


class Stopped(Exception):
    """The analysis came to an end before any series was finished: in which stage, and why."""

    def __init__(self, stage: str, reason: str) -> None:
        super().__init__(f"{stage}: {reason}")
        self.stage, self.reason = stage, reason


@dataclass(slots=True)
class Answer:
    """The answer in its parts: `head` is an object without its closing brace, `series` are lists without brackets.

    `key` is that of what was asked: the same file, options and engine. `degraded` says what is missing, if anything;
    what was stopped is not `complete`, and may be more another time.
    """

    key: str
    head: bytes = b""
    series: list[bytes] = field(default_factory=list)
    degraded: bytes = b"null"
    complete: bool = True

    def json(self) -> Iterator[bytes]:
        """The JSON of the answer."""
        yield self.head + b',"series":['
        for number, part in enumerate(self.series):
            yield b"," + part if number else part
        yield b'],"degraded":' + self.degraded + b"}"


class _Caller:
    """This process as the keeper sees it: where the keeper is, and the connection that shows that somebody is here."""

    def __init__(self, settings: Analysis, shop: object, most: int, program: str) -> None:
        self.settings, self.program = settings, program
        self.places = threading.BoundedSemaphore(most)
        self.starting = threading.Lock()
        self.keeper: subprocess.Popen[bytes] | None = None
        self.last: socket.socket | None = None
        # Who shares a keeper has the same shop, settings and code.
        known = [shop, settings, os.geteuid(), program, sys.executable]
        for package in ("domain/analytics", "analysis_pool"):
            for path in sorted((ROOT / package).rglob("*.py")):
                found = path.stat()
                known += [path, found.st_mtime_ns, found.st_size]
        digest = hashlib.sha256(repr(known).encode()).hexdigest()[:16]
        # Of this machine alone, which DATA_DIR need not be, and short enough for a socket.
        self.directory = Path(f"/tmp/finenice-analysis-{digest}")  # noqa: S108


_caller: _Caller | None = None


def use(settings: Analysis, shop: object, threads: int, program: str = "analysis_pool.supervisor") -> None:
    """Tells this process how to analyse; to be called once, before the first. Nothing is started yet.

    Web processes for which `shop` reads the same share a keeper.
    """
    global _caller
    # The other half of the threads answers everybody else meanwhile.
    _caller = _Caller(settings, shop, max(1, threads // 2), program)


def release() -> None:
    """Ends this process's use of the keeper, which ends when nobody else uses it."""
    if _caller is not None and _caller.last is not None:
        _caller.last.close()
        _caller.last = None


def key(file: IO[bytes] | bytes, options: Options) -> str:
    """What the answer to these bytes and options is known by: the same key, the same answer."""
    digest = hashlib.sha256(analytics.VERSION.encode() + protocol.dump_options(options))
    if isinstance(file, bytes):
        digest.update(file)
        return digest.hexdigest()
    file.seek(0)
    while part := file.read(1024 * 1024):
        digest.update(part)
    file.seek(0)
    return digest.hexdigest()


def analyze(file: IO[bytes] | bytes, options: Options, owner: str = "", known_as: str = "") -> Answer:
    """The answer, or what is finished of it when time, CPU or memory has run out.

    `owner` is on whose behalf; nobody may have more than two under way. `known_as` is the key, where it is known
    already. Raises Refused, Busy, Unavailable, TooLarge or Stopped.
    """
    if _caller is None:
        raise RuntimeError("analysis_pool.client.use() was not called")
    known_as = known_as or key(file, options)
    asked = {"key": known_as, "owner": owner, "options": orjson.Fragment(protocol.dump_options(options))}
    request = protocol.REQUEST + orjson.dumps(asked)
    if not _caller.places.acquire(blocking=False):
        raise Busy
    try:
        descriptor, own = _descriptor(file)
        try:
            for _ in range(2):
                # A keeper that has ended meanwhile is followed by a new one, which can be asked the same.
                with suppress(EOFError, ConnectionError):
                    return _ask(_caller, request, descriptor, known_as)
            raise Unavailable
        finally:
            if own:
                os.close(descriptor)
    finally:
        _caller.places.release()


def _descriptor(file: IO[bytes] | bytes) -> tuple[int, bool]:
    """A descriptor of the bytes, which stands at their beginning; whether it was made for this."""
    if not isinstance(file, bytes):
        size = file.seek(0, io.SEEK_END)
        file.seek(0)
        if size > IN_MEMORY:
            with suppress(io.UnsupportedOperation):
                descriptor = file.fileno()
                os.lseek(descriptor, 0, os.SEEK_SET)
                return descriptor, False
        file = file.read()
    return _in_memory("file", [file]), True


def _in_memory(name: str, parts: list[bytes]) -> int:
    descriptor = os.memfd_create(f"finenice-{name}")
    with open(descriptor, "wb", closefd=False) as memory:
        memory.writelines(parts)
    os.lseek(descriptor, 0, os.SEEK_SET)
    return descriptor


def _ask(caller: _Caller, request: bytes, file: int, known_as: str) -> Answer:
    """One request over a connection of its own, which stays open until the next one is through."""
    connection = _connect(caller)
    try:
        os.lseek(file, 0, os.SEEK_SET)
        socket.send_fds(connection, [request], [file])
        try:
            return _listen(connection, known_as)
        finally:
            with suppress(OSError):
                connection.send(protocol.OVER)
    except (OSError, EOFError, TooLarge) as error:
        # The keeper stops what is still under way.
        connection.close()
        if isinstance(error, TimeoutError):
            raise Unavailable from None
        raise
    finally:
        if connection.fileno() >= 0:
            before, caller.last = caller.last, connection
            if before is not None:
                before.close()


def _listen(connection: socket.socket, known_as: str) -> Answer:
    """The answer that the records make."""
    answer = Answer(known_as)
    stage, total, done, size = "read", None, 0, 0
    bytes_so_far: list[bytes] = []
    while True:
        record, files, _, _ = socket.recv_fds(connection, protocol.LONGEST, 1)
        if not record:
            raise EOFError
        kind, data = record[:1], record[1:]
        size += len(data)
        if size > LARGEST_ANSWER:
            raise TooLarge
        match kind:
            case protocol.MORE:
                bytes_so_far.append(data)
                continue
            case protocol.STAGE:
                told = orjson.loads(data)
                stage, total = told["stage"], told["of"] or total
                continue
            case protocol.KEPT:
                return _unpacked(files[0], known_as)
            case protocol.BUSY:
                raise Busy(own=data == protocol.OWN)
        if kind != protocol.STOPPED:
            # What stops an analysis may come before the end of what it was telling.
            data = b"".join((*bytes_so_far, data))
            bytes_so_far.clear()
        match kind:
            case protocol.PART:
                done += struct.unpack("!I", data[-4:])[0]
                answer.series.append(data[:-4])
            case protocol.HEAD:
                answer.head = data
            case protocol.DEGRADED:
                answer.degraded = data
            case protocol.REFUSED:
                told = orjson.loads(data)
                raise Refused(told["code"], **told["words"])
            case protocol.STOPPED:
                told = orjson.loads(data)
                if "trace" in told:
                    log.error("an analysis crashed\n%s", told["trace"])
                if not done or not answer.head:
                    raise Stopped(stage, told["reason"])
                degraded = {"reason": told["reason"], "stage": stage, "series_done": done, "series_total": total}
                answer.degraded, answer.complete = orjson.dumps(degraded), False
                return answer
            case protocol.DONE if answer.head:
                _keep(connection, answer)
                return answer
            case _:
                raise Stopped(stage, "crashed")


def _keep(connection: socket.socket, answer: Answer) -> None:
    """Hands the answer to the keeper, for whoever asks the same."""
    parts = [answer.head, answer.degraded, *answer.series]
    lengths = struct.pack(f"!I{len(parts)}Q", len(parts), *map(len, parts))
    descriptor = _in_memory("answer", [lengths, *parts])
    try:
        with suppress(OSError):
            socket.send_fds(connection, [protocol.KEEP], [descriptor])
    finally:
        os.close(descriptor)


def _unpacked(descriptor: int, known_as: str) -> Answer:
    # Others read the same file at the same time, so each names the place where it reads.
    with mmap.mmap(descriptor, 0, prot=mmap.PROT_READ) as kept:
        os.close(descriptor)
        (count,) = struct.unpack_from("!I", kept)
        lengths = struct.unpack_from(f"!{count}Q", kept, 4)
        place = 4 + 8 * count
        parts = [bytes(kept[begin : begin + length]) for begin, length in _places(place, lengths)]
    return Answer(known_as, parts[0], parts[2:], parts[1])


def _places(begin: int, lengths: tuple[int, ...]) -> Iterator[tuple[int, int]]:
    for length in lengths:
        yield begin, length
        begin += length


def _connect(caller: _Caller) -> socket.socket:
    """A connection to the keeper, which is started if there is none."""
    deadline = time.monotonic() + START_SECONDS
    while True:
        with suppress(FileNotFoundError, ConnectionRefusedError, BlockingIOError):
            return _connected(caller)
        if time.monotonic() > deadline:
            raise Unavailable
        with caller.starting:
            with suppress(FileNotFoundError, ConnectionRefusedError, BlockingIOError):
                return _connected(caller)
            _start(caller)


def _connected(caller: _Caller) -> socket.socket:
    connection = socket.socket(socket.AF_UNIX, protocol.KIND)
    connection.settimeout(PATIENCE_SECONDS + caller.settings.seconds)
    try:
        connection.connect(str(caller.directory / protocol.SOCKET))
    except BaseException:
        connection.close()
        raise
    return connection


def _start(caller: _Caller) -> None:
    """Starts a keeper and returns when it listens, or has ended because another one does."""
    _private(caller.directory)
    if caller.keeper is not None:
        code = caller.keeper.poll()
        if code is None:
            # It is on its way out, or not listening yet.
            time.sleep(PAUSE_SECONDS)
            return
        caller.keeper = None
        if code > 0:
            log.error("the keeper of analyses does not start")
            raise Unavailable
    bounds = caller.settings
    cpu_seconds = ceil(bounds.seconds) + SPARE_SECONDS
    numbers = map(str, (bounds.workers, bounds.seconds, cpu_seconds, bounds.memory_mb))
    environment = {name: os.environ[name] for name in ENVIRONMENT if name in os.environ}
    try:
        caller.keeper = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", caller.program, str(caller.directory), *numbers],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            cwd=ROOT,
            # Threads of the engine would be more than one CPU for an analysis, and can't be forked.
            env={**environment, "OPENBLAS_NUM_THREADS": "1"},
            # A Ctrl-C that stops the shop lets it answer first what is under way.
            start_new_session=True,
        )
    except OSError as error:
        log.error("analyses can't be started: %s", error)
        raise Unavailable from error
    assert caller.keeper.stdout is not None
    with caller.keeper.stdout as until_it_listens:
        until_it_listens.read()


def _private(directory: Path) -> None:
    """Makes the directory and sees to it that only this user may enter it."""
    with suppress(FileExistsError):
        directory.mkdir(mode=0o700)
    found = directory.lstat()
    if found.st_uid != os.geteuid() or not stat.S_ISDIR(found.st_mode) or stat.S_IMODE(found.st_mode) != 0o700:
        log.error("%s is not this user's own", directory)
        raise Unavailable
