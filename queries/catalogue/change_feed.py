"""Statements of the change feed, in the order of commits.

Beside the catalogue, the feed of a till has what `note` has noted of its owner.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Sequence
from typing import Literal, NamedTuple

import db
from queries.catalogue import variants

MAX_ID = 2**63 - 1
# The columns of each table. With equal change numbers, categories and brands come before the products that refer to
# them.
COLUMNS = {
    "categories": "p.id, p.parent_id, p.name, p.change_id, p.deleted_at IS NOT NULL AS gone",
    "brands": "p.id, p.name, p.owner_id, p.change_id, p.deleted_at IS NOT NULL AS gone",
    "products": """p.id, p.seller_id, p.category_id, p.brand_id, p.sku, p.name, p.description, p.unit, p.measure,
                 p.price, p.tax_kind, p.stock, p.stocked, p.variant_of, p.options,
                 p.change_id, p.change_id AS version, p.created_at, p.updated_at, p.listed = 0 AS gone,
                 (SELECT GROUP_CONCAT(b.barcode ORDER BY b.barcode SEPARATOR ' ')
                  FROM   product_barcodes b
                  WHERE  b.product_id = p.id) AS barcodes""",
}
TABLES = tuple(COLUMNS)
# The index of `shop_changes` among the tables, behind which there is none.
SHOP = len(TABLES)
# What tills know of their owner beside goods.
Kind = Literal["outlet", "till", "staff", "customer", "voucher", "tax_profile"]
# The change before a sale stays known through any number of sales. A release that does not set these columns makes
# its sales look like edits.
SOLD = """edited_change_id = CASE WHEN change_id = sold_change_id THEN edited_change_id ELSE change_id END,
                   sold_change_id = %s,
                   """


# Change numbers are counted in ranges. Each node of a cluster counts in one of its own, which its
# `auto_increment_offset` tells, because a counter that all nodes raise would roll back most of their transactions.
# Any other server counts in the first range. JavaScript would round numbers greater than all ranges.
RANGE = 2**45
RANGES = 128
SINGLE_SECONDS = 1.0


class _Ranges:
    """What this process knows of the ranges in use."""

    def __init__(self) -> None:
        self.current: int | None = None
        self.single_until = 0.0

    def last_place(self) -> int:
        """Return the greatest place in any range. If there is one range, 0 will do: then read once in a second.

        This is a statement of its own because an INSERT that reads the counters fails with 1020 on MariaDB 11.6 and
        newer if another transaction has changed them.
        """
        if time.monotonic() < self.single_until:
            return 0
        found = db.fetch_all(
            f"""
            SELECT   MOD(value, {RANGE}) AS place
            FROM     change_counter
            ORDER BY id
            """
        )
        if len(found) < 2:
            self.single_until = time.monotonic() + SINGLE_SECONDS
        return max((row["place"] for row in found), default=0)

    def enters(self, number: int) -> bool:
        """Tell whether the last number came from another range, which may just have been begun."""
        entered = self.current not in (None, number)
        self.current = number
        if entered:
            self.single_until = 0.0
        return entered


_ranges = _Ranges()


class Position(NamedTuple):
    """The position of a reader in a range: a change number, the index of its table in TABLES, and an id."""

    change_id: int = 0
    table_index: int = 0
    id: int = 0

    @property
    def range(self) -> int:
        return self.change_id // RANGE


def mark(table: str, ids: Sequence[int], sold: bool = False) -> int:
    """Give these rows of `products`, `categories` or `brands` the next change number, and return it.

    `sold` tells that only the stock of products has changed, by a sale or a movement.

    Call it as the last statement of a transaction: the counter stays locked until COMMIT, so a reader who has seen a
    number has seen all smaller ones of its range. The place in its range is greater than that of any change committed
    before, in whatever range.
    """
    if table not in TABLES:
        raise ValueError(table)
    number = next_number()
    for start in range(0, len(ids), 1000):
        part = sorted(ids)[start : start + 1000]
        db.execute(
            f"""
            UPDATE {table} FORCE INDEX (PRIMARY)
            SET    {SOLD if sold else ""}change_id = %s
            WHERE  id IN ({db.placeholders(len(part))})
            """,
            [*([number] if sold else []), number, *part],
        )
    return number


def note(owner_id: int, kind: Kind, row_id: int) -> None:
    """Tell the tills of the owner, when the transaction commits, that something they know has changed or gone.

    `row_id` is its id; that of the user of one of the staff, and the day of a tax profile as 20261201.
    """
    db.before_commit(_write_notes, (owner_id, kind, row_id))


def _write_notes(notes: list[tuple[int, Kind, int]]) -> None:
    number = next_number()
    rows = [(*noted, number) for noted in sorted(set(notes))]
    db.execute(
        f"""
        INSERT INTO shop_changes (owner_id, kind, row_id, change_id)
        VALUES {db.placeholders(len(rows), 4)}
        ON DUPLICATE KEY UPDATE change_id = VALUES(change_id)
        """,
        [value for row in rows for value in row],
    )


def next_number() -> int:
    """Take the next change number, for a transaction that changes no row of the feed or has not marked it yet.

    As with `mark`, the counter stays locked until COMMIT.
    """
    number = _next_number(_ranges.last_place())
    if _ranges.enters(number // RANGE):
        number = _next_number(_ranges.last_place())
    return number


def counters() -> list[int]:
    """Return the last change number of each range. All smaller ones of it are committed."""
    return [
        row["value"]
        for row in db.fetch_all(
            """
            SELECT   value
            FROM     change_counter
            ORDER BY id
            """
        )
    ]


def _next_number(last_place: int) -> int:
    """Raise the counter of this node's range, at least beyond `last_place`, and return its value."""
    return db.insert(
        f"""
        INSERT INTO change_counter (id, value)
        VALUES      (1 + MOD(@@auto_increment_offset - 1, {RANGES}),
                     LAST_INSERT_ID(MOD(@@auto_increment_offset - 1, {RANGES}) * {RANGE} + %s + 1))
        ON DUPLICATE KEY UPDATE value = LAST_INSERT_ID(GREATEST(value + 1, VALUES(value)))
        """,
        (last_place,),
    )


def is_unedited_since(product: db.Row, versions: Collection[int]) -> bool:
    """Tell whether only sales and stock movements have changed the product since one of these versions of it.

    The product has `version`, `sold_change_id` and `edited_change_id`. Versions of one product come from several ranges
    if several nodes have changed it; their places in them rise with each change.
    """
    if product["version"] != product["sold_change_id"]:
        return False
    oldest, newest = product["edited_change_id"] % RANGE, product["version"] % RANGE
    return any(oldest <= version % RANGE <= newest for version in versions)


@db.readable_anywhere
def since(positions: Sequence[Position], limit: int, owner_id: int | None = None) -> list[tuple[Position, db.Row]]:
    """Return the rows changed after these positions, each once and in its current state, with its own position.

    A row with `gone` is a tombstone: deleted, or a product that is no longer listed. With an owner there are the notes
    for their tills, too, as `kind` and `row_id`.
    """
    # Changes committed while the tables are read have greater numbers and are left to the next call.
    lasts = counters()
    after = {position.range: position for position in positions}
    found = []
    for last in lasts:
        start = Position(last // RANGE * RANGE)
        position = after.get(start.range, start)
        found += _since(position, last, limit)
        if owner_id is not None:
            found += _notes_since(owner_id, position, last, limit)
    for _, row in found:
        if "barcodes" in row:
            row["barcodes"] = (row["barcodes"] or "").split()
            row["options"] = variants.shown(row)
    return sorted(found, key=lambda pair: (pair[0].change_id % RANGE, pair[0].table_index, pair[0]))[:limit]


def advance(positions: Sequence[Position], found: Sequence[tuple[Position, db.Row]]) -> list[Position]:
    """Return the positions of a reader who has read these rows from `positions` on."""
    last = {position.range: position for position in [*positions, *(position for position, _ in found)]}
    return sorted(last.values())


def _since(position: Position, last: int, limit: int) -> list[tuple[Position, db.Row]]:
    """Return the rows of one range that changed after `position`, up to the change number `last`."""
    if position.change_id > last:
        return []
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
    return found


def _notes_since(owner_id: int, position: Position, last: int, limit: int) -> list[tuple[Position, db.Row]]:
    after_id = position.id if position.table_index == SHOP else 0
    rows = db.fetch_all(
        """
        SELECT   id, kind, row_id, change_id
        FROM     shop_changes FORCE INDEX (ix_shop_changes_change)
        WHERE    owner_id = %s AND (change_id > %s OR (change_id = %s AND id > %s)) AND change_id <= %s
        ORDER BY change_id, id
        LIMIT    %s
        """,
        (owner_id, position.change_id, position.change_id, after_id, last, limit),
    )
    return [(Position(row["change_id"], SHOP, row["id"]), row) for row in rows]
