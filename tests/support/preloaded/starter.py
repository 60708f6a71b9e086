"""A process that has imported the app's modules, and forks itself for each program of support.preloaded.

An import of all modules takes most of the CPU time of a start.
"""

from __future__ import annotations

import gc
import json
import os
import runpy
import select
import signal
import socket
import sys
import time
import types
from contextlib import suppress
from pathlib import Path
from typing import Any

LONGEST_MESSAGE = 1 << 18


def load() -> None:
    """Import what `python app.py` imports before it serves."""
    gc.disable()
    __import__("app")
    __import__("multiprocessing.popen_fork")
    # A program begins with its own.
    del sys.modules["app"]
    # The forks share these objects, as the workers of a server do.
    gc.freeze()
    # A fork has the locks of all threads, and only one of the threads.
    assert len(list(Path("/proc/self/task").iterdir())) == 1, "an import has started a thread"


def serve(client: socket.socket) -> dict[str, Any] | None:
    """Fork for each program that the client names. Return it in the fork, and None when the client has ended."""
    woken, wakes = socket.socketpair()
    wakes.setblocking(False)
    signal.set_wakeup_fd(wakes.fileno())
    signal.signal(signal.SIGCHLD, lambda *_: None)
    waiting = select.poll()
    for each in (client, woken):
        waiting.register(each, select.POLLIN)
    running: dict[int, int] = {}
    while True:
        ready = {number for number, _ in waiting.poll()}
        if woken.fileno() in ready:
            woken.recv(4096)
            report(running)
        if client.fileno() not in ready:
            continue
        message, descriptors, _, _ = socket.recv_fds(client, LONGEST_MESSAGE, 3)
        if not message:
            for pid in running:
                os.kill(pid, signal.SIGTERM)
            return None
        out, err, status = descriptors
        if not (pid := os.fork()):
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            for each in (client, woken, wakes):
                each.detach()
            redirect(out, err)
            program: dict[str, Any] = json.loads(message)
            return program
        running[pid] = status
        os.close(out)
        os.close(err)
        client.send(str(pid).encode())


def report(running: dict[int, int]) -> None:
    """Tell the client the exit codes of the programs that have ended."""
    for pid in list(running):
        ended, code = os.waitpid(pid, os.WNOHANG)
        if ended:
            status = running.pop(pid)
            # Nobody may wait for it any more.
            with suppress(BrokenPipeError):
                os.write(status, str(os.waitstatus_to_exitcode(code)).encode())
            os.close(status)


def redirect(out: int, err: int) -> None:
    """Begin a session with these descriptors only. Standard input is empty, as it is here."""
    os.setsid()
    os.dup2(out, 1)
    os.dup2(err, 2)
    os.closerange(3, os.sysconf("SC_OPEN_MAX"))


def run(words: list[str], env: dict[str, str]) -> None:
    """Run what `python` runs with these arguments: a file, `-m module` or `-c script`."""
    os.environ.clear()
    os.environ.update(env)
    time.tzset()
    gc.enable()
    kind, *rest = words
    if kind == "-c":
        script, *rest = rest
        sys.argv, sys.path[0] = ["-c", *rest], ""
        main = sys.modules["__main__"] = types.ModuleType("__main__")
        exec(compile(script, "<string>", "exec"), main.__dict__)
    elif kind == "-m":
        sys.argv = rest
        runpy.run_module(rest[0], run_name="__main__", alter_sys=True)
    else:
        sys.argv = words
        runpy.run_path(kind, run_name="__main__")


if __name__ == "__main__":
    sys.path[0] = str(Path.cwd())
    load()
    if asked := serve(socket.socket(fileno=int(sys.argv[1]))):
        run(asked["words"], asked["env"])
