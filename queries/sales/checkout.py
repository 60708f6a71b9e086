"""SQL of quotes, orders and sales. Each is one database transaction, from the idempotency key to the stored answer.

An order that is not paid yet has taken its goods from the stock already. It becomes a sale with its last payment, or
gives the goods back.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any, Literal, NamedTuple, TypeVar

import mysql.connector
import orjson

import db
from domain.commerce import pricing
from domain.commerce.discounts import Verdict
from domain.commerce.orders import Caller, Order, Payment, method_of
from domain.receipts import numbers
from problems import Problem
from queries.accounts import activities, roles
from queries.catalogue import change_feed
from queries.courses import enrolments
from queries.events import outbox
from queries.sales import counter, offers, order_expiry, stock, transactions, vouchers
from queries.sales.customers import debts
from queries.sales.till import drawers
from queries.sales.till.drawers import Drawer, Place, Receipt
from queries.system import audit, emails, idempotency
from queries.system.audit import Entry
from queries.system.idempotency import Key

T = TypeVar("T")
# An order without a payment counts as paid, or waits for one.
Unpaid = Literal["accept", "pending"]

OPERATION = "POST /api/transactions"
# How long an order keeps its goods while nothing has been paid.
PENDING_TIME = timedelta(minutes=60)
ORDER_COLUMNS = (
    "buyer_id", "owner_id", "cashier_id", "client_id", "customer_id", "voucher_id", "status", "tax", "total",
    *drawers.WHERE,
)  # fmt: skip
ITEM_COLUMNS = (
    "line", "product_id", "seller_id", "name", "note", "price", "qty", "measure", "discount", "service", "subtotal",
    "tax", "added", "tax_code",
)  # fmt: skip
# The sums that a breakdown of sales reads, beside the total and the tax.
SUMS = ("discount", "service", "added")
# The key that a till violates with a sale that it has sent before.
CLIENT_KEY = "uq_transactions_client"


class Terms(NamedTuple):
    """What the operator has set: the taxes of sellers without a profile, and whether an order waits for its payment.

    `verifies` tells whether e-mails are delivered, so that buyers can verify their addresses.
    """

    tax_registered: bool
    unpaid: Unpaid = "accept"
    verifies: bool = False


class Wanted(NamedTuple):
    """An order, who makes it, and the till at which it is made, locked, if it is at one."""

    order: Order
    caller: Caller
    drawer: Drawer | None


class _Ready(NamedTuple):
    """An order at its price, with its payments and its receipt."""

    order: Order
    caller: Caller
    offer: offers.Offer
    payments: list[Payment]
    receipt: Receipt | None
    is_sale: bool


class Made(NamedTuple):
    """An order or sale, the ids of the products whose shared stock it changed, its events, and its flags."""

    sale: dict[str, Any]
    changed: list[int]
    told: list[outbox.Event]
    flags: list[dict[str, Any]]


def quote(order: Order, caller: Caller | None, terms: Terms) -> dict[str, Any]:
    """Return what `sell` would return, without selling; raise the same problems, but those of payments.

    How many orders the buyer has not paid for is left to the order. For a visitor nothing is checked that depends on a
    buyer.
    """
    place = _place(order, caller)
    try:
        return despite_expired(lambda: offers.price_offer(order, caller, terms.tax_registered, place).sale)
    except Problem as problem:
        _tell_kept(problem, order, caller)
        raise


def judge_voucher(order: Order, caller: Caller | None, terms: Terms) -> tuple[int, list[Verdict]]:
    """Return what the order's voucher would take off, 0 if it is refused, and the verdict of each of its rules.

    The goods and the buyer are judged as `quote` does.
    """
    place = _place(order, caller)
    return despite_expired(lambda: offers.judge_voucher(order, caller, terms.tax_registered, place))


def sell(order: Order, caller: Caller, terms: Terms, key: str | None = None) -> tuple[dict[str, Any], bool]:
    """Sell to the caller, or take their order; with payments, let the caller sell at the counter.

    Return the sale and whether it is a replay. With `unpaid` pending an order waits for its payment, unless its total
    is 0. Prices are read under lock. Raises Problem: 403 for goods of others at the counter, and for a discount that
    the caller may not give; 422 for an unknown product and for payments of another sum than the total; 409 for a
    product whose seller sells no more, for insufficient stock, for a voucher whose rules are not met, for a course that
    the buyer owns or may not enter, for a total other than the expected one, with the new quote, for an order beyond
    what the buyer may let wait (`order_expiry.require_room`), and for credit above the limit of a customer; 401 for a
    buyer who was deactivated meanwhile. A refused sale changes nothing. The buyer of a sale is enrolled in its courses.
    One with an e-mail address gets the receipt and the links
    of the courses in their language, or else in the caller's.
    """
    try:
        return despite_expired(lambda: _sell(order, caller, terms, key))
    except (Problem, mysql.connector.IntegrityError) as error:
        if isinstance(error, mysql.connector.Error) and (order.client_id is None or db.violated(error) != CLIENT_KEY):
            raise
        # Whatever refuses it now: the sale that was sent before stands.
        sale = None if order.client_id is None else counter.find(order, caller)
        if sale is not None:
            return sale, True
        if isinstance(error, Problem):
            _tell_kept(error, order, caller)
        raise


@db.transactional(repeatable=lambda order, caller, terms, key: key is not None)
def _sell(order: Order, caller: Caller, terms: Terms, key: str | None) -> tuple[dict[str, Any], bool]:
    if terms.unpaid == "pending" and not order.at_counter:
        roles.lock_roles(caller.user_id)
    claimed = Key(caller.user_id, OPERATION, key, _fingerprint(order)) if key is not None else None
    if claimed is not None and (stored_answer := idempotency.claim(claimed)) is not None:
        return _replayed(orjson.loads(stored_answer)), True
    place = _place(order, caller)
    made = make(Wanted(order, caller, drawers.lock(place) if place else None), terms)
    if claimed is not None:
        idempotency.store_response(claimed, orjson.dumps(made.sale, option=orjson.OPT_NAIVE_UTC).decode())
    announce(made)
    return made.sale, False


def make(wanted: Wanted, terms: Terms) -> Made:
    """Make the order or sale in the caller's transaction. Announce it afterwards."""
    outlet_id = wanted.drawer.place.stock_of if wanted.drawer else None
    return _make([_prepare(wanted, terms)], outlet_id)[0]


def sell_together(wanted: Sequence[Wanted], terms: Terms, outlet_id: int | None) -> list[Made]:
    """Make sales of a till without a network in the caller's transaction, with the statements of one.

    Each has a client id, and neither a customer nor a voucher. `outlet_id` is that of the stock which they share.
    """
    goods = offers.Goods({product_id for each in wanted for product_id in each.order.quantities}, outlet_id)
    ready = []
    for each in wanted:
        ready.append(_prepare(each, terms, goods))
        goods.take(each.order.quantities)
    return _make(ready, outlet_id)


def _prepare(wanted: Wanted, terms: Terms, goods: offers.Goods | None = None) -> _Ready:
    """Price an order, settle its payments and issue its receipt, or raise the problem of `sell`."""
    order, caller, drawer = wanted
    place = drawer.place if drawer else None
    offer = offers.price_offer(order, caller, terms.tax_registered, place, lock=True, goods=goods)
    sale = offer.sale
    payments = counter.settle(order, sale["total"], place.cash_step if place else 0)
    receipt = drawers.issue_receipt(drawer, order.offline) if drawer else None
    is_sale = order.at_counter or terms.unpaid == "accept" or not sale["total"]
    if not is_sale:
        order_expiry.require_room(caller.user_id, sale, offer.products, offer.voucher, terms.verifies)
    sale |= _parties(order, caller, sale, receipt) | _payment_state(is_sale, order.at_counter, sale)
    return _Ready(order, caller, offer, payments, receipt, is_sale)


def _make(ready: Sequence[_Ready], outlet_id: int | None) -> list[Made]:
    """Write orders, whose goods have the stock of this outlet. Several are sales of one till, of goods alone."""
    _insert(ready)
    changed = _take(ready, outlet_id)
    enrolled = []
    for each in ready:
        sale, receipt = each.offer.sale, each.receipt
        if each.is_sale:
            enrolled.append(enrolments.enrol_buyer(each.caller.user_id, each.offer.courses, sale["id"]))
            sale["receipt_number"] = receipt.number if receipt else numbers.of_sale(sale["id"], sale["created_at"])
        else:
            enrolled.append([])
            sale["courses"] = []
    recorded = counter.record([(each.offer.sale, each.payments, each.caller.user_id) for each in ready])
    return [
        Made(each.offer.sale, changed, [*_finish(each, *paid), *told], each.offer.flags)
        for each, paid, told in zip(ready, recorded, enrolled, strict=True)
    ]


def _finish(ready: _Ready, paid: list[dict[str, Any]], entries: Sequence[Entry]) -> list[outbox.Event]:
    """Note an order with its payments in the logs, use its voucher, and lend what is on credit. Return its events."""
    order, caller, offer, is_sale = ready.order, ready.caller, ready.offer, ready.is_sale
    sale = offer.sale
    kind: activities.Type = "counter_sale" if order.at_counter else "sale" if is_sale else "order_placed"
    db.before_commit(activities.write_all, (kind, sale["id"], sale["receipt_number"] or ""))
    for entry in (Entry("INSERT", "transactions", sale["id"], None, {**sale}), *entries):
        db.before_commit(audit.write_all, entry)
    sale["payments"] = paid
    # What follows may take the change number before COMMIT, the last of all locks.
    if offer.voucher is not None:
        vouchers.use(offer.voucher, sale["id"], sale["buyer_id"], sale["voucher"]["amount"])
    exceeded = debts.lend(offer.customer, sale, ready.payments, caller, unlimited=order.offline is not None)
    if exceeded:
        offer.flags.append({"code": "credit_limit", "exceeded": exceeded})
    sale["receipt_email"] = None
    if is_sale:
        courses = bool(offer.courses)
        sale["receipt_email"] = emails.enqueue_receipt(sale["buyer_id"], sale["id"], caller.language, courses)
    return outbox.of_sale("order.paid" if is_sale else "order.placed", sale)


def announce(made: Made) -> None:
    """Mark the products of an order as changed, and write its events, as the last statements of its transaction."""
    db.before_commit(_announce, made)


def _announce(made: Sequence[Made]) -> None:
    changed = {product_id for each in made for product_id in each.changed}
    told = [event for each in made for event in each.told]
    outbox.write(told, change_feed.mark("products", sorted(changed), sold=True) if changed else None)


def despite_expired(work: Callable[[], T]) -> T:
    """Run `work`, and again if it falls short of what expired orders still hold: stock, or uses of a voucher.

    They are released in transactions of their own: within `work` their locks would be out of order.
    """
    try:
        return work()
    except Problem as problem:
        if problem.code == "insufficient_stock":
            released = order_expiry.release([line["product_id"] for line in problem.members["items"]])
        else:
            released = problem.code == "voucher_refused" and order_expiry.release_voucher(problem.words["voucher"])
        if not released:
            raise
    return work()


def _tell_kept(problem: Problem, order: Order, caller: Caller | None) -> None:
    """Add to a refusal for stock, at the counter, how much orders without a payment keep of each product.

    The seller may cancel them. An outlet's own stock gets nothing from them.
    """
    if problem.code != "insufficient_stock" or caller is None or not order.at_counter:
        return
    place = _place(order, caller)
    if place is None or place.stock_of is None:
        items = problem.members["items"]
        kept = order_expiry.kept([item["product_id"] for item in items])
        for item in items:
            item["kept"] = kept.get(item["product_id"], 0)


def _place(order: Order, caller: Caller | None) -> Place | None:
    """Return the till at which the order is sold, if it is at one. Raise a 403 unless the caller sells there."""
    return None if order.till_id is None or caller is None else drawers.require_place(order.till_id, caller)


def _parties(order: Order, caller: Caller, sale: Mapping[str, Any], receipt: Receipt | None) -> dict[str, Any]:
    """Return who buys and who sells, and where: at the counter the caller sells, on the web the caller buys."""
    where = {name: getattr(receipt, name, None) for name in drawers.WHERE}
    if not order.at_counter:
        unknown = dict.fromkeys(("owner_id", "cashier_id", "client_id", "customer_id"))
        return {"buyer_id": caller.user_id, **unknown, **where}
    return {
        "buyer_id": None,
        "owner_id": sale["items"][0]["seller_id"],
        "cashier_id": caller.user_id,
        "client_id": order.client_id,
        "customer_id": order.customer_id,
        **where,
    }


def _payment_state(is_sale: bool, is_paid: bool, sale: Mapping[str, Any]) -> dict[str, Any]:
    created_at = sale["created_at"]
    return {
        "status": "paid" if is_sale else "pending",
        "receipt_number": None,
        "paid": sale["total"] if is_paid else 0,
        "due": 0 if is_sale else sale["total"],
        "payments": [],
        "refunded": 0,
        "refunds": [],
        "sold_at": created_at if is_sale else None,
        "expires_at": None if is_sale else created_at + PENDING_TIME,
    }


def _replayed(answer: dict[str, Any]) -> dict[str, Any]:
    """Return a stored answer. Those that older releases stored lack some fields."""
    missing: dict[str, Any] = {"courses": [], "receipt_email": None, "paid": 0, "due": 0, "refunded": 0, "refunds": []}
    missing |= dict.fromkeys(("cashier_id", "client_id", "outlet_id", "till_id", "shift_id"))
    missing |= {"sold_at": answer["created_at"], "expires_at": None}
    plain = {"note": None, "measure": "piece", "discount": 0, "service": 0, "refunded_qty": 0}
    items = [{"line": number, **plain, **item} for number, item in enumerate(answer["items"], 1)]
    gross = sum(item["subtotal"] - item["added"] for item in items)
    missing |= {"gross": gross, "discount": 0, "service": 0, "voucher": None, "customer_id": None}
    payments = [{"refund_id": None, **payment} for payment in answer.get("payments", [])]
    return {**missing, **answer, "items": items, "payments": payments}


def _fingerprint(order: Order) -> bytes:
    """Return a hash of the request; equal baskets have equal hashes."""
    request: Any = sorted(order.quantities.items())
    if order.at_counter or order.voucher or order.is_discounted or any(item.note for item in order.items):
        request = order
    elif order.expected_total is not None:
        request = [request, order.expected_total]
    return hashlib.sha256(orjson.dumps(request)).digest()


def _insert(ready: Sequence[_Ready]) -> None:
    """Insert orders with their items, and note their ids."""
    rows = [_row(each) for each in ready]
    sales = [each.offer.sale for each in ready]
    first_id = db.insert(
        f"""
        INSERT INTO transactions ({", ".join(rows[0])})
        VALUES {db.placeholders(len(rows), len(rows[0]))}
        """,
        [value for row in rows for value in row.values()],
    )
    if len(ready) == 1:
        sales[0]["id"] = first_id
    else:
        ids = transactions.by_client_id(sales[0]["owner_id"], [sale["client_id"] for sale in sales])
        for sale in sales:
            sale["id"] = ids[sale["client_id"]]
    lines = [line for each, row in zip(ready, rows, strict=True) for line in _lines(each, row)]
    db.execute(
        f"""
        INSERT INTO transaction_items (transaction_id, {", ".join(ITEM_COLUMNS)}, cost, stocked, sold_at, summed)
        VALUES {db.placeholders(len(lines), len(lines[0]))}
        """,
        [value for line in lines for value in line],
    )


def _row(ready: _Ready) -> dict[str, Any]:
    """Return the row of an order. The payments are for its method alone."""
    sale = ready.offer.sale
    created_at, sold_at, expires_at = (
        moment and moment.replace(tzinfo=None) for moment in (sale["created_at"], sale["sold_at"], sale["expires_at"])
    )
    return {
        **{name: sale[name] for name in ORDER_COLUMNS},
        **_sums(sale["items"], ready.payments),
        "paid": sale["paid"] if sale["owner_id"] else None,
        "created_at": created_at,
        "sold_at": sold_at,
        "expires_at": expires_at,
    }


def _lines(ready: _Ready, row: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    sale, products = ready.offer.sale, ready.offer.products
    return [
        (
            sale["id"],
            *(line[name] for name in ITEM_COLUMNS),
            pricing.known_cost(products[line["product_id"]]["cost"], line["qty"], line["measure"]),
            products[line["product_id"]]["stocked"],
            row["sold_at"],
            "seller_id" in row,
        )
        for line in sale["items"]
    ]


def _take(ready: Sequence[_Ready], outlet_id: int | None) -> list[int]:
    """Take the goods of orders from the stock of an outlet, None: from the shared one.

    Return the ids of the products whose shared stock differs now.
    """
    takings = []
    for each in ready:
        products = each.offer.products
        taken = {
            product_id: qty for product_id, qty in each.order.quantities.items() if products[product_id]["stocked"]
        }
        if taken:
            takings.append(stock.Taking(taken, products, each.offer.sale["id"], each.caller.user_id))
    if not takings:
        return []
    offline = ready[0].order.offline
    return stock.take_all(takings, outlet_id, offline is not None and offline.below_zero)


def _sums(items: Sequence[Mapping[str, Any]], payments: Sequence[Payment]) -> dict[str, Any]:
    """Return the columns of an order of one seller that a breakdown of sales reads, none if there are several."""
    sellers = {line["seller_id"] for line in items}
    if len(sellers) > 1:
        return {}
    sums = {name: sum(line[name] for line in items) for name in SUMS}
    return {
        "seller_id": sellers.pop(),
        "line_count": len(items),
        **sums,
        "method": method_of(each.method for each in payments),
    }
