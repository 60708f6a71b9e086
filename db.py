"""Access to MySQL: a connection pool, five functions for statements, and transactions with retries.

A thread borrows one connection at its first statement and keeps it until `release()`. Outside a transaction each
statement commits by itself. Errors are those of the driver (`mysql.connector.Error`). Distinguish them by `errno`:
their classes differ between servers and between the driver's two builds.
"""

from __future__ import annotations

import functools
import logging
import os
import random
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, ParamSpec, TypeVar

import mysql.connector

import faults
from connections import NOT_A_NODE, Connection, Exhausted, Pool, impatient
from faults import CONFLICTS, LOST, READ_ONLY, TIMED_OUT, DriverFault, Unavailable
from settings import Database
from telemetry import metrics, traces
from telemetry.code_names import code_name

log = logging.getLogger("finenice.db")

Row = dict[str, Any]
P = ParamSpec("P")
T = TypeVar("T")

DUPLICATE = 1062
CHANGED = 1020
ATTEMPTS = 5
# A transaction is not retried after so many seconds, even if attempts are left.
RETRY_SECONDS = 5.0
READS_PAUSE_SECONDS = 5.0  # without the node for reads, after it has failed
SLOW_SECONDS = 0.2
# Statements whose names are their own.
CONTROL = frozenset({"START TRANSACTION", "COMMIT", "ROLLBACK"})
LONGEST_CONTROL = max(map(len, CONTROL))


class CommitLost(mysql.connector.Error):
    """COMMIT failed. If the connection was lost meanwhile, the outcome is unknown."""


class Outdated(mysql.connector.Error):
    """What the transaction read before it took its locks has changed meanwhile. It is retried."""

    def __init__(self) -> None:
        super().__init__(msg="a row has changed before it was locked", errno=CHANGED)


class _ThreadState(threading.local):
    """This thread's connection, the depth of its nested transactions, and whether the node for reads is used."""

    connection: Connection | None = None
    depth: int = 0
    broken: bool = False
    failed: bool = False
    reading: bool = False
    last: dict[Callable[[list[Any]], None], list[Any]]

    def __init__(self) -> None:
        self.last = {}


_state = _ThreadState()
_database: Database | None = None
_pools: dict[tuple[int, bool], Pool] = {}  # by process and `reading`
_reads_paused_until = 0.0
_pool_lock = threading.Lock()


def open(database: Database) -> None:
    """Set the database of this process. Connections are made on demand."""
    global _database
    close()
    _database = database
    _pools.clear()


def close() -> None:
    """Release this thread's connection and close the idle ones."""
    release()
    for pool in [_pools[key] for key in list(_pools) if key[0] == os.getpid()]:
        pool.close()


def current() -> Database:
    """Return the database that `open` has set."""
    if _database is None:
        raise RuntimeError("db.open() was not called")
    return _database


def driver() -> str:
    """Return the driver's build: `C extension`, or `pure Python`, which costs two to four times the CPU."""
    return "C extension" if mysql.connector.HAVE_CEXT else "pure Python"


def release() -> None:
    """Roll back and return the thread's connection to the pool. Call it at the end of each request or job."""
    connection = _state.connection
    if connection is None:
        return
    if not _state.broken and (_state.depth or connection.driver.in_transaction):
        try:
            connection.cursor.execute("ROLLBACK")
        except (mysql.connector.Error, DriverFault):
            _state.broken = True
    broken = _state.broken
    _state.connection, _state.depth, _state.broken, _state.failed = None, 0, False, False
    if connection.generation is None:
        connection.close()
    else:
        _current_pool().give(connection, broken)


@contextmanager
def probing() -> Iterator[None]:
    """Run the block on a connection of its own, whose statements may take a second or two.

    If it finds that the database hangs, other calls do not have to.
    """
    release()
    started = time.monotonic()
    try:
        _state.connection = Connection(impatient(current()), None)
        yield
    except mysql.connector.Error as error:
        _current_pool().note_lost(error.errno, time.monotonic() - started)
        raise
    finally:
        release()


def fetch_all(sql: str, params: Sequence[Any] = ()) -> list[Row]:
    """Return the rows of a SELECT as dicts by column name."""
    rows: list[Row] = run(sql, params).fetchall()
    return rows


def fetch_one(sql: str, params: Sequence[Any] = ()) -> Row | None:
    """Return the only row of a SELECT, or None. Several rows raise a RuntimeError."""
    rows = fetch_all(sql, params)
    if len(rows) > 1:
        raise RuntimeError(f"{len(rows)} rows where at most one was expected: {sql}")
    return rows[0] if rows else None


def fetch_value(sql: str, params: Sequence[Any] = ()) -> Any:
    """Return the first column of the only row, or None if there is no row."""
    row = fetch_one(sql, params)
    return next(iter(row.values())) if row else None


def insert(sql: str, params: Sequence[Any] = ()) -> int:
    """Run an INSERT and return the AUTO_INCREMENT id of its first row."""
    return int(run(sql, params).lastrowid or 0)


def execute(sql: str, params: Sequence[Any] = ()) -> int:
    """Run a statement and return the number of rows it matched, changed or not."""
    return int(run(sql, params).rowcount)


def placeholders(rows: int, columns: int = 0) -> str:
    """Return placeholders for an IN list of `rows` values, or for VALUES of `rows` tuples of `columns` values."""
    return ", ".join([f"({', '.join(['%s'] * columns)})" if columns else "%s"] * rows)


def has_connection() -> bool:
    """Tell whether this thread holds a connection."""
    return _state.connection is not None


def in_transaction() -> bool:
    """Tell whether this thread is inside `transaction()`."""
    return _state.depth > 0


@contextmanager
def transaction() -> Iterator[None]:
    """Commit the statements of the block together. An inner block joins the outer one.

    Any exception rolls back, even one that an outer block catches.
    """
    outermost = _state.depth == 0
    if outermost:
        run("START TRANSACTION", ())
        _state.failed = False
        _state.last.clear()
    _state.depth += 1
    try:
        yield
        if outermost:
            if _state.failed:
                raise RuntimeError("a part of this transaction has failed, so all of it is rolled back")
            for work, items in _state.last.items():
                work(items)
            _commit()
    except BaseException:
        _state.failed = True
        if outermost:
            _roll_back()
        raise
    finally:
        _state.depth = max(0, _state.depth - 1)


def before_commit(work: Callable[[list[Any]], None], item: Any) -> None:
    """Have `work` called with all such items of this transaction as the last thing in it. A rollback forgets them."""
    if not _state.depth:
        raise RuntimeError("there is no transaction to commit")
    _state.last.setdefault(work, []).append(item)


@contextmanager
def undone_by(refusal: type[Exception]) -> Iterator[None]:
    """Undo what the block has changed if it raises such an exception, which the caller may catch inside a transaction.

    The locks of the block stay.
    """
    run("SAVEPOINT part", ())
    try:
        yield
    except refusal:
        run("ROLLBACK TO SAVEPOINT part", ())
        raise


@contextmanager
def snapshot() -> Iterator[None]:
    """Read in the block what was committed at its start. Nothing is locked, and nothing can be written."""
    if _state.depth:
        raise RuntimeError("a snapshot can't begin inside a transaction")
    run("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ", ())
    run("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY", ())
    _state.depth, _state.failed = 1, False
    try:
        yield
    finally:
        _roll_back()
        _state.depth = 0


def transactional(
    repeatable: bool | Callable[..., bool] = False,
) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Run the function in a transaction, with retries after a rollback by the server or a lost connection.

    A connection lost during COMMIT leaves the outcome unknown. The function is then retried only if it is `repeatable`:
    it detects what an earlier run has done (a callable gets the function's arguments). The function must have no effect
    outside the database. Inside an outer transaction it runs once: the outermost one retries.
    """

    def decorate(function: Callable[P, T]) -> Callable[P, T]:
        @functools.wraps(function)
        def call(*args: P.args, **kwargs: P.kwargs) -> T:
            if in_transaction():
                return function(*args, **kwargs)
            may_repeat = repeatable(*args, **kwargs) if callable(repeatable) else repeatable
            deadline = time.monotonic() + RETRY_SECONDS
            for attempt in range(1, ATTEMPTS + 1):
                try:
                    with transaction():
                        return function(*args, **kwargs)
                except mysql.connector.Error as error:
                    lost = error.errno in LOST and not isinstance(error, (Exhausted, Unavailable))
                    unknown = lost and isinstance(error, CommitLost)
                    lost = lost or error.errno in READ_ONLY
                    last = attempt == ATTEMPTS or time.monotonic() > deadline
                    if last or not (lost or error.errno in CONFLICTS) or (unknown and not may_repeat):
                        raise
                    release()
                    metrics.count("finenice_transaction_retries_total", str(error.errno))
                    log.info("transaction is retried", extra={"errno": error.errno, "caller": function.__qualname__})
                    longest = 0.1 * 2**attempt if lost else 0.01 * 2**attempt
                    time.sleep(random.uniform(longest / 4, longest))
            raise AssertionError("unreachable")

        return call

    return decorate


def readable_anywhere(function: Callable[P, T]) -> Callable[P, T]:
    """Run the function, which only reads, on the node for reads (`Database.reads`); if that fails, as any other.

    That node waits for what was committed before on any node, so that callers see what they have written.
    """

    @functools.wraps(function)
    def call(*args: P.args, **kwargs: P.kwargs) -> T:
        global _reads_paused_until
        paused = current().reads is None or time.monotonic() < _reads_paused_until
        if paused or _state.reading or in_transaction():
            return function(*args, **kwargs)
        release()
        _state.reading = True
        try:
            return function(*args, **kwargs)
        except mysql.connector.Error as error:
            if error.errno not in LOST | CONFLICTS | {NOT_A_NODE}:
                raise
            _reads_paused_until = time.monotonic() + READS_PAUSE_SECONDS
            log.warning("the node for reads fails", extra={"errno": error.errno, "why": error.msg})
        finally:
            release()
            _state.reading = False
        return function(*args, **kwargs)

    return call


def violated(error: mysql.connector.Error) -> str | None:
    """Return the unique key that a duplicate (1062) violated, without its table, or None for other errors."""
    if error.errno != DUPLICATE:
        return None
    return str(error.msg).rsplit("for key", 1)[-1].strip(" '`").rsplit(".", 1)[-1]


def _current_pool() -> Pool:
    """Return the pool of this process. A forked process creates its own, because connections can't be shared."""
    key = (os.getpid(), _state.reading)
    if key not in _pools:
        with _pool_lock:
            if key not in _pools:
                _pools[key] = Pool((_state.reading and current().reads) or current())
    return _pools[key]


def run(sql: str, params: Sequence[Any]) -> Any:
    """Send a statement on this thread's connection and return its cursor."""
    if "FOR UPDATE" in sql and not _state.depth:
        raise RuntimeError("FOR UPDATE outside a transaction locks nothing")
    if _state.broken and _state.depth:
        raise mysql.connector.OperationalError(msg="the connection was lost earlier in this transaction", errno=2013)
    if _state.broken:
        release()
    if _state.connection is None:
        _state.connection = _current_pool().take()
    cursor = _state.connection.cursor
    started = time.perf_counter()
    try:
        cursor.execute(sql, params)
    except mysql.connector.Error as error:
        metrics.count("finenice_database_errors_total", str(error.errno))
        _note_fault(error, sql, time.perf_counter() - started)
        raise
    except DriverFault as error:
        _state.broken = True
        _current_pool().note_lost(2013, time.perf_counter() - started)
        raise mysql.connector.DatabaseError(msg=str(error), errno=getattr(error, "errno", None) or 2013) from error
    seconds = time.perf_counter() - started
    if metrics.series is not None or traces.tracer is not None:
        name = sql if len(sql) <= LONGEST_CONTROL and sql in CONTROL else _caller()
        metrics.statement(name, seconds)
        if traces.tracer is not None:
            traces.statement(name, seconds)
    if seconds > SLOW_SECONDS:
        _log_slow(sql, seconds)
    return cursor


def _note_fault(error: mysql.connector.Error, sql: str, seconds: float) -> None:
    """Decide from the error whether this thread's connection is used again."""
    lost = error.errno in LOST or error.errno is None or error.errno < 0
    full = faults.is_full(error)
    # After a full disk or from a read-only server, a connection works but its writes fail.
    _state.broken = _state.broken or lost or full or error.errno in READ_ONLY
    if lost:
        _current_pool().note_lost(error.errno, seconds)
    if full:
        faults.note_full()
    if error.errno in TIMED_OUT:
        _log_slow(sql, seconds)


def _log_slow(sql: str, seconds: float) -> None:
    log.warning(
        "slow statement",
        extra={"caller": _caller(), "ms": round(seconds * 1000), "sql": " ".join(sql.split())[:1000]},
    )


def _commit() -> None:
    try:
        # The C extension's commit() raises outside mysql.connector.Error; a statement does not.
        run("COMMIT", ())
    except mysql.connector.Error as error:
        raise CommitLost(msg=error.msg, errno=error.errno, sqlstate=error.sqlstate) from error


def _roll_back() -> None:
    try:
        if not _state.broken:
            run("ROLLBACK", ())
    except mysql.connector.Error:
        _state.broken = True


def _caller() -> str:
    """Return the nearest function outside this module, such as `sales/checkout:sell`."""
    # Above are run(), and one of the functions that call it. To ask by depth is cheaper than to go from frame to frame.
    depth = 3
    while (code := sys._getframe(depth).f_code).co_filename == __file__:
        depth += 1
    return code_name(code)
