"""Statements that categories and brands share: rows with a unique name that products refer to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import mysql.connector

import db
from problems import Problem, taken
from queries.accounts import activities
from queries.accounts.activities import Type
from queries.catalogue import change_feed
from queries.system import audit


class NamedRows(NamedTuple):
    """A table of named rows; `noun` is the singular that the column and index of products begin with."""

    table: str
    noun: str
    # The activity types of a new, a changed and a deleted row.
    activity_types: tuple[Type, Type, Type]
    # The columns that an admin sets, and the unique key of the name.
    columns: tuple[str, ...]
    name_key: str

    def add(self, values: Mapping[str, Any]) -> int:
        """Insert a row and return its id, or raise a 409 if the name is taken."""
        try:
            row_id = db.insert(
                f"""
                INSERT INTO {self.table} ({", ".join(self.columns)})
                VALUES ({db.placeholders(len(self.columns))})
                """,
                [values[column] for column in self.columns],
            )
        except mysql.connector.Error as error:
            raise self._problem(error) from error
        activities.write(self.activity_types[0], row_id, values["name"])
        audit.created(self.table, row_id)
        change_feed.mark(self.table, [row_id])
        return row_id

    def update(self, row_id: int, fields: Mapping[str, Any]) -> None:
        """Set the given columns of a locked row, or raise a 409 if the name is taken."""
        columns = [column for column in self.columns if column in fields]
        if not columns:
            return
        try:
            with audit.changing(self.table, row_id):
                db.execute(
                    f"""
                    UPDATE {self.table} FORCE INDEX (PRIMARY)
                    SET    {", ".join(f"{column} = %s" for column in columns)}
                    WHERE  id = %s
                    """,
                    [*(fields[column] for column in columns), row_id],
                )
        except mysql.connector.Error as error:
            raise self._problem(error) from error
        activities.write(self.activity_types[1], row_id)
        change_feed.mark(self.table, [row_id])

    def delete(self, row_id: int) -> None:
        """Mark a locked row as deleted, or raise a 409 if products refer to it."""
        used = db.fetch_value(
            f"""
            SELECT EXISTS (SELECT 1
                           FROM   products FORCE INDEX (ix_products_{self.noun})
                           WHERE  {self.noun}_id = %s AND deleted_at IS NULL) AS used
            """,
            (row_id,),
        )
        if used:
            raise Problem("still_in_use")
        self.remove([row_id])

    def remove(self, row_ids: Sequence[int]) -> None:
        """Mark locked rows as deleted that no product refers to. There must be at least one."""
        chosen = f"id IN ({db.placeholders(len(row_ids))})"
        rows = db.fetch_all(
            f"""
            SELECT   *
            FROM     {self.table} FORCE INDEX (PRIMARY)
            WHERE    {chosen}
            ORDER BY id
            """,
            row_ids,
        )
        audit.write_all([audit.Entry("DELETE", self.table, row["id"], row) for row in rows])
        db.execute(
            f"""
            UPDATE {self.table} FORCE INDEX (PRIMARY)
            SET    deleted_at = UTC_TIMESTAMP(6)
            WHERE  {chosen}
            """,
            row_ids,
        )
        activities.write_all([(self.activity_types[2], row_id, "") for row_id in row_ids])
        change_feed.mark(self.table, row_ids)

    def lock(self, row_id: int, columns: str = "id", share: bool = False) -> db.Row | None:
        """Lock the row until COMMIT and return its columns, or None if it does not exist."""
        return db.fetch_one(
            f"""
            SELECT {columns}
            FROM   {self.table} FORCE INDEX (PRIMARY)
            WHERE  id = %s AND deleted_at IS NULL
            {"LOCK IN SHARE MODE" if share else "FOR UPDATE"}
            """,
            (row_id,),
        )

    def _problem(self, error: mysql.connector.Error) -> Exception:
        return taken("name") if db.violated(error) == self.name_key else error
