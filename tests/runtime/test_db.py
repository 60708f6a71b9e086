"""The database access layer, on a real server."""

from __future__ import annotations

import dataclasses
import logging
import threading
import time
from collections.abc import Iterator
from contextlib import suppress

import mysql.connector
import pytest
from apiflask import APIFlask

import db
import errors
import faults
from support.app import at_once, wait_until
from support.database import Server, under_way
from web import log_format

pytestmark = pytest.mark.usefixtures("accounts")


@pytest.fixture
def accounts(empty: object) -> Iterator[None]:
    db.execute(
        "CREATE TABLE accounts (id INT PRIMARY KEY, balance BIGINT NOT NULL, CHECK (balance >= 0)) ENGINE = InnoDB"
    )
    db.execute("INSERT INTO accounts VALUES (1, 100), (2, 100)")
    yield
    db.release()


def balance(account: int = 1) -> int:
    return int(db.fetch_value("SELECT balance FROM accounts WHERE id = %s", (account,)))


def pay(amount: int, account: int = 1) -> int:
    return db.execute("UPDATE accounts SET balance = balance - %s WHERE id = %s", (amount, account))


def kill_own_connection(server: Server) -> None:
    own = db.fetch_value("SELECT CONNECTION_ID() AS id")
    with server.connect() as other, other.cursor() as cursor:
        cursor.execute(f"KILL {own}")


def test_two_rows_where_one_was_expected_raise() -> None:
    assert db.fetch_one("SELECT id FROM accounts WHERE id = 1") == {"id": 1}
    assert db.fetch_one("SELECT id FROM accounts WHERE id = 9") is None
    assert db.fetch_value("SELECT id FROM accounts WHERE id = 9") is None
    with pytest.raises(RuntimeError, match="2 rows"):
        db.fetch_one("SELECT id FROM accounts")


def test_an_update_without_changes_counts_its_row() -> None:
    assert db.execute("UPDATE accounts SET balance = 100 WHERE id = 1") == 1
    assert db.execute("UPDATE accounts SET balance = 100 WHERE id = 9") == 0


def test_an_exception_in_an_inner_block_rolls_back() -> None:
    with pytest.raises(KeyError), db.transaction():
        pay(10)
        with db.transaction():
            pay(10, 2)
            raise KeyError
    assert (balance(1), balance(2)) == (100, 100)
    with db.transaction():
        pay(10)
        with db.transaction():
            pay(10, 2)
    assert (balance(1), balance(2)) == (90, 90)


def test_a_swallowed_error_in_an_inner_block_rolls_back_the_transaction() -> None:
    def swallow() -> None:
        try:
            with db.transaction():
                pay(10, 2)
                raise KeyError
        except KeyError:
            pass

    with pytest.raises(RuntimeError, match="a part of this transaction has failed"), db.transaction():
        pay(10)
        swallow()
    assert (balance(1), balance(2)) == (100, 100)
    with db.transaction():
        pay(1)
    assert balance() == 99


def test_for_update_outside_a_transaction_is_refused() -> None:
    with pytest.raises(RuntimeError, match="FOR UPDATE"):
        db.fetch_all("SELECT id FROM accounts FOR UPDATE")


def test_an_open_transaction_is_rolled_back_at_release() -> None:
    db.execute("START TRANSACTION")
    pay(50)
    before = db.fetch_value("SELECT CONNECTION_ID() AS id")
    db.release()
    assert db.fetch_value("SELECT CONNECTION_ID() AS id") == before
    assert balance() == 100


def test_deadlocked_transactions_are_retried() -> None:
    met = threading.Barrier(2)
    runs: list[int] = []

    def transfer(number: int) -> None:
        first = threading.Event()

        @db.transactional()
        def cross() -> None:
            runs.append(number)
            pay(1, 1 + number)
            if not first.is_set():
                first.set()
                met.wait()
            pay(1, 2 - number)

        cross()
        db.release()

    at_once(2, transfer)
    assert (balance(1), balance(2)) == (98, 98)
    assert len(runs) == 3


def test_a_connection_lost_before_commit_retries_the_transaction(empty: object, server: Server) -> None:
    runs = []

    @db.transactional()
    def work() -> None:
        pay(10)
        runs.append(1)
        if len(runs) == 1:
            kill_own_connection(server)
        pay(10, 2)

    work()
    assert len(runs) == 2
    assert (balance(1), balance(2)) == (90, 90)


@pytest.mark.parametrize("repeatable", [False, True])
def test_a_lost_commit_is_retried_only_if_repeatable(server: Server, repeatable: bool) -> None:
    runs = []

    @db.transactional(repeatable=repeatable)
    def work() -> None:
        pay(10)
        runs.append(1)
        if len(runs) == 1:
            kill_own_connection(server)

    if repeatable:
        work()
        assert (len(runs), balance()) == (2, 90)
    else:
        with pytest.raises(mysql.connector.Error) as caught:
            work()
        assert caught.value.errno in faults.LOST
        assert (len(runs), balance()) == (1, 100)


def test_a_constraint_violation_is_not_retried() -> None:
    runs = []

    @db.transactional()
    def overdraw() -> None:
        runs.append(1)
        pay(1000)

    with pytest.raises(mysql.connector.Error) as caught:
        overdraw()
    assert caught.value.errno in (3819, 4025)
    assert (len(runs), balance()) == (1, 100)


def test_a_dead_idle_connection_is_replaced(server: Server) -> None:
    kill_own_connection(server)
    with pytest.raises(mysql.connector.Error):
        balance()
    db.release()
    assert balance() == 100


def test_waiting_for_a_connection_times_out() -> None:
    limit = db.current().pool_size
    db.release()
    held, done = threading.Barrier(limit + 1), threading.Event()

    def hold() -> None:
        balance()
        held.wait()
        done.wait()
        db.release()

    threads = [threading.Thread(target=hold) for _ in range(limit)]
    for thread in threads:
        thread.start()
    held.wait()
    started = time.monotonic()
    with pytest.raises(db.Exhausted):
        balance()
    assert 0.5 * db.current().wait_seconds < time.monotonic() - started < 2 * db.current().wait_seconds
    threading.Timer(0.2, done.set).start()
    assert balance() == 100
    for thread in threads:
        thread.join()


def test_the_pool_survives_two_thousand_failures() -> None:
    def fail(_: int) -> None:
        for number in range(40):
            try:
                with db.transaction():
                    pay(1)
                    if number % 2:
                        raise KeyError
                    db.execute("SELECT broken FROM nowhere")
            except (KeyError, mysql.connector.Error):
                db.release()

    at_once(50, fail)
    assert (balance(1), balance(2)) == (100, 100)
    with db.transaction():
        pay(1)
    assert balance() == 99


def test_a_session_speaks_utc_strictly_and_reads_what_is_committed() -> None:
    session = db.fetch_one("SELECT @@time_zone AS zone, @@sql_mode AS mode, @@collation_connection AS collation")
    assert session is not None
    assert session["zone"] == "+00:00"
    assert {"ONLY_FULL_GROUP_BY", "STRICT_TRANS_TABLES"} <= set(session["mode"].split(","))
    assert session["collation"] == "utf8mb4_unicode_ci"
    with db.transaction():
        assert balance() == 100

        def other(_: int) -> None:
            pay(1)
            db.release()

        at_once(1, other)
        assert balance() == 99


def test_a_long_list_of_ids_locks_those_alone(server: Server) -> None:
    """MariaDB would make a subquery of it, and read the whole table."""
    db.execute(f"INSERT INTO accounts VALUES {db.placeholders(2_000, 2)}", [n for i in range(3, 2_003) for n in (i, 0)])
    ids, chosen = list(range(1, 1_501)), db.placeholders(1_500)
    with db.transaction(), server.connect(db.current().name) as other, other.cursor() as cursor:
        sql = f"SELECT id FROM accounts FORCE INDEX (PRIMARY) WHERE id IN ({chosen}) ORDER BY id FOR UPDATE"
        found = db.fetch_all(sql, ids)
        assert [row["id"] for row in found] == ids
        cursor.execute("START TRANSACTION")
        cursor.execute("SELECT id FROM accounts WHERE id = 2000 FOR UPDATE NOWAIT")
        assert cursor.fetchall() == [(2_000,)]


def test_the_server_ends_a_statement_whose_time_is_over(server: Server) -> None:
    db.open(dataclasses.replace(db.current(), timeout_seconds=1))
    # MariaDB may return a result of the part that it has done instead of an error.
    with suppress(mysql.connector.Error):
        db.fetch_all("SELECT BENCHMARK(4000000000, SHA2('a', 512))")
    with server.connect() as other:
        running = "SELECT id FROM information_schema.processlist WHERE info LIKE 'SELECT BENCHMARK%'"
        wait_until(lambda: under_way(other, running) == [])


def test_a_statement_beyond_its_limit_is_logged_with_its_caller(caplog: pytest.LogCaptureFixture) -> None:
    sql, errno = "SET STATEMENT max_statement_time = 0.05 FOR SELECT SLEEP(20)", 1969
    if "MariaDB" not in db.fetch_value("SELECT VERSION()"):
        columns = "information_schema.columns"
        sql = f"SELECT /*+ MAX_EXECUTION_TIME(50) */ COUNT(*) FROM {columns} a, {columns} b, {columns} c"
        errno = 3024
    with pytest.raises(mysql.connector.Error) as ended:
        db.fetch_all(sql)
    assert ended.value.errno == errno
    (line,) = [record for record in caplog.records if record.message == "slow statement"]
    assert (line.__dict__["caller"], line.__dict__["sql"]) == (
        "test_db:test_a_statement_beyond_its_limit_is_logged_with_its_caller", sql
    )  # fmt: skip
    assert db.fetch_value("SELECT 1") == 1, "the connection is kept"


@pytest.mark.parametrize(
    ("errno", "message", "full"),
    [
        (1114, "The table 'sales' is full", True),
        (1021, "Disk full (/tmp/x)", True),
        (1026, "Error writing file 'x' (errno: 28 \"No space left on device\")", True),
        (3, "Error writing file '/tmp/x' (Errcode: 28 \"No space left on device\")", True),
        (3, "Error writing file '/tmp/x' (Errcode: 5 \"Input/output error\")", False),
        (1030, "Got error 28 from storage engine", True),
        (1030, 'Got error 28 "No space left on device" from storage engine InnoDB', True),
        (1030, "Got error 168 from storage engine", False),
        (1290, "The server is running with the --read-only option", False),
    ],
)
def test_a_full_disk_is_told_by_its_number(errno: int, message: str, full: bool) -> None:
    assert faults.is_full(mysql.connector.Error(msg=message, errno=errno)) is full


def test_a_connection_is_not_used_again_after_a_full_disk_or_on_a_read_only_server() -> None:
    for errno in (1114, 1290):
        before = db.fetch_value("SELECT CONNECTION_ID() AS id")
        with pytest.raises(mysql.connector.Error) as failed:
            # MariaDB's and MySQL's way to raise an error of this number.
            db.execute(f"SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = {errno}, MESSAGE_TEXT = 'full or read-only'")
        assert failed.value.errno == errno
        db.release()
        assert db.fetch_value("SELECT CONNECTION_ID() AS id") != before
    assert faults.seconds_since_full() is not None
    faults.note_writable()
    assert faults.seconds_since_full() is None


def test_a_transaction_on_a_read_only_server_is_tried_again() -> None:
    runs = []

    @db.transactional()
    def work() -> None:
        pay(10)
        runs.append(1)
        if len(runs) == 1:
            db.execute("SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 1290, MESSAGE_TEXT = 'read-only'")

    work()
    assert (len(runs), balance()) == (2, 90)


def test_calls_fail_at_once_while_the_database_hangs() -> None:
    answers = threading.Event()

    def probe() -> None:
        if not answers.is_set():
            raise mysql.connector.Error(msg="no answer", errno=2013)

    breaker = faults.Breaker(probe)
    breaker.check()
    breaker.trip()
    with pytest.raises(faults.Unavailable):
        breaker.check()
    answers.set()

    def closed() -> bool:
        try:
            breaker.check()
        except faults.Unavailable:
            return False
        return True

    wait_until(closed)


def test_one_line_a_minute_tells_of_a_lost_database() -> None:
    filter_ = log_format.OncePerMinute()

    def line(errno: int | None) -> logging.LogRecord:
        record = logging.LogRecord("finenice", logging.ERROR, "", 0, "database error", (), None)
        record.__dict__["errno"] = errno
        return record

    assert [filter_.filter(line(2013)) for _ in range(130)] == [True] + [False] * 129
    assert filter_.filter(line(1290)) and filter_.filter(line(None)) and filter_.filter(line(None))
    filter_.forget_times()
    later = line(2013)
    assert filter_.filter(later) and later.__dict__["left_out"] == 129


@pytest.mark.parametrize(
    ("errno", "status", "traced"),
    [
        (1969, 503, False),
        (2013, 503, False),
        (1180, 503, False),
        (1114, 503, False),
        (1290, 503, False),
        (1064, 500, True),
    ],
)
def test_only_unforeseen_database_errors_are_logged_with_a_traceback(
    caplog: pytest.LogCaptureFixture, errno: int, status: int, traced: bool
) -> None:
    app = APIFlask(__name__)
    errors.install(app)

    @app.get("/")
    def fail() -> None:
        raise mysql.connector.Error(msg="ended", errno=errno)

    assert app.test_client().get("/").status_code == status
    (line,) = [record for record in caplog.records if record.message == "database error"]
    assert (line.__dict__["errno"], bool(line.exc_info)) == (errno, traced)


@db.readable_anywhere
def read_balance() -> int:
    return balance()


@pytest.fixture
def other(server: Server) -> Iterator[db.Database]:
    """The database of a node for reads, where the first account has another balance."""
    here = db.current()
    name = f"{here.name}_reads"[-64:]
    with server.connect() as connection, connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE `{name}`")
        cursor.execute(
            f"CREATE TABLE `{name}`.accounts AS SELECT id, balance + 7 AS balance FROM `{here.name}`.accounts"
        )
    yield dataclasses.replace(here, name=name)
    with server.connect() as connection, connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE `{name}`")


def test_reads_go_to_the_node_for_reads_but_not_in_a_transaction(other: db.Database) -> None:
    here = db.current()
    db.open(dataclasses.replace(here, reads=other))
    assert (balance(), read_balance(), balance()) == (100, 107, 100)
    with db.transaction():
        pay(1)
        assert read_balance() == 99
    assert (balance(), read_balance()) == (99, 107)
    db.open(here)


@pytest.mark.parametrize("change", [{"synchronous": True}, {"socket": None, "host": "127.0.0.1", "port": 1}])
def test_reads_go_on_without_their_node(
    other: db.Database, change: dict[str, object], caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That node is down, or a server without a cluster, which would not wait for other nodes."""
    monkeypatch.setattr(db, "_reads_paused_until", 0.0)
    here = db.current()
    db.open(dataclasses.replace(here, reads=dataclasses.replace(other, **change)))
    assert [read_balance() for _ in range(3)] == [100, 100, 100]
    assert caplog.messages.count("the node for reads fails") == 1
    db.open(here)
