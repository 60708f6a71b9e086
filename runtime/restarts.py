"""Processes beside the workers, which are started again when they fail or are killed."""

from __future__ import annotations

import ctypes
import logging
import os
import signal
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress

PR_SET_PDEATHSIG = 1
# The pause before a restart doubles up to the longest one, and is the shortest again after a quiet minute.
SHORTEST_PAUSE, LONGEST_PAUSE = 0.2, 30.0
QUIET_SECONDS = 60.0
# What a watching process waits for.
SIGNALS = {signal.SIGTERM, signal.SIGCHLD}
# The exit status of a watching process whose work is done.
DONE = 0

log = logging.getLogger("finenice")


class Watched:
    """A process that is started again when it fails or is killed, by a watching process, which is as well.

    The watching process has the state of its parent at the start, and none of its threads.
    """

    def __init__(self, name: str, run: Callable[[], None]) -> None:
        self._name, self._run = name, run
        self._stopping, self._lock = threading.Event(), threading.Lock()
        self.pid = _fork_watcher(name, run)
        self._thread = threading.Thread(target=self._renew, name=f"watch {name}", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop the process, and wait for its end."""
        with self._lock, suppress(ProcessLookupError):
            self._stopping.set()
            os.kill(self.pid, signal.SIGTERM)
        self._thread.join()

    def wait(self) -> None:
        """Wait until the process has done its work."""
        self._thread.join()

    def _renew(self) -> None:
        pause = SHORTEST_PAUSE
        while True:
            code = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
            if code == DONE or self._stopping.is_set():
                return
            log.error("the process that watches %s has ended and is started again", self._name, extra={"code": code})
            while not self._fork_again():
                if self._stopping.wait(pause):
                    return
                pause = min(pause * 2, LONGEST_PAUSE)

    def _fork_again(self) -> bool:
        """Return True if there is a watching process again, or none is needed any more."""
        with self._lock:
            if self._stopping.is_set():
                return True
            try:
                self.pid = _fork_watcher(self._name, self._run)
            except OSError as error:
                log.error("the process that watches %s can't be forked: %s", self._name, error.strerror)
                return False
            return True


def _fork_watcher(name: str, run: Callable[[], None]) -> int:
    """Fork a process that calls `run` in a child, and again whenever the child fails or is killed.

    It ends as DONE when `run` has returned, and with its child at SIGTERM and when this process ends.
    """
    parent = os.getpid()
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        code = DONE if _watch(name, run, parent) else code
    finally:
        os._exit(code)


def _watch(name: str, run: Callable[[], None], parent: int) -> bool:
    """Return True once `run` has returned, and False at SIGTERM and when the parent has ended.

    Signals are blocked and waited for: a handler would not run if its signal came right before a call that waits.
    """
    stopping = threading.Event()
    # Only for a moment in which what runs at each fork of the server unblocks the signal.
    signal.signal(signal.SIGTERM, lambda *_: stopping.set())
    before = signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    pause = SHORTEST_PAUSE
    while not stopping.is_set() and os.getppid() == parent:
        started = time.monotonic()
        try:
            child = _start(name, run, before)
        except OSError as error:
            # Without memory nothing can be forked; later it may.
            log.error("the process for %s can't be forked: %s", name, error.strerror)
            signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
        else:
            signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
            code, stopped = _wait(child, stopping.is_set())
            if code == 0 or stopped:
                return not stopped
            log.error("the process for %s has ended and is started again", name, extra={"code": code})
        if time.monotonic() - started > QUIET_SECONDS:
            pause = SHORTEST_PAUSE
        if signal.sigtimedwait({signal.SIGTERM}, pause):
            break
        pause = min(pause * 2, LONGEST_PAUSE)
    return False


def _wait(child: int, stopped: bool) -> tuple[int, bool]:
    """Return the exit status of the child, and True if it was stopped: at once, or because of a SIGTERM."""
    if stopped:
        os.kill(child, signal.SIGTERM)
    while True:
        if signal.sigwait(SIGNALS) == signal.SIGTERM:
            stopped = True
            os.kill(child, signal.SIGTERM)
        pid, status = os.waitpid(child, os.WNOHANG)
        if pid:
            return os.waitstatus_to_exitcode(status), stopped


def _start(name: str, run: Callable[[], None], mask: Iterable[int]) -> int:
    watcher = os.getpid()
    pid = os.fork()
    if pid:
        return pid
    status = 1
    try:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() == watcher:
            run()
        status = 0
    except Exception:
        log.exception("the process for %s has failed", name)
    finally:
        os._exit(status)
