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
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, ParamSpec, TypeVar

import mysql.connector
from mysql.connector.constants import ClientFlag

from settings import Database
from telemetry import metrics, traces
from telemetry.code_names import code_name

try:
    from _mysql_connector import MySQLError as _DriverFault
except ImportError:  # the driver's pure build raises mysql.connector.Error alone

    class _DriverFault(Exception):  # type: ignore[no-redef]
        """A placeholder for the base class of the C extension."""


log = logging.getLogger("finenice.db")

Row = dict[str, Any]
P = ParamSpec("P")
T = TypeVar("T")

DUPLICATE = 1062
# The server rolled the transaction back (deadlock, lock wait, changed record, node not ready): retry it.
CONFLICTS = frozenset({1213, 1205, 1020, 1047})
# The connection was lost or can't be made.
LOST = frozenset({2002, 2003, 2006, 2013, 2055, 4031, 1053, 1927, 1040})
# The statement took longer than the limit of its session, most often because it waited for a lock.
TIMED_OUT = frozenset({1969, 3024})
ATTEMPTS = 5
# A transaction is not retried after so many seconds, even if attempts are left.
RETRY_SECONDS = 5.0
SLOW_SECONDS = 0.2
IDLE_BEFORE_PING = 1.0
# Statements whose names are their own.
CONTROL = frozenset({"START TRANSACTION", "COMMIT", "ROLLBACK"})
LONGEST_CONTROL = max(map(len, CONTROL))
LONGEST_AGE = 1800.0

SQL_MODE = (
    "ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,"
    "ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION"
)


class Exhausted(mysql.connector.Error):
    """All connections were busy for as long as a caller may wait."""


class CommitLost(mysql.connector.Error):
    """COMMIT failed. If the connection was lost meanwhile, the outcome is unknown."""


class Connection:
    """A connection with a single buffered cursor: each new cursor would send a ping."""

    def __init__(self, database: Database, generation: int) -> None:
        address: dict[str, Any] = (
            {"unix_socket": str(database.socket)} if database.socket else {"host": database.host, "port": database.port}
        )
        self.driver: Any = mysql.connector.connect(
            **address,
            **_tls_options(database),
            user=database.user,
            password=database.password,
            database=database.name,
            charset="utf8mb4",
            collation="utf8mb4_unicode_ci",
            autocommit=True,
            time_zone="+00:00",
            sql_mode=SQL_MODE,
            client_flags=[ClientFlag.FOUND_ROWS],
            connection_timeout=database.wait_seconds,
            # Later than the server ends the statement (`_statement_limit`), which keeps the connection.
            read_timeout=database.timeout_seconds + 1,
            write_timeout=database.timeout_seconds,
        )
        self.cursor = self.driver.cursor(dictionary=True, buffered=True)
        self.cursor.execute("SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED")
        self.cursor.execute(_statement_limit(self.driver, database.timeout_seconds))
        self.generation = generation
        self.created = self.idle_since = time.monotonic()

    def is_alive(self) -> bool:
        try:
            self.driver.ping(reconnect=False)
        except (mysql.connector.Error, _DriverFault):
            return False
        return True

    def close(self) -> None:
        with suppress(mysql.connector.Error, _DriverFault):
            self.driver.close()


def _statement_limit(driver: Any, seconds: int) -> str:
    """Return the statement that has the server end statements of this session after so long.

    Otherwise a statement runs on after its client has given up. MySQL only ends SELECT.
    """
    if "MariaDB" in driver.server_info:
        return f"SET SESSION max_statement_time = {seconds}"
    return f"SET SESSION max_execution_time = {seconds * 1000}"


def _tls_options(database: Database) -> dict[str, Any]:
    """Return the options that verify the server's certificate and host name, if a CA is configured."""
    if database.socket or database.ssl_ca is None:
        return {}
    return {"ssl_ca": str(database.ssl_ca), "ssl_verify_cert": True, "ssl_verify_identity": True}


class _Pool:
    """At most `database.pool_size` connections, made on demand; the most recently used one is lent first."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.permits = threading.BoundedSemaphore(database.pool_size)
        self.idle: deque[Connection] = deque()
        self.generation = 0
        self.process = os.getpid()

    def take(self) -> Connection:
        waited = 0.0
        if not self.permits.acquire(blocking=False):
            started = time.perf_counter()
            acquired = self.permits.acquire(timeout=self.database.wait_seconds)
            waited = time.perf_counter() - started
            if not acquired:
                metrics.pool_wait(waited)
                metrics.count("finenice_database_errors_total", "1040")
                raise Exhausted(msg="every database connection is busy", errno=1040)
        metrics.pool_wait(waited)
        try:
            while self.idle:
                connection = self.idle.pop()
                now = time.monotonic()
                fresh = connection.generation == self.generation and now - connection.created < LONGEST_AGE
                if fresh and (now - connection.idle_since < IDLE_BEFORE_PING or connection.is_alive()):
                    return connection
                connection.close()
            metrics.count("finenice_connections_total")
            return Connection(self.database, self.generation)
        except BaseException:
            self.permits.release()
            raise

    def give(self, connection: Connection, broken: bool) -> None:
        if broken:
            # The cause has most likely broken the idle connections, too.
            self.generation += 1
            connection.close()
        else:
            connection.idle_since = time.monotonic()
            self.idle.append(connection)
        self.permits.release()

    def close(self) -> None:
        while self.idle:
            self.idle.pop().close()


class _ThreadState(threading.local):
    """This thread's connection, and the depth of its nested transactions."""

    connection: Connection | None = None
    depth: int = 0
    broken: bool = False
    failed: bool = False


_state = _ThreadState()
_database: Database | None = None
_pool: _Pool | None = None
_pool_lock = threading.Lock()


def open(database: Database) -> None:
    """Set the database of this process. Connections are made on demand."""
    global _database, _pool
    close()
    _database, _pool = database, None


def close() -> None:
    """Release this thread's connection and close the idle ones."""
    release()
    if _pool and _pool.process == os.getpid():
        _pool.close()


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
        except (mysql.connector.Error, _DriverFault):
            _state.broken = True
    broken = _state.broken
    _state.connection, _state.depth, _state.broken, _state.failed = None, 0, False, False
    _current_pool().give(connection, broken)


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
    _state.depth += 1
    try:
        yield
        if outermost:
            if _state.failed:
                raise RuntimeError("a part of this transaction has failed, so all of it is rolled back")
            _commit()
    except BaseException:
        _state.failed = True
        if outermost:
            _roll_back()
        raise
    finally:
        _state.depth = max(0, _state.depth - 1)


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
                    lost = error.errno in LOST and not isinstance(error, Exhausted)
                    unknown = lost and isinstance(error, CommitLost)
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


def violated(error: mysql.connector.Error) -> str | None:
    """Return the unique key that a duplicate (1062) violated, without its table, or None for other errors."""
    if error.errno != DUPLICATE:
        return None
    return str(error.msg).rsplit("for key", 1)[-1].strip(" '`").rsplit(".", 1)[-1]


def _current_pool() -> _Pool:
    """Return the pool of this process. A forked process creates its own, because connections can't be shared."""
    global _pool
    if _pool is None or _pool.process != os.getpid():
        with _pool_lock:
            if _pool is None or _pool.process != os.getpid():
                _pool = _Pool(current())
    return _pool


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
        _state.broken = _state.broken or error.errno in LOST or error.errno is None or error.errno < 0
        metrics.count("finenice_database_errors_total", str(error.errno))
        if error.errno in TIMED_OUT:
            _log_slow(sql, time.perf_counter() - started)
        raise
    except _DriverFault as error:
        _state.broken = True
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
    """Return the nearest function outside this module, such as `sales/transactions:sell`."""
    # Above are run(), and one of the functions that call it. To ask by depth is cheaper than to go from frame to frame.
    depth = 3
    while (code := sys._getframe(depth).f_code).co_filename == __file__:
        depth += 1
    return code_name(code)
