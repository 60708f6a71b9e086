"""One connection to MySQL: its address, certificate, time limits and session."""

from __future__ import annotations

import dataclasses
import time
from contextlib import suppress
from typing import Any

import mysql.connector
from mysql.connector.constants import ClientFlag

from faults import DriverFault
from settings import Database

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
            # Later than the server ends the statement (`_statement_limit`), which keeps the connection.
            read_timeout=database.timeout_seconds + 1,
            write_timeout=database.timeout_seconds,
        )
        self.cursor = self.driver.cursor(dictionary=True, buffered=True)
        self.cursor.execute("SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED")
        self.cursor.execute(_statement_limit(self.driver, database.timeout_seconds))
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


def impatient(database: Database) -> Database:
    """Return the address with the time limits of a probe, in seconds."""
    return dataclasses.replace(database, wait_seconds=1, timeout_seconds=1)
