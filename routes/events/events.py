"""Events: what happened to the caller's documents, to read at any time and to follow."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from functools import partial
from typing import Annotated, Any

from apiflask import APIBlueprint
from flask import Response, g, request
from pydantic import Field

import queries.accounts.api_keys
import queries.accounts.sessions
import queries.events.feed
from auth import Identity, role
from domain.events import cursors
from domain.events.types import KEPT_DAYS, TYPES
from problems import Problem, invalid
from queries.catalogue.change_feed import RANGES
from queries.events.feed import Place
from web.openapi.field_types import Instant, Query, Reply, problems
from web.rate_limits.concurrency import expensive_call
from web.server.event_streams import SUBSCRIPTION, Subscription

bp = APIBlueprint("events", __name__, tag="events")

NOW = "now"
LONGEST_STREAM = 3600

Types = Annotated[
    str,
    Field(
        max_length=1000,
        description="Types separated by commas; empty: all.",
        json_schema_extra={"pattern": rf"^(?:(?:{'|'.join(map(str, TYPES))})(?:,|$))*$"},
    ),
]


class EventQuery(Query):
    since: Annotated[
        str,
        Field(
            max_length=cursors.LONGEST,
            description=f"The last `next_since`; `now`: nothing that has happened yet. Empty: all of {KEPT_DAYS} days.",
            json_schema_extra={"pattern": rf"^(?:now|{cursors.PATTERN})?$"},
        ),
    ] = ""
    types: Types = ""
    limit: Annotated[int, Field(ge=1, le=500)] = 100


class StreamQuery(Query):
    types: Types = ""
    seconds: Annotated[int, Field(ge=1, le=LONGEST_STREAM, description="How long the stream lasts.")] = LONGEST_STREAM


class Event(Reply):
    id: Annotated[str, Field(description="The same wherever and however often the event is told.")]
    type: str
    timestamp: Annotated[Instant, Field(description="When it happened.")]
    data: Annotated[dict[str, Any], Field(description="`id` is that of the document; the rest depends on the type.")]


class EventList(Reply):
    events: list[Event]
    next_since: str
    has_more: bool


@bp.get("")
@bp.doc(operation_id="events_list")
@bp.input(EventQuery, location="query")
@expensive_call()
@bp.output(EventList)
@problems("events_expired", 410)
@role("seller", "developer", "admin", scope="webhooks:read")
def list_events(query_data: EventQuery) -> dict[str, Any]:
    """List what happened to the caller's documents, in the order of commits.

    Store `next_since` with what you have done, and continue while `has_more` is true. No event is ever missed, and none
    comes twice. They are kept for 30 days; an older `since` is a 410.
    """
    types, now = _types(query_data.types), datetime.now(UTC).replace(tzinfo=None)
    if query_data.since == NOW:
        places = queries.events.feed.now()
        return {"events": [], "next_since": cursors.encode(now, places.values()), "has_more": False}
    places = _places(query_data.since, "since") if query_data.since else {}
    found = queries.events.feed.page(g.identity.user_id, places, types, query_data.limit)
    at = found.events[-1]["created_at"] if found.more else now
    return {
        "events": [{**event, "timestamp": event["created_at"]} for event in found.events],
        "next_since": cursors.encode(at, found.places.values()),
        "has_more": found.more,
    }


STREAM: dict[int | str, Any] = {
    200: {
        "description": "The events, as they happen: `id` is a cursor, `event` the type, `data` the event",
        "content": {"text/event-stream": {"schema": {"type": "string"}}},
    }
}


@bp.get("/stream")
@bp.doc(operation_id="events_stream", responses=STREAM)
@bp.input(StreamQuery, location="query")
@problems("events_expired", "too_many_streams", 410, 429)
@role("seller", "developer", "admin", scope="webhooks:read")
def stream(query_data: StreamQuery) -> Response:
    """Send the caller's events as they happen (server-sent events), from now on or behind `Last-Event-ID`.

    Without events a comment comes every 15 seconds. The stream ends with the access token or its session, and after an
    hour; open it again with the `id` of the last event as `Last-Event-ID`. A user has up to 5 streams, a network
    32, half of them for users who are no sellers.
    """
    types, last = _types(query_data.types), request.headers.get("Last-Event-ID", "")
    places = _places(last, "last_event_id") if last else None
    if request.method == "GET":
        caller: Identity = g.identity
        ends_at = min(time.time() + query_data.seconds, caller.token_ends_at or float("inf"))
        is_valid = partial(_is_valid, caller.user_id, caller.session_id, caller.key_id)
        is_seller = caller.has_role("seller") or caller.has_role("admin")
        request.environ[SUBSCRIPTION] = Subscription(caller.user_id, is_seller, types, places, ends_at, is_valid)
    response = Response(mimetype="text/event-stream")
    response.headers["Cache-Control"] = "no-store"
    # Buffering proxies would delay the events.
    response.headers["X-Accel-Buffering"] = "no"
    return response


def _is_valid(user_id: int, session_id: str | None, key_id: int | None) -> bool:
    if key_id is not None:
        return queries.accounts.api_keys.get(key_id, user_id)["state"] in ("active", "overlapping")
    return session_id is not None and queries.accounts.sessions.find_user(session_id, user_id) is not None


def _types(text: str) -> frozenset[str]:
    types = frozenset(part for part in text.split(",") if part)
    if types - set(TYPES):
        raise invalid("types", "event_type")
    return types


def _places(text: str, field: str) -> dict[int, Place]:
    """Return the places of a cursor, or raise a 422, or a 410 if events behind it may be gone."""
    found = cursors.decode(text)
    if found is None:
        raise invalid(field, "cursor")
    at, places = found
    if cursors.is_expired(at, datetime.now(UTC).replace(tzinfo=None)):
        raise Problem("events_expired", most=KEPT_DAYS)
    by_range = queries.events.feed.by_range(Place(*place) for place in places)
    if len(by_range) < len(places) or any(number >= RANGES for number in by_range):
        raise invalid(field, "cursor")
    return by_range
