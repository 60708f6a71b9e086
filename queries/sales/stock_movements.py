"""Stock movements: goods that came, were thrown away or were counted, and transfers between the stocks of a seller.

Lock order: outlets by id, shared; the products by id; then the change counter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple

import db
from problems import Fault, Problem
from queries.accounts import activities
from queries.catalogue import change_feed
from queries.catalogue.stock_ledger import Entry
from queries.sales import stock
from queries.sales.till import outlets
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

    def entry(self, balance: int, outlet_id: int | None) -> Entry:
        """Return its entry of the ledger if so much is in stock before it."""
        if self.kind is not None and self.delta is not None:
            return Entry(self.product_id, self.delta, balance + self.delta, self.kind, self.note, outlet_id)
        assert self.counted is not None
        return Entry(self.product_id, self.counted - balance, self.counted, "count", self.note, outlet_id)


class Transfer(NamedTuple):
    """Quantities of products that go from one stock to another: an outlet's, or the shared one (None)."""

    items: Sequence[tuple[int, int]]
    from_outlet_id: int | None
    to_outlet_id: int | None
    note: str | None = None


@db.transactional()
def move(
    movements: Sequence[Movement], owner_id: int | None, by: int, outlet_id: int | None = None
) -> list[dict[str, Any]]:
    """Record movements of products of this owner (None: of any owner), and return what is in stock after each.

    They are of the shared stock, or of that of an outlet. Movements of one product are recorded in their order. Raises
    Problem: 422 for an outlet that is not theirs or has no stock of its own, for a product that is not theirs or sells
    a course, and for a stock that would be too large; 409 for a count that expects another stock, and for insufficient
    stock.
    """
    owner_id = outlets.keep_stocks({"outlet_id": outlet_id}, owner_id)
    products = stock.lock({movement.product_id for movement in movements})
    faults = [*_faults([movement.product_id for movement in movements], products, owner_id)]
    if faults:
        raise Problem("validation_failed", faults)
    entries = _entries(movements, stock.at_outlet(products, outlet_id), outlet_id)
    _write(entries, products, by)
    return [{"product_id": entry.product_id, "delta": entry.delta, "stock": entry.balance} for entry in entries]


@db.transactional()
def transfer(wanted: Transfer, owner_id: int | None, by: int) -> list[dict[str, Any]]:
    """Move goods of this owner (None: of any owner) to another stock, all or none. Return both stocks after each item.

    An outlet may give away what is deleted or sells a course now, so that it can be emptied. Raises Problem: 422 for an
    outlet that is not theirs or has no stock of its own, for a product that is not theirs, and for a stock that would
    be too large; 409 for insufficient stock.
    """
    source, target = wanted.from_outlet_id, wanted.to_outlet_id
    owner_id = outlets.keep_stocks({"from_outlet_id": source, "to_outlet_id": target}, owner_id)
    products = stock.lock({product_id for product_id, _ in wanted.items})
    faults = [*_faults([product_id for product_id, _ in wanted.items], products, owner_id, source is not None)]
    if faults:
        raise Problem("validation_failed", faults)
    givers, takers = stock.at_outlet(products, source), stock.at_outlet(products, target)
    left, there = ({product_id: row["stock"] for product_id, row in rows.items()} for rows in (givers, takers))
    stock.require(_sums(wanted.items), givers)
    entries, moved = list[Entry](), list[dict[str, Any]]()
    for index, (product_id, quantity) in enumerate(wanted.items):
        left[product_id] -= quantity
        there[product_id] += quantity
        if there[product_id] > LARGEST_STOCK:
            most = LARGEST_STOCK - there[product_id] + quantity
            faults.append(Fault(f"items.{index}.qty", "less_than_equal", {"le": most}))
        entries.append(Entry(product_id, -quantity, left[product_id], "transfer", wanted.note, source))
        entries.append(Entry(product_id, quantity, there[product_id], "transfer", wanted.note, target))
        after = {"from_stock": left[product_id], "to_stock": there[product_id]}
        moved.append({"product_id": product_id, "qty": quantity, **after})
    if faults:
        raise Problem("validation_failed", faults)
    _write(entries, products, by)
    return moved


def _sums(items: Iterable[tuple[int, int]]) -> dict[int, int]:
    sums: dict[int, int] = {}
    for product_id, quantity in items:
        sums[product_id] = sums.get(product_id, 0) + quantity
    return sums


def _write(entries: Sequence[Entry], products: Mapping[int, db.Row], by: int) -> None:
    """Change the stocks of locked products, with all that tells of it."""
    changed = stock.change(entries, by)
    audit.write_all([_audited(entry) for entry in entries])
    names = ", ".join(products[product_id]["name"] for product_id in sorted(products))
    activities.write("stock_moved", entries[0].product_id if len(products) == 1 else None, names)
    if changed:
        change_feed.mark("products", changed, sold=True)


def _audited(entry: Entry) -> audit.Entry:
    before, after = entry.balance - entry.delta, entry.balance
    if entry.outlet_id is None:
        return audit.Entry("UPDATE", "products", entry.product_id, {"stock": before}, {"stock": after})
    row = entry.outlet_id, entry.product_id
    return audit.Entry("UPDATE", "outlet_stocks", row, {"quantity": before}, {"quantity": after})


def _faults(
    product_ids: Sequence[int], products: Mapping[int, db.Row], owner_id: int | None, leaving: bool = False
) -> Iterator[Fault]:
    """Yield what is wrong with the products. Those that leave an outlet may be deleted, or sell a course."""
    for index, product_id in enumerate(product_ids):
        product = products.get(product_id)
        if product is None or owner_id not in (None, product["seller_id"]) or (product["deleted_at"] and not leaving):
            yield Fault(f"items.{index}.product_id", "unknown_product")
        elif not product["stocked"] and not leaving:
            yield Fault(f"items.{index}.product_id", "course_has_no_stock")


def _entries(movements: Sequence[Movement], products: Mapping[int, db.Row], outlet_id: int | None) -> list[Entry]:
    """Return the entries of the movements, or raise the Problem of all products that do not have the stock for them."""
    balances = {product_id: row["stock"] for product_id, row in products.items()}
    entries, unexpected, short, faults = list[Entry](), list[dict[str, Any]](), list[dict[str, Any]](), list[Fault]()
    for index, movement in enumerate(movements):
        product_id, available = movement.product_id, balances[movement.product_id]
        entry = movement.entry(available, outlet_id)
        about = {"product_id": product_id, "product_name": products[product_id]["name"], "available": available}
        if movement.expected_quantity not in (None, available):
            unexpected.append({**about, "expected_quantity": movement.expected_quantity})
        elif entry.balance < min(0, available):
            short.append({**about, "available": max(0, available), "requested": -entry.delta})
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
