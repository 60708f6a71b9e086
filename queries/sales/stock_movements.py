"""Stock movements: goods that came, were thrown away or were counted.

Lock order: the products by id, then the change counter.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple

import db
from problems import Fault, Problem
from queries.accounts import activities
from queries.catalogue import change_feed
from queries.catalogue.stock_ledger import Entry
from queries.sales import stock
from queries.system import audit

Kind = Literal["received", "waste", "correction"]
# Of one product.
LARGEST_STOCK = 10**9


class Movement(NamedTuple):
    """A change by `delta`, or a count, which replaces the stock if that is still `expected_quantity`."""

    product_id: int
    kind: Kind | None = None
    delta: int | None = None
    counted: int | None = None
    expected_quantity: int | None = None
    note: str | None = None

    def entry(self, balance: int) -> Entry:
        """Return its entry of the ledger if so much is in stock before it."""
        if self.kind is not None and self.delta is not None:
            return Entry(self.product_id, self.delta, balance + self.delta, self.kind, self.note)
        assert self.counted is not None
        return Entry(self.product_id, self.counted - balance, self.counted, "count", self.note)


@db.transactional()
def move(movements: Sequence[Movement], owner_id: int | None, by: int) -> list[dict[str, Any]]:
    """Record movements of products of this owner (None: of any owner), and return what is in stock after each.

    Movements of one product are recorded in their order. Raises Problem: 422 for a product that is not theirs or sells
    a course, and for a stock that would be too large; 409 for a count that expects another stock, and for insufficient
    stock.
    """
    products = stock.lock({movement.product_id for movement in movements})
    faults = [*_faults(movements, products, owner_id)]
    if faults:
        raise Problem("validation_failed", faults)
    entries = _entries(movements, products)
    changed = stock.change(entries, by)
    audit.write_all(
        [
            audit.Entry(
                "UPDATE", "products", entry.product_id, {"stock": entry.balance - entry.delta}, {"stock": entry.balance}
            )
            for entry in entries
        ]
    )
    names = ", ".join(products[product_id]["name"] for product_id in sorted(products))
    activities.write("stock_moved", movements[0].product_id if len(products) == 1 else None, names)
    if changed:
        change_feed.mark("products", changed, sold=True)
    return [{"product_id": entry.product_id, "delta": entry.delta, "stock": entry.balance} for entry in entries]


def _faults(movements: Sequence[Movement], products: Mapping[int, db.Row], owner_id: int | None) -> Iterator[Fault]:
    for index, movement in enumerate(movements):
        product = products.get(movement.product_id)
        if product is None or product["deleted_at"] is not None or owner_id not in (None, product["seller_id"]):
            yield Fault(f"items.{index}.product_id", "unknown_product")
        elif not product["stocked"]:
            yield Fault(f"items.{index}.product_id", "course_has_no_stock")


def _entries(movements: Sequence[Movement], products: Mapping[int, db.Row]) -> list[Entry]:
    """Return the entries of the movements, or raise the Problem of all products that do not have the stock for them."""
    balances = {product_id: row["stock"] for product_id, row in products.items()}
    entries, unexpected, short, faults = list[Entry](), list[dict[str, Any]](), list[dict[str, Any]](), list[Fault]()
    for index, movement in enumerate(movements):
        product_id, available = movement.product_id, balances[movement.product_id]
        entry = movement.entry(available)
        about = {"product_id": product_id, "product_name": products[product_id]["name"], "available": available}
        if movement.expected_quantity not in (None, available):
            unexpected.append({**about, "expected_quantity": movement.expected_quantity})
        elif entry.balance < 0:
            short.append({**about, "requested": -entry.delta})
        elif entry.balance > LARGEST_STOCK:
            faults.append(Fault(f"items.{index}.delta", "less_than_equal", {"le": LARGEST_STOCK - available}))
        balances[product_id] = entry.balance
        entries.append(entry)
    if faults:
        raise Problem("validation_failed", faults)
    if unexpected:
        raise Problem("stock_changed", members={"items": unexpected}, **unexpected[0])
    if short:
        raise Problem("insufficient_stock", members={"items": short}, **short[0])
    return entries
