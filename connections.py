"""Connections to MySQL: address, certificate, time limits and session of each, and the pool that lends them."""

from __future__ import annotations

import dataclasses
import threading
import time
from collections import deque
from contextlib import suppress
from typing import Any

import mysql.connector
from mysql.connector.constants import ClientFlag

from faults import HANG_SECONDS, LOST, Breaker, DriverFault
from settings import Database
from telemetry import metrics

NOT_A_NODE = 1193  # an unknown system variable
IDLE_BEFORE_PING = 1.0
LONGEST_AGE = 1800.0
SQL_MODE = (
    "ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,"
    "ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION"
)


class Connection:
    """A connection with a single buffered cursor: each new cursor would send a ping."""

    def __init__(self, database: Database, generation: int | None) -> None:
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
            # Later than the server ends the statement (`_server_options`), which keeps the connection.
            read_timeout=database.timeout_seconds + 1,
            write_timeout=database.timeout_seconds,
        )
        self.cursor = self.driver.cursor(dictionary=True, buffered=True)
        self.cursor.execute("SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED")
        self.cursor.execute(_server_options(self.driver, database.timeout_seconds))
        if database.synchronous:
            _wait_for_other_nodes(self.cursor)
        # None: no pool owns it.
        self.generation = generation
        self.created = self.idle_since = time.monotonic()

    def is_alive(self) -> bool:
        try:
            self.driver.ping(reconnect=False)
        except (mysql.connector.Error, DriverFault):
            return False
        return True

    def close(self) -> None:
        with suppress(mysql.connector.Error, DriverFault):
            self.driver.close()


def _server_options(driver: Any, seconds: int) -> str:
    """Return the statement that has the server end statements of this session after so long, and read ids by the index.

    Otherwise a statement runs on after its client has given up (MySQL only ends SELECT). And MariaDB makes a subquery
    of an IN list of 1000 constants or more: such a SELECT ... FOR UPDATE may read, and lock, all rows of its table.
    """
    if "MariaDB" in driver.server_info:
        return f"SET SESSION max_statement_time = {seconds}, in_predicate_conversion_threshold = 0"
    return f"SET SESSION max_execution_time = {seconds * 1000}"


def _wait_for_other_nodes(cursor: Any) -> None:
    """Let each statement wait for what was committed before on any node of the cluster, or raise an error."""
    cursor.execute("SET SESSION wsrep_sync_wait = 1")
    cursor.execute("SELECT @@wsrep_on AS replicates")
    if not cursor.fetchone()["replicates"]:
        raise mysql.connector.Error(msg="DB_READ_HOST is not a node of a Galera cluster", errno=NOT_A_NODE)


def _tls_options(database: Database) -> dict[str, Any]:
    """Return the options that verify the server's certificate and host name, if a CA is configured."""
    if database.socket or database.ssl_ca is None:
        return {}
    return {"ssl_ca": str(database.ssl_ca), "ssl_verify_cert": True, "ssl_verify_identity": True}


def impatient(database: Database) -> Database:
    """Return the address with the time limits of a probe, in seconds."""
    return dataclasses.replace(database, wait_seconds=1, timeout_seconds=1)


class Exhausted(mysql.connector.Error):
    """All connections were busy for as long as a caller may wait."""


class Pool:
    """At most `database.pool_size` connections, made on demand; the most recently used one is lent first."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.permits = threading.BoundedSemaphore(database.pool_size)
        self.idle: deque[Connection] = deque()
        self.generation = 0
        self.breaker = Breaker(self._probe)

    def take(self) -> Connection:
        self.breaker.check()
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
        started = time.monotonic()
        try:
            return self._idle_or_new()
        except BaseException as error:
            self.permits.release()
            if isinstance(error, mysql.connector.Error):
                self.note_lost(error.errno, time.monotonic() - started)
            raise

    def _idle_or_new(self) -> Connection:
        while self.idle:
            connection = self.idle.pop()
            now = time.monotonic()
            fresh = connection.generation == self.generation and now - connection.created < LONGEST_AGE
            if fresh and (now - connection.idle_since < IDLE_BEFORE_PING or connection.is_alive()):
                return connection
            connection.close()
            self.note_lost(2013, time.monotonic() - now)
            self.breaker.check()
        metrics.count("finenice_connections_total")
        return Connection(self.database, self.generation)

    def note_lost(self, errno: int | None, seconds: float) -> None:
        """Let other calls fail at once if it took so long to find the connection lost."""
        if seconds > HANG_SECONDS and (errno in LOST or errno is None or errno < 0):
            self.generation += 1
            self.breaker.trip()

    def _probe(self) -> None:
        connection = Connection(impatient(self.database), None)
        connection.close()

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
        self.breaker.close()
        while self.idle:
            self.idle.pop().close()
