"""Metrics: counted by all processes, kept when one dies, without personal data, read while the database is down."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

import db
from messages import PROBLEMS
from runtime import metrics_server
from runtime.gauges import Gauges
from settings import Database, Settings
from support.accounts import email_token, register_with_email
from support.app import CHEAP, ROOT, App, clean_environment, free_port, secrets_for_tests, wait_until
from support.database import Server
from support.people import PASSWORD, Shop
from support.preloaded import preloaded
from support.processes import Family, alive
from support.shops import started_shop
from telemetry import metrics

MONITORING = ROOT / "deploy/monitoring"
SAMPLE = re.compile(r'([a-z_]+)(?:\{((?:[a-z]+="(?:[^"\\]|\\.)*",?)*)\})? (-?[0-9.e+-]+)')
# The form of each label's values, besides the codes of problems.
FORMS = {
    # A template, in which ids and names are parameters.
    "route": r"none|/|(/([a-z][a-z0-9_.-]*|<[a-z_:]+>))+",
    "method": "|".join((*metrics.METHODS, "other")),
    "status": "[1-5]xx",
    "le": r"[0-9.]+|\+Inf",
    "errno": "-?[0-9]{1,4}|None",
    "statement": r"(?:[a-z_]+/){0,2}[a-z_]+:[\w.<>]+|COMMIT|ROLLBACK|START TRANSACTION",
    "result": "[a-z_]+",
    "kind": "|".join(("demo_pictures", "key_warnings", "letters", "password_reset", "sweep", "import", "backup")),
    "state": "queued|running|failed|waiting|given_up",
    "version": r"[0-9]+\.[0-9]+\.[0-9]+",
    "schema": "[0-9]*",
}

Samples = dict[tuple[str, frozenset[tuple[str, str]]], float]


def scrape(port: int) -> Samples:
    answer = requests.get(f"http://127.0.0.1:{port}/metrics", timeout=20)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/plain; version=0.0.4")
    return parsed(answer.text.splitlines())


def parsed(lines: list[str]) -> Samples:
    found: Samples = {}
    for line in lines:
        if line.startswith("#"):
            continue
        matched = SAMPLE.fullmatch(line)
        assert matched, line
        labels = frozenset(re.findall(r'([a-z]+)="((?:[^"\\]|\\.)*)"', matched[2] or ""))
        assert (matched[1], labels) not in found, f"twice: {line}"
        found[matched[1], labels] = float(matched[3])
    return found


def value(samples: Samples, name: str, **labels: str) -> float:
    """Return the sum of the samples that have these labels."""
    return sum(number for (each, having), number in samples.items() if each == name and labels.items() <= set(having))


@pytest.fixture(scope="module")
def observed(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    """A shop with metrics and two worker processes."""
    port = str(free_port())
    with started_shop(server, tmp_path_factory.mktemp("metrics"), METRICS_PORT=port, WORKERS="2") as shop:
        yield shop


def port_of(shop: Shop) -> int:
    return int(shop.app.env["METRICS_PORT"])


@pytest.mark.slow
def test_a_story_is_counted_and_no_label_holds_a_person(observed: Shop) -> None:
    shop = observed
    sari, budi = shop.person("sari.rahasia", "seller"), shop.person("budi.rahasia")
    product = sari.offers("Kopi Rahasia", stock=3)
    email = {"email": "budi.rahasia@example.com", "name": "Budi Rahasia", "password": PASSWORD}
    assert shop.visitor().post("/api/auth/register", email).status_code == 201
    shop.email(email["email"], "verify")
    assert [budi.buys(product).status_code for _ in range(4)] == [201, 201, 201, 409]
    wrong = {"username": "budi.rahasia", "password": "bukan rahasia"}
    assert shop.visitor().post("/api/auth/login", wrong).status_code == 401
    budi.sign_in()
    for path in ("/api/products?search=rahasia", f"/api/products/{product}", "/rahasia/budi.rahasia"):
        shop.visitor().get(path)
    # The methods of a client are its own words, too.
    requests.request("RAHASIA", shop.url + "/api/products", timeout=30)

    def with_email() -> Samples | None:
        found = scrape(port_of(shop))
        return found if value(found, "finenice_emails_total", result="sent") else None

    samples = wait_until(with_email)
    sale = {"route": "/api/transactions", "method": "POST"}
    assert value(samples, "finenice_request_seconds_count", **sale, status="2xx") == 3
    assert value(samples, "finenice_request_seconds_bucket", **sale, status="4xx", le="+Inf") == 1
    assert value(samples, "finenice_problems_total", route=sale["route"], code="insufficient_stock") == 1
    assert value(samples, "finenice_sign_ins_total", result="wrong_credentials") == 1
    assert value(samples, "finenice_sign_ins_total", result="ok") == 1
    assert value(samples, "finenice_statement_seconds_count", statement="sales/stock:_change_shared") == 3
    assert value(samples, "finenice_statement_seconds_sum", statement="COMMIT") > 0
    assert value(samples, "finenice_job_seconds_count", kind="letters", result="done") >= 1
    assert value(samples, "finenice_pool_wait_seconds_count") > 10
    assert value(samples, "finenice_products_sold_out") == 1
    assert value(samples, "finenice_database_up") == value(samples, "finenice_ready") == 1
    assert value(samples, "finenice_disk_free_bytes") > 0
    assert not [labels for _, labels in samples for _, text in labels if "rahasia" in text.lower()]
    # Each value of a label is a name from the code.
    for name, labels in samples:
        for label, text in labels:
            assert text in PROBLEMS if label == "code" else re.fullmatch(FORMS[label], text), (name, label, text)


def test_what_a_killed_worker_has_counted_stays(observed: Shop) -> None:
    shop, port = observed, port_of(observed)

    def lists(count: int) -> None:
        for _ in range(count):
            # A connection of its own each time, so that both workers get some.
            assert requests.get(shop.url + "/api/courses", timeout=30).status_code == 200

    def counted() -> float:
        return value(scrape(port), "finenice_request_seconds_count", route="/api/courses", status="2xx")

    before = counted()
    lists(20)
    assert counted() == before + 20
    workers = [pid for pid in Family(shop.app).web if serves(pid, shop.app)]
    assert len(workers) == 2
    for pid in workers:
        os.kill(pid, signal.SIGKILL)
    wait_until(lambda: len({pid for pid in Family(shop.app).web if serves(pid, shop.app)} - set(workers)) == 2)
    assert counted() == before + 20
    shop.app.wait_until_ready()
    lists(20)
    assert counted() == before + 40


def serves(pid: int, app: App) -> bool:
    """Tell whether the process listens on the port of the app."""
    port = f":{int(app.url.rsplit(':', 1)[1]):04X} "
    try:
        lines = Path(f"/proc/{pid}/net/tcp").read_text().splitlines()
        listening = {line.split()[9] for line in lines if f"{port}00000000:0000 0A" in line}
        return any(str(each.readlink())[8:-1] in listening for each in Path(f"/proc/{pid}/fd").iterdir())
    except OSError:
        return False


def test_processes_beside_the_workers_are_started_again(observed: Shop) -> None:
    """The one that serves the metrics, and the supervisor of jobs, each below a process that watches it."""
    shop, app = observed, observed.app.process.pid

    def serving() -> set[int]:
        return {pid for pid in Family(shop.app).web if serves(pid, shop.app)}

    # The second worker may be starting still.
    wait_until(lambda: len(serving()) == 2)
    workers = serving()

    def watchers() -> set[int]:
        return {pid for pid, (_, parent, _) in alive().items() if parent == app and pid not in workers}

    def watched() -> set[int]:
        above = watchers()
        return {pid for pid, (_, parent, _) in alive().items() if parent in above}

    for victims in (watched, watchers):
        before = victims()
        assert len(before) == 2
        for pid in before:
            os.kill(pid, signal.SIGKILL)
        wait_until(lambda victims=victims, before=before: len(victims() - before) == 2 and len(watched()) == 2)
    wait_until(lambda: _answers(port_of(shop)))
    register_with_email(shop)
    assert email_token(shop, "verify")
    assert shop.app.log.read_text().count("has ended and is started again") == 4


def test_metrics_are_on_no_public_port(observed: Shop) -> None:
    assert observed.visitor().get("/metrics").status_code == 404
    base = f"http://127.0.0.1:{port_of(observed)}"
    assert requests.get(base + "/", timeout=5).status_code == 404
    assert requests.get(base + "/api/products", timeout=5).status_code == 404


def test_silent_clients_do_not_keep_prometheus_out(observed: Shop) -> None:
    silent = [socket.create_connection(("127.0.0.1", port_of(observed))) for _ in range(metrics_server.MOST_CLIENTS)]
    # They are closed after CLIENT_SECONDS.
    wait_until(lambda: _answers(port_of(observed)), 20)
    for each in silent:
        each.close()


def _answers(port: int) -> bool:
    try:
        return requests.get(f"http://127.0.0.1:{port}/metrics", timeout=20).status_code == 200
    except requests.ConnectionError:
        return False


def test_a_taken_port_is_one_sentence(own: dict[str, str], tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        app = App.start({**own, "METRICS_PORT": port}, tmp_path / "app.log", wait=False)
        assert app.process.wait(60) == 1
    said = f"METRICS_PORT: 127.0.0.1:{port} can't be listened on: Address already in use."
    assert app.log.read_text().splitlines() == [said]


def test_a_database_that_is_down_does_not_fail_a_scrape(tmp_path: Path) -> None:
    """Neither one that refuses connections, nor one that accepts them and says nothing."""
    # Another shop may run on the default port.
    where = {"DATA_DIR": str(tmp_path), "PORT": str(free_port())}
    settings = Settings.from_env({**secrets_for_tests(), **CHEAP, **where, "ENV": "test"})
    with socket.create_server(("127.0.0.1", 0)) as silent:
        for port in (free_port(), silent.getsockname()[1]):
            db.open(Database("127.0.0.1", port, "root", "", "x", wait_seconds=1, timeout_seconds=1))
            samples = parsed(Gauges(settings, "0.1.0", serves=True).lines())
            db.close()
            assert value(samples, "finenice_database_up") == value(samples, "finenice_ready") == 0
            assert value(samples, "finenice_disk_size_bytes") > 0
            assert ("finenice_products_sold_out", frozenset()) not in samples


def test_a_slow_database_leaves_gauges_out_in_time(
    inside: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings.from_env({**secrets_for_tests(), **CHEAP, "ENV": "test", "DATA_DIR": str(tmp_path)})
    whole = parsed(Gauges(settings, "0.1.0", serves=False).lines())
    assert ("finenice_products_sold_out", frozenset()) in whole
    monkeypatch.setattr("runtime.gauges.DATABASE_SECONDS", 0.0)
    cut = parsed(Gauges(settings, "0.1.0", serves=False).lines())
    assert value(cut, "finenice_database_up") == 1
    assert ("finenice_products_sold_out", frozenset()) not in cut


def test_the_worker_command_serves_the_metrics_of_its_jobs(shop: Shop, tmp_path: Path) -> None:
    port = free_port()
    env = {**clean_environment(), **shop.app.env, "METRICS_PORT": str(port)}
    with (tmp_path / "worker.log").open("wb") as log:
        worker = preloaded.start(["-m", "flask", "worker"], env, log, log)
    try:
        wait_until(lambda: worker.poll() is None and _answers(port), 60)
        due = {"statement": "system/jobs:_due"}
        wait_until(lambda: value(scrape(port), "finenice_statement_seconds_count", **due) > 0)
        samples = scrape(port)
        assert value(samples, "finenice_database_up") == 1
        assert ("finenice_ready", frozenset()) not in samples
    finally:
        worker.terminate()
        assert worker.wait(30) == 0
    wait_until(lambda: not _answers(port))


SHARED = """
import os, signal
from telemetry import metrics
metrics.share_memory()
for number in range(300):
    pid = os.fork()
    if not pid:
        metrics.count("finenice_emails_total", "sent")
        metrics.statement(f"system/x:f{number % 3}", 0.5)
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(pid, 0)
blocks = sum(metrics.series._block(number)[0] > 0 for number in range(96))
print("\\n".join(metrics.counted()))
print("#", blocks, len(os.listdir("/proc/self/fd")) < 20)
"""


def test_processes_that_die_leave_their_numbers_and_nothing_else(tmp_path: Path) -> None:
    env = {**clean_environment(), "TMPDIR": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", SHARED], cwd=ROOT, env=env, capture_output=True, text=True, check=True)
    *lines, last = done.stdout.splitlines()
    samples = parsed(lines)
    assert value(samples, "finenice_emails_total", result="sent") == 300
    assert value(samples, "finenice_statement_seconds_count", statement="system/x:f1") == 100
    assert value(samples, "finenice_statement_seconds_sum") == 150
    # One after another, they have used one block; nothing is left on the disk.
    assert last == "# 1 True"
    assert not list(tmp_path.iterdir())


FULL = """
from telemetry import metrics
metrics.share_memory()
for number in range(30000):
    metrics.statement(f"system/x:f{number}", 0.5)
metrics.statement("system/x:f0", 0.5)
print("\\n".join(line for line in metrics.counted() if 'x:f0"' in line))
"""


def test_too_many_metrics_are_not_counted_and_harm_nothing() -> None:
    done = subprocess.run(
        [sys.executable, "-c", FULL], cwd=ROOT, env=clean_environment(), capture_output=True, text=True, check=True
    )
    assert value(parsed(done.stdout.splitlines()), "finenice_statement_seconds_count") == 2
    assert done.stderr.count("some metrics are not counted") == 1
