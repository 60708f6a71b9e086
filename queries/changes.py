"""The numbers of changes of the catalogue, given in commit order."""

from __future__ import annotations

from collections.abc import Sequence

import db


def mark(table: str, ids: Sequence[int]) -> int:
    """Gives these rows of `products`, `categories` or `brands` the next change number, and returns it.

    To be called as the last statement of a transaction: the counter stays locked until COMMIT, so that a
    reader who has seen a number has seen every smaller one.
    """
    if table not in ("products", "categories", "brands"):
        raise ValueError(table)
    number = db.insert(
        """
        INSERT INTO change_counter (id, value)
        VALUES (1, LAST_INSERT_ID(1))
        ON DUPLICATE KEY UPDATE value = LAST_INSERT_ID(value + 1)
        """
    )
    for start in range(0, len(ids), 1000):
        part = sorted(ids)[start : start + 1000]
        db.execute(
            f"""
            UPDATE {table} FORCE INDEX (PRIMARY)
            SET    change_id = %s
            WHERE  id IN ({db.marks(len(part))})
            """,
            [number, *part],
        )
    return number
