"""The one door to MySQL: a waiting pool, five statements' helpers, transactions that may be retried.

A thread borrows one connection at its first statement and keeps it until `release()`. Outside a
transaction each statement commits by itself. Errors are the driver's own (`mysql.connector.Error`),
to be told apart by `errno`: classes differ between servers and between the driver's two builds.
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
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import mysql.connector
from mysql.connector.constants import ClientFlag

from settings import Database

try:
    from _mysql_connector import MySQLError as _DriverFault
except ImportError:  # the driver's pure build raises mysql.connector.Error alone

    class _DriverFault(Exception):  # type: ignore[no-redef]
        """Stands in for the C extension's own base class."""


log = logging.getLogger("finenice.db")

Row = dict[str, Any]
P = ParamSpec("P")
T = TypeVar("T")

DUPLICATE = 1062
# The server rolled the transaction back (deadlock, lock wait, changed record, node not ready): run it again.
CONFLICTS = frozenset({1213, 1205, 1020, 1047})
# The connection is gone or can't be had.
LOST = frozenset({2002, 2003, 2006, 2013, 2055, 4031, 1053, 1927, 1040})
ATTEMPTS = 5
# After so many seconds a transaction is not tried again, however few attempts it had.
PATIENCE = 5.0
SLOW_SECONDS = 0.2
REST_BEFORE_PING = 1.0
LONGEST_LIFE = 1800.0

SQL_MODE = (
    "ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,"
    "ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION"
)


class Exhausted(mysql.connector.Error):
    """Every connection was busy for the whole time that a caller may wait."""


class CommitLost(mysql.connector.Error):
    """COMMIT failed; where the connection was lost on the way, nobody knows whether it counts."""


class _Link:
    """One connection with its one buffered cursor: a new cursor would send a ping each time."""

    def __init__(self, database: Database, generation: int) -> None:
        address: dict[str, Any] = (
            {"unix_socket": str(database.socket)} if database.socket else {"host": database.host, "port": database.port}
        )
        self.connection: Any = mysql.connector.connect(
            **address,
            **_verified(database),
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
            read_timeout=database.timeout_seconds,
            write_timeout=database.timeout_seconds,
        )
        self.cursor = self.connection.cursor(dictionary=True, buffered=True)
        self.cursor.execute("SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED")
        self.generation = generation
        self.born = self.rested = time.monotonic()

    def answers(self) -> bool:
        try:
            self.connection.ping(reconnect=False)
        except (mysql.connector.Error, _DriverFault):
            return False
        return True

    def close(self) -> None:
        with suppress(mysql.connector.Error, _DriverFault):
            self.connection.close()


def _verified(database: Database) -> dict[str, Any]:
    """What has the driver refuse a server without the right certificate and host name, if a CA is known."""
    if database.socket or database.ssl_ca is None:
        return {}
    return {"ssl_ca": str(database.ssl_ca), "ssl_verify_cert": True, "ssl_verify_identity": True}


class _Pool:
    """At most `database.pool_size` connections, made when needed; the most recently used is lent first."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.permits = threading.BoundedSemaphore(database.pool_size)
        self.idle: deque[_Link] = deque()
        self.generation = 0
        self.process = os.getpid()

    def take(self) -> _Link:
        if not self.permits.acquire(timeout=self.database.wait_seconds):
            raise Exhausted(msg="every database connection is busy", errno=1040)
        try:
            while self.idle:
                link = self.idle.pop()
                now = time.monotonic()
                fresh = link.generation == self.generation and now - link.born < LONGEST_LIFE
                if fresh and (now - link.rested < REST_BEFORE_PING or link.answers()):
                    return link
                link.close()
            return _Link(self.database, self.generation)
        except BaseException:
            self.permits.release()
            raise

    def give(self, link: _Link, broken: bool) -> None:
        if broken:
            # What broke one connection has most likely broken those that rest, too.
            self.generation += 1
            link.close()
        else:
            link.rested = time.monotonic()
            self.idle.append(link)
        self.permits.release()

    def close(self) -> None:
        while self.idle:
            self.idle.pop().close()


class _Here(threading.local):
    """What this thread holds: its connection, and how deep it stands in joined transactions."""

    link: _Link | None = None
    depth: int = 0
    broken: bool = False
    spoilt: bool = False


_here = _Here()
_opened: Database | None = None
_pool: _Pool | None = None
_pool_lock = threading.Lock()


def open(database: Database) -> None:
    """Names the database that this process uses; connections are made when they are needed."""
    global _opened, _pool
    close()
    _opened, _pool = database, None


def close() -> None:
    """Gives this thread's connection back and closes those that rest."""
    release()
    if _pool and _pool.process == os.getpid():
        _pool.close()


def opened() -> Database:
    """The database that `open` named."""
    if _opened is None:
        raise RuntimeError("db.open() was not called")
    return _opened


def driver() -> str:
    """Which build of the driver runs: `C extension`, or `pure Python`, which costs twice to four times the CPU."""
    return "C extension" if mysql.connector.HAVE_CEXT else "pure Python"


def release() -> None:
    """Gives the thread's connection back, rolled back; to be called at the end of each request or job."""
    link = _here.link
    if link is None:
        return
    if not _here.broken and (_here.depth or link.connection.in_transaction):
        try:
            link.cursor.execute("ROLLBACK")
        except (mysql.connector.Error, _DriverFault):
            _here.broken = True
    broken = _here.broken
    _here.link, _here.depth, _here.broken, _here.spoilt = None, 0, False, False
    _current_pool().give(link, broken)


def fetch_all(sql: str, params: Sequence[Any] = ()) -> list[Row]:
    """The rows of a SELECT, each a dict by column name."""
    rows: list[Row] = _run(sql, params).fetchall()
    return rows


def fetch_one(sql: str, params: Sequence[Any] = ()) -> Row | None:
    """The only row of a SELECT, or None; two rows are a fault of the statement and raise."""
    rows = fetch_all(sql, params)
    if len(rows) > 1:
        raise RuntimeError(f"{len(rows)} rows where at most one was expected: {sql}")
    return rows[0] if rows else None


def fetch_value(sql: str, params: Sequence[Any] = ()) -> Any:
    """The first column of the only row, or None where there is no row."""
    row = fetch_one(sql, params)
    return next(iter(row.values())) if row else None


def insert(sql: str, params: Sequence[Any] = ()) -> int:
    """Runs an INSERT and returns the AUTO_INCREMENT id of its first row."""
    return int(_run(sql, params).lastrowid or 0)


def execute(sql: str, params: Sequence[Any] = ()) -> int:
    """Runs a statement and returns how many rows it matched, whether or not their values changed."""
    return int(_run(sql, params).rowcount)


def marks(rows: int, columns: int = 0) -> str:
    """Placeholders for an IN list of `rows` values, or for VALUES of `rows` tuples of `columns` values."""
    return ", ".join([f"({', '.join(['%s'] * columns)})" if columns else "%s"] * rows)


def in_transaction() -> bool:
    """Whether this thread stands inside `transaction()`."""
    return _here.depth > 0


@contextmanager
def transaction() -> Iterator[None]:
    """What is executed inside commits together. An inner block joins the outer one.

    Any exception rolls back, also one that left an inner block and was caught by the outer.
    """
    outermost = _here.depth == 0
    if outermost:
        _run("START TRANSACTION", ())
        _here.spoilt = False
    _here.depth += 1
    try:
        yield
        if outermost:
            if _here.spoilt:
                raise RuntimeError("a part of this transaction failed, so that the whole must")
            _commit()
    except BaseException:
        _here.spoilt = True
        if outermost:
            _roll_back()
        raise
    finally:
        _here.depth = max(0, _here.depth - 1)


def transactional(
    repeatable: bool | Callable[..., bool] = False,
) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Runs the function as one transaction, again where the server rolled it back or the connection was lost.

    A connection lost while COMMIT was under way leaves the outcome unknown: the function then runs again
    only if it is `repeatable`, that is, finds by itself what an earlier run has done (a callable is given
    the function's arguments). The function must have no effect outside the database. Joined to an outer
    transaction it runs once: the outermost one retries.
    """

    def decorate(function: Callable[P, T]) -> Callable[P, T]:
        @functools.wraps(function)
        def run(*args: P.args, **kwargs: P.kwargs) -> T:
            if in_transaction():
                return function(*args, **kwargs)
            may_repeat = repeatable(*args, **kwargs) if callable(repeatable) else repeatable
            give_up = time.monotonic() + PATIENCE
            for attempt in range(1, ATTEMPTS + 1):
                try:
                    with transaction():
                        return function(*args, **kwargs)
                except mysql.connector.Error as error:
                    lost = error.errno in LOST and not isinstance(error, Exhausted)
                    unknown = lost and isinstance(error, CommitLost)
                    last = attempt == ATTEMPTS or time.monotonic() > give_up
                    if last or not (lost or error.errno in CONFLICTS) or (unknown and not may_repeat):
                        raise
                    release()
                    log.info("transaction runs again", extra={"errno": error.errno, "caller": function.__qualname__})
                    longest = 0.1 * 2**attempt if lost else 0.01 * 2**attempt
                    time.sleep(random.uniform(longest / 4, longest))
            raise AssertionError("unreachable")

        return run

    return decorate


def violated(error: mysql.connector.Error) -> str | None:
    """The name of the unique key that a duplicate (1062) broke, without its table; None for other errors."""
    if error.errno != DUPLICATE:
        return None
    return str(error.msg).rsplit("for key", 1)[-1].strip(" '`").rsplit(".", 1)[-1]


def _current_pool() -> _Pool:
    """The process's pool; a forked worker makes its own, since connections can't be shared."""
    global _pool
    if _pool is None or _pool.process != os.getpid():
        with _pool_lock:
            if _pool is None or _pool.process != os.getpid():
                _pool = _Pool(opened())
    return _pool


def _run(sql: str, params: Sequence[Any]) -> Any:
    if "FOR UPDATE" in sql and not _here.depth:
        raise RuntimeError("FOR UPDATE outside a transaction locks nothing")
    if _here.broken and _here.depth:
        raise mysql.connector.OperationalError(msg="the connection was lost earlier in this transaction", errno=2013)
    if _here.broken:
        release()
    if _here.link is None:
        _here.link = _current_pool().take()
    cursor = _here.link.cursor
    started = time.perf_counter()
    try:
        cursor.execute(sql, params)
    except mysql.connector.Error as error:
        _here.broken = _here.broken or error.errno in LOST or error.errno is None or error.errno < 0
        raise
    except _DriverFault as error:
        _here.broken = True
        raise mysql.connector.DatabaseError(msg=str(error), errno=getattr(error, "errno", None) or 2013) from error
    if (seconds := time.perf_counter() - started) > SLOW_SECONDS:
        log.warning(
            "slow statement",
            extra={"caller": _caller(), "ms": round(seconds * 1000), "sql": " ".join(sql.split())[:1000]},
        )
    return cursor


def _commit() -> None:
    try:
        # The C extension's commit() raises outside mysql.connector.Error; a statement does not.
        _run("COMMIT", ())
    except mysql.connector.Error as error:
        raise CommitLost(msg=error.msg, errno=error.errno, sqlstate=error.sqlstate) from error


def _roll_back() -> None:
    try:
        if not _here.broken:
            _run("ROLLBACK", ())
    except mysql.connector.Error:
        _here.broken = True


def _caller() -> str:
    """The nearest function outside this module: the query function that a slow statement belongs to."""
    frame = sys._getframe(1)
    while frame.f_back and frame.f_code.co_filename == __file__:
        frame = frame.f_back
    return f"{Path(frame.f_code.co_filename).stem}:{frame.f_code.co_name}"
