"""The ledger of stocks, which has a row for each change of a stock."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

import db

# adjustment: a new `stock` of an edit or an import.
Reason = Literal["opening", "sale", "cancel", "adjustment"]


class Entry(NamedTuple):
    """A change of a product's stock by `delta`, after which `balance` is left."""

    product_id: int
    delta: int
    balance: int
    reason: Reason


def record(entries: Sequence[Entry], actor_id: int, transaction_id: int | None = None) -> None:
    """Write the entries of locked products, in this order. Call it in the transaction that changes the stocks."""
    if not entries:
        return
    db.execute(
        f"""
        INSERT INTO stock_ledger (product_id, delta, balance, reason, actor_id, transaction_id)
        VALUES {db.placeholders(len(entries), 6)}
        """,
        [value for entry in entries for value in (*entry, actor_id, transaction_id)],
    )
