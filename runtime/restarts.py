"""Processes beside the workers, which are started again when they fail or are killed."""

from __future__ import annotations

import ctypes
import logging
import os
import signal
import threading
import time
from collections.abc import Callable
from contextlib import suppress

PR_SET_PDEATHSIG = 1
# The pause before a restart doubles up to the longest one, and is the shortest again after a quiet minute.
SHORTEST_PAUSE, LONGEST_PAUSE = 0.2, 30.0
QUIET_SECONDS = 60.0

log = logging.getLogger("finenice")


def keep_running(name: str, run: Callable[[], None]) -> int:
    """Fork a process that calls `run` in a child, and again whenever the child fails or is killed.

    Return the process id of the watching process, for `stop`. It ends with its child when `run` returns, at SIGTERM,
    and when this process ends.
    """
    parent = os.getpid()
    pid = os.fork()
    if pid:
        return pid
    try:
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        _watch(name, run, parent)
    finally:
        os._exit(0)


def stop(watcher: int | None) -> None:
    """Stop the watching process and its child, and wait for their end."""
    if watcher is not None:
        with suppress(ProcessLookupError, ChildProcessError):
            os.kill(watcher, signal.SIGTERM)
            os.waitpid(watcher, 0)


def _watch(name: str, run: Callable[[], None], parent: int) -> None:
    stopping = threading.Event()
    child = 0

    def pass_on(*_: object) -> None:
        stopping.set()
        if child:
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGTERM)

    signal.signal(signal.SIGTERM, pass_on)
    pause = SHORTEST_PAUSE
    while not stopping.is_set() and os.getppid() == parent:
        started = time.monotonic()
        try:
            child = _start(name, run)
        except OSError as error:
            # Without memory nothing can be forked; later it may.
            log.error("the process for %s can't be forked: %s", name, error.strerror)
        else:
            if stopping.is_set():
                # The signal came while the child was being forked.
                pass_on()
            code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
            child = 0
            if code == 0 or stopping.is_set():
                return
            log.error("the process for %s has ended and is started again", name, extra={"code": code})
        if time.monotonic() - started > QUIET_SECONDS:
            pause = SHORTEST_PAUSE
        stopping.wait(pause)
        pause = min(pause * 2, LONGEST_PAUSE)


def _start(name: str, run: Callable[[], None]) -> int:
    watcher = os.getpid()
    pid = os.fork()
    if pid:
        return pid
    status = 1
    try:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() == watcher:
            run()
        status = 0
    except Exception:
        log.exception("the process for %s has failed", name)
    finally:
        os._exit(status)
