"""The schema: created from schema.sql, upgraded by migrations/, by one process at a time.

MySQL commits each DDL statement by itself, so the table `schema_migrations` records how many statements of a
migration are done, and an interrupted migration continues where it stopped.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import mysql.connector

import db

ROOT = Path(__file__).resolve().parents[2]
MIGRATIONS = ROOT / "migrations"

LOCK = "finenice.schema"
LOCK_SECONDS = 120
# A table, column or key exists already, or a column or key is already gone: the statement was done before the kill.
DONE_BEFORE = frozenset({1050, 1060, 1061, 1091, 1826})


def list_migrations() -> list[db.Row]:
    """Return the migrations with `version`, `name`, and `applied` (bool)."""
    applied = _applied() if _exists("schema_migrations") else {}
    return [
        {"version": version, "name": path.stem, "applied": applied.get(version, -1) >= len(_statements(path))}
        for version, path in _migrations()
    ]


def upgrade() -> list[str]:
    """Create or upgrade the schema. Return the names of what was applied; nothing on the second call."""
    with named_lock():
        _create_bookkeeping()
        applied = _applied()
        if not applied:
            for statement in _statements(ROOT / "schema.sql"):
                db.execute(statement)
            # One statement: after a kill before it, the schema is simply created again.
            steps = _migrations()
            db.execute(
                f"""
                INSERT INTO schema_migrations (version, name, statements_done)
                VALUES {db.placeholders(len(steps), 3)}
                """,
                [value for version, path in steps for value in (version, path.stem, len(_statements(path)))],
            )
            return ["schema.sql"]
        return [name for version, path in _migrations() for name in _apply(version, path, applied.get(version))]


def _apply(version: int, path: Path, done: int | None) -> Iterator[str]:
    statements = _statements(path)
    if done is None:
        db.execute(
            """
            INSERT INTO schema_migrations (version, name, statements_done)
            VALUES (%s, %s, 0)
            """,
            (version, path.stem),
        )
    for number, statement in enumerate(statements[done or 0 :], (done or 0) + 1):
        try:
            db.execute(statement)
        except mysql.connector.Error as error:
            interrupted = done is not None and number == done + 1
            if not (interrupted and error.errno in DONE_BEFORE):
                raise
        db.execute(
            """
            UPDATE schema_migrations
            SET    statements_done = %s
            WHERE  version = %s
            """,
            (number, version),
        )
    if (done or 0) < len(statements):
        yield path.stem


@contextmanager
def named_lock(name: str = LOCK) -> Iterator[None]:
    """Hold a named lock of the database, by default the one for changes of the schema."""
    lock = f"{name}.{db.current().name}"[:64]
    deadline = time.monotonic() + LOCK_SECONDS
    while db.fetch_value("SELECT GET_LOCK(%s, 1) AS locked", (lock,)) != 1:
        if time.monotonic() > deadline:
            raise RuntimeError(f"another process has held the lock {name} for {LOCK_SECONDS} seconds")
    try:
        yield
    finally:
        db.fetch_value("SELECT RELEASE_LOCK(%s) AS released", (lock,))


def ping() -> int | None:
    """Return the version of the schema, or raise the driver's error if the database does not answer or has none."""
    version: int | None = db.fetch_value(
        """
        SELECT MAX(version)
        FROM   schema_migrations
        """
    )
    return version


def create_database(name: str) -> None:
    """Create the database if it is missing."""
    db.execute(f"CREATE DATABASE IF NOT EXISTS `{name}` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci")


def new_migration(name: str) -> Path:
    """Create the next, empty migration and return its path."""
    slug = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_") or "change"
    number = max((version for version, _ in _migrations()), default=0) + 1
    path = MIGRATIONS / f"{number:04d}_{slug}.sql"
    path.write_text(
        f"-- {name}: change schema.sql so that it has the same result.\n"
        "-- Each statement commits by itself and ends with a semicolon at the end of its line.\n",
        encoding="utf-8",
    )
    return path


def _create_bookkeeping() -> None:
    db.execute(
        """
        CREATE TABLE IF NOT EXISTS schema_migrations (
            version         INT          NOT NULL,
            name            VARCHAR(128) NOT NULL,
            statements_done INT          NOT NULL,
            started_at      DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
            PRIMARY KEY (version)
        ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
        """
    )


def _applied() -> dict[int, int]:
    rows = db.fetch_all(
        """
        SELECT version, statements_done
        FROM   schema_migrations
        """
    )
    return {row["version"]: row["statements_done"] for row in rows}


def _exists(table: str) -> bool:
    return bool(
        db.fetch_value(
            """
            SELECT COUNT(*)
            FROM   information_schema.tables
            WHERE  table_schema = DATABASE() AND table_name = %s
            """,
            (table,),
        )
    )


def _migrations() -> list[tuple[int, Path]]:
    return sorted((int(path.name[:4]), path) for path in MIGRATIONS.glob("[0-9][0-9][0-9][0-9]_*.sql"))


def _statements(path: Path) -> list[str]:
    text = re.sub(r"^\s*--.*$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return [part.strip() for part in re.split(r";\s*$", text, flags=re.MULTILINE) if part.strip()]
