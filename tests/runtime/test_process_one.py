"""The entry point of the image, as process 1 of a process namespace of its own."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from support.app import ROOT, wait_until

NAMESPACE = ["unshare", "--user", "--map-root-user", "--pid", "--fork", "--mount-proc", "--kill-child"]
ENTRY = [sys.executable, "-m", "runtime.process_one"]
# Leave an orphan that ends at once, tell the states of all processes, and wait for a signal.
ORPHANS = """
import os, pathlib, signal, sys, time
def children():
    stats = [path.read_text().rpartition(")")[2].split() for path in pathlib.Path("/proc").glob("[0-9]*/stat")]
    return sum(parts[1] == "1" for parts in stats)
for _ in range(20):
    if os.fork() == 0:
        if os.fork() == 0:
            os._exit(0)
        os._exit(0)
    os.wait()
deadline = time.monotonic() + 10
while children() > 1 and time.monotonic() < deadline:
    os.sched_yield()
print(children(), os.getpid() != 1, flush=True)
signal.signal(signal.SIGTERM, lambda *_: sys.exit(7))
print("waiting", flush=True)
signal.pause()
"""


@pytest.fixture(autouse=True)
def namespaces() -> None:
    if subprocess.run([*NAMESPACE, "true"], capture_output=True, timeout=30, check=False).returncode:
        pytest.skip("this system allows no process namespaces")


def test_orphans_are_reaped_and_signals_forwarded(tmp_path: Path) -> None:
    log = tmp_path / "log"
    with log.open("w") as file:
        command = [*NAMESPACE, *ENTRY, sys.executable, "-c", ORPHANS]
        process = subprocess.Popen(command, cwd=ROOT, stdout=file, stderr=file)
    try:
        wait_until(lambda: "waiting" in log.read_text() or process.poll() is not None)
        # The command alone is left below process 1.
        assert log.read_text().splitlines() == ["1 True", "waiting"]
        (first,) = map(int, Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split())
        started = time.monotonic()
        subprocess.run(["kill", "-TERM", str(first)], check=True, timeout=10)
        assert process.wait(30) == 7 and time.monotonic() - started < 20
    finally:
        process.kill()


@pytest.mark.parametrize(
    ("command", "code"),
    [("import sys; sys.exit(3)", 3), ("import os; os.kill(os.getpid(), 9)", 128 + signal.SIGKILL)],
)
def test_the_exit_code_is_that_of_the_command(command: str, code: int) -> None:
    result = subprocess.run([*NAMESPACE, *ENTRY, sys.executable, "-c", command], cwd=ROOT, timeout=30, check=False)
    assert result.returncode == code
    # Elsewhere than as process 1 it is replaced by the command.
    plain = subprocess.run([*ENTRY, sys.executable, "-c", command], cwd=ROOT, timeout=30, check=False)
    assert plain.returncode == (code if code < 128 else -signal.SIGKILL)


def test_a_missing_command_is_one_sentence() -> None:
    result = subprocess.run(
        [*NAMESPACE, *ENTRY, "no-such-command"], cwd=ROOT, capture_output=True, text=True, timeout=30, check=False
    )
    assert (result.returncode, result.stderr) == (127, "no-such-command: No such file or directory\n")
