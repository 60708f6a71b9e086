"""Analyses as processes: they end with their time, CPU or memory and with who asked, and leave nothing behind."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest

from analysis_pool import client
from conftest import ROOT, at_once, wait_until
from domain.analytics.options import Options, Refused
from settings import Analysis

PROC = Path("/proc")
SECONDS = 1.0


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A supervisor whose analyses do what their file says; it starts when it is asked first."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(ROOT / "tests" / "analysis"))
        client.configure(
            Analysis(workers=2, seconds=SECONDS, memory_mb=128), tmp_path_factory.mktemp("shop"), 64, "odd_analyses"
        )
        assert client._pool is not None
        yield client._pool.directory
        client.release()
        wait_until(lambda: not kept(client._pool.directory))
        patch.setattr(client, "_pool", None)


def kept(directory: Path) -> list[int]:
    """The supervisor of this directory and its analyses."""
    found = []
    for entry in PROC.iterdir():
        if entry.name.isdigit():
            try:
                arguments = (entry / "cmdline").read_bytes().split(b"\0")
                state = (entry / "stat").read_text().rpartition(")")[2].split()[0]
            except OSError:
                continue
            if os.fsencode(directory) in arguments and state != "Z":
                found.append(int(entry.name))
    return sorted(found)


def parents(pids: list[int]) -> dict[int, int]:
    return {pid: int((PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()[1]) for pid in pids}


def supervisor_of(directory: Path) -> int:
    pids = kept(directory)
    above = parents(pids)
    (supervisor,) = [pid for pid in pids if above[pid] not in pids]
    return supervisor


def asked(*deeds: str, options: Options | None = None, owner: str = "") -> Any:
    """What is answered to the deeds, as JSON."""
    answer = client.analyze("\n".join(deeds).encode(), options or Options(), owner)
    return orjson.loads(b"".join(answer.json()))


def ended(*deeds: str) -> tuple[str, str]:
    with pytest.raises(client.Stopped) as stopped:
        asked(*deeds)
    return stopped.value.stage, stopped.value.reason


def test_an_answer_comes_in_its_parts_whatever_their_size(place: Path) -> None:
    assert asked("head", 'series {"name":"kopi"}', "series") == {
        "rows": 1,
        "series": [{"name": "kopi"}, {"name": "a"}],
        "degraded": None,
    }
    large = asked("large 65535", "large 65536", "large 3000000", "head")
    assert [len(text) + 2 for text in large["series"]] == [65535, 65536, 3000000]


def test_what_can_not_be_analysed_says_why(place: Path) -> None:
    with pytest.raises(Refused) as refused:
        asked("refuse")
    assert (refused.value.code, refused.value.words) == ("file_columns", {"columns": ["a", "b"]})


def test_an_endless_one_is_stopped_in_time_and_what_is_finished_is_answered(place: Path) -> None:
    started = time.monotonic()
    assert ended("loop") == ("read", "deadline")
    assert SECONDS <= time.monotonic() - started < SECONDS + 1
    answer = asked("head", "many", "sleep 60")
    assert len(answer["series"]) == 4
    assert answer["degraded"] == {"reason": "deadline", "stage": "forecast", "series_done": 4, "series_total": 10}
    assert wait_until(lambda: len(kept(place)) == 1)


def test_what_was_told_in_part_when_time_ran_out_is_left_out(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listen = client._receive

    def listen_late(connection: socket.socket, request_key: str) -> client.Answer:
        """Reads when the analysis, which has filled the socket's buffer, was killed while it wrote."""
        wait_until(lambda: len(kept(place)) == alive - 1)
        return listen(connection, request_key)

    asked("head", "sleep 0")
    alive = len(kept(place))
    monkeypatch.setattr(client, "_receive", listen_late)
    answer = asked("head", "many", "large 3000000")
    assert [series["name"] for series in answer["series"]] == ["a", "b", "c", "d"]
    assert answer["degraded"]["reason"] == "deadline"


def test_one_that_takes_too_much_or_crashes_takes_nobody_along(place: Path, tmp_path: Path) -> None:
    asked("head")
    supervisor = supervisor_of(place)
    assert ended("eat") == ("read", "memory")
    assert ended("segfault") == ended(f"write {tmp_path / 'file'}", "head") == ("read", "crashed")
    assert ended("crash") == ("read", "crashed")
    assert asked("head", "many", "eat")["degraded"]["reason"] == "memory"
    assert ended("series") == ("read", "crashed"), "an answer without its head is none"
    assert supervisor_of(place) == supervisor


def test_an_analysis_has_nothing_of_the_shop_and_of_others(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = client.analyze(b"tell files\nhead", Options())
    (files,) = orjson.loads(b"".join(answer.json()))["series"]
    assert len(files) == 3, "its file, its caller, its supervisor"
    environment = (PROC / str(supervisor_of(place)) / "environ").read_bytes()
    names = {line.partition(b"=")[0].decode() for line in environment.split(b"\0") if line}
    assert names <= {*client.ENVIRONMENT, "OPENBLAS_NUM_THREADS"}


def test_the_same_question_is_answered_from_memory(place: Path) -> None:
    first, again = asked("tell time", "head"), asked("tell time", "head")
    assert first == again
    assert asked("tell time", "head", options=Options(horizon=3)) != first
    assert asked("tell time", "head", "") != first
    ended("crash")
    assert asked("head", "many", "sleep 60", "tell time")["degraded"] and asked("tell time", "head") == first
    for number in range(3):
        asked(f"large {12_000_000 + number}", "head")
    assert asked("tell time", "head") != first, "what nobody asks for makes room"


def test_nobody_takes_all_places(place: Path) -> None:
    def ask(number: int) -> str:
        try:
            return str(asked("sleep 0.1", f"series {number}", "head", owner="budi")["series"])
        except client.Busy as busy:
            return f"own: {busy.own}"

    assert at_once(2, lambda number: ask(number + 80)) == ["[80]", "[81]"]
    assert at_once(2, lambda number: ask(number + 90)) == ["[90]", "[91]"], "what is over does not count"
    assert sorted(at_once(3, ask))[2] == "own: True"
    assert asked("head", owner="budi") == asked("head", owner="sari")


def test_too_many_at_once_wait_and_more_are_sent_away(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def ask(number: int) -> str:
        try:
            return str(asked("sleep 0.2", f"series {number}", "head")["series"])
        except client.Busy:
            return "busy"

    assert at_once(6, ask) == [f"[{number}]" for number in range(6)]
    assert sorted(at_once(12, lambda number: ask(number + 10)))[-2:] == ["busy"] * 2
    monkeypatch.setattr(client._pool, "slots", threading.BoundedSemaphore(1))
    assert sorted(at_once(2, lambda number: ask(number + 30)))[-1] == "busy", "other threads are there for all else"


def test_a_large_answer_is_refused_and_ended(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at_once(2, lambda number: asked("sleep 0.1", f"series {number + 50}", "head"))
    before = set(kept(place))
    monkeypatch.setattr(client, "LARGEST_ANSWER", 1_000_000)
    started = time.monotonic()
    with pytest.raises(client.TooLarge):
        asked("large 1500000", "sleep 60")
    wait_until(lambda: len(before - set(kept(place))) == 1)
    assert time.monotonic() - started < SECONDS


def test_one_whose_supervisor_does_not_stop_it_is_stopped_by_its_cpu(
    place: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(client, "CPU_MARGIN_SECONDS", -29)
    lenient = client._Pool(Analysis(workers=1, seconds=30, memory_mb=128), tmp_path, 1, "odd_analyses")
    monkeypatch.setattr(client, "_pool", lenient)
    assert ended("loop") == ("read", "cpu")
    client.release()
    assert lenient.supervisor is not None and lenient.supervisor.wait(10) == 0
    assert not lenient.directory.exists()


ASKER = """
import sys
from pathlib import Path
from analysis_pool import client
from domain.analytics.options import Options
from settings import Analysis
client.configure(Analysis(2, 300, 128), Path(sys.argv[1]), 8, "odd_analyses")
print(client._pool.directory, flush=True)
client.analyze(b"head", Options())
print("first", flush=True)
client.analyze(sys.argv[2].encode(), Options())
sys.stdin.read()
"""


@pytest.fixture
def ask_apart(place: Path, tmp_path: Path) -> Iterator[Callable[[str], tuple[subprocess.Popen[str], Path]]]:
    """Starts a process that asks, and is killed in the end."""
    processes: list[subprocess.Popen[str]] = []

    def ask(deeds: str) -> tuple[subprocess.Popen[str], Path]:
        process = subprocess.Popen(
            [sys.executable, "-c", ASKER, str(tmp_path), deeds],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        processes.append(process)
        assert process.stdout is not None
        directory = Path(process.stdout.readline().strip())
        assert process.stdout.readline() == "first\n"
        return process, directory

    yield ask
    for process in processes:
        process.kill()
        process.communicate()


def test_nothing_outlives_who_asked(ask_apart: Any) -> None:
    asker, directory = ask_apart("sleep 300")
    other, same = ask_apart("head")
    assert same == directory
    # The first analysis may have been run by another process than the one that sleeps.
    analyses = set(kept(directory)) - {supervisor_of(directory)}
    asker.kill()
    wait_until(lambda: analyses - set(kept(directory)))
    other.kill()
    wait_until(lambda: not kept(directory))


def test_a_supervisor_that_is_killed_takes_its_analyses_along_and_is_followed_by_another(ask_apart: Any) -> None:
    _, directory = ask_apart("sleep 300")
    first = set(wait_until(lambda: len(found := kept(directory)) == 2 and found))
    os.kill(supervisor_of(directory), signal.SIGKILL)
    assert wait_until(lambda: not first & set(kept(directory)))
    assert wait_until(lambda: len(kept(directory)) == 2)


def test_an_analysis_that_is_killed_from_outside_is_told_of(place: Path) -> None:
    asked("head")
    found: list[tuple[str, str]] = []
    thread = threading.Thread(target=lambda: found.append(ended("sleep 60")))
    thread.start()
    supervisor = supervisor_of(place)
    (analysis,) = wait_until(lambda: [pid for pid in kept(place) if pid != supervisor])
    os.kill(analysis, signal.SIGKILL)
    thread.join()
    assert found == [("read", "memory")], "it is the kernel that kills, where memory runs out"


def test_another_persons_directory_is_not_used(place: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    open_to_all = tmp_path / "analysis"
    open_to_all.mkdir()
    open_to_all.chmod(0o755)
    stranger = client._Pool(Analysis(workers=1, seconds=1, memory_mb=128), tmp_path, 1, "odd_analyses")
    stranger.directory = open_to_all
    monkeypatch.setattr(client, "_pool", stranger)
    with pytest.raises(client.Unavailable):
        asked("head")
    assert list(open_to_all.iterdir()) == []


def test_what_is_sent_to_the_supervisor_and_makes_no_sense_ends_that_connection_alone(place: Path) -> None:
    asked("head")
    for record in (b"x", b"q{}", b"o", b"k"):
        with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as stranger:
            stranger.connect(str(place / "socket"))
            stranger.send(record)
    supervisor = supervisor_of(place)
    asked("head", "series")
    assert supervisor_of(place) == supervisor


def test_processes_with_different_code_use_different_supervisors(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "ROOT", tmp_path)
    settings = Analysis(workers=1, seconds=SECONDS, memory_mb=128)
    for name in ("domain/analytics/series/trends.py", "analysis_pool/protocol.py"):
        file = tmp_path / name
        file.parent.mkdir(parents=True)
        file.write_text("A = 1")
        before = client._Pool(settings, "shop", 1, "program").directory
        file.write_text("A = 10")
        assert client._Pool(settings, "shop", 1, "program").directory != before
