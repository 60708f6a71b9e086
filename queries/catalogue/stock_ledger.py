"""The ledger of stocks, which has a row for each change of a stock and for each count."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

import db

# adjustment: a new `stock` of an edit or an import.
Reason = Literal[
    "opening", "sale", "cancel", "return", "adjustment", "received", "waste", "correction", "count", "transfer"
]


class Entry(NamedTuple):
    """A change of a stock, the shared one (None) or that of an outlet, by `delta`, after which `balance` is left."""

    product_id: int
    delta: int
    balance: int
    reason: Reason
    note: str | None = None
    outlet_id: int | None = None


class Change(NamedTuple):
    """An entry, who has made it, and the sale that it belongs to."""

    entry: Entry
    actor_id: int
    transaction_id: int | None = None


def record(entries: Sequence[Entry], actor_id: int, transaction_id: int | None = None) -> None:
    """Write the entries of locked products, in this order. Call it in the transaction that changes the stocks."""
    record_all([Change(entry, actor_id, transaction_id) for entry in entries])


def record_all(changes: Sequence[Change]) -> None:
    """Write entries of several sales or people, as `record` does."""
    if not changes:
        return
    db.execute(
        f"""
        INSERT INTO stock_ledger (product_id, delta, balance, reason, note, outlet_id, actor_id, transaction_id)
        VALUES {db.placeholders(len(changes), 8)}
        """,
        [value for entry, *by in changes for value in (*entry, *by)],
    )


def page(product_id: int, outlet_id: int | None, before: int, limit: int) -> list[db.Row]:
    """Return the entries of one stock of the product with ids below `before`, newest first.

    Older demo shops have deliveries by the name `restock`.
    """
    return db.fetch_all(
        """
        SELECT   l.id, l.created_at, l.delta, l.balance,
                 CASE l.reason WHEN 'restock' THEN 'received' ELSE l.reason END AS reason,
                 l.note, l.actor_id, u.name AS actor_name, l.transaction_id
        FROM     stock_ledger l FORCE INDEX (ix_stock_ledger_product)
        JOIN     users u ON u.id = l.actor_id
        WHERE    l.product_id = %s AND l.outlet_id <=> %s AND l.id < %s
        ORDER BY l.id DESC
        LIMIT    %s
        """,
        (product_id, outlet_id, before, limit),
    )
