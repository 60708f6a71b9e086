"""The feed of the catalogue's changes, in the order in which they were committed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import db

MAX_ID = 2**63 - 1
# What the feed tells of, by table; under one number categories and brands come before the products that name them.
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
    """Behind which change a reader goes on: its number, the position of its table in TABLES, its id."""

    change_id: int = 0
    table_index: int = 0
    id: int = 0


def mark(table: str, ids: Sequence[int]) -> int:
    """Gives these rows of `products`, `categories` or `brands` the next change number, and returns it.

    To be called as the last statement of a transaction: the counter stays locked until COMMIT, so that a
    reader who has seen a number has seen every smaller one.
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
            WHERE  id IN ({db.marks(len(part))})
            """,
            [number, *part],
        )
    return number


def since(position: Position, limit: int) -> list[tuple[Position, db.Row]]:
    """What has changed behind `position`, each thing once and as it is now, with its own position.

    A row that has `gone` is a tombstone: deleted, or a product that is not listed any more.
    """
    # What is committed while the tables are read one by one has larger numbers, and waits for the next call.
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
