"""Statements that lock products and change their stock."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Literal

import db
from problems import Problem
from queries.catalogue import stock_ledger
from queries.catalogue.stock_ledger import Entry

Quantities = Mapping[int, int]


def lock(product_ids: Collection[int]) -> dict[int, db.Row]:
    """Lock products in id order, so that sales never deadlock, and return them by id."""
    rows = db.fetch_all(
        f"""
        SELECT   id, seller_id, name, stock, stocked, deleted_at
        FROM     products FORCE INDEX (PRIMARY)
        WHERE    id IN ({db.placeholders(len(product_ids))})
        ORDER BY id
        FOR UPDATE
        """,
        sorted(product_ids),
    )
    return {row["id"]: row for row in rows}


def require(quantities: Quantities, products: Mapping[int, db.Row]) -> None:
    """Raise a 409 `insufficient_stock` with all products of which too little is left."""
    short = [
        {
            "product_id": product_id,
            "product_name": products[product_id]["name"],
            "requested": quantity,
            "available": products[product_id]["stock"],
        }
        for product_id, quantity in sorted(quantities.items())
        if products[product_id]["stock"] < quantity
    ]
    if short:
        raise Problem("insufficient_stock", members={"items": short}, **short[0])


def take(quantities: Quantities, products: Mapping[int, db.Row], transaction_id: int, actor_id: int) -> None:
    """Take quantities of locked products from their stock."""
    entries = [
        Entry(product_id, -quantity, products[product_id]["stock"] - quantity, "sale")
        for product_id, quantity in sorted(quantities.items())
    ]
    change(entries, actor_id, transaction_id)


def give_back(
    quantities: Quantities,
    products: Mapping[int, db.Row],
    transaction_id: int,
    actor_id: int,
    reason: Literal["cancel", "return"] = "cancel",
) -> None:
    """Return quantities of locked products to their stock."""
    entries = [
        Entry(product_id, quantity, products[product_id]["stock"] + quantity, reason)
        for product_id, quantity in sorted(quantities.items())
    ]
    change(entries, actor_id, transaction_id)


def change(entries: Sequence[Entry], actor_id: int, transaction_id: int | None = None) -> list[int]:
    """Change the stocks of locked products, record it in the ledger, and return the ids of those that differ now.

    The change is made on condition that no stock gets below 0, so that no code path can oversell.
    """
    deltas: dict[int, int] = {}
    for entry in entries:
        deltas[entry.product_id] = deltas.get(entry.product_id, 0) + entry.delta
    deltas = {product_id: delta for product_id, delta in sorted(deltas.items()) if delta}
    if deltas:
        amounts = f"CASE id{' WHEN %s THEN %s' * len(deltas)} END"
        params = [value for pair in deltas.items() for value in pair]
        changed = db.execute(
            f"""
            UPDATE products FORCE INDEX (PRIMARY)
            SET    stock = stock + {amounts}
            WHERE  id IN ({db.placeholders(len(deltas))}) AND stock + {amounts} >= 0
            """,
            [*params, *deltas, *params],
        )
        if changed != len(deltas):
            raise RuntimeError("the stock changed under the lock of its product")
    stock_ledger.record(entries, actor_id, transaction_id)
    return list(deltas)
