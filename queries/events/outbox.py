"""Events are written in the transaction of what they tell, and numbered in the order of commits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

import orjson

import db
from domain.events.types import TYPES, Type
from queries.catalogue import change_feed

ROWS_A_BATCH = 1000
# What an order tells of itself. No names of people: an event outlives their erasure.
ORDER_FIELDS = ("status", "outlet_id", "till_id", "shift_id", "customer_id")


class Event(NamedTuple):
    """What happened to a document of this owner; `data` is small, and its `id` is that of the document."""

    type: Type
    owner_id: int
    document_id: int
    data: Mapping[str, Any]


def write(events: Sequence[Event], change_id: int | None = None) -> None:
    """Write the events in the caller's transaction, at the change number that it has just taken, or at a new one.

    Call it as the last statement of a transaction: the counter of changes stays locked until COMMIT. So a reader who
    has seen an event has seen all before it.
    """
    if not events:
        return
    if not db.in_transaction():
        raise RuntimeError("an event needs the transaction of what it tells")
    if unknown := {event.type for event in events} - set(TYPES):
        raise ValueError(unknown)
    number, now = change_id, datetime.now(UTC).replace(tzinfo=None)
    for start in range(0, len(events), ROWS_A_BATCH):
        part = events[start : start + ROWS_A_BATCH]
        if start or number is None:
            number = change_feed.next_number()
        rows = [
            (number, place, *event[:3], orjson.dumps({"id": event.document_id, **event.data}).decode(), now)
            for place, event in enumerate(part)
        ]
        db.execute(
            f"""
            INSERT INTO events (change_id, place, type, owner_id, document_id, data, created_at)
            VALUES {db.placeholders(len(rows), len(rows[0]))}
            """,
            [value for row in rows for value in row],
        )


def of_sale(type: Type, sale: Mapping[str, Any]) -> list[Event]:
    """Return the events of an order whose lines are at hand."""
    parts: dict[int, tuple[int, int]] = {}
    for line in sale["items"]:
        total, tax = parts.get(line["seller_id"], (0, 0))
        parts[line["seller_id"]] = total + line["subtotal"], tax + line["tax"]
    told = {"receipt_number": sale["receipt_number"], **{name: sale[name] for name in ORDER_FIELDS}}
    return _of_parts(type, sale["id"], told, [(seller_id, *sums) for seller_id, sums in parts.items()])


def of_order(type: Type, order_id: int, **more: Any) -> list[Event]:
    """Return the events of an order, as the caller's transaction has left it: one for each seller of its items.

    Each has the sums of that seller's lines, like the seller's view of the order.
    """
    rows = db.fetch_all(
        """
        SELECT   i.seller_id, SUM(i.subtotal) AS total, SUM(i.tax) AS tax, t.status, t.outlet_id, t.till_id,
                 t.shift_id, t.customer_id
        FROM     transaction_items i FORCE INDEX (PRIMARY)
        STRAIGHT_JOIN transactions t FORCE INDEX (PRIMARY) ON t.id = i.transaction_id
        WHERE    i.transaction_id = %s
        GROUP BY i.seller_id, t.status, t.outlet_id, t.till_id, t.shift_id, t.customer_id
        ORDER BY i.seller_id
        """,
        (order_id,),
    )
    if not rows:
        return []
    told = {**{name: rows[0][name] for name in ORDER_FIELDS}, **more}
    return _of_parts(type, order_id, told, [(row["seller_id"], int(row["total"]), int(row["tax"])) for row in rows])


def enrolled(owner_id: int, enrolment_id: int, told: Mapping[str, Any]) -> Event:
    """Return the event of an enrolment in a course of this owner."""
    return Event("course.enrolled", owner_id, enrolment_id, told)


def completed(course_id: int, learners: Iterable[tuple[int, int]]) -> list[Event]:
    """Return the events of learners, by enrolment and user, who have completed a course."""
    owner_id = db.fetch_value(
        """
        SELECT owner_id
        FROM   courses FORCE INDEX (PRIMARY)
        WHERE  id = %s
        """,
        (course_id,),
    )
    return [
        Event("course.completed", owner_id, enrolment_id, {"course_id": course_id, "user_id": user_id})
        for enrolment_id, user_id in learners
    ]


def _of_parts(type: Type, order_id: int, told: Mapping[str, Any], parts: Iterable[tuple[int, int, int]]) -> list[Event]:
    return [Event(type, seller_id, order_id, {**told, "total": total, "tax": tax}) for seller_id, total, tax in parts]
