"""Processes beside the workers: started again when they fail, also if there is no memory for a while."""

from __future__ import annotations

import subprocess
import sys

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
watcher = restarts.keep_running("jobs", lambda: print("ran", flush=True))
print(os.waitpid(watcher, 0)[1], flush=True)
"""


def test_a_process_that_could_not_be_forked_is_tried_again() -> None:
    words = [sys.executable, "-c", FAILS_TO_FORK]
    done = subprocess.run(
        words, cwd=ROOT, env=clean_environment(), capture_output=True, text=True, timeout=30, check=True
    )
    assert done.stdout.split() == ["ran", "0"]
    assert "can't be forked: Cannot allocate memory" in done.stderr
