"""The MySQL-protocol server of a test run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import mysql.connector

import db
from queries.system import audit
from settings import Database
from support.app import secrets_for_tests

# MySQL's error if a statement in the list of processes holds bytes that are no text.
CANNOT_CONVERT = 3854


@dataclass(frozen=True)
class Server:
    """The database server of this run: the embedded MariaDB, or the one of TEST_DB_HOST."""

    env: dict[str, str]
    address: dict[str, Any]

    def connect(self, database: str | None = None) -> Any:
        return mysql.connector.connect(
            **self.address, database=database, autocommit=True, time_zone="+00:00", collation="utf8mb4_unicode_ci"
        )


@contextmanager
def new_database(server: Server, name: str) -> Iterator[Database]:
    """Yield a database without tables, opened in this process, and drop it."""
    with server.connect() as connection, connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS `{name}`")
        cursor.execute(f"CREATE DATABASE `{name}` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci")
    socket = server.address.get("unix_socket")
    database = Database(
        server.address.get("host"), server.address.get("port", 0), server.address["user"],
        server.address.get("password", ""), name, Path(socket) if socket else None, pool_size=16,
    )  # fmt: skip
    db.open(database)
    audit.configure(secrets_for_tests()["JWT_SECRET_KEY"])
    yield database
    db.close()
    with server.connect() as connection, connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE `{name}`")


def under_way(connection: Any, sql: str, *params: Any) -> list[tuple[Any, ...]] | None:
    """Return rows about the server's statements, or None if MySQL fails because one of them holds binary bytes."""
    with connection.cursor() as cursor:
        try:
            cursor.execute(sql, params)
            return list(cursor.fetchall())
        except mysql.connector.DatabaseError as error:
            if error.errno != CANNOT_CONVERT:
                raise
            return None


def waiting_for_locks(connection: Any) -> set[int]:
    """Return the ids of the connections that wait for a row.

    `information_schema.innodb_trx` is no use: MariaDB refreshes it only if it was not read for a tenth of a second.
    """
    with connection.cursor() as cursor:
        cursor.execute("SHOW ENGINE INNODB STATUS")
        text = cursor.fetchone()[2]
    parts = [part for part in text.split("---TRANSACTION ")[1:] if "LOCK WAIT" in part]
    return {int(found[1]) for part in parts if (found := re.search(r"(?:MySQL|MariaDB) thread id (\d+)", part))}
