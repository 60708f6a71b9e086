"""The database's side of a restore: is it empty, how far is it, and what is set right at its end.

The table `restore_progress` exists only while a restore is under way; `queries.system.schema.upgrade` refuses to go on
while it does. It is created here, not in schema.sql, because it comes before every other table.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import db
from queries.system import schema
from queries.system.backups import table_copies
from queries.system.backups.table_copies import Table
from queries.system.schema import RESTORE

# The server may still list a connection that has just ended.
PATIENCE_SECONDS = 3.0
# A shop that was used has a row in one of these.
USED = ("users", "products", "transactions", "audit_entries")


class NotEmpty(Exception):
    """The database is in use, or holds something else than the beginning of this restore. The message says what."""


def find(archive_id: str) -> int | None:
    """Return the number of parts that an interrupted restore of this archive has done, or None for an empty database.

    Raise NotEmpty otherwise. Nothing is changed.
    """
    deadline = time.monotonic() + PATIENCE_SECONDS
    while (others := _other_connections()) and time.monotonic() < deadline:
        time.sleep(0.1)
    if others:
        raise NotEmpty(f"{others} other connections use this database. Stop the shop first.")
    tables = _tables()
    if RESTORE not in tables:
        if tables and "schema_migrations" not in tables:
            raise NotEmpty("The database holds tables of another program.")
        if any(_has_rows(table) for table in USED if table in tables):
            raise NotEmpty("The database has data already. Restore into an empty one.")
        return None
    row = db.fetch_one(
        """
        SELECT archive_id, parts
        FROM   restore_progress
        WHERE  id = 1
        """
    )
    if row is None:
        return None
    if row["archive_id"] != archive_id:
        raise NotEmpty("A restore of another archive into this database has not finished.")
    return int(row["parts"])


def begin(archive_id: str) -> None:
    """Record that a restore begins. From here on, nothing else may use the database."""
    db.execute(
        f"""
        CREATE TABLE IF NOT EXISTS `{RESTORE}` (
            id         TINYINT     NOT NULL,
            archive_id CHAR(32)    NOT NULL,
            created    BOOLEAN     NOT NULL DEFAULT FALSE,
            parts      BIGINT      NOT NULL DEFAULT 0,
            started_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
            PRIMARY KEY (id)
        ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
        """
    )
    db.execute(
        """
        INSERT INTO restore_progress (id, archive_id)
        VALUES (1, %s)
        """,
        (archive_id,),
    )


def create_schema(version: int) -> list[Table]:
    """Create all tables as they were at a version of the schema, in place of empty ones, unless that is done."""
    created = db.fetch_value(
        """
        SELECT created
        FROM   restore_progress
        WHERE  id = 1
        """
    )
    if not created:
        for table in _tables() - {RESTORE}:
            db.execute(f"DROP TABLE `{table}`")
        newest = max(int(step["version"]) for step in schema.list_migrations())
        if version == newest:
            schema.upgrade_restored()
        else:
            schema.create_at(version)
        # Rows that the schema itself holds come from the archive.
        for copied in table_copies.tables():
            db.execute(f"DELETE FROM `{copied.name}`")
        db.execute(
            """
            UPDATE restore_progress
            SET    created = 1
            WHERE  id = 1
            """
        )
    return table_copies.tables()


@contextmanager
def loading() -> Iterator[None]:
    """Check no foreign keys in the block: tables are loaded one after another."""
    db.execute("SET SESSION foreign_key_checks = 0")
    try:
        yield
    finally:
        db.execute("SET SESSION foreign_key_checks = 1")


def load(table: Table, rows: Sequence[Sequence[Any]], part: int) -> None:
    """Insert rows, and record in the same transaction that this part is done."""
    with db.transaction():
        table_copies.insert(table, rows)
        record(part)


def record(part: int) -> None:
    """Record that a part is done, and so are all before it."""
    db.execute(
        """
        UPDATE restore_progress
        SET    parts = %s
        WHERE  id = 1
        """,
        (part,),
    )


def finish(size: int, rows: int, files: int, head: tuple[int, str]) -> None:
    """End the restore: the database may be used from here on.

    The backup that was under way in it is the archive, of the time when it was made.
    """
    db.execute(
        """
        UPDATE   backups FORCE INDEX (ix_backups_state)
        SET      state = 'done', bytes = %s, row_count = %s, file_count = %s, head_number = %s, head_link = %s,
                 finished_at = started_at
        WHERE    state = 'running'
        ORDER BY id DESC
        LIMIT    1
        """,
        (size, rows, files, head[0], bytes.fromhex(head[1])),
    )
    db.execute(f"DROP TABLE `{RESTORE}`")


def _tables() -> set[str]:
    rows = db.fetch_all(
        """
        SELECT table_name AS name
        FROM   information_schema.tables
        WHERE  table_schema = DATABASE()
        """
    )
    return {row["name"] for row in rows}


def _has_rows(table: str) -> bool:
    return bool(
        db.fetch_value(
            f"""
            SELECT EXISTS (SELECT 1
                           FROM   `{table}`) AS found
            """
        )
    )


def _other_connections() -> int:
    mine = db.fetch_value("SELECT CONNECTION_ID() AS id")
    rows = db.fetch_all("SHOW PROCESSLIST")
    return sum(row["db"] == db.current().name and row["Id"] != mine for row in rows)
