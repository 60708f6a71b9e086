"""Supervisor of the analysis pool: it loads the engine once and forks the worker processes.

It never reads files or answers; it passes descriptors on. It runs while a client is connected, and its workers end with
it. Answers that clients send back are cached in memory files, by cache key.
"""

from __future__ import annotations

import fcntl
import gc
import io
import os
import selectors
import signal
import socket
import sys
import time
import traceback
from collections import Counter, OrderedDict, deque
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import orjson

from analysis_pool import protocol
from analysis_pool.process import Analyze, Bounds, serve
from domain.analytics.options import Limits, Options
from domain.usage import Name, Usage

LOCK = "lock"
MAX_WAITING = 8
MAX_PER_OWNER = 2
WAIT_SECONDS = 10.0
# One more analysis may run if it is small: a file of up to this size, or a tenth of it for the tier `best`.
SMALL_FILE = 1024 * 1024
COST_OF_BEST = 10
# Seconds to wait for the first client, without any client, and without work while clients are connected.
STARTUP_SECONDS = 10.0
LINGER_SECONDS = 0.2
IDLE_SECONDS = 600.0
CACHE_BYTES = 32 * 1024**2
# Each cached answer is an open file, and many systems limit a process to 1024.
MAX_CACHED = 512
# Seconds that count as none, and those in which half of the time that somebody's analyses have taken is forgotten.
LIGHT_SECONDS, HALF_SECONDS = 0.1, 120.0


@dataclass(eq=False, slots=True)
class Caller:
    """A connection of a client, which makes one request."""

    connection: socket.socket
    key: str = ""
    owner: str = ""
    # The owner and its network, whose time counts.
    names: tuple[Name, ...] = ()
    options: bytes = b""
    is_small: bool = False
    # The file, until it is passed to a worker; -1 afterwards.
    file: int = -1
    # Start of the wait, and later of the analysis.
    since: float = 0.0


@dataclass(eq=False, slots=True)
class Worker:
    """A worker process and the client that it works for."""

    process: int
    # Carries work to the process and its idle messages back; closed when the process ends.
    channel: socket.socket
    caller: Caller | None = None
    # Reason for which the supervisor killed it.
    killed: str = ""


class Supervisor:
    """Connected clients, waiting requests and workers. Single-threaded; no call blocks."""

    def __init__(self, listener: socket.socket, max_workers: int, analyze: Analyze, bounds: Bounds) -> None:
        self.listener, self.max_workers, self.analyze, self.bounds = listener, max_workers, analyze, bounds
        self.selector = selectors.DefaultSelector()
        self.callers: set[Caller] = set()
        self.waiting: deque[Caller] = deque()
        self.workers: set[Worker] = set()
        self.cache: OrderedDict[str, tuple[int, int]] = OrderedDict()
        # Start of the idle time, and the time after which the supervisor ends.
        self.idle_since = time.monotonic()
        self.idle_timeout = STARTUP_SECONDS
        self.usage = Usage(LIGHT_SECONDS, HALF_SECONDS)

    def serve(self) -> None:
        """Serve until no client is connected, or no request has come for IDLE_SECONDS."""
        self.selector.register(self.listener, selectors.EVENT_READ, self._accept)
        while self._is_needed():
            for key, _ in self.selector.select(self._select_timeout()):
                key.data()
            self._run_due()

    def _running(self) -> list[tuple[Worker, float]]:
        """Return the busy workers that were not killed, each with its deadline."""
        return [
            (worker, worker.caller.since + self.bounds.seconds)
            for worker in self.workers
            if worker.caller is not None and not worker.killed
        ]

    def _is_needed(self) -> bool:
        return bool(self._running()) or time.monotonic() < self.idle_since + self.idle_timeout

    def _select_timeout(self) -> float:
        ends = [end for _, end in self._running()] + [caller.since + WAIT_SECONDS for caller in self.waiting]
        return max(0.0, min(ends or [self.idle_since + self.idle_timeout]) - time.monotonic())

    def _run_due(self) -> None:
        """Kill workers past their deadline, refuse requests that waited too long, and start others."""
        now = time.monotonic()
        busy = self._running()
        for late in (worker for worker, end in busy if now >= end):
            self._kill(late, "deadline")
        while self.waiting and now >= self.waiting[0].since + WAIT_SECONDS:
            late_caller = self.waiting.popleft()
            self._refuse(late_caller, protocol.OWN_LIMIT if self._places_of(late_caller.owner) else b"")
        while (caller := self._next_caller()) is not None and (idle := self._idle_worker()) is not None:
            self.waiting.remove(caller)
            self._start(caller, idle)
        if busy:
            self.idle_since = now

    def _places_of(self, owner: str) -> int:
        """Return how many analyses of the owner run. A caller without an owner has none."""
        return sum(
            bool(owner) and worker.caller is not None and worker.caller.owner == owner for worker in self.workers
        )

    def _next_caller(self) -> Caller | None:
        """Return the caller to serve next: of the owners with the fewest running analyses the one that came first.

        The time that owner and network have used of late goes before the order in which they came.
        """
        light = self._light()
        fitting = (caller for caller in self.waiting if self._has_place(caller))
        return min(fitting, key=lambda caller: (self._places_of(caller.owner), self._used(caller, light)), default=None)

    def _light(self) -> float:
        return self.usage.rank_of(self.usage.light_seconds, time.monotonic())

    def _used(self, caller: Caller, light: float) -> float:
        """Return a number that is larger if the caller's owner or network has used more time, `light` if little."""
        return max([light, *map(self.usage.rank, caller.names)])

    def _has_place(self, caller: Caller) -> bool:
        """Return whether an analysis may start. The second one of an owner may not take the last place."""
        running = [worker.caller for worker in self.workers if worker.caller is not None]
        free = self.max_workers + 1 - len(running)
        if not caller.is_small:
            free = min(free, self.max_workers - sum(not other.is_small for other in running))
        return free > self._places_of(caller.owner)

    def _accept(self) -> None:
        with suppress(BlockingIOError):
            connection, _ = self.listener.accept()
            caller = Caller(connection)
            self.callers.add(caller)
            self.idle_timeout = IDLE_SECONDS
            self.selector.register(connection, selectors.EVENT_READ, lambda: self._read(caller))

    def _read(self, caller: Caller) -> None:
        """Read a request, an answer to cache, or the end of the connection."""
        try:
            record, files, _, _ = socket.recv_fds(caller.connection, protocol.RECORD_BYTES, 1, socket.MSG_DONTWAIT)
        except BlockingIOError:
            return
        except OSError:
            record, files = b"", []
        file = files[0] if files else -1
        if record[:1] == protocol.REQUEST and file >= 0 and not caller.key:
            request = orjson.loads(record[1:])
            options = request["options"]
            caller.key, caller.owner, caller.options = request["key"], request["owner"], orjson.dumps(options)
            caller.names = tuple((kind, request[kind]) for kind in ("owner", "network") if request[kind])
            caller.file = file
            cost = os.fstat(file).st_size * (COST_OF_BEST if options["tier"] == "best" else 1)
            caller.is_small = cost <= SMALL_FILE
            caller.since = self.idle_since = time.monotonic()
            self._admit(caller)
        elif record[:1] == protocol.STORE and file >= 0 and caller.key:
            self._store(caller.key, file)
        elif record == protocol.RECEIVED:
            # The worker may take a moment to end; the owner's next request need not wait for it.
            caller.owner = ""
        else:
            if file >= 0:
                os.close(file)
            self._disconnect(caller)

    def _admit(self, caller: Caller) -> None:
        if caller.key in self.cache:
            self.cache.move_to_end(caller.key)
            with suppress(OSError):
                socket.send_fds(caller.connection, [protocol.CACHED], [self.cache[caller.key][0]])
            _close_file(caller)
        elif self._others_of(caller) >= MAX_PER_OWNER:
            self._refuse(caller, protocol.OWN_LIMIT)
        else:
            self.waiting.append(caller)
            if len(self.waiting) > MAX_WAITING:
                self._refuse_surplus()

    def _refuse_surplus(self) -> None:
        """Refuse the last analysis of an owner with another one, or else of the large ones, or else of all.

        There it is the last one of the network with the most analyses, or else of who has used the most time.
        """
        several = [caller for caller in self.waiting if self._others_of(caller)]
        large = [caller for caller in self.waiting if not caller.is_small]
        near = Counter(caller.names[1:] for caller in self.callers if caller.owner)
        light = self._light()
        surplus = max(
            reversed(several or large or self.waiting),
            key=lambda caller: (near[caller.names[1:]], self._used(caller, light)),
        )
        self.waiting.remove(surplus)
        self._refuse(surplus, protocol.OWN_LIMIT if several else b"")

    def _others_of(self, caller: Caller) -> int:
        """Return how many other analyses of the caller's owner run or wait."""
        return sum(caller.owner == other.owner for other in self.callers) - 1 if caller.owner else 0

    def _refuse(self, caller: Caller, why: bytes = b"") -> None:
        self._send(caller, protocol.BUSY + why)
        caller.owner = ""
        _close_file(caller)

    def _send(self, caller: Caller, record: bytes) -> None:
        """Send a record, or wait until the client has read what was sent before."""
        try:
            caller.connection.send(record, socket.MSG_DONTWAIT)
        except BlockingIOError:
            self.selector.modify(caller.connection, selectors.EVENT_WRITE, lambda: self._send_later(caller, record))
        except OSError:
            # The selector reports the closed connection.
            return

    def _send_later(self, caller: Caller, record: bytes) -> None:
        self.selector.modify(caller.connection, selectors.EVENT_READ, lambda: self._read(caller))
        self._send(caller, record)

    def _idle_worker(self) -> Worker | None:
        """Return an idle worker; fork one if there is room."""
        idle = (worker for worker in self.workers if worker.caller is None and not worker.killed)
        return next(idle, None) or (self._fork() if len(self.workers) <= self.max_workers else None)

    def _fork(self) -> Worker | None:
        supervisor, (own_end, worker_end) = os.getpid(), socket.socketpair(socket.AF_UNIX, protocol.SOCKET_TYPE)
        try:
            process = os.fork()
        except OSError:
            own_end.close()
            worker_end.close()
            return None
        if not process:
            status = 1
            try:
                serve(supervisor, worker_end, self.analyze, self.bounds)
                status = 0
            except BaseException:
                traceback.print_exc()
            finally:
                os._exit(status)
        worker_end.close()
        worker = Worker(process, own_end)
        self.workers.add(worker)
        self.selector.register(own_end, selectors.EVENT_READ, lambda: self._on_worker_message(worker))
        return worker

    def _start(self, caller: Caller, worker: Worker) -> None:
        worker.caller, caller.since = caller, time.monotonic()
        # If the worker has just ended, its channel reports it.
        with suppress(OSError):
            socket.send_fds(worker.channel, [caller.options], [caller.connection.fileno(), caller.file])
        _close_file(caller)

    def _on_worker_message(self, worker: Worker) -> None:
        try:
            message = worker.channel.recv(1, socket.MSG_DONTWAIT)
        except OSError:
            message = b""
        if worker.caller is not None:
            now = time.monotonic()
            for name in worker.caller.names:
                self.usage.add(name, now - worker.caller.since, now)
        if message:
            worker.caller = None
        else:
            self._reap(worker)

    def _kill(self, worker: Worker, why: str) -> None:
        """Kill a worker. It is an unreaped child, so its process id can't belong to another process."""
        worker.killed = why
        os.kill(worker.process, signal.SIGKILL)

    def _reap(self, worker: Worker) -> None:
        # The channel is closed, so the process is ending anyway; after the kill waitpid does not block.
        os.kill(worker.process, signal.SIGKILL)
        code = os.waitstatus_to_exitcode(os.waitpid(worker.process, 0)[1])
        self.selector.unregister(worker.channel)
        worker.channel.close()
        self.workers.discard(worker)
        if worker.caller is not None and code:
            # Nobody else sends SIGKILL but the kernel, when memory runs out.
            reason = worker.killed or {-signal.SIGXCPU: "cpu", -signal.SIGKILL: "memory"}.get(code, "crashed")
            self._send(worker.caller, protocol.STOPPED + orjson.dumps({"reason": reason}))

    def _disconnect(self, caller: Caller) -> None:
        self.selector.unregister(caller.connection)
        caller.connection.close()
        self.callers.discard(caller)
        for worker in self.workers:
            if worker.caller is caller:
                self._kill(worker, "left")
        if caller in self.waiting:
            self.waiting.remove(caller)
            _close_file(caller)
        if not self.callers:
            self.idle_since, self.idle_timeout = time.monotonic(), LINGER_SECONDS

    def _store(self, key: str, file: int) -> None:
        size = os.fstat(file).st_size
        if key in self.cache or size > CACHE_BYTES // 2:
            os.close(file)
            return
        self.cache[key] = (file, size)
        while len(self.cache) > MAX_CACHED or sum(length for _, length in self.cache.values()) > CACHE_BYTES:
            os.close(self.cache.popitem(last=False)[1][0])


def _close_file(caller: Caller) -> None:
    """Close the supervisor's descriptor of the file."""
    if caller.file >= 0:
        os.close(caller.file)
        caller.file = -1


def main(analyze: Analyze) -> int:
    """Supervise analyses in the directory that is the first argument, unless another supervisor does already."""
    directory_name, workers, seconds, cpu_seconds, memory_mb = sys.argv[1:]
    directory, path = Path(directory_name), Path(directory_name, protocol.SOCKET)
    bounds = Bounds(float(seconds), int(cpu_seconds), int(memory_mb))
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
    # A service manager may signal all processes. Clients finish first, and the supervisor ends after them.
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    lock = os.open(directory / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if not os.path.sameopenfile(lock, os.open(directory / LOCK, os.O_RDONLY)):
            return 0
    except (BlockingIOError, FileNotFoundError):
        # Another supervisor runs, or has just removed the directory. The client tries again.
        return 0
    # Left behind by a supervisor that was killed.
    path.unlink(missing_ok=True)
    with socket.socket(socket.AF_UNIX, protocol.SOCKET_TYPE) as listener:
        listener.bind(str(path))
        listener.listen(MAX_WAITING)
        listener.setblocking(False)
        # Frozen objects are not scanned, so their pages stay shared with the workers.
        gc.collect()
        gc.freeze()
        # The parent waits until this output is closed.
        os.dup2(os.open(os.devnull, os.O_RDWR), sys.stdout.fileno())
        Supervisor(listener, int(workers), analyze, bounds).serve()
    with suppress(OSError):
        path.unlink()
        (directory / LOCK).unlink()
        directory.rmdir()
    return 0


def _warm_up(analyze: Analyze) -> None:
    """Run a small analysis, so that all workers share what is initialised once."""
    rows = "".join(f"2024-01-{day:02},{day}\n" for day in range(1, 29))
    for _ in analyze(io.BytesIO(f"date,value\n{rows}".encode()), Options(include_visualizations=True), Limits()):
        pass


if __name__ == "__main__":
    from domain.analytics import pipeline

    _warm_up(pipeline.analyze)
    sys.exit(main(pipeline.analyze))
