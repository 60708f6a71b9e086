"""Rows of stored files: which are unused, and their deletion. The files themselves are in `domain.media` stores."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

import db


class StoredFiles(NamedTuple):
    """A table with a row for each file of a store: `id`, `used_at` and other columns that may be 0."""

    table: str
    # The index on used_at.
    age_index: str
    # The other columns without a default.
    sizes: tuple[str, ...]
    # The columns that refer to a file, each as (table, column).
    references: tuple[tuple[str, str], ...]

    def unused(self, limit: int) -> list[str]:
        """Return the ids of files without references that were last uploaded over an hour ago."""
        # Joins, because MariaDB answers a NOT EXISTS here from a list of all references.
        joins = " ".join(f"LEFT JOIN {table} ON {table}.{column} = f.id" for table, column in self.references)
        free = " ".join(f"AND {table}.{column} IS NULL" for table, column in self.references)
        rows = db.fetch_all(
            f"""
            SELECT   f.id
            FROM     {self.table} f FORCE INDEX ({self.age_index})
            {joins}
            WHERE    f.used_at < UTC_TIMESTAMP(6) - INTERVAL 1 HOUR {free}
            ORDER BY f.used_at
            LIMIT    %s
            """,
            (limit,),
        )
        return [row["id"] for row in rows]

    def delete_unused(self, file_id: str) -> bool:
        """Delete the row of a file that is still unused. The lock lasts as long as the caller's transaction."""
        locked = db.fetch_one(
            f"""
            SELECT f.id
            FROM   {self.table} f FORCE INDEX (PRIMARY)
            WHERE  f.id = %s AND f.used_at < UTC_TIMESTAMP(6) - INTERVAL 1 HOUR
            FOR UPDATE
            """,
            (file_id,),
        )
        used = " OR ".join(f"EXISTS (SELECT 1 FROM {table} WHERE {column} = %s)" for table, column in self.references)
        # A new reference locks the row, so none can appear while the row is locked here.
        if locked is None or db.fetch_value(
            f"""
            SELECT {used} AS used
            """,
            [file_id] * len(self.references),
        ):
            return False
        db.execute(
            f"""
            DELETE FROM {self.table}
            WHERE  id = %s
            """,
            (file_id,),
        )
        return True

    @db.transactional()
    def add_missing(self, file_ids: Collection[str]) -> int:
        """Insert rows for files that have none, so that they are cleaned up like all others. Return their number."""
        known = db.fetch_all(
            f"""
            SELECT id
            FROM   {self.table}
            WHERE  id IN ({db.placeholders(len(file_ids))})
            """,
            list(file_ids),
        )
        missing = sorted(set(file_ids) - {row["id"] for row in known})
        for file_id in missing:
            db.execute(
                f"""
                INSERT IGNORE INTO {self.table} (id, {", ".join(self.sizes)}, used_at)
                VALUES (%s, {", ".join("0" for _ in self.sizes)}, UTC_TIMESTAMP(6) - INTERVAL 1 DAY)
                """,
                (file_id,),
            )
        return len(missing)
