"""The keeper of analyses: a process that has the engine loaded and forks one for each file.

It reads no file and no answer, so what it forks knows of nobody else's. It lives as long as some caller has a
connection, which the kernel closes when that ends in whatever way; its own end is the end of all that it has forked.
Answers that callers hand back are kept as files in memory, by the key of what was asked.
"""

from __future__ import annotations

import fcntl
import gc
import os
import selectors
import signal
import socket
import sys
import time
import traceback
from collections import OrderedDict, deque
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

from workers import analysis, records
from workers.analysis import Analyze, Bounds

LOCK = "lock"
MOST_WAITING = 8
MOST_OF_ONE = 2
WAIT_SECONDS = 5.0
# Without a caller; and without work, although there are callers.
LINGER_SECONDS = 1.0
IDLE_SECONDS = 600.0
KEPT_BYTES = 32 * 1024**2


@dataclass(eq=False, slots=True)
class Caller:
    """One connection, which asks once, and what became of what it asked."""

    connection: socket.socket
    key: str = ""
    owner: str = ""
    options: dict[str, Any] = field(default_factory=dict)
    # The file, until it is handed to a process.
    file: int = -1
    # When it asked, and later when its process began.
    since: float = 0.0
    process: int = 0
    handle: int = -1
    # Why the keeper has killed the process.
    killed: str = ""


class Keeper:
    """Who is connected, who waits, what runs. One thread; nothing that it does waits for anybody."""

    def __init__(self, listener: socket.socket, workers: int, analyze: Analyze, bounds: Bounds) -> None:
        self.listener, self.workers, self.analyze, self.bounds = listener, workers, analyze, bounds
        self.selector = selectors.DefaultSelector()
        self.callers: set[Caller] = set()
        self.waiting: deque[Caller] = deque()
        self.running: set[Caller] = set()
        self.kept: OrderedDict[str, tuple[int, int]] = OrderedDict()
        self.busy_at = time.monotonic()

    def serve(self) -> None:
        """Serves until nobody is connected, or nobody has asked for long."""
        self.selector.register(self.listener, selectors.EVENT_READ, self._accept)
        while self._wanted():
            for key, _ in self.selector.select(self._pause()):
                key.data()
            self._tend()

    def _wanted(self) -> bool:
        patience = IDLE_SECONDS if self.callers else LINGER_SECONDS
        return bool(self.running) or time.monotonic() - self.busy_at < patience

    def _pause(self) -> float:
        ends = [caller.since + self.bounds.seconds for caller in self.running if not caller.killed]
        ends += [caller.since + WAIT_SECONDS for caller in self.waiting]
        ends += [self.busy_at + (IDLE_SECONDS if self.callers else LINGER_SECONDS)] if not self.running else []
        return max(0.0, min(ends) - time.monotonic()) if ends else LINGER_SECONDS

    def _tend(self) -> None:
        """Kills what has had its time, sends away who has waited too long, begins what there is room for."""
        now = time.monotonic()
        for caller in self.running:
            if not caller.killed and now >= caller.since + self.bounds.seconds:
                self._kill(caller, "deadline")
        while self.waiting and now >= self.waiting[0].since + WAIT_SECONDS:
            self._refuse(self.waiting.popleft())
        while self.waiting and len(self.running) < self.workers:
            self._begin(self.waiting.popleft())
        if self.running:
            self.busy_at = now

    def _accept(self) -> None:
        with suppress(BlockingIOError):
            connection, _ = self.listener.accept()
            caller = Caller(connection)
            self.callers.add(caller)
            self.selector.register(connection, selectors.EVENT_READ, lambda: self._hear(caller))

    def _hear(self, caller: Caller) -> None:
        """A request, an answer to be kept, or the end of the connection."""
        try:
            record, files, _, _ = socket.recv_fds(caller.connection, records.LONGEST, 1, socket.MSG_DONTWAIT)
        except BlockingIOError:
            return
        except OSError:
            record, files = b"", []
        file = files[0] if files else -1
        if record[:1] == records.REQUEST and file >= 0 and not caller.key:
            asked = orjson.loads(record[1:])
            caller.key, caller.owner, caller.options = asked["key"], asked["owner"], asked["options"]
            caller.file, caller.since = file, time.monotonic()
            self.busy_at = caller.since
            self._take(caller)
        elif record[:1] == records.KEEP and file >= 0 and caller.key:
            self._keep(caller.key, file)
        elif record == records.OVER:
            # Its process may take a moment to end, which the owner need not wait for.
            caller.owner = ""
        else:
            if file >= 0:
                os.close(file)
            self._leave(caller)

    def _take(self, caller: Caller) -> None:
        if caller.key in self.kept:
            self.kept.move_to_end(caller.key)
            with suppress(OSError):
                socket.send_fds(caller.connection, [records.KEPT], [self.kept[caller.key][0]])
            _close(caller)
        elif caller.owner and sum(caller.owner == other.owner for other in self.callers) > MOST_OF_ONE:
            self._refuse(caller, records.OWN)
        elif len(self.waiting) >= MOST_WAITING:
            self._refuse(caller)
        else:
            self.waiting.append(caller)

    def _refuse(self, caller: Caller, why: bytes = b"") -> None:
        self._tell(caller, records.BUSY + why)
        _close(caller)

    def _tell(self, caller: Caller, record: bytes) -> None:
        # Who doesn't listen has gone, or has been sent so much that this one more word changes nothing.
        with suppress(OSError):
            caller.connection.send(record, socket.MSG_DONTWAIT)

    def _begin(self, caller: Caller) -> None:
        keeper = os.getpid()
        try:
            caller.process = os.fork()
        except OSError:
            self._refuse(caller)
            return
        if not caller.process:
            status = 1
            try:
                analysis.alone(keeper, (caller.connection.fileno(), caller.file))
                analysis.run(caller.connection, caller.file, caller.options, self.analyze, self.bounds)
                status = 0
            except BaseException:
                traceback.print_exc()
            finally:
                os._exit(status)
        caller.since = time.monotonic()
        caller.handle = os.pidfd_open(caller.process)
        self.running.add(caller)
        self.selector.register(caller.handle, selectors.EVENT_READ, lambda: self._ended(caller))
        _close(caller)

    def _kill(self, caller: Caller, why: str) -> None:
        """The process is this one's child and not waited for yet, so its number is nobody else's."""
        caller.killed = why
        os.kill(caller.process, signal.SIGKILL)

    def _ended(self, caller: Caller) -> None:
        code = os.waitstatus_to_exitcode(os.waitpid(caller.process, 0)[1])
        self.selector.unregister(caller.handle)
        os.close(caller.handle)
        self.running.discard(caller)
        if code:
            # Who else kills is the kernel, where memory runs out.
            reason = caller.killed or {-signal.SIGXCPU: "cpu", -signal.SIGKILL: "memory"}.get(code, "crashed")
            self._tell(caller, records.STOPPED + orjson.dumps({"reason": reason}))

    def _leave(self, caller: Caller) -> None:
        self.selector.unregister(caller.connection)
        caller.connection.close()
        self.callers.discard(caller)
        if caller in self.running:
            self._kill(caller, "left")
        elif caller in self.waiting:
            self.waiting.remove(caller)
            _close(caller)
        if not self.callers:
            self.busy_at = time.monotonic()

    def _keep(self, key: str, file: int) -> None:
        size = os.fstat(file).st_size
        if key in self.kept or size > KEPT_BYTES // 2:
            os.close(file)
            return
        self.kept[key] = (file, size)
        while sum(each for _, each in self.kept.values()) > KEPT_BYTES:
            os.close(self.kept.popitem(last=False)[1][0])


def _close(caller: Caller) -> None:
    """Lets the keeper's descriptor of the file go."""
    if caller.file >= 0:
        os.close(caller.file)
        caller.file = -1


def main(analyze: Analyze) -> int:
    """Keeps analyses in the directory of the first argument, unless another keeper does so already."""
    directory, workers, seconds, cpu_seconds, memory_mb = sys.argv[1:]
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
    lock = os.open(f"{directory}/{LOCK}", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return 0
    path = Path(directory, records.SOCKET)
    # The last keeper has left it, however it ended.
    path.unlink(missing_ok=True)
    with socket.socket(socket.AF_UNIX, records.KIND) as listener:
        listener.bind(str(path))
        listener.listen(MOST_WAITING)
        listener.setblocking(False)
        # What is never looked at again is never copied.
        gc.collect()
        gc.freeze()
        keeper = Keeper(listener, int(workers), analyze, Bounds(float(seconds), int(cpu_seconds), int(memory_mb)))
        # Who has started this one waits for the end of this line.
        os.dup2(os.open(os.devnull, os.O_RDWR), sys.stdout.fileno())
        keeper.serve()
    return 0


if __name__ == "__main__":
    from analytics.pipeline import analyze_file

    sys.exit(main(analyze_file))
