"""SQL and rules of what is offered: the goods of an order at their prices, less discounts, with charges and taxes.

Quotes and sales get their prices here. Locks: the voucher, a customer who buys on credit, then products by id; before
them, that of the till. At a till of an outlet with a stock of its own they have that stock.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

import db
from domain.commerce import days, discounts, pricing, tax
from domain.commerce.discounts import Discount, Verdict
from domain.commerce.orders import Caller, Order
from problems import Fault, Problem, invalid
from queries.courses import enrolments
from queries.sales import counter, stock, tax_profiles, vouchers
from queries.sales.customers import debts
from queries.sales.till.drawers import Place
from queries.sales.vouchers import Buyer

QUOTED = ("items", "courses", "gross", "discount", "service", "tax", "voucher", "total")


class Offer(NamedTuple):
    """A priced basket that may be sold, its products by id, the courses that it opens, its voucher and customer.

    `flags` tell what of a sale without a network is not as the shop would have sold it.
    """

    sale: dict[str, Any]
    products: dict[int, db.Row]
    courses: list[db.Row]
    voucher: db.Row | None
    customer: db.Row | None
    flags: list[dict[str, Any]]


class Goods:
    """Products that are locked for several sales at once. Each sale finds the stocks that those before it leave."""

    def __init__(self, product_ids: Iterable[int], outlet_id: int | None) -> None:
        self._ids, self._outlet_id = sorted(product_ids), outlet_id
        # By day, because their taxes depend on it.
        self._rows: dict[date, dict[int, db.Row]] = {}
        self._taken = Counter[int]()

    def find(self, product_ids: Iterable[int], on: date) -> dict[int, db.Row]:
        """Return these of the products, as far as there are such."""
        if on not in self._rows:
            self._rows[on] = stock.at_outlet(_products(self._ids, on, lock=True, unlisted=True), self._outlet_id)
        rows = self._rows[on]
        return {
            each: {**rows[each], "stock": rows[each]["stock"] - self._taken[each]}
            for each in product_ids
            if each in rows
        }

    def take(self, quantities: Mapping[int, int]) -> None:
        """Note what a sale takes of them."""
        self._taken.update(quantities)


class _Priced(NamedTuple):
    """A priced basket, its products by id, its customer, its voucher and the verdicts of that."""

    sale: dict[str, Any]
    products: dict[int, db.Row]
    customer: db.Row | None
    voucher: db.Row | None
    verdicts: list[Verdict]
    flags: list[dict[str, Any]]


def price_offer(
    order: Order,
    caller: Caller | None,
    tax_registered: bool,
    place: Place | None = None,
    lock: bool = False,
    goods: Goods | None = None,
) -> Offer:
    """Return what is offered, at a till if it is, or raise the problem that a sale of it would meet.

    Its products are read unless they are among `goods`, for a sale without a network.
    """
    priced, products, customer, voucher, verdicts, flags = _price(order, caller, tax_registered, place, lock, goods)
    if order.voucher is not None and not order.offline and (refusal := vouchers.refusal(order.voucher, verdicts)):
        raise refusal
    taught = [product for product in products.values() if not product["stocked"]]
    courses = enrolments.check_purchase(caller and caller.user_id, taught, lock) if taught else []
    priced["courses"] = [{"id": course["id"], "title": course["title"]} for course in courses]
    if order.offline and order.offline.forced and order.expected_total not in (None, priced["total"]):
        flags.append({"code": "total_differs", "sold": order.expected_total, "total": priced["total"]})
    else:
        _check_total(priced, order.expected_total)
    return Offer(priced, products, courses, voucher, customer, flags)


def judge_voucher(
    order: Order, caller: Caller | None, tax_registered: bool, place: Place | None = None
) -> tuple[int, list[Verdict]]:
    """Return what the order's voucher would take off, 0 if it is refused, and the verdict of each of its rules."""
    found = _price(order, caller, tax_registered, place, lock=False)
    accepted = found.voucher is not None and all(each.ok for each in found.verdicts)
    return found.sale["voucher"]["amount"] if accepted else 0, found.verdicts


def _price(
    order: Order,
    caller: Caller | None,
    tax_registered: bool,
    place: Place | None,
    lock: bool,
    goods: Goods | None = None,
) -> _Priced:
    """Return the priced basket. Its voucher is taken off, whatever the verdicts say."""
    now = order.offline.at if order.offline else datetime.now(UTC)
    product_ids = sorted(order.quantities)
    voucher = vouchers.find(order.voucher, product_ids, lock) if order.voucher is not None else None
    customer = debts.find(order.customer_id, lock and order.on_credit) if order.customer_id is not None else None
    if goods is not None:
        products = goods.find(product_ids, days.day(now))
    else:
        products = _products(product_ids, days.day(now), lock, order.offline is not None)
        products = stock.at_outlet(products, place.stock_of if place else None)
    if order.at_counter and caller is not None:
        counter.check(order, products, caller, place, customer)
    default = tax.PPN if tax_registered else tax.NONE
    flags: list[dict[str, Any]] = []
    if order.offline is None:
        allowed = _largest_discount(order, caller, products, place)
        basket = _basket(order, products, default, now, voucher)
        _check_discounts(allowed, basket)
    else:
        basket = _basket(order, products, default, now, voucher)
        flags = _differences(order, products, basket, place)
    verdicts: list[Verdict] = []
    if order.voucher is not None:
        verdicts = vouchers.judge(voucher, now, basket.voucher_base, _buyer(order, caller))
    if order.offline and not all(each.ok for each in verdicts):
        flags.append({"code": "voucher_refused", "voucher": order.voucher, "amount": basket.voucher})
        # The buyer has paid less already. The voucher is not used; what it took off is a discount.
        discount = Discount(order.discount.percent, order.discount.amount + basket.voucher)
        order, voucher = replace(order, discount=discount, voucher=None), None
        basket = _basket(order, products, default, now, None)
    return _Priced(_as_sale(order, basket, products, voucher, now), products, customer, voucher, verdicts, flags)


def _differences(
    order: Order, products: Mapping[int, db.Row], basket: pricing.Basket, place: Place | None
) -> list[dict[str, Any]]:
    """Return the flags of a sale without a network: other prices, more off than allowed, what is offered no more."""
    flags: list[dict[str, Any]] = []
    for number, item in enumerate(order.lines, 1):
        product = products[item.product_id]
        if item.price not in (None, product["price"]):
            prices = {"sold": item.price, "catalogue": product["price"]}
            flags.append({"code": "price_differs", "line": number, "product_id": product["id"], **prices})
    flags += [
        {"code": "product_unlisted", "product_id": product["id"]}
        for product in products.values()
        if not product["listed"]
    ]
    short = [
        {"code": "stock_short", "product_id": product_id, "requested": quantity, "available": row["stock"]}
        for product_id, quantity in sorted(order.quantities.items())
        for row in [products[product_id]]
        if row["stocked"] and row["stock"] < quantity
    ]
    amounts, taken = [line.gross for line in basket.lines], [line.own_discount for line in basket.lines]
    allowed = discounts.LARGEST_BY_DUTY[place.duty] if place else 0
    if not discounts.is_within(allowed, amounts, taken, basket.order_discount):
        flags.append({"code": "discount_too_large", "allowed": allowed, "discount": sum(taken) + basket.order_discount})
    return [*flags, *short]


def _buyer(order: Order, caller: Caller | None) -> Buyer | None:
    """Return whose uses of a voucher count. At the counter it is not the caller, but a customer whom they know."""
    if not order.at_counter:
        return Buyer(user_id=caller and caller.user_id)
    return None if caller is None or order.customer_id is None else Buyer(customer_id=order.customer_id)


def _largest_discount(order: Order, caller: Caller | None, products: Mapping[int, db.Row], place: Place | None) -> int:
    """Return the percentage that the caller may take off, or raise a 403 if they take off something and may not."""
    if caller is None or not order.is_discounted:
        return 0
    seller_id = place.owner_id if place else caller.user_id
    sells_all = all(product["seller_id"] == seller_id for product in products.values())
    if place is not None:
        allowed = discounts.LARGEST_BY_DUTY[place.duty] if sells_all else 0
    else:
        allowed = discounts.largest_discount(caller.roles, sells_all)
    if not allowed:
        raise Problem("discount_too_large", allowed=0)
    return allowed


def _check_discounts(allowed: int, basket: pricing.Basket) -> None:
    amounts, taken = [line.gross for line in basket.lines], [line.own_discount for line in basket.lines]
    if not discounts.is_within(allowed, amounts, taken, basket.order_discount):
        raise Problem("discount_too_large", allowed=allowed)


def _products(product_ids: list[int], on: date, lock: bool, unlisted: bool) -> dict[int, db.Row]:
    # Every sale locks its products in id order, so that sales never deadlock. The index is named because on a small
    # table the optimizer would choose, and lock, another one.
    rows = db.fetch_all(
        f"""
        SELECT   p.id, p.seller_id, p.name, p.price, p.cost, p.stock, p.stocked, p.tax_kind, p.measure, p.listed,
                 {tax_profiles.OF_SELLER} AS tax_profile,
                 EXISTS (SELECT 1
                         FROM   users u FORCE INDEX (PRIMARY)
                         JOIN   user_roles r FORCE INDEX (PRIMARY) ON r.user_id = u.id
                         WHERE  u.id = p.seller_id AND u.active AND r.role IN ('seller', 'admin')) AS offered
        FROM     products p FORCE INDEX (PRIMARY)
        WHERE    p.id IN ({db.placeholders(len(product_ids))}){"" if unlisted else " AND p.listed = 1"}
        ORDER BY p.id
        {"FOR UPDATE" if lock else ""}
        """,
        [on, *product_ids],
    )
    return {row["id"]: row for row in rows}


def _basket(
    order: Order, products: Mapping[int, db.Row], default: tax.Profile, now: datetime, voucher: db.Row | None
) -> pricing.Basket:
    """Return the priced lines, or raise Problem: 422 for what is not for sale, 409 for its seller or short stock."""
    _check_items(order, products)
    _require_sellers(products)
    stocked = {each: quantity for each, quantity in order.quantities.items() if products[each]["stocked"]}
    if not (order.offline and order.offline.below_zero):
        stock.require(stocked, products)
    wanted = [
        pricing.Item(
            item.product_id,
            product["price"] if item.price is None else item.price,
            item.quantity,
            product["seller_id"],
            tax_profiles.parse(product["tax_profile"], default),
            product["tax_kind"],
            # A course is bought as a whole.
            product["measure"] if product["stocked"] else "piece",
            item.discount,
        )
        for item in order.lines
        for product in [products[item.product_id]]
    ]
    taken_off = vouchers.to_voucher(voucher) if voucher else None
    try:
        return pricing.price(wanted, days.day(now), order.discount, taken_off)
    except pricing.TotalTooLarge:
        raise invalid("items", "too_large") from None


def _as_sale(
    order: Order, basket: pricing.Basket, products: Mapping[int, db.Row], voucher: db.Row | None, now: datetime
) -> dict[str, Any]:
    """Return what a quote and a sale tell of the basket."""
    return {
        "items": [
            {
                "line": number,
                "product_id": line.item.product_id,
                "seller_id": line.item.seller_id,
                "name": products[line.item.product_id]["name"],
                "note": item.note,
                "price": line.item.price,
                "qty": line.item.quantity,
                "measure": line.item.measure,
                "discount": line.discount,
                "service": line.service,
                "subtotal": line.subtotal,
                "tax": line.tax,
                "added": line.added,
                "tax_code": line.tax_code,
                "refunded_qty": 0,
            }
            for number, (item, line) in enumerate(zip(order.lines, basket.lines, strict=True), 1)
        ],
        "gross": basket.gross,
        "discount": basket.discount,
        "service": basket.service,
        "tax": basket.tax,
        "total": basket.total,
        "voucher": voucher and {"code": voucher["code"], "amount": basket.voucher},
        "voucher_id": voucher and voucher["id"],
        "created_at": now,
    }


def _check_items(order: Order, products: Mapping[int, db.Row]) -> None:
    """Raise Problem (422) if an item is not a listed product, or if a course is bought more than once."""
    faults, quantities = [], order.quantities
    for index, item in enumerate(order.items):
        if item.product_id not in products:
            faults.append(Fault(f"items.{index}.product_id", "unknown_product"))
        elif not products[item.product_id]["stocked"] and quantities[item.product_id] > 1:
            faults.append(Fault(f"items.{index}.qty", "course_once"))
    if faults:
        raise Problem("validation_failed", faults)


def _require_sellers(products: Mapping[int, db.Row]) -> None:
    """Raise a 409 `seller_unavailable` with all products whose seller has lost the role or the account."""
    refused = [
        {"product_id": product["id"], "product_name": product["name"]}
        for product in products.values()
        if not product["offered"]
    ]
    if refused:
        raise Problem("seller_unavailable", members={"items": refused}, **refused[0])


def _check_total(priced: dict[str, Any], expected_total: int | None) -> None:
    """Raise Problem total_changed (409) with the new quote if the total is not the expected one."""
    if expected_total is None or priced["total"] == expected_total:
        return
    quote = {name: priced[name] for name in QUOTED}
    raise Problem("total_changed", members={"quote": quote}, total=priced["total"], expected_total=expected_total)
