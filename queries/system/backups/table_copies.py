"""Copies of whole tables, for backups: read in the order of their primary keys, and inserted into empty tables.

The names of tables and columns come from information_schema.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

import mysql.connector
import orjson

import db
from queries.system import schema

# They describe this installation, not the shop: the archive has none of their rows.
NOT_COPIED = frozenset({"schema_migrations", "leases", schema.RESTORE})
BINARY_TYPES = frozenset({"binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob"})
# The rows read at once, less where one may have megabytes.
MOST_ROWS = 1000
ROWS_BY_TYPE = {"mediumtext": 200, "longtext": 200, "mediumblob": 8, "longblob": 8}
# The privileges that reading the position takes are missing (1227, 1045), or the statement is unknown (1064).
NO_POSITION = frozenset({1227, 1045, 1064, 1381})


class Table(NamedTuple):
    """A table: its columns but generated ones, those with bytes, its primary key, and the rows read at once."""

    name: str
    columns: tuple[str, ...]
    binary: frozenset[str]
    key: tuple[str, ...]
    rows_a_batch: int


class Position(NamedTuple):
    """A position in the binary log. `exact`: it is that of the snapshot, otherwise one shortly before it."""

    file: str
    position: int
    exact: bool


def tables() -> list[Table]:
    """Return the tables to copy."""
    columns = db.fetch_all(
        """
        SELECT   c.table_name AS name, c.column_name AS `column`, LOWER(c.data_type) AS type,
                 c.generation_expression AS expression
        FROM     information_schema.columns c
        JOIN     information_schema.tables t ON t.table_schema = c.table_schema AND t.table_name = c.table_name
        WHERE    c.table_schema = DATABASE() AND t.table_type = 'BASE TABLE'
        ORDER BY c.table_name, c.ordinal_position
        """
    )
    keys = db.fetch_all(
        """
        SELECT   table_name AS name, column_name AS `column`
        FROM     information_schema.statistics
        WHERE    table_schema = DATABASE() AND index_name = 'PRIMARY'
        ORDER BY table_name, seq_in_index
        """
    )
    found = []
    for name in dict.fromkeys(row["name"] for row in columns):
        if name in NOT_COPIED:
            continue
        stored = [row for row in columns if row["name"] == name and not row["expression"]]
        types = {_text(row["column"]): _text(row["type"]) for row in stored}
        key = tuple(row["column"] for row in keys if row["name"] == name)
        if not key:
            raise RuntimeError(f"the table {name} has no primary key")
        found.append(
            Table(
                name,
                tuple(types),
                frozenset(column for column, kind in types.items() if kind in BINARY_TYPES),
                key,
                min(ROWS_BY_TYPE.get(kind, MOST_ROWS) for kind in types.values()),
            )
        )
    return found


@contextmanager
def metadata_released() -> Iterator[None]:
    """Release the metadata locks of the tables that the block has read, within a snapshot.

    Otherwise an upgrade would wait for the end of the snapshot, and all sales for the upgrade.
    """
    db.execute("SAVEPOINT before_reading")
    yield
    db.execute("ROLLBACK TO SAVEPOINT before_reading")


def read(table: Table) -> Iterator[list[bytes]]:
    """Yield all rows of a table as lines of JSON, some at a time. Values of binary columns are base64."""
    names = ", ".join(f"`{column}`" for column in table.columns)
    order = ", ".join(f"`{column}`" for column in table.key)
    places = [table.columns.index(column) for column in table.key]
    binary = [place for place, column in enumerate(table.columns) if column in table.binary]
    last: list[Any] = []
    while True:
        condition, params = _after(table.key, last)
        rows = db.fetch_all(
            f"""
            SELECT   {names}
            FROM     `{table.name}` FORCE INDEX (PRIMARY)
            WHERE    {condition}
            ORDER BY {order}
            LIMIT    {table.rows_a_batch}
            """,
            params,
        )
        values = [list(row.values()) for row in rows]
        if rows:
            last = [values[-1][place] for place in places]
            yield [_line(row, binary) for row in values]
        if len(rows) < table.rows_a_batch:
            return


def next_ids(table: str) -> int | None:
    """Return the next AUTO_INCREMENT value, so that ids of deleted rows are never given again; None if there is none.

    information_schema may tell an old one.
    """
    row = db.fetch_one(f"SHOW CREATE TABLE `{table}`")
    text = _text(list(row.values())[1]) if row else ""
    # Behind the columns, whose comments may say anything.
    found = re.search(r" AUTO_INCREMENT=([0-9]{1,19})", text.rpartition(") ENGINE=")[2])
    return int(found[1]) if found else None


def insert(table: Table, rows: Sequence[Sequence[Any]]) -> None:
    """Insert rows as `read` has told them. Foreign keys must be off: see `loading`."""
    binary = [place for place, column in enumerate(table.columns) if column in table.binary]
    values: list[Any] = []
    for row in rows:
        cells = list(row)
        for place in binary:
            if cells[place] is not None:
                cells[place] = base64.b64decode(cells[place])
        values += cells
    db.execute(
        f"""
        INSERT INTO `{table.name}` ({", ".join(f"`{column}`" for column in table.columns)})
        VALUES {db.placeholders(len(rows), len(table.columns))}
        """,
        values,
    )


def count(table: str) -> int:
    """Return the number of rows."""
    return int(
        db.fetch_value(
            f"""
            SELECT COUNT(*)
            FROM   `{table}`
            """
        )
    )


def set_next_ids(table: str, value: int) -> None:
    """Set the next AUTO_INCREMENT value, unless it is higher already."""
    db.execute(f"ALTER TABLE `{table}` AUTO_INCREMENT = {value}")


def server_version() -> str:
    """Return the version of the server."""
    return str(db.fetch_value("SELECT VERSION() AS version"))


def snapshot_position() -> Position | None:
    """Return the position of the snapshot in the binary log, which MariaDB knows, or None."""
    rows = db.fetch_all("SHOW STATUS LIKE 'binlog_snapshot_%'")
    found = {_text(row["Variable_name"]).lower(): _text(row["Value"]) for row in rows}
    file = found.get("binlog_snapshot_file")
    return Position(file, int(found["binlog_snapshot_position"]), True) if file else None


def current_position() -> Position | None:
    """Return the end of the binary log, or None if there is none or this user may not ask."""
    for statement in ("SHOW BINARY LOG STATUS", "SHOW MASTER STATUS"):
        try:
            row = db.fetch_one(statement)
        except mysql.connector.Error as error:
            if error.errno not in NO_POSITION:
                raise
            continue
        return Position(_text(row["File"]), int(row["Position"]), False) if row else None
    return None


def _after(key: Sequence[str], last: Sequence[Any]) -> tuple[str, list[Any]]:
    """Return the condition for rows behind a primary key. A comparison of rows, `(a, b) > (1, 2)`, uses no index."""
    if not last:
        return "TRUE", []
    conditions, params = [], []
    for place, column in enumerate(key):
        equal = [f"`{before}` = %s" for before in key[:place]]
        conditions.append("(" + " AND ".join([*equal, f"`{column}` > %s"]) + ")")
        params += list(last[: place + 1])
    return " OR ".join(conditions), params


def _line(row: list[Any], binary: Sequence[int]) -> bytes:
    for place in binary:
        if row[place] is not None:
            row[place] = base64.b64encode(row[place]).decode()
    return orjson.dumps(row, default=_plain, option=orjson.OPT_APPEND_NEWLINE)


def _plain(value: Any) -> Any:
    """Return a value that orjson does not know as text. The driver tells text of binary collations as bytes."""
    if isinstance(value, bytes | bytearray):
        return bytes(value).decode()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"a backup can't hold a {type(value).__name__}")


def _text(value: Any) -> str:
    """Return text that the driver tells as bytes on some servers."""
    return value.decode() if isinstance(value, bytes | bytearray) else str(value)
