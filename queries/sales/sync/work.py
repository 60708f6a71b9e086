"""What an item of a till without a network does to the books, in the transaction of whoever books it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, NamedTuple

import db
from domain.commerce.offline import CashMove, Sent, bounded
from domain.commerce.orders import Caller, Offline, Order, Payment
from domain.commerce.refunds import Request
from problems import Problem
from queries.sales import checkout, offers, transactions
from queries.sales.checkout import Made, Terms, Wanted
from queries.sales.customers import repayments
from queries.sales.refunds import making
from queries.sales.sync import items
from queries.sales.sync.items import Flags, Known, Outcome
from queries.sales.till import drawers, outlets, shifts
from queries.sales.till.drawers import Drawer, Place
from queries.sales.till.shifts import Move


@dataclass
class Post:
    """A call of a till: who calls, where, and what is known of the items that it names."""

    place: Place
    caller: Caller
    terms: Terms
    forced: bool = False
    known: dict[str, Known] = field(default_factory=dict)
    sales: dict[str, int] = field(default_factory=dict)
    shifts: dict[int, db.Row] = field(default_factory=dict)
    numbers: dict[int, str] = field(default_factory=dict)
    places: dict[int, Place | None] = field(default_factory=dict)

    def place_of(self, actor: Caller) -> Place | None:
        """Return the till as one of its staff sees it, or None if they may not act there. It is read once."""
        if actor.user_id not in self.places:
            self.places[actor.user_id] = drawers.find_place(self.place.till_id, actor)
        return self.places[actor.user_id]

    def look_up(self, sent: Sequence[Sent]) -> None:
        """Look up what is known of these items and of those that they refer to."""
        named = {each.client_id for each in sent} | {name for each in sent for name in each.references}
        self.known |= items.find(self.place.owner_id, named)
        sales = {each.client_id for each in sent if each.type == "sale"}
        sales |= {each.sale for each in sent if isinstance(each.sale, str)}
        sales |= {each.exchange for each in sent if each.exchange}
        self.sales |= transactions.by_client_id(self.place.owner_id, sales)

    def note(self, sent: Sent, outcome: Outcome) -> None:
        """Note what has been committed. Within a transaction, which may run again, nothing is noted."""
        self.known[sent.client_id] = _known(sent, outcome)
        if sent.type == "sale" and outcome.document_id is not None:
            self.sales[sent.client_id] = outcome.document_id
            if outcome.receipt_number is not None:
                self.numbers[outcome.document_id] = outcome.receipt_number
        if outcome.changes_shift:
            self.shifts.pop(outcome.shift_id or 0, None)


class Attempt(NamedTuple):
    """An item at its time, by whom it was done, and its shift. `flags` grow while it is booked."""

    post: Post
    sent: Sent
    actor: Caller
    offline: Offline
    flags: Flags


def do(sent: Sent, post: Post, drawer: Drawer | None = None) -> Outcome:
    """Do in the caller's transaction what the item says, at a till that is locked already or will be."""
    require_references(sent, post)
    if sent.type == "sale" and sent.client_id in post.sales:
        # It was sold with a network, and the till has not heard the answer.
        shift = _find_shift(sent, post, None)
        sale_id = post.sales[sent.client_id]
        flags = [{"code": "sold_online"}, *_online_differences(sent, sale_id, post)]
        return Outcome("booked", sale_id, shift["id"] if shift else None, flags)
    if sent.type == "shift_open":
        return _open_shift(sent, post)
    # A refund locks its sale before the till.
    if drawer is None and sent.type not in ("refund", "shift_close", "move"):
        drawer = _lock(post) if sent.type == "sale" else drawers.lock(post.place)
    attempt = _attempt(sent, post, drawer)
    return _done(attempt, WORK[sent.type](attempt, drawer))


def sell_together(sent: Sequence[Sent], post: Post) -> list[Outcome]:
    """Do in the caller's transaction what new sales say, to no customer and without a voucher, as if they were one."""
    drawer = _lock(post)
    attempts, wanted = list[Attempt](), list[Wanted]()
    for each in sent:
        require_references(each, post)
        attempts.append(_attempt(each, post, drawer))
        wanted.append(_wanted(attempts[-1], drawer))
        drawer = drawer._replace(last_number=max(drawer.last_number, each.receipt_no or 0))
    made = checkout.sell_together(wanted, post.terms, drawer.place.stock_of)
    return [_done(attempt, _sold(attempt, each)) for attempt, each in zip(attempts, made, strict=True)]


def _lock(post: Post) -> Drawer:
    """Lock the till with the stock that is sold there, which may be another one than when the call began."""
    return drawers.lock(outlets.keep_stock_of(post.place))


def _done(attempt: Attempt, outcome: Outcome) -> Outcome:
    """Note what an item changes of its shift, and return its outcome with that."""
    sent, post = attempt.sent, attempt.post
    shift_id, shift = attempt.offline.shift_id, post.shifts[attempt.offline.shift_id]
    receipt_no, late = outcome.receipt_no, shift["closed_at"] is not None and sent.type != "shift_close"
    if late:
        attempt.flags.append({"code": "late", "shift_id": shift_id})
    early = receipt_no is not None and receipt_no < shift["number_from"]
    if late or early:
        shifts.take_in(shift_id, receipt_no)
    changes = late or early or sent.type == "shift_close"
    return outcome._replace(shift_id=shift_id, flags=attempt.flags, changes_shift=changes)


def _online_differences(sent: Sent, sale_id: int, post: Post) -> Flags:
    """Return the flags of a sale that stands otherwise than the till has sent it: its goods, total and receipt."""
    order, lines, flags = sent.content, items.sold_lines(sale_id), list[dict[str, Any]]()
    assert isinstance(order, Order)
    standing = lines[0]
    booked = Counter[int]()
    for line in lines:
        booked[line["product_id"]] += line["qty"]
    differing = [
        {"product_id": product_id, "sold": order.quantities.get(product_id, 0), "booked": booked[product_id]}
        for product_id in sorted(booked.keys() | order.quantities.keys())
        if order.quantities.get(product_id, 0) != booked[product_id]
    ]
    total = _total(order, sent, post)
    if differing or total not in (None, standing["total"]):
        kept = differing[: items.MOST_KEPT]
        flags.append({"code": "total_differs", "sold": total, "total": standing["total"], "items": kept})
    if (post.place.till_id, sent.receipt_no) != (standing["till_id"], standing["receipt_no"]):
        numbers = {"receipt_no": sent.receipt_no, "booked_no": standing["receipt_no"]}
        flags.append({"code": "receipt_number_changed", **numbers})
    return flags


def _total(order: Order, sent: Sent, post: Post) -> int | None:
    """Return what the buyer has paid at the till, or None if it can't be told."""
    amounts = [payment.amount for payment in order.payments]
    if order.expected_total is not None or None not in amounts:
        return sum(amount or 0 for amount in amounts) if order.expected_total is None else order.expected_total
    priced = replace(order, till_id=post.place.till_id, offline=Offline(sent.at, 0, below_zero=True, forced=True))
    try:
        return int(offers.price_offer(priced, post.caller, post.terms.tax_registered, post.place).sale["total"])
    except Problem:
        return None


def _attempt(sent: Sent, post: Post, drawer: Drawer | None) -> Attempt:
    """Find the shift of an item, its time within that, and who has done it."""
    flags: Flags = []
    shift = _find_shift(sent, post, drawer)
    if shift is None:
        raise Problem("shift_closed", members=drawers.steps(None, "closed"), till_name=post.place.name)
    if isinstance(sent.shift, str) and post.known[sent.shift].document_id is None:
        flags.append({"code": "other_shift", "shift_id": shift["id"]})
    closed_at = shift["closed_at"] and _utc(shift["closed_at"])
    time = bounded(sent.at, datetime.now(UTC), _utc(shift["opened_at"]), closed_at)
    if time.flag:
        flags.append({"code": time.flag, "at": sent.at.isoformat()})
    offline = Offline(
        time.at,
        shift["id"],
        None if post.forced and _is_unusable(sent, drawer) else sent.receipt_no,
        post.forced or post.place.short_stock == "accept",
        post.forced,
        post.caller.user_id,
    )
    return Attempt(post, sent, _actor(sent, post, flags), offline, flags)


def _find_shift(sent: Sent, post: Post, drawer: Drawer | None) -> db.Row | None:
    """Return the shift of an item: the one it names, or the open one. Raise a 404 for one of another till."""
    shift_id = sent.shift
    if isinstance(shift_id, str):
        shift_id = post.known[shift_id].document_id
    if shift_id is None:
        shift_id = drawer.shift_id if drawer else drawers.open_shift(post.place.till_id)
    if shift_id is None:
        return None
    if shift_id not in post.shifts:
        row = shifts.find(shift_id)
        if row is None or row["till_id"] != post.place.till_id:
            raise Problem("shift_not_found", id=shift_id)
        post.shifts[shift_id] = row
    return post.shifts[shift_id]


def require_references(sent: Sent, post: Post) -> None:
    """Raise a 409 for items that are not known yet, or wait for a review themselves."""
    for name in sent.references:
        known = post.known.get(name)
        wrong = name == sent.shift and known is not None and known.type != "shift_open"
        if wrong or (known is None and name not in post.sales) or (known is None and name == sent.shift):
            raise Problem("reference_unknown", members={"reference": name})
        if known is None or known.state == "booked" or name in sent.after:
            continue
        if known.state == "review":
            raise Problem("reference_in_review", members={"reference": name})
        if not (post.forced and name == sent.shift):
            raise Problem("reference_rejected", members={"reference": name})


def _actor(sent: Sent, post: Post, flags: Flags) -> Caller:
    """Return who has done it at the till: one of the staff if they still are, otherwise who calls."""
    if sent.staff_id in (None, post.caller.user_id):
        return _at_till(post.caller, post.place.till_id)
    actor = _at_till(post.caller, post.place.till_id)._replace(user_id=sent.staff_id or 0)
    place = post.place_of(actor)
    if place is None:
        flags.append({"code": "staff_unknown", "staff_id": sent.staff_id})
        return _at_till(post.caller, post.place.till_id)
    if post.place.duty == "cashier" != place.duty:
        flags.append({"code": "staff_named", "staff_id": sent.staff_id, "sent_by": post.caller.user_id})
    return actor


def _at_till(caller: Caller, till_id: int) -> Caller:
    """Return the caller as one who has signed in at the till: what is booked there reaches no further."""
    return caller._replace(roles=(), till_id=till_id)


def _is_unusable(sent: Sent, drawer: Drawer | None) -> bool:
    """Tell whether another sale has the number, or it is out of reach."""
    return drawer is not None and sent.receipt_no is not None and not drawers.is_free(drawer, sent.receipt_no)


def _sell(attempt: Attempt, drawer: Drawer | None) -> Outcome:
    assert drawer is not None
    return _sold(attempt, checkout.make(_wanted(attempt, drawer), attempt.post.terms))


def _wanted(attempt: Attempt, drawer: Drawer) -> Wanted:
    """Return the order of a sale, in the name of who has made it."""
    order = attempt.sent.content
    assert isinstance(order, Order)
    post, offline = attempt.post, attempt.offline
    place = post.place
    if attempt.actor.user_id != post.caller.user_id:
        # Who sends it may name another one, but not for that one's limit of discounts.
        duty = place.duty
        place = post.place_of(attempt.actor) or place
        if duty == "cashier":
            place = place._replace(duty="cashier")
    order = replace(order, till_id=place.till_id, client_id=attempt.sent.client_id, offline=offline)
    return Wanted(order, attempt.actor, drawer._replace(place=place._replace(own_stock=drawer.place.own_stock)))


def _sold(attempt: Attempt, made: Made) -> Outcome:
    attempt.flags.extend(made.flags)
    if attempt.offline.receipt_no is None and attempt.sent.receipt_no is not None:
        attempt.flags.append({"code": "receipt_number_changed", "receipt_no": attempt.sent.receipt_no})
    checkout.announce(made)
    sale = made.sale
    return Outcome("booked", sale["id"], receipt_no=sale["receipt_no"], receipt_number=sale["receipt_number"])


def _refund(attempt: Attempt, _: Drawer | None) -> Outcome:
    request, sent, post = attempt.sent.content, attempt.sent, attempt.post
    assert isinstance(request, Request)
    sale_id = _sale(sent.sale, post) if isinstance(sent.sale, str) else sent.sale
    if sent.exchange is not None:
        request = replace(request, exchange_id=_sale(sent.exchange, post))
    made = making.refund(sale_id or 0, request, attempt.actor, post.place.till_id, attempt.offline)
    return Outcome("booked", made["id"])


def _sale(client_id: str, post: Post) -> int:
    """Return the sale of this client id, or raise a 409 if it is that of something else."""
    if client_id not in post.sales:
        raise Problem("reference_unknown", members={"reference": client_id})
    return post.sales[client_id]


def _move(attempt: Attempt, _: Drawer | None) -> Outcome:
    move, offline = attempt.sent.content, attempt.offline
    assert isinstance(move, CashMove)
    return Outcome("booked", shifts.move_cash(offline.shift_id, Move(*move), attempt.actor, offline)["id"])


def _repay(attempt: Attempt, _: Drawer | None) -> Outcome:
    payment, sent = attempt.sent.content, attempt.sent
    assert isinstance(payment, Payment)
    till_id = attempt.post.place.till_id
    made = repayments.repay(sent.customer_id or 0, payment, attempt.actor, till_id, attempt.offline)
    return Outcome("booked", made["id"])


def _open_shift(sent: Sent, post: Post) -> Outcome:
    """Open a shift, not before the last one was closed."""
    assert isinstance(sent.content, int)
    flags: Flags = []
    time = bounded(sent.at, datetime.now(UTC), _utc(shifts.last_closed_at(post.place.till_id)))
    if time.flag:
        flags.append({"code": time.flag, "at": sent.at.isoformat()})
    made = shifts.open_shift(post.place.till_id, sent.content, _actor(sent, post, flags), time.at)
    return Outcome("booked", made["id"], made["id"], flags)


def _close_shift(attempt: Attempt, _: Drawer | None) -> Outcome:
    """Close a shift once as many items of it have come as the till counts."""
    sent, shift_id = attempt.sent, attempt.offline.shift_id
    assert isinstance(sent.content, int)
    if sent.count is not None and (here := items.count_of_shift(shift_id)) < sent.count:
        raise Problem("shift_incomplete", present=here, count=sent.count)
    if attempt.post.shifts[shift_id]["closed_at"] is not None:
        attempt.flags.append({"code": "closed_before", "counted": sent.content})
    shifts.close(shift_id, sent.content, attempt.actor, attempt.offline.at)
    return Outcome("booked", shift_id)


WORK: dict[str, Callable[[Attempt, Drawer | None], Outcome]] = {
    "sale": _sell,
    "refund": _refund,
    "move": _move,
    "shift_close": _close_shift,
    "debt_payment": _repay,
}


def _known(sent: Sent, outcome: Outcome) -> Known:
    return Known(sent.type, outcome.state, outcome.document_id, sent.fingerprint, outcome.flags, outcome.problem)


def _utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC)
