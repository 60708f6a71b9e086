"""Process pool: limits of time, CPU and memory, disconnected clients, and clean-up."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from itertools import count
from pathlib import Path
from typing import Any

import orjson
import pytest

from analysis_pool import client, supervisor
from analysis_pool.process import Bounds
from domain.analytics.options import Options, Refused
from settings import Analysis
from support.app import ROOT, at_once, wait_until

PROC = Path("/proc")
SCRIPTED = "support.analysis.scripted_analyses"
SECONDS = 1.0


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Use a supervisor with scripted analyses; return its directory. The first request starts it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(ROOT / "tests"))
        client.configure(Analysis(workers=2, seconds=SECONDS, memory_mb=128), tmp_path_factory.mktemp("shop"), SCRIPTED)
        assert client._pool is not None
        yield client._pool.directory
        client.release()
        wait_until(lambda: not processes_of(client._pool.directory))
        patch.setattr(client, "_pool", None)


def processes_of(directory: Path) -> list[int]:
    """Return the supervisor of this directory and its workers."""
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
    pids = processes_of(directory)
    above = parents(pids)
    (supervisor,) = [pid for pid in pids if above[pid] not in pids]
    return supervisor


def answer_to(*actions: str, options: Options | None = None, owner: str = "", network: str = "") -> Any:
    """Return the answer to the actions as JSON."""
    answer = client.analyze("\n".join(actions).encode(), options or Options(), owner, network)
    return orjson.loads(b"".join(answer.json()))


def failure_of(*actions: str) -> tuple[str, str]:
    with pytest.raises(client.Stopped) as stopped:
        answer_to(*actions)
    return stopped.value.stage, stopped.value.reason


def test_an_answer_of_any_size_is_assembled_from_its_parts(place: Path) -> None:
    assert answer_to("head", 'series {"name":"kopi"}', "series") == {
        "rows": 1,
        "series": [{"name": "kopi"}, {"name": "a"}],
        "degraded": None,
    }
    large = answer_to("large 65535", "large 65536", "large 3000000", "head")
    assert [len(text) + 2 for text in large["series"]] == [65535, 65536, 3000000]


def test_a_refused_file_raises_refused(place: Path) -> None:
    with pytest.raises(Refused) as refused:
        answer_to("refuse")
    assert (refused.value.code, refused.value.words) == ("file_columns", {"columns": ["a", "b"]})


def test_an_analysis_past_its_deadline_is_killed_and_finished_series_are_kept(place: Path) -> None:
    started = time.monotonic()
    assert failure_of("loop") == ("read", "deadline")
    assert SECONDS <= time.monotonic() - started < 60
    answer = answer_to("head", "many", "sleep 60")
    assert len(answer["series"]) == 4
    assert answer["degraded"] == {"reason": "deadline", "stage": "forecast", "series_done": 4, "series_total": 10}
    assert wait_until(lambda: len(processes_of(place)) == 1)


def test_a_partly_sent_message_is_dropped_at_the_deadline(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listen = client._receive

    def listen_late(connection: socket.socket, request_key: str) -> client.Answer:
        """Receive after the worker, which has filled the socket's buffer, was killed while writing."""
        wait_until(lambda: len(processes_of(place)) == alive - 1)
        return listen(connection, request_key)

    answer_to("head", "sleep 0")
    alive = len(processes_of(place))
    monkeypatch.setattr(client, "_receive", listen_late)
    answer = answer_to("head", "many", "large 3000000")
    assert [series["name"] for series in answer["series"]] == ["a", "b", "c", "d"]
    assert answer["degraded"]["reason"] == "deadline"


def test_memory_errors_and_crashes_affect_no_other_analysis(place: Path, tmp_path: Path) -> None:
    answer_to("head")
    supervisor = supervisor_of(place)
    assert failure_of("eat") == ("read", "memory")
    assert failure_of("segfault") == failure_of(f"write {tmp_path / 'file'}", "head") == ("read", "crashed")
    assert failure_of("crash") == ("read", "crashed")
    assert answer_to("head", "many", "eat")["degraded"]["reason"] == "memory"
    assert failure_of("series") == ("read", "crashed"), "series without a head are no answer"
    assert supervisor_of(place) == supervisor


def test_a_worker_inherits_no_secrets_and_no_descriptors(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = client.analyze(b"tell files\nhead", Options())
    (files,) = orjson.loads(b"".join(answer.json()))["series"]
    assert len(files) == 3, "the file, the client and the channel"
    environment = (PROC / str(supervisor_of(place)) / "environ").read_bytes()
    names = {line.partition(b"=")[0].decode() for line in environment.split(b"\0") if line}
    assert names <= {*client.ENVIRONMENT, "OPENBLAS_NUM_THREADS"}


def test_a_repeated_request_is_answered_from_the_cache(place: Path) -> None:
    first, again = answer_to("tell time", "head"), answer_to("tell time", "head")
    assert first == again
    assert answer_to("tell time", "head", options=Options(horizon=3)) != first
    assert answer_to("tell time", "head", "") != first
    failure_of("crash")
    assert answer_to("head", "many", "sleep 60", "tell time")["degraded"] and answer_to("tell time", "head") == first
    for number in range(3):
        answer_to(f"large {12_000_000 + number}", "head")
    assert answer_to("tell time", "head") != first, "the least recently used answer is evicted"


def test_an_owner_may_have_two_analyses_at_once(place: Path) -> None:
    def ask(number: int) -> str:
        try:
            return str(answer_to("sleep 0.1", f"series {number}", "head", owner="budi")["series"])
        except client.Busy as busy:
            return f"own: {busy.own}"

    assert at_once(2, lambda number: ask(number + 80)) == ["[80]", "[81]"]
    assert at_once(2, lambda number: ask(number + 90)) == ["[90]", "[91]"], "finished analyses do not count"
    assert sorted(at_once(3, ask))[2] == "own: True"
    assert answer_to("head", owner="budi") == answer_to("head", owner="sari")


def test_requests_wait_for_a_worker_and_more_are_refused(place: Path) -> None:
    def ask(number: int) -> str:
        try:
            return str(answer_to("sleep 0.2", f"series {number}", "head")["series"])
        except client.Busy:
            return "busy"

    assert at_once(6, ask) == [f"[{number}]" for number in range(6)]
    assert sorted(at_once(13, lambda number: ask(number + 10)))[-2:] == ["busy"] * 2


def large(*actions: str) -> list[str]:
    """Return the actions in a file that is not small."""
    return [*actions, "x" * supervisor.SMALL_FILE]


@pytest.mark.parametrize("owners", [("budi", "sari"), ("budi", "budi")], ids=["two owners", "one owner"])
def test_small_analyses_and_other_owners_do_not_wait_for_large_ones(
    place: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, owners: tuple[str, str]
) -> None:
    """Two large analyses wait for a file. Meanwhile a small one runs, and a large one if one owner has both."""
    patient = client._Pool(Analysis(workers=2, seconds=300, memory_mb=128), tmp_path, SCRIPTED)
    monkeypatch.setattr(client, "_pool", patient)
    gate = tmp_path / "gate"
    with ThreadPoolExecutor(2) as pool:
        answers = [
            pool.submit(answer_to, *large(f"begin {tmp_path / str(number)}", f"wait {gate}", "head"), owner=owner)
            for number, owner in enumerate(owners)
        ]
        try:
            assert wait_until(lambda: len(list(tmp_path.glob("[01]"))) == len(set(owners)))
            assert answer_to("head", "series", owner="tono")["series"]
            if owners == ("budi", "budi"):
                assert answer_to(*large("head", "series"), owner="tono")["series"]
        finally:
            gate.touch()
        assert [answer.result()["rows"] for answer in answers] == [1, 1]
    client.release()
    assert patient.supervisor is not None and patient.supervisor.wait(30) == 0


def test_a_full_line_refuses_the_surplus_of_an_owner_first() -> None:
    ends: dict[str, socket.socket] = {}

    def arrive(name: str, is_small: bool = False) -> None:
        own, end = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        ends[name] = sockets.enter_context(end)
        caller = supervisor.Caller(sockets.enter_context(own), key=name, owner=name[:4], is_small=is_small)
        pool.callers.add(caller)
        pool._admit(caller)

    with ExitStack() as sockets:
        listener = sockets.enter_context(socket.socket())
        pool = supervisor.Supervisor(listener, 1, lambda *_: iter(()), Bounds(1, 1, 1))
        for name in ("budi", "sari 1", "sari 2", "tono", "dewi", "joko", "rina", "agus"):
            arrive(name)
        arrive("wati")
        assert [caller.key for caller in pool.waiting] == [name for name in ends if name != "sari 2"]
        assert ends["sari 2"].recv(8) == b"bown"
        arrive("yuni")
        assert pool.waiting[-1].key == "wati" and ends["yuni"].recv(8) == b"b"
        arrive("lina", is_small=True)
        assert pool.waiting[-1].key == "lina" and ends["wati"].recv(8) == b"b"


@pytest.mark.parametrize("networks", [1, 20])
def test_many_accounts_refuse_no_stranger_by_a_full_line(place: Path, networks: int) -> None:
    """Twenty accounts ask without a pause, of one network or each of its own. A stranger is next each time."""
    done, served, refusals, numbers = threading.Event(), set(), [], count(1)

    def ask(owner: str, network: str) -> None:
        answer_to(f"series {next(numbers)}", f"series {owner}", "sleep 0.1", "head", owner=owner, network=network)

    def flood(number: int) -> None:
        while not done.is_set():
            try:
                ask(f"{networks}{number:02}", f"{networks} {number % networks}")
                served.add(number)
            except client.Busy:
                refusals.append(number)
                done.wait(0.01)

    with ThreadPoolExecutor(20) as pool:
        floods = [pool.submit(flood, number) for number in range(20)]
        try:
            # Each network is known once it has used some time.
            assert wait_until(lambda: len(served) == 20 and len(refusals) > 100)
            started = time.monotonic()
            for number in range(4):
                ask(f"{networks}{number + 30}", f"{networks} stranger {number}")
            assert time.monotonic() < started + 4 * 0.5
        finally:
            done.set()
        for each in floods:
            each.result()


def test_a_too_large_answer_is_refused_and_its_worker_killed(
    place: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    # Its deadline is far away, so nothing else kills the worker.
    patient = client._Pool(Analysis(workers=1, seconds=300, memory_mb=128), tmp_path, SCRIPTED)
    monkeypatch.setattr(client, "_pool", patient)
    answer_to("head")
    before = set(processes_of(patient.directory))
    monkeypatch.setattr(client, "LARGEST_ANSWER", 1_000_000)
    with pytest.raises(client.TooLarge):
        answer_to("large 1500000", "sleep 300")
    assert wait_until(lambda: len(before - set(processes_of(patient.directory))) == 1)
    client.release()
    assert patient.supervisor is not None and patient.supervisor.wait(30) == 0


def test_the_cpu_limit_stops_an_analysis_without_a_deadline(
    place: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(client, "CPU_MARGIN_SECONDS", -29)
    lenient = client._Pool(Analysis(workers=1, seconds=30, memory_mb=128), tmp_path, SCRIPTED)
    monkeypatch.setattr(client, "_pool", lenient)
    assert failure_of("loop") == ("read", "cpu")
    client.release()
    assert lenient.supervisor is not None and lenient.supervisor.wait(10) == 0
    assert not lenient.directory.exists()


CLIENT_PROGRAM = """
import sys
from pathlib import Path
from analysis_pool import client, supervisor
from analysis_pool.process import Bounds
from domain.analytics.options import Options
from settings import Analysis
client.configure(Analysis(2, 300, 128), Path(sys.argv[1]), "support.analysis.scripted_analyses")
print(client._pool.directory, flush=True)
client.analyze(b"head", Options())
print("first", flush=True)
client.analyze(sys.argv[2].encode(), Options())
sys.stdin.read()
"""


@pytest.fixture
def separate_client(place: Path, tmp_path: Path) -> Iterator[Callable[[str], tuple[subprocess.Popen[str], Path]]]:
    """Start client processes, and kill them at the end."""
    processes: list[subprocess.Popen[str]] = []

    def ask(actions: str) -> tuple[subprocess.Popen[str], Path]:
        process = subprocess.Popen(
            [sys.executable, "-c", CLIENT_PROGRAM, str(tmp_path), actions],
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


def test_an_analysis_ends_with_its_client(separate_client: Any) -> None:
    asker, directory = separate_client("sleep 300")
    other, same = separate_client("head")
    assert same == directory
    # The first analysis may have run in another process than the sleeping one.
    analyses = set(processes_of(directory)) - {supervisor_of(directory)}
    asker.kill()
    wait_until(lambda: analyses - set(processes_of(directory)))
    other.kill()
    wait_until(lambda: not processes_of(directory))


def test_workers_end_with_a_killed_supervisor_and_the_next_call_starts_another(separate_client: Any) -> None:
    _, directory = separate_client("sleep 300")
    # A slow first analysis may have made the pool start its second worker.
    first = set(wait_until(lambda: len(found := processes_of(directory)) >= 2 and found))
    os.kill(supervisor_of(directory), signal.SIGKILL)
    assert wait_until(lambda: not first & set(processes_of(directory)))
    assert wait_until(lambda: len(processes_of(directory)) >= 2)


def test_a_worker_killed_from_outside_is_reported(place: Path) -> None:
    answer_to("head")
    found: list[tuple[str, str]] = []
    thread = threading.Thread(target=lambda: found.append(failure_of("sleep 60")))
    thread.start()
    # A busy worker has its file and its client open, beside its channel and the standard streams.
    workers = set(processes_of(place)) - {supervisor_of(place)}
    (busy,) = wait_until(lambda: [pid for pid in workers if len(list((PROC / str(pid) / "fd").iterdir())) == 6])
    os.kill(busy, signal.SIGKILL)
    thread.join()
    assert found == [("read", "memory")], "an unexpected SIGKILL means that memory ran out"


def test_a_directory_of_another_user_is_not_used(place: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    open_to_all = tmp_path / "analysis"
    open_to_all.mkdir()
    open_to_all.chmod(0o755)
    stranger = client._Pool(Analysis(workers=1, seconds=1, memory_mb=128), tmp_path, SCRIPTED)
    stranger.directory = open_to_all
    monkeypatch.setattr(client, "_pool", stranger)
    with pytest.raises(client.Unavailable):
        answer_to("head")
    assert list(open_to_all.iterdir()) == []


def test_an_invalid_record_closes_only_its_connection(place: Path) -> None:
    answer_to("head")
    for record in (b"x", b"q{}", b"o", b"k"):
        with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as stranger:
            stranger.connect(str(place / "socket"))
            stranger.send(record)
    supervisor = supervisor_of(place)
    answer_to("head", "series")
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
        before = client._Pool(settings, "shop", "program").directory
        file.write_text("A = 10")
        assert client._Pool(settings, "shop", "program").directory != before
