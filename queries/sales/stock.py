"""Statements that lock products and change their stocks: the shared one, and those of outlets that have their own.

Whoever changes a stock holds the lock of its product, that of an outlet included.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Literal, NamedTuple

import db
from problems import Problem
from queries.catalogue import stock_ledger
from queries.catalogue.stock_ledger import Change, Entry

Quantities = Mapping[int, int]


class Taking(NamedTuple):
    """What a sale takes of locked products, from the stocks that they were read with."""

    quantities: Quantities
    products: Mapping[int, db.Row]
    transaction_id: int
    actor_id: int


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


def at_outlet(products: Mapping[int, db.Row], outlet_id: int | None) -> dict[int, db.Row]:
    """Return products with the stock that an outlet has of them, None: with the shared one.

    If they are locked, that stays so until COMMIT, because a statement sees all that was committed before it.
    """
    if outlet_id is None or not products:
        return {**products}
    rows = db.fetch_all(
        f"""
        SELECT product_id, quantity
        FROM   outlet_stocks FORCE INDEX (PRIMARY)
        WHERE  outlet_id = %s AND product_id IN ({db.placeholders(len(products))})
        """,
        [outlet_id, *products],
    )
    quantities = {row["product_id"]: row["quantity"] for row in rows}
    return {product_id: {**row, "stock": quantities.get(product_id, 0)} for product_id, row in products.items()}


def require(quantities: Quantities, products: Mapping[int, db.Row]) -> None:
    """Raise a 409 `insufficient_stock` with all products of which too little is left."""
    short = [
        {
            "product_id": product_id,
            "product_name": products[product_id]["name"],
            "requested": quantity,
            "available": max(0, products[product_id]["stock"]),
        }
        for product_id, quantity in sorted(quantities.items())
        if products[product_id]["stock"] < quantity
    ]
    if short:
        raise Problem("insufficient_stock", members={"items": short}, **short[0])


def take(
    quantities: Quantities,
    products: Mapping[int, db.Row],
    transaction_id: int,
    actor_id: int,
    outlet_id: int | None = None,
    below_zero: bool = False,
) -> list[int]:
    """Take quantities of locked products from the stock that they were read with. Return what `change` returns.

    `below_zero` is for goods that have gone already.
    """
    return take_all([Taking(quantities, products, transaction_id, actor_id)], outlet_id, below_zero)


def take_all(takings: Sequence[Taking], outlet_id: int | None = None, below_zero: bool = False) -> list[int]:
    """Take what several sales do, as `take` does for one. Each was read with the stock that those before it leave."""
    return _change_all(
        [
            Change(
                Entry(product_id, -quantity, taking.products[product_id]["stock"] - quantity, "sale", None, outlet_id),
                taking.actor_id,
                taking.transaction_id,
            )
            for taking in takings
            for product_id, quantity in sorted(taking.quantities.items())
        ],
        below_zero,
    )


def give_back(
    quantities: Quantities,
    products: Mapping[int, db.Row],
    transaction_id: int,
    actor_id: int,
    reason: Literal["cancel", "return"] = "cancel",
    outlet_id: int | None = None,
) -> list[int]:
    """Return quantities of locked products to the stock that they were read with, and what `change` returns."""
    entries = [
        Entry(product_id, quantity, products[product_id]["stock"] + quantity, reason, outlet_id=outlet_id)
        for product_id, quantity in sorted(quantities.items())
    ]
    return change(entries, actor_id, transaction_id)


def change(
    entries: Sequence[Entry], actor_id: int, transaction_id: int | None = None, below_zero: bool = False
) -> list[int]:
    """Change the stocks of locked products, record it in the ledger, and return the ids whose shared stock differs now.

    The change is made on condition that it brings no stock below 0, so that no code path can oversell, unless
    `below_zero` says that the goods have gone already.
    """
    return _change_all([Change(entry, actor_id, transaction_id) for entry in entries], below_zero)


def _change_all(changes: Sequence[Change], below_zero: bool) -> list[int]:
    sums: dict[int | None, Counter[int]] = defaultdict(Counter)
    for entry, _, _ in changes:
        sums[entry.outlet_id][entry.product_id] += entry.delta
    changed: list[int] = []
    for outlet_id, deltas in sums.items():
        moved = {product_id: delta for product_id, delta in sorted(deltas.items()) if delta}
        if outlet_id is not None:
            _change_at_outlet(outlet_id, moved, below_zero)
        elif moved:
            _change_shared(moved, below_zero)
            changed = list(moved)
    stock_ledger.record_all(changes)
    return changed


def _change_shared(deltas: Quantities, below_zero: bool) -> None:
    amounts = f"CASE id{' WHEN %s THEN %s' * len(deltas)} END"
    params = [value for pair in deltas.items() for value in pair]
    changed = db.execute(
        f"""
        UPDATE products FORCE INDEX (PRIMARY)
        SET    stock = stock + {amounts}
        WHERE  id IN ({db.placeholders(len(deltas))}) AND (stock + {amounts} >= LEAST(0, stock) OR %s)
        """,
        [*params, *deltas, *params, below_zero],
    )
    if changed != len(deltas):
        raise RuntimeError("the stock changed under the lock of its product")


def _change_at_outlet(outlet_id: int, deltas: Quantities, below_zero: bool) -> None:
    """Change the stocks of an outlet. What it gets, or lacks, for the first time gets a row."""
    if below_zero:
        rows = [(outlet_id, product_id, delta) for product_id, delta in deltas.items()]
        _add_at_outlet(rows)
        return
    taken = {product_id: delta for product_id, delta in deltas.items() if delta < 0}
    if taken:
        amounts = f"CASE product_id{' WHEN %s THEN %s' * len(taken)} END"
        params = [value for pair in taken.items() for value in pair]
        changed = db.execute(
            f"""
            UPDATE outlet_stocks FORCE INDEX (PRIMARY)
            SET    quantity = quantity + {amounts}
            WHERE  outlet_id = %s AND product_id IN ({db.placeholders(len(taken))}) AND quantity + {amounts} >= 0
            """,
            [*params, outlet_id, *taken, *params],
        )
        if changed != len(taken):
            raise RuntimeError("the stock changed under the lock of its product")
    _add_at_outlet([(outlet_id, product_id, delta) for product_id, delta in deltas.items() if delta > 0])


def _add_at_outlet(rows: Sequence[tuple[int, int, int]]) -> None:
    if rows:
        db.execute(
            f"""
            INSERT INTO outlet_stocks (outlet_id, product_id, quantity)
            VALUES {db.placeholders(len(rows), 3)}
            ON DUPLICATE KEY UPDATE quantity = quantity + VALUES(quantity)
            """,
            [value for row in rows for value in row],
        )
