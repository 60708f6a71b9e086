"""Create and upgrade the schema, by one process at a time, beside processes of the release before.

MySQL commits each DDL statement by itself, so the table `schema_migrations` records how many statements of a step are
done, and an interrupted step continues where it stopped.
"""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

import mysql.connector

import db
from faults import CONFLICTS
from queries.system import leases
from queries.system.leases import Lease
from queries.system.schema import steps
from queries.system.schema.steps import SchemaError, Statement, Step

log = logging.getLogger("finenice")

LEASE = "schema"
# The table in which a restore records how far it is. While it exists, nothing else may use the database.
RESTORE = "restore_progress"
BOOKKEEPING = ("schema_migrations", "leases")
# A table, column, key or constraint exists already, or is already gone: the statement was done before the kill.
DONE_BEFORE = frozenset({1050, 1051, 1060, 1061, 1091, 1826, 3821, 3822, 3940})
NO_SUCH_TABLE, NO_SUCH_COLUMN = 1146, 1054
CANNOT_CREATE = 1005
# NULL where a column becomes NOT NULL: the release before has inserted a row since the step filled the column.
NULL_LEFT = frozenset({1048, 1138, 1265})
MOST_REPAIRS = 20
# While an ALTER waits for a transaction, all later statements on its table wait behind it.
LOCK_WAIT_SECONDS = 2
PATIENCE_SECONDS = 600.0


class RestoreUnfinished(SchemaError):
    """A restore into this database has not finished. The message says what to do."""


def list_migrations() -> list[db.Row]:
    """Return the migrations with `version`, `name`, and `applied` (bool)."""
    done = applied()
    return [
        {"version": step.version, "name": step.name, "applied": done.get(step.version, -1) >= len(step.statements)}
        for step in steps.read_all()
    ]


def version() -> int:
    """Return the number of the newest step that was begun."""
    return int(
        db.fetch_value(
            """
            SELECT COALESCE(MAX(version), 0)
            FROM   schema_migrations
            """
        )
    )


def applied() -> dict[int, int]:
    """Return the number of statements done by step, also of those that a newer release has applied."""
    return {row["version"]: row["statements_done"] for row in _applied() or []}


def unsupported() -> str | None:
    """Return the problem code if this release can't work with the schema, or None. Raise the driver's errors."""
    try:
        row = db.fetch_one(
            """
            SELECT COALESCE(MAX(version), 0) AS newest, COALESCE(MAX(oldest_release), 0) AS oldest
            FROM   schema_migrations
            """
        )
    except mysql.connector.Error as error:
        if error.errno not in (NO_SUCH_TABLE, NO_SUCH_COLUMN):
            raise
        return "schema_outdated"
    assert row is not None
    known = steps.newest()
    if row["oldest"] > known:
        return "release_outdated"
    return "schema_outdated" if row["newest"] < known else None


def upgrade(wait_seconds: float = 3600) -> list[str]:
    """Create or upgrade the schema. Return the names of what was applied; nothing on the second call.

    Raise LeaseHeld if another process upgrades for longer than `wait_seconds`, SchemaError if a step was edited after
    it was applied, and RestoreUnfinished if the database holds a part of an archive only. Nothing is written if nothing
    is to be done.
    """
    check()
    return upgrade_restored(wait_seconds)


def check() -> None:
    """Raise the SchemaError that stops `upgrade`, if there is one. Nothing is changed."""
    if _is_being_restored():
        raise RestoreUnfinished(
            "A restore into this database has not finished. Run the same flask restore command again, "
            "or start with an empty database."
        )
    _is_done(steps.read_all(), _applied())


def upgrade_restored(wait_seconds: float = 3600) -> list[str]:
    """Create or upgrade the schema like `upgrade`, also within a restore."""
    known = steps.read_all()
    if _is_done(known, _applied()):
        return []
    _create_bookkeeping()
    with leases.hold(LEASE, wait_seconds) as lease, _short_lock_waits():
        found = _applied()
        if _is_done(known, found):
            return []
        if not found:
            return _create(known)
        return [name for step in known for name in _apply(step, lease)]


def create_at(version: int) -> None:
    """Create the schema as it was at an earlier version, in a database without tables."""
    _create_bookkeeping()
    with leases.hold(LEASE, 0) as lease:
        for step in steps.read_all():
            if step.version <= version:
                for _ in _apply(step, lease):
                    pass


def create_database(name: str) -> None:
    """Create the database if it is missing."""
    db.execute(f"CREATE DATABASE IF NOT EXISTS `{name}` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci")


def drop_database(name: str) -> None:
    """Drop the database of a drill."""
    db.execute(f"DROP DATABASE IF EXISTS `{name}`")


def _is_being_restored() -> bool:
    return bool(
        db.fetch_value(
            """
            SELECT COUNT(*)
            FROM   information_schema.tables
            WHERE  table_schema = DATABASE() AND table_name = %s
            """,
            (RESTORE,),
        )
    )


def _is_done(known: Sequence[Step], applied: Sequence[db.Row] | None) -> bool:
    """Tell whether nothing is to be done. Raise SchemaError if a step differs from what was applied."""
    found = {row["version"]: row for row in applied or []}
    for step in known:
        row = found.get(step.version)
        if row and row["checksum"] and row["checksum"] != step.checksum:
            raise SchemaError(
                f"migrations/{step.name}.sql was edited after it was applied to this database: restore the file."
            )
    return all(
        step.version in found
        and found[step.version]["statements_done"] >= len(step.statements)
        and found[step.version]["checksum"]
        for step in known
    )


def _create(known: Sequence[Step]) -> list[str]:
    for statement in steps.read_statements((steps.ROOT / "schema.sql").read_text(encoding="utf-8")):
        db.execute(statement.text)
    # One statement: after a kill before it, the schema is simply created again.
    db.execute(
        f"""
        INSERT INTO schema_migrations (version, name, statements_done, checksum, oldest_release)
        VALUES {db.placeholders(len(known), 5)}
        """,
        [
            value
            for step in known
            for value in (step.version, step.name, len(step.statements), step.checksum, step.oldest_release)
        ],
    )
    return ["schema.sql"]


def _apply(step: Step, lease: Lease) -> Iterator[str]:
    """Run the rest of a step and yield its name if there was one."""
    done = db.fetch_value(
        """
        SELECT statements_done
        FROM   schema_migrations
        WHERE  version = %s
        """,
        (step.version,),
    )
    _begin(step, new=done is None)
    if done is not None:
        # The settings of the session that the interrupted statements ran in.
        for statement in step.statements[:done]:
            if statement.text.startswith("SET SESSION"):
                db.execute(statement.text)
    for number in range(done or 0, len(step.statements)):
        _run(step, number, lease, interrupted=number == done)
        marked = db.execute(
            """
            UPDATE schema_migrations
            SET    statements_done = %s
            WHERE  version = %s AND statements_done = %s
            """,
            (number + 1, step.version, number),
        )
        if not marked:
            raise leases.LeaseExpired(f"another process has continued {step.name}")
    if (done or 0) < len(step.statements):
        yield step.name


def _begin(step: Step, new: bool) -> None:
    """Record the step before its first statement, so that a process that is too old notices in time."""
    if new:
        db.execute(
            """
            INSERT INTO schema_migrations (version, name, statements_done, checksum, oldest_release)
            VALUES (%s, %s, 0, %s, %s)
            """,
            (step.version, step.name, step.checksum, step.oldest_release),
        )
    else:
        # Releases before this column left it empty.
        db.execute(
            """
            UPDATE schema_migrations
            SET    checksum = %s
            WHERE  version = %s AND checksum IS NULL
            """,
            (step.checksum, step.version),
        )


def _run(step: Step, number: int, lease: Lease, interrupted: bool) -> None:
    """Run a statement, as often as it takes.

    An interrupted statement may have been done. Rows that the release before has inserted since the step filled a
    column are filled again.
    """
    deadline, repairs = time.monotonic() + PATIENCE_SECONDS, 0
    while True:
        lease.confirm()
        try:
            _run_until_done(step.statements[number], lease)
            return
        except mysql.connector.Error as error:
            if interrupted and _was_done(step.statements[number], error):
                return
            fills = [earlier for earlier in step.statements[:number] if earlier.text.startswith("UPDATE")]
            if error.errno in NULL_LEFT and fills and repairs < MOST_REPAIRS:
                repairs += 1
                log.warning("schema: rows were inserted meanwhile", extra={"step": step.name, "errno": error.errno})
                for statement in fills:
                    _run_until_done(statement, lease)
            elif error.errno in CONFLICTS and time.monotonic() < deadline:
                log.info("schema: statement is retried", extra={"step": step.name, "errno": error.errno})
                # What has waited behind the statement goes first.
                time.sleep(random.uniform(0.2, 1))
            else:
                raise


def _was_done(statement: Statement, error: mysql.connector.Error) -> bool:
    """Tell whether the error of a statement that is run again says that it was done."""
    if error.errno == NO_SUCH_COLUMN:
        return "RENAME COLUMN" in statement.text
    # How MariaDB says that a foreign key exists.
    return error.errno in DONE_BEFORE or (error.errno == CANNOT_CREATE and "errno: 121" in str(error.msg))


def _run_until_done(statement: Statement, lease: Lease) -> None:
    while db.execute(statement.text) and statement.repeated:
        lease.confirm()


@contextmanager
def _short_lock_waits() -> Iterator[None]:
    db.execute(f"SET SESSION lock_wait_timeout = {LOCK_WAIT_SECONDS}")
    try:
        yield
    finally:
        # The pool lends the connection for other things afterwards, unless it is lost.
        with suppress(mysql.connector.Error):
            db.execute("SET SESSION lock_wait_timeout = DEFAULT")


def _create_bookkeeping() -> None:
    """Bring the tables of this module to their present shape. They are needed before the first step."""
    for statement in steps.read_statements((steps.ROOT / "schema.sql").read_text(encoding="utf-8")):
        if statement.text.split("(")[0].split()[-1] in BOOKKEEPING:
            db.execute(statement.text)
    try:
        db.fetch_value("SELECT COUNT(oldest_release) AS found FROM schema_migrations")
    except mysql.connector.Error as error:
        if error.errno != NO_SUCH_COLUMN:
            raise
        _extend_bookkeeping()


def _extend_bookkeeping() -> None:
    """Add what earlier releases did not have. Two processes may do so at once."""
    try:
        db.execute(
            """
            ALTER TABLE schema_migrations
                ADD COLUMN checksum       CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
                ADD COLUMN oldest_release INT NULL
            """
        )
    except mysql.connector.Error as error:
        if error.errno not in DONE_BEFORE:
            raise


def _applied() -> list[db.Row] | None:
    """Return the steps that were begun, or None before the table has its present shape."""
    try:
        return db.fetch_all(
            """
            SELECT version, statements_done, checksum
            FROM   schema_migrations
            """
        )
    except mysql.connector.Error as error:
        if error.errno not in (NO_SUCH_TABLE, NO_SUCH_COLUMN):
            raise
        return None
