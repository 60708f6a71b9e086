"""Read events in the order of commits."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

import orjson

import db
from domain.events.types import event_id, parse_id
from problems import Problem
from queries.catalogue import change_feed
from queries.catalogue.change_feed import RANGE

COLUMNS = "e.change_id, e.place, e.owner_id, e.type, e.document_id, e.data, e.created_at"


class Place(NamedTuple):
    """A place among events: a change number, and the place within it. -1 is before the first."""

    change_id: int
    place: int = -1


# The place that a reader has reached, by the range of change numbers (`change_feed.RANGE`).
Places = Mapping[int, Place]


class Found(NamedTuple):
    """Events, the places behind them, and whether there are more."""

    events: list[db.Row]
    places: dict[int, Place]
    more: bool


def release() -> None:
    """Give back the connection of a thread that reads events outside of requests."""
    db.release()


def by_range(places: Iterable[Place]) -> dict[int, Place]:
    """Return the places of a reader by their range."""
    return {place.change_id // RANGE: place for place in places}


def now() -> dict[int, Place]:
    """Return the places behind all events that are committed."""
    return _ends(change_feed.counters())


@db.readable_anywhere
def page(owner_id: int, after: Places, types: Collection[str], limit: int) -> Found:
    """Return the owner's events after these places, of these types if there are some."""
    condition, params = "e.owner_id = %s", [owner_id, *sorted(types)]
    if types:
        condition += f" AND e.type IN ({db.placeholders(len(types))})"
    # What commits meanwhile has a greater number than the counters read first, and is left to the next call.
    ends = now()
    found: list[db.Row] = []
    for number, end in ends.items():
        start = after.get(number, Place(number * RANGE))
        if start < end:
            found += db.fetch_all(
                f"""
                SELECT   {COLUMNS}
                FROM     events e FORCE INDEX (ix_events_owner)
                WHERE    {condition} AND (e.change_id > %s OR (e.change_id = %s AND e.place > %s))
                         AND e.change_id <= %s
                ORDER BY e.change_id, e.place
                LIMIT    %s
                """,
                [*params, start.change_id, *start, end.change_id, limit + 1],
            )
    # Over several ranges, by the order that their changes could see (`change_feed`).
    found.sort(key=lambda row: (row["change_id"] % RANGE, row["change_id"], row["place"]))
    more, found = len(found) > limit, [_decoded(row) for row in found[:limit]]
    return Found(found, advance(after, found) if more else {**after, **ends}, more)


def owners_since(after: Places) -> tuple[set[int], dict[int, Place]]:
    """Return who has events after these places, and the places behind all events."""
    ends, owners = now(), set[int]()
    for number, end in ends.items():
        start = after.get(number, Place(number * RANGE))
        if start == end:
            continue
        if start > end:
            # An older database was restored meanwhile.
            start = Place(number * RANGE)
        rows = db.fetch_all(
            """
            SELECT   DISTINCT owner_id
            FROM     events FORCE INDEX (PRIMARY)
            WHERE    change_id > %s AND change_id <= %s
            """,
            (start.change_id, end.change_id),
        )
        owners |= {row["owner_id"] for row in rows}
    return owners, {**after, **ends}


def get(owner_id: int, text: str) -> db.Row:
    """Return an event of the owner by its id, or raise a 404."""
    key = parse_id(text)
    row = key and db.fetch_one(
        f"""
        SELECT {COLUMNS}
        FROM   events e FORCE INDEX (PRIMARY)
        WHERE  e.change_id = %s AND e.place = %s AND e.owner_id = %s
        """,
        (*key, owner_id),
    )
    if not row:
        raise Problem("event_not_found", event_id=text[:64])
    return _decoded(row)


def advance(after: Places, events: Sequence[db.Row]) -> dict[int, Place]:
    """Return the places of a reader who has read these events from `after` on."""
    return {**after, **by_range([Place(row["change_id"], row["place"]) for row in events])}


def _ends(counters: Sequence[int]) -> dict[int, Place]:
    # No event has a place as great as this.
    return by_range([Place(number, 2**15 - 1) for number in counters])


def _decoded(row: db.Row) -> db.Row:
    return {**row, "id": event_id(row["change_id"], row["place"]), "data": orjson.loads(row["data"])}
