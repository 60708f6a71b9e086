"""Processes beside the workers: started again when they fail, also if there is no memory for a while."""

from __future__ import annotations

import subprocess
import sys

import pytest

from support.app import ROOT, clean_environment

FAILS_TO_FORK = """
import errno, os
from runtime import restarts
forks, fork = [], os.fork

def scarce():
    forks.append(1)
    # The first is the watching process, the second its child.
    if len(forks) == 2:
        raise OSError(errno.ENOMEM, os.strerror(errno.ENOMEM))
    return fork()

os.fork = scarce
restarts.Watched("jobs", lambda: print("ran", flush=True)).wait()
print("done", flush=True)
"""
IS_KILLED = """
import os, signal, threading
from runtime import restarts
reading, writing = os.pipe()

def run():
    os.write(writing, b"%d\\n" % os.getpid())
    threading.Event().wait()

watched = restarts.Watched("jobs", run)
with os.fdopen(reading) as started:
    first, watcher = int(started.readline()), watched.pid
    os.kill(watcher, signal.{signal})
    second = int(started.readline())
    os.kill(second, signal.SIGKILL)
    third = int(started.readline())
    print(len({{first, second, third}}), watched.pid != watcher, flush=True)
    watched.stop()
    try:
        os.kill(third, 0)
    except ProcessLookupError:
        print("stopped", flush=True)
"""


def test_a_process_that_could_not_be_forked_is_tried_again() -> None:
    words = [sys.executable, "-c", FAILS_TO_FORK]
    done = subprocess.run(
        words, cwd=ROOT, env=clean_environment(), capture_output=True, text=True, timeout=30, check=True
    )
    assert done.stdout.split() == ["ran", "done"]
    assert "can't be forked: Cannot allocate memory" in done.stderr


@pytest.mark.parametrize("name", ["SIGKILL", "SIGTERM", "SIGSEGV"])
def test_a_killed_process_is_started_again_and_so_is_the_one_that_watches_it(name: str) -> None:
    words = [sys.executable, "-c", IS_KILLED.format(signal=name)]
    done = subprocess.run(
        words, cwd=ROOT, env=clean_environment(), capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.split() == ["3", "True", "stopped"], done.stderr
    assert "the process that watches jobs has ended and is started again" in done.stderr
