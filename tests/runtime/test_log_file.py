"""LOG_FILE: rotated by several processes without losing a line, bounded, and harmless on a full disk."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import requests

from support.app import ROOT, App, clean_environment
from telemetry.log_file import FILES

LINES = 1500
WRITER = """
import logging, sys
from pathlib import Path
from telemetry.log_file import LogFileHandler
handler = LogFileHandler(Path(sys.argv[1]), int(sys.argv[2]))
handler.setFormatter(logging.Formatter("%(message)s"))
log = logging.getLogger("x")
log.addHandler(handler)
sys.stdin.readline()
for number in range(int(sys.argv[3])):
    log.warning("%s %06d %s", sys.argv[4], number, "x" * 80)
"""


def write_at_once(path: Path, most_bytes: int) -> None:
    """Let four processes write LINES lines each at the same time."""
    words = [sys.executable, "-c", WRITER, str(path), str(most_bytes), str(LINES)]
    writers = [
        subprocess.Popen([*words, str(number)], cwd=ROOT, env=clean_environment(), stdin=subprocess.PIPE)
        for number in range(4)
    ]
    for writer in writers:
        assert writer.stdin
        writer.stdin.write(b"\n")
        writer.stdin.close()
    assert [writer.wait(60) for writer in writers] == [0] * 4


def lines_of(directory: Path) -> list[str]:
    return [line for path in directory.glob("log*") if path.suffix != ".lock" for line in path.read_text().splitlines()]


def test_processes_rotate_together_and_lose_no_line(tmp_path: Path) -> None:
    # About 540 kB are written, so the file is rotated three times.
    write_at_once(tmp_path / "log", 160 * 1024 * FILES)
    assert {path.name for path in tmp_path.iterdir()} == {"log", "log.1", "log.2", "log.3", "log.lock"}
    found = lines_of(tmp_path)
    assert all(len(line) == len("0 000000 ") + 80 for line in found)
    assert Counter(line[0] for line in found) == dict.fromkeys("0123", LINES)
    assert len(set(found)) == len(found)


def test_the_size_is_bounded(tmp_path: Path) -> None:
    most = 100 * 1024
    write_at_once(tmp_path / "log", most)
    assert len(list(tmp_path.glob("log*"))) == FILES + 1
    # Each of the four processes may add a line to a file that is just full.
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) <= most + FILES * 4 * 100
    # The newest lines are kept: those of whoever wrote last.
    assert {line[2:8] for line in lines_of(tmp_path)} >= {f"{LINES - 1:06}"}


def test_a_full_disk_harms_no_request_and_is_told_afterwards(own: dict[str, str], tmp_path: Path) -> None:
    log = tmp_path / "shop.log"
    # Each write fails with ENOSPC.
    log.symlink_to("/dev/full")
    app = App.start({**own, "LOG_FILE": str(log), "RUN_JOBS": "0"}, tmp_path / "app.log")
    try:
        for _ in range(3):
            assert requests.get(app.url + "/api/products", timeout=30).status_code == 200
        log.unlink()
        assert requests.get(app.url + "/api/products", timeout=30).status_code == 200
    finally:
        assert app.stop() == 0
    said = [json.loads(line) for line in log.read_text().splitlines()]
    assert any("lines of the log could not be written" in line["message"] for line in said)
    assert any(line.get("route") == "/api/products" for line in said)
    assert "Traceback" not in app.log.read_text()


def test_a_file_that_cannot_be_written_is_named(own: dict[str, str], tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "app.py"], cwd=ROOT, env={**clean_environment(), **own, "LOG_FILE": "/proc/log"},
        capture_output=True, text=True, timeout=30, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "LOG_FILE names a file that can't be written" in done.stderr
