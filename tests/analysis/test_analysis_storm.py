"""Analyses over HTTP under load: hostile files, closed connections, killed processes, and clean-up.

`make storm` runs the long form, `make test` a short one.
"""

from __future__ import annotations

import itertools
import json
import os
import secrets
import signal
import socket
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import asdict
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import requests

from domain.analytics.options import Options
from messages import FIELDS, PROBLEMS
from support.analysis.analyses import check, reject_constant
from support.analysis.random_files import random_file
from support.app import CHEAP, App, at_once, secrets_for_tests, wait_until
from support.database import Server
from support.people import Person, Shop, check_form
from support.processes import PROC, alive, arguments, resident_memory

LONG = bool(os.environ.get("LONG"))
FILES = 10_000 if LONG else 60
ANALYZE = "/api/analytics/analyze"
MEGABYTE = 1024 * 1024
# Memory that a web process may gain between a tenth of the campaign and its end.
GROWTH = 20 * MEGABYTE
# Makes files unique, so that the cache does not answer; and how many are sent until one is seen at work.
SALTS = itertools.count()
TRIES = 5
# Two users send files, each at most two at a time.
BUSY = {(429, "too_many_analyses"), (503, "busy")}


class AppProcesses:
    """Processes of an app by role. The supervisor of a killed web process is not included."""

    def __init__(self, app: App) -> None:
        now = alive()
        self.all = [app.process.pid]
        for pid in self.all:
            self.all += [other for other, entry in now.items() if entry[1] == pid]
        self.births = {(pid, now[pid][2]) for pid in self.all if pid in now}
        engines = [pid for pid in self.all if b"analysis_pool.supervisor" in arguments(pid)]
        self.supervisors = [pid for pid in engines if now[pid][1] not in engines]
        self.analyses = [pid for pid in engines if now[pid][1] in engines]
        # An idle worker sleeps.
        self.at_work = [pid for pid in self.analyses if now[pid][0] == "R"]
        self.web = [pid for pid in self.all if pid not in engines and pid != app.process.pid]

    def left(self, pids: list[int]) -> list[list[bytes]]:
        """Return the arguments of those of these processes that still exist, whoever their parent is by now."""
        return [arguments(pid) for pid, entry in alive().items() if pid in pids and (pid, entry[2]) in self.births]


def form_fields(options: Options) -> dict[str, Any]:
    """Return the options as form fields."""
    fields = {name: value for name, value in asdict(options).items() if value not in (None, ())}
    return {
        name: str(value).lower() if isinstance(value, bool) else value
        for name, value in fields.items()
        if name not in ("language", "source")
    }


def send(shop: Shop, person: Person, data: bytes, options: Options | None = None, **kwargs: Any) -> requests.Response:
    options = options or Options()
    return requests.post(
        shop.url + ANALYZE,
        files={"file": ("berkas", data)},
        data=form_fields(options),
        headers={"Authorization": f"Bearer {person.token}", "Accept-Language": options.language},
        timeout=60,
        **kwargs,
    )


def outcome(answer: requests.Response, options: Options) -> str:
    """Check an answer, or a problem, and return which it is."""
    check_form(answer)
    if answer.status_code == 200:
        assert answer.headers["Content-Type"] == "application/json"
        body = json.loads(answer.content, parse_float=Decimal, parse_int=Decimal, parse_constant=reject_constant)
        check(body, options)
        return "answered"
    problem = answer.json()
    assert answer.status_code < 500 or problem["code"] == "busy", answer.text
    assert PROBLEMS[problem["code"]][0] == answer.status_code
    if (answer.status_code, problem["code"]) in BUSY:
        assert int(answer.headers["Retry-After"]) > 0
        return "busy"
    faults = problem.get("errors", [])
    assert all(fault["code"] in FIELDS and len(fault["msg"]) > 5 for fault in faults), answer.text
    return str(faults[0]["code"] if faults else problem["code"])


def test_hostile_uploads_are_answered_or_refused(shop: Shop, sari: Person, budi: Person) -> None:
    def storm(seeds: range) -> Counter[str]:
        ends: Counter[str] = Counter()

        def ask(number: int) -> None:
            for seed in seeds[number::4]:
                data, options = random_file(seed)
                try:
                    ends[outcome(send(shop, (sari, budi)[number % 2], data, options), options)] += 1
                except Exception as error:
                    raise AssertionError(f"seed {seed}: {error!r}") from error

        at_once(4, ask)
        return ends

    ends = storm(range(FILES // 10))
    web = AppProcesses(shop.app).web
    before = [resident_memory(pid) for pid in web]
    ends += storm(range(FILES // 10, FILES))
    assert ends.total() == FILES and len(ends) > 5
    assert ends["answered"] > FILES / 5 and ends["busy"] < FILES / 20
    grown = [resident_memory(pid) - had for pid, had in zip(web, before, strict=True)]
    assert max(grown) < GROWTH, grown
    if LONG:
        print(f"\n{ends.most_common()}\ngrown by {[each // 1024 for each in grown]} KiB")


def head(person: Person, *lines: str) -> bytes:
    own = (f"Authorization: Bearer {person.token}", "Content-Type: multipart/form-data; boundary=x")
    return "\r\n".join((f"POST {ANALYZE} HTTP/1.1", "Host: toko", *own, *lines, "", "")).encode()


PART = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\ntanggal,jumlah\n'


@contextmanager
def connected(shop: Shop) -> Iterator[socket.socket]:
    with socket.create_connection(("127.0.0.1", int(shop.url.rpartition(":")[2])), 30) as connection:
        yield connection


@pytest.mark.parametrize("chunked", [False, True])
def test_a_too_large_upload_is_refused_while_it_is_received(shop: Shop, sari: Person, chunked: bool) -> None:
    rows = b"2026-01-01,1\n" * 80_659
    part = b"%x\r\n%b\r\n" % (len(rows), rows) if chunked else rows
    length = "Transfer-Encoding: chunked" if chunked else f"Content-Length: {200 * MEGABYTE}"
    first = b"%x\r\n%b\r\n" % (len(PART), PART) if chunked else PART
    web, sent = AppProcesses(shop.app).web, 0
    before = sum(map(resident_memory, web))
    with connected(shop) as connection:
        connection.sendall(head(sari, length) + first)
        with suppress(BrokenPipeError, ConnectionResetError):
            for _ in range(200):
                connection.sendall(part)
                sent += len(rows)
        # The response that was sent before the connection broke can be read.
        answer = connection.recv(65536)
    assert b" 413 " in answer.partition(b"\r\n")[0]
    assert sent < 100 * MEGABYTE
    assert sum(map(resident_memory, web)) - before < GROWTH


def many(series: int, days: int, salt: int) -> bytes:
    """Return daily sales of many products, whose analysis takes a while."""
    dates = [(date(2024, 1, 1) + timedelta(day)).isoformat() for day in range(days)]
    rows = (f"{day},P{n},{(n * number * 7 + salt) % 97}\n" for number, day in enumerate(dates) for n in range(series))
    return ("tanggal,produk,jumlah\n" + "".join(rows)).encode()


def test_a_closed_connection_frees_its_worker(shop: Shop, sari: Person) -> None:
    assert send(shop, sari, many(1, 30, 0)).status_code == 200
    large = many(200, 60, 1)
    form = PART + large + b"\r\n--x--\r\n"
    whole = head(sari, f"Content-Length: {len(form)}") + form
    for _ in range(2):
        with connected(shop) as slow, connected(shop) as gone:
            slow.sendall(whole[:5_000])
            gone.sendall(whole)
        with connected(shop) as reader:
            reader.sendall(whole)
            assert reader.recv(100).startswith(b"HTTP/1.1 200")
    # LeaseLost analyses may still be ending; a third one at once would be a 429.
    wait_until(lambda: at_once(2, lambda number: send(shop, sari, many(2, 30, 2 + number)).status_code) == [200, 200])
    for pid in AppProcesses(shop.app).web:
        open_files = [str(path.readlink()) for path in (PROC / str(pid) / "fd").iterdir()]
        assert not [name for name in open_files if "(deleted)" in name], "an upload was not removed"


@pytest.fixture
def own_shop(server: Server, tmp_path: Path) -> Iterator[Shop]:
    """Start a shop for this test alone, whose processes may be killed."""
    name = f"finenice_storm_{secrets.token_hex(4)}"
    env = {**server.env, **CHEAP, **secrets_for_tests(), "DB_NAME": name, "ENV": "test", "ANALYSIS_SECONDS": "20"}
    app = App.start({**env, "WORKERS": "1", "THREADS": "16"}, tmp_path / "app.log")
    with server.connect(name) as connection:
        shop = Shop(app, connection, name)
        yield shop
        for person in shop.people:
            person.http.close()
    with server.connect() as last, last.cursor() as cursor:
        cursor.execute(f"DROP DATABASE `{name}`")


def kill(pids: list[int], number: int = signal.SIGKILL) -> None:
    for pid in pids:
        os.kill(pid, number)


def slow_analysis(shop: Shop, person: Person, salt: int) -> tuple[int, str]:
    """Return the status and the problem code of an analysis that takes a second or more."""
    try:
        answer = send(shop, person, many(200, 150, salt), Options(tier="best"))
    except requests.ConnectionError:
        return 0, "connection"
    check_form(answer)
    return answer.status_code, answer.json().get("code", "")


def while_analysed(shop: Shop, person: Person, action: Callable[[AppProcesses], None]) -> tuple[int, str]:
    """Run the action on the app's processes during an analysis; return its status and problem code.

    If an analysis ends before it was seen at work, another file is sent.
    """

    def busy_processes() -> AppProcesses | None:
        processes = AppProcesses(shop.app)
        return processes if processes.at_work else None

    with ThreadPoolExecutor(1) as pool:
        for _ in range(TRIES):
            # The worker may take a moment to end after the answer.
            wait_until(lambda: not busy_processes())
            call = pool.submit(slow_analysis, shop, person, next(SALTS))
            processes = wait_until(lambda call=call: busy_processes() or call.done(), 60)
            if isinstance(processes, AppProcesses):
                action(processes)
                return call.result()
            assert call.result() == (200, "")
    raise AssertionError("no analysis was seen at work")


@pytest.mark.skipif(not LONG, reason="make storm runs it; test_analysis_pool kills each of them on its own")
def test_a_killed_process_gives_an_error_and_leaves_nothing_behind(own_shop: Shop) -> None:
    shop, sari = own_shop, own_shop.person("sari")
    assert not AppProcesses(shop.app).supervisors, "the first request starts it"
    ending = while_analysed(shop, sari, lambda processes: kill(processes.analyses))
    assert ending in [(200, ""), (422, "analysis_stopped")]
    (supervisor,) = AppProcesses(shop.app).supervisors
    directory = Path(os.fsdecode(arguments(supervisor)[3]))
    assert while_analysed(shop, sari, lambda processes: kill(processes.supervisors, signal.SIGTERM)) == (200, "")
    assert AppProcesses(shop.app).supervisors == [supervisor], (
        "it ends after its callers, whoever tells all processes to end"
    )
    assert while_analysed(shop, sari, lambda processes: kill(processes.supervisors)) == (200, "")
    before = AppProcesses(shop.app)
    (other,) = before.supervisors
    assert other != supervisor and arguments(other)[3] == os.fsencode(directory)

    assert while_analysed(shop, sari, lambda processes: kill(processes.web)) == (0, "connection")
    # Its supervisor is no child of the app any more, and could serve the next request until it has ended.
    wait_until(lambda: not before.left([other]))
    # The socket of the killed one may still exist for a moment, but only another worker answers.
    shop.app.wait_until_ready()
    assert send(shop, sari, many(2, 30, 6)).status_code == 200
    assert end_with(shop, sari, lambda processes: [shop.app.process.pid]) == (200, ""), "it was running"
    assert not directory.exists()


def end_with(shop: Shop, person: Person, victims: Callable[[AppProcesses], list[int]]) -> tuple[int, str]:
    """Kill the victims during an analysis and wait until the app has ended; return status and problem code."""
    families: list[AppProcesses] = []

    def end(processes: AppProcesses) -> None:
        families.append(processes)
        kill(victims(processes))

    ending = while_analysed(shop, person, end)
    shop.app.process.wait(40)
    wait_until(lambda: not families[0].left(families[0].all))
    return ending
