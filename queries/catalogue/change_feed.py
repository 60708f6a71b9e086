"""Statements of the change feed, in the order of commits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import db

MAX_ID = 2**63 - 1
# The columns of each table. With equal change numbers, categories and brands come before the products that refer to
# them.
COLUMNS = {
    "categories": "p.id, p.parent_id, p.name, p.change_id, p.deleted_at IS NOT NULL AS gone",
    "brands": "p.id, p.name, p.owner_id, p.change_id, p.deleted_at IS NOT NULL AS gone",
    "products": """p.id, p.seller_id, p.category_id, p.brand_id, p.sku, p.name, p.description, p.unit, p.price, p.stock,
                 p.stocked,
                 p.change_id, p.change_id AS version, p.created_at, p.updated_at, p.listed = 0 AS gone,
                 (SELECT GROUP_CONCAT(b.barcode ORDER BY b.barcode SEPARATOR ' ')
                  FROM   product_barcodes b
                  WHERE  b.product_id = p.id) AS barcodes""",
}
TABLES = tuple(COLUMNS)


class Position(NamedTuple):
    """The position of a reader: a change number, the index of its table in TABLES, and an id."""

    change_id: int = 0
    table_index: int = 0
    id: int = 0


def mark(table: str, ids: Sequence[int]) -> int:
    """Give these rows of `products`, `categories` or `brands` the next change number, and return it.

    Call it as the last statement of a transaction: the counter stays locked until COMMIT, so a reader who has seen a
    number has seen all smaller ones.
    """
    if table not in TABLES:
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
            WHERE  id IN ({db.placeholders(len(part))})
            """,
            [number, *part],
        )
    return number


def since(position: Position, limit: int) -> list[tuple[Position, db.Row]]:
    """Return the rows changed after `position`, each once and in its current state, with its own position.

    A row with `gone` is a tombstone: deleted, or a product that is no longer listed.
    """
    # Changes committed while the tables are read have greater numbers and are left to the next call.
    last = db.fetch_value(
        """
        SELECT COALESCE(MAX(value), 0) AS last
        FROM   change_counter
        """
    )
    found = []
    for index, (table, columns) in enumerate(COLUMNS.items()):
        after_id = position.id if index == position.table_index else 0 if index > position.table_index else MAX_ID
        rows = db.fetch_all(
            f"""
            SELECT   {columns}
            FROM     {table} p FORCE INDEX (ix_{table}_change)
            WHERE    (p.change_id > %s OR (p.change_id = %s AND p.id > %s)) AND p.change_id <= %s
            ORDER BY p.change_id, p.id
            LIMIT    %s
            """,
            (position.change_id, position.change_id, after_id, last, limit),
        )
        found += [(Position(row["change_id"], index, row["id"]), row) for row in rows]
    for _, row in found:
        if "barcodes" in row:
            row["barcodes"] = (row["barcodes"] or "").split()
    return sorted(found, key=lambda pair: pair[0])[:limit]
