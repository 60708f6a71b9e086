"""What a till without a network has done, in the order in which it can be booked."""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal, NamedTuple

from domain.commerce.orders import Order, Payment
from domain.commerce.refunds import Request

Type = Literal["sale", "refund", "shift_open", "move", "shift_close", "debt_payment"]
# The clock of a till may be so far ahead.
TOLERANCE = timedelta(minutes=5)


class CashMove(NamedTuple):
    """Cash put into the drawer, or taken out."""

    kind: Literal["in", "out"]
    amount: int
    reason: str


@dataclass(frozen=True)
class Sent:
    """An item as a till has sent it: what is asked for, and the items that it refers to, by their client ids.

    `shift` is the client id of the item that opened it, or the id of a shift; None is the one that is open. `content`
    is an order, a refund, a payment, cash that was moved, or the cash in the drawer at an opening or closing.
    `count` is how many items of its shift a closing leaves behind it.
    """

    client_id: str
    type: Type
    at: datetime
    content: Order | Request | Payment | CashMove | int
    fingerprint: bytes
    body: Mapping[str, Any]
    shift: str | int | None = None
    sale: str | int | None = None
    exchange: str | None = None
    customer_id: int | None = None
    receipt_no: int | None = None
    count: int | None = None
    staff_id: int | None = None
    after: tuple[str, ...] = ()

    @property
    def references(self) -> list[str]:
        """The client ids of the items without which it can't be booked."""
        named = (self.shift, self.sale, self.exchange, *self.after)
        return [each for each in named if isinstance(each, str)]


def without_customer(item: Mapping[str, Any]) -> dict[str, Any]:
    """Return an item as JSON without what was typed in it, and without its customer unless something is on credit.

    It can still be read: a reason that it must have is a dash.
    """
    body = {**item["body"]}
    body.pop("reference", None)
    if "reason" in body:
        body["reason"] = "-"
    if item["type"] == "sale":
        body["items"] = [{name: each[name] for name in each if name != "note"} for each in body["items"]]
        payments = [{name: each[name] for name in each if name != "reference"} for each in body["payments"]]
        body["payments"] = payments
        if not any(payment["method"] == "credit" for payment in payments):
            body.pop("customer_id", None)
    return {**item, "body": body}


class Time(NamedTuple):
    """The time that counts for an item, and what was wrong with that of the till."""

    at: datetime
    flag: Literal["time_ahead", "time_before_shift", "time_after_shift"] | None


def bounded(at: datetime, now: datetime, earliest: datetime, latest: datetime | None = None) -> Time:
    """Return the time of a till within its shift, and not in the future."""
    if at > now + TOLERANCE:
        return Time(max(now, earliest), "time_ahead")
    if at < earliest:
        return Time(earliest, "time_before_shift")
    if latest is not None and at > latest:
        return Time(latest, "time_after_shift")
    return Time(at, None)


def in_order(items: Sequence[Sent]) -> list[int]:
    """Return the indices of items in the order in which to book them: each after those that it refers to, by time.

    A closing comes after all items of its shift. Items that refer to each other in a circle come last.
    """
    by_id: dict[str, int] = {}
    for index, item in enumerate(items):
        by_id.setdefault(item.client_id, index)
    closings = {item.shift: index for index, item in enumerate(items) if item.type == "shift_close" and item.shift}
    waiting: list[set[int]] = [set() for _ in items]
    followers: list[list[int]] = [[] for _ in items]

    def put_after(index: int, before: int) -> None:
        if before != index and before not in waiting[index]:
            waiting[index].add(before)
            followers[before].append(index)

    for index, item in enumerate(items):
        for reference in item.references:
            if reference in by_id:
                put_after(index, by_id[reference])
        if item.type != "shift_close" and item.shift in closings:
            put_after(closings[item.shift], index)
    ready = [(items[index].at, index) for index in range(len(items)) if not waiting[index]]
    heapq.heapify(ready)
    ordered: list[int] = []
    while ready:
        _, index = heapq.heappop(ready)
        ordered.append(index)
        for follower in followers[index]:
            waiting[follower].discard(index)
            if not waiting[follower]:
                heapq.heappush(ready, (items[follower].at, follower))
    placed = set(ordered)
    return [*ordered, *(index for index in range(len(items)) if index not in placed)]
