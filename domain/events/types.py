"""The types of events, and the text of one as clients get it."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any, Literal, get_args

import orjson

Type = Literal[
    "order.placed",
    "order.part_paid",
    "order.paid",
    "order.cancelled",
    "order.expired",
    "refund.created",
    "product.created",
    "product.updated",
    "product.deleted",
    "import.completed",
    "customer.created",
    "customer.updated",
    "customer.deleted",
    "customer.repaid",
    "shift.opened",
    "shift.closed",
    "course.enrolled",
    "course.completed",
]
TYPES: tuple[Type, ...] = get_args(Type)
# What a webhook gets when its owner tries it.
TEST = "webhook.test"
# How long events are kept. They are deleted a day later.
KEPT_DAYS = 30
ID = re.compile(r"evt_([1-9][0-9]{0,17})_([0-9]{1,5})")


def event_id(change_id: int, place: int) -> str:
    """Return the public id of an event."""
    return f"evt_{change_id}_{place}"


def parse_id(text: str) -> tuple[int, int] | None:
    """Return the change number and the place of an event, or None if the text is no id of one."""
    found = ID.fullmatch(text)
    return (int(found[1]), int(found[2])) if found else None


def serialize(event_id: str, type: str, at: datetime, data: Any) -> bytes:
    """Return the body of a webhook: the event as JSON, the same bytes at each attempt."""
    moment = at.replace(tzinfo=UTC).isoformat().replace("+00:00", "Z")
    return orjson.dumps({"id": event_id, "type": type, "timestamp": moment, "data": data})
