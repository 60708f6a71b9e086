"""The processes of an app, read from /proc."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from support.app import App

PROC = Path("/proc")


def alive() -> dict[int, tuple[str, int, str]]:
    found = {}
    for entry in PROC.iterdir():
        if entry.name.isdigit():
            with suppress(OSError):
                found[int(entry.name)] = status(int(entry.name))
    return {pid: told for pid, told in found.items() if told[0] != "Z"}


def arguments(pid: int) -> list[bytes]:
    with suppress(OSError):
        return (PROC / str(pid) / "cmdline").read_bytes().split(b"\0")
    return []


class Family:
    """The processes of an app by role. A supervisor whose web process was killed is not among them."""

    def __init__(self, app: App) -> None:
        now = alive()
        self.all = [app.process.pid]
        for pid in self.all:
            self.all += [other for other, told in now.items() if told[1] == pid]
        self.births = {(pid, now[pid][2]) for pid in self.all if pid in now}
        engines = [pid for pid in self.all if b"analysis_pool.supervisor" in arguments(pid)]
        self.keepers = [pid for pid in engines if now[pid][1] not in engines]
        self.analyses = [pid for pid in engines if now[pid][1] in engines]
        # An idle process sleeps.
        self.at_work = [pid for pid in self.analyses if now[pid][0] == "R"]
        self.web = [pid for pid in self.all if pid not in engines and pid != app.process.pid]

    def left(self, pids: list[int]) -> list[list[bytes]]:
        """Return the arguments of those processes that still exist, whatever their parent."""
        return [arguments(pid) for pid, told in alive().items() if pid in pids and (pid, told[2]) in self.births]


def resident_memory(pid: int) -> int:
    return int((PROC / str(pid) / "statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def status(pid: int) -> tuple[str, int, str]:
    """Return state, parent and start time. The start time distinguishes processes of the same id."""
    fields = (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    return fields[0], int(fields[1]), fields[19]
