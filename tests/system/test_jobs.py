"""Jobs: enqueued, claimed by one worker, listed for admins, and safe after a kill."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import db
import jobs.runner
import queries.accounts.users
import queries.system.jobs
import queries.system.schema
from jobs.context import Job, JobFailed
from settings import Database, Settings
from support.app import ROOT, App, at_once, clean_environment, secrets_for_tests, wait_until
from support.database import Server
from support.people import Person, Shop


def put(shop: Shop, **fields: Any) -> int:
    """Enqueue a job as the app does."""
    row = {"kind": "sweep", "payload": "{}", **fields}
    shop.rows(f"INSERT INTO jobs ({', '.join(row)}) VALUES ({db.placeholders(len(row))})", tuple(row.values()))
    return int(shop.value("SELECT MAX(id) FROM jobs"))


def state(shop: Shop, job_id: int) -> str:
    return str(shop.value("SELECT state FROM jobs WHERE id = %s", (job_id,)))


def test_the_app_runs_due_jobs(shop: Shop, dewi: Person) -> None:
    shop.rows(
        "INSERT INTO idempotency_keys (user_id, operation, idempotency_key, fingerprint, created_at) VALUES "
        "(%s, 'sale', 'old', '', UTC_TIMESTAMP() - INTERVAL 8 DAY), (%s, 'sale', 'new', '', UTC_TIMESTAMP())",
        (dewi.id, dewi.id),
    )
    shop.rows(
        "INSERT INTO sign_in_failures (subject, failures, last_failed_at) VALUES "
        "('old', 1, UTC_TIMESTAMP() - INTERVAL 2 DAY), ('new', 1, UTC_TIMESTAMP())"
    )
    shop.rows(
        "INSERT INTO products (seller_id, name, description, price, stock) VALUES (%s, 'Tanpa kata', '', 1, 0)",
        (dewi.id,),
    )
    later = put(shop, due_at="2100-01-01")
    now = put(shop)
    wait_until(lambda: state(shop, now) == "done")
    assert state(shop, later) == "queued"
    assert shop.rows("SELECT idempotency_key FROM idempotency_keys") == [{"idempotency_key": "new"}]
    assert shop.value("SELECT COUNT(*) FROM sign_in_failures") == 1
    # What came into the table by itself is found from now on.
    assert shop.visitor().get("/api/products?search=tanpa kata").json()["total_items"] == 1
    seen = dewi.get(f"/api/jobs/{now}").json()
    assert (seen["state"], seen["attempts"], seen["error"]) == ("done", 1, None)


def test_admins_list_jobs_and_retry_failed_ones(shop: Shop, dewi: Person, sari: Person) -> None:
    failed = [put(shop, state="failed", attempts=5, error="ValueError", kind="import") for _ in range(3)]
    put(shop, state="done")
    page = dewi.get("/api/jobs?state=failed&per_page=2").json()
    assert [job["id"] for job in page["jobs"]] == failed[:0:-1]
    rest = dewi.get(f"/api/jobs?state=failed&per_page=2&cursor={page['next_cursor']}").json()
    assert [job["id"] for job in rest["jobs"]] == failed[:1]
    assert not rest["has_next"]
    assert {job["kind"] for job in dewi.get("/api/jobs?kind=import").json()["jobs"]} == {"import"}
    assert dewi.get("/api/jobs?kind=x&state=failed").json()["jobs"] == []
    revived = dewi.post(f"/api/jobs/{failed[0]}/retry").json()
    assert (revived["state"], revived["attempts"]) == ("queued", 0)
    assert dewi.post(f"/api/jobs/{failed[0]}/retry").status_code in (404, 200)
    assert dewi.get("/api/jobs/999999").json()["code"] == "job_not_found"
    for person, status in ((sari, 403), (shop.visitor(), 401)):
        for method, path in (("GET", ""), ("GET", f"/{failed[1]}"), ("POST", f"/{failed[1]}/retry")):
            assert person.call(method, f"/api/jobs{path}").status_code == status


@pytest.fixture
def opened(empty: Database) -> Database:
    queries.system.schema.upgrade()
    return empty


def test_each_job_is_claimed_once(opened: Database) -> None:
    put_ids = {queries.system.jobs.enqueue("sweep", {"n": n}) for n in range(40)}

    def work(number: int) -> list[int]:
        claimed = []
        while (row := queries.system.jobs.claim(f"w{number}", ["sweep"], 60)) is not None:
            claimed.append(row["id"])
        db.release()
        return claimed

    claims = [job_id for claimed in at_once(8, work) for job_id in claimed]
    assert Counter(claims) == Counter(put_ids)


def test_a_job_name_is_unique(opened: Database) -> None:
    def put_named(_: int) -> int | None:
        try:
            return queries.system.jobs.enqueue("sweep", {}, name="sweep:2026-11-21T07")
        finally:
            db.release()

    found = at_once(8, put_named)
    assert len([job_id for job_id in found if job_id]) == 1
    assert queries.system.jobs.enqueue("sweep", {}, name="sweep:2026-11-21T08")


def test_a_worker_with_an_expired_lease_loses_its_job_and_rolls_back(opened: Database) -> None:
    job_id = queries.system.jobs.enqueue("sweep", {})
    assert job_id and queries.system.jobs.claim("first", ["sweep"], 60)
    assert queries.system.jobs.claim("second", ["sweep"], 60) is None
    db.execute("UPDATE jobs SET due_at = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND")
    taken = queries.system.jobs.claim("second", ["sweep"], 60)
    assert taken and taken["attempts"] == 2
    with pytest.raises(queries.system.jobs.LeaseLost), db.transaction():
        db.execute("INSERT INTO change_counter (id, value) VALUES (1, 7)")
        queries.system.jobs.record_progress(job_id, "first", 1, 2)
    assert db.fetch_value("SELECT COUNT(*) AS n FROM change_counter") == 0
    for call in (queries.system.jobs.finish, queries.system.jobs.requeue):
        with pytest.raises(queries.system.jobs.LeaseLost):
            call(job_id, "first")
    queries.system.jobs.record_progress(job_id, "second", 1, 2)
    queries.system.jobs.requeue(job_id, "second")
    again = queries.system.jobs.claim("third", ["sweep"], 60)
    assert again and (again["attempts"], again["rows_done"]) == (2, 1)
    queries.system.jobs.fail(job_id, "third", "ValueError", 60)
    assert queries.system.jobs.claim("fourth", ["sweep"], 60) is None
    assert queries.system.jobs.get(job_id)["error"] == "ValueError"


def test_imports_take_turns_and_each_seller_has_one_at_a_time(opened: Database) -> None:
    sari, tono = (queries.accounts.users.add(name, None, name, "x") for name in ("sari", "tono"))
    first, second, third = (queries.system.jobs.enqueue_import({"n": n}, sari) for n in range(3))
    assert queries.system.jobs.enqueue_import({}, sari) is None
    other = queries.system.jobs.enqueue_import({}, tono)

    def claim() -> int | None:
        row = queries.system.jobs.claim("w", ["import"], 60)
        return row and int(row["id"])

    assert claim() == first
    fourth = queries.system.jobs.enqueue_import({}, sari)
    assert (claim(), claim(), queries.system.jobs.is_due(["import"])) == (other, None, False)
    queries.system.jobs.finish(first or 0, "w")
    again = queries.system.jobs.enqueue_import({}, tono)
    assert claim() == second
    queries.system.jobs.finish(other or 0, "w")
    assert claim() == again
    # What is put back, what has failed and what is silent keep nobody waiting for ever.
    queries.system.jobs.requeue(second or 0, "w", 60)
    assert claim() == third
    queries.system.jobs.fail(third or 0, "w", "x", None)
    assert claim() == fourth
    db.execute("UPDATE jobs SET due_at = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND WHERE state = 'running'")
    assert {claim(), claim()} == {fourth, again}


def test_two_workers_never_begin_two_imports_of_one_seller(opened: Database) -> None:
    sari = queries.accounts.users.add("Sari", None, "sari", "x")

    def work(number: int) -> list[int]:
        try:
            row = queries.system.jobs.claim(f"w{number}", ["import"], 60)
            return [row["id"]] if row else []
        finally:
            db.release()

    for _ in range(5):
        assert all(queries.system.jobs.enqueue_import({}, sari) for _ in range(3))
        assert len([job_id for claimed in at_once(6, work) for job_id in claimed]) == 1
        db.execute("DELETE FROM jobs")


@pytest.fixture
def run_one(opened: Database, monkeypatch: pytest.MonkeyPatch) -> Callable[..., dict[str, Any]]:
    """Enqueue a job with this handler, run the due jobs, and return the job."""
    settings = Settings.from_env({"ENV": "test", "DATA_DIR": "/nonexistent", **secrets_for_tests()})
    monkeypatch.setitem(jobs.runner.QUEUES, "tests", ("test",))

    def run(handler: Callable[[Job], None], times: int = 1) -> dict[str, Any]:
        monkeypatch.setitem(jobs.runner.HANDLERS, "test", handler)
        job_id = queries.system.jobs.enqueue("test", {"n": 1}, name="test") or db.fetch_value(
            "SELECT MAX(id) AS id FROM jobs"
        )
        for _ in range(times):
            db.execute("UPDATE jobs SET due_at = UTC_TIMESTAMP(6) WHERE state = 'queued'")
            jobs.runner.run_due("tests", settings, threading.Event())
        return queries.system.jobs.get(job_id)

    return run


def test_a_failing_job_has_five_attempts_with_growing_pauses(
    run_one: Callable[..., dict[str, Any]],
) -> None:
    def fail(job: Job) -> None:
        raise ValueError("the password is rahasia")

    pauses = []
    for attempt in range(1, 5):
        job = run_one(fail)
        assert (job["state"], job["attempts"], job["error"]) == ("queued", attempt, "ValueError")
        pauses.append(float(db.fetch_value("SELECT TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(6), due_at) AS s FROM jobs")))
    assert all(5 * 2**n - 2 <= pause <= 7.5 * 2**n for n, pause in enumerate(pauses))
    job = run_one(fail)
    assert (job["state"], job["attempts"]) == ("failed", 5)
    assert job["finished_at"]


def test_a_failed_job_reports_the_reason_without_retries(
    run_one: Callable[..., dict[str, Any]], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "finenice.jobs")

    def give_up(job: Job) -> None:
        raise JobFailed("The file holds no products.")

    job = run_one(give_up)
    assert (job["state"], job["attempts"], job["error"]) == ("failed", 1, "The file holds no products.")
    (line,) = [record for record in caplog.records if record.message == "job given up"]
    assert line.__dict__["why"] == "The file holds no products."


def test_an_interrupted_job_continues_later(run_one: Callable[..., dict[str, Any]]) -> None:
    def be_interrupted(job: Job) -> None:
        job.progress(3, 10)
        job.stop.set()
        job.pause_point()

    job = run_one(be_interrupted)
    assert (job["state"], job["attempts"], job["rows_done"], job["rows_total"]) == ("queued", 0, 3, 10)
    assert run_one(lambda job: job.progress(10, 10))["state"] == "done"


def test_a_job_that_kills_its_workers_is_given_up(run_one: Callable[..., dict[str, Any]]) -> None:
    def never_runs(job: Job) -> None:
        raise AssertionError

    queries.system.jobs.enqueue("test", {}, name="test")
    db.execute("UPDATE jobs SET attempts = 5")
    job = run_one(never_runs)
    assert (job["state"], job["error"]) == ("failed", "its workers died")


@pytest.mark.slow
def test_flask_worker_runs_jobs_if_the_app_does_not(server: Server, empty: Database, tmp_path: Path) -> None:
    env = {
        **clean_environment(),
        **server.env,
        **secrets_for_tests(),
        "DB_NAME": empty.name,
        "ENV": "test",
        "RUN_JOBS": "0",
    }
    env.setdefault("DATA_DIR", str(tmp_path))
    app = App.start(env, tmp_path / "app.log")
    job_id = queries.system.jobs.enqueue("sweep", {})
    assert job_id
    worker = subprocess.Popen(
        [sys.executable, "-m", "flask", "worker"], cwd=ROOT, env=env, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    try:
        wait_until(lambda: queries.system.jobs.get(job_id)["state"] == "done")
    finally:
        worker.terminate()
        said, _ = worker.communicate(timeout=30)
        app.stop()
    assert worker.returncode == 0, said.decode()
    assert "job done" in said.decode()
    assert "job done" not in app.log.read_text()


@pytest.mark.slow
def test_the_app_stops_its_job_supervisor(server: Server, empty: Database, tmp_path: Path) -> None:
    env = {**server.env, **secrets_for_tests(), "DB_NAME": empty.name, "ENV": "test", "WORKERS": "1"}
    env.setdefault("DATA_DIR", str(tmp_path))
    app = App.start(env, tmp_path / "app.log")
    wait_until(lambda: "job done" in app.log.read_text())
    assert app.stop() == 0
    left = subprocess.run(["pgrep", "-g", str(app.process.pid)], capture_output=True, text=True, check=False).stdout
    assert left == ""
