"""Statements that take what is sold from the stock, and give it back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

import db
from problems import Problem

Quantities = Mapping[int, int]


def lock(product_ids: Sequence[int]) -> dict[int, db.Row]:
    """Lock products in id order, so that sales never deadlock, and return their `name` and `stock`."""
    rows = db.fetch_all(
        f"""
        SELECT   id, name, stock
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
    """Take quantities of locked products from their stock, and record it in the ledger.

    The stock is decremented on condition that enough is left, so that no code path can oversell.
    """
    amounts, params = _amounts(quantities)
    taken = db.execute(
        f"""
        UPDATE products FORCE INDEX (PRIMARY)
        SET    stock = stock - {amounts}
        WHERE  id IN ({db.placeholders(len(quantities))}) AND stock >= {amounts}
        """,
        [*params, *quantities, *params],
    )
    if taken != len(quantities):
        raise RuntimeError("the stock changed under the lock of its sale")
    balances = {product_id: products[product_id]["stock"] - quantity for product_id, quantity in quantities.items()}
    deltas = {product_id: -quantity for product_id, quantity in quantities.items()}
    _record("sale", deltas, balances, transaction_id, actor_id)


def give_back(quantities: Quantities, products: Mapping[int, db.Row], transaction_id: int, actor_id: int) -> None:
    """Return quantities of locked products to their stock, and record it in the ledger."""
    amounts, params = _amounts(quantities)
    db.execute(
        f"""
        UPDATE products FORCE INDEX (PRIMARY)
        SET    stock = stock + {amounts}
        WHERE  id IN ({db.placeholders(len(quantities))})
        """,
        [*params, *quantities],
    )
    balances = {product_id: products[product_id]["stock"] + quantity for product_id, quantity in quantities.items()}
    _record("cancel", quantities, balances, transaction_id, actor_id)


def _amounts(quantities: Quantities) -> tuple[str, list[int]]:
    """Return an expression for the quantity of each product, and its parameters."""
    ordered = sorted(quantities.items())
    return "CASE id" + " WHEN %s THEN %s" * len(ordered) + " END", [value for pair in ordered for value in pair]


def _record(
    reason: Literal["sale", "cancel"],
    deltas: Quantities,
    balances: Quantities,
    transaction_id: int,
    actor_id: int,
) -> None:
    db.execute(
        f"""
        INSERT INTO stock_ledger (product_id, delta, balance, reason, actor_id, transaction_id)
        VALUES {db.placeholders(len(deltas), 6)}
        """,
        [
            value
            for product_id, delta in sorted(deltas.items())
            for value in (product_id, delta, balances[product_id], reason, actor_id, transaction_id)
        ],
    )
