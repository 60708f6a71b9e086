"""The review of items that could not be booked as they were sent, by the owner and managers."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import mysql.connector

import db
from domain.commerce.offline import Sent
from domain.commerce.orders import Caller
from faults import UNFIT
from problems import Problem
from queries.sales import checkout
from queries.sales.checkout import Terms
from queries.sales.sync import booking, items, work
from queries.sales.sync.items import Outcome, State
from queries.sales.sync.work import Post
from queries.sales.till import drawers
from queries.sales.till.drawers import Place
from queries.system import audit


def page(
    caller: Caller,
    till_id: int | None,
    state: State | None,
    flagged: bool,
    after: tuple[datetime, str],
    limit: int,
) -> list[dict[str, Any]]:
    """Return items, latest first: of a till for its owner and managers, or of all tills of the caller.

    Raises a 403 for others.
    """
    owner_id = caller.user_id
    if till_id is not None:
        owner_id = _require_manager(drawers.require_place(till_id, caller)).owner_id
    return items.page(owner_id, till_id, state, flagged, after, limit)


def find(client_id: str, caller: Caller) -> dict[str, Any]:
    """Return an item of a till whose owner or manager the caller is. Raises Problem: 404, and 403 for cashiers."""
    employers = db.fetch_all(
        """
        SELECT   owner_id
        FROM     staff FORCE INDEX (ix_staff_user)
        WHERE    user_id = %s AND active
        ORDER BY owner_id
        """,
        (caller.user_id,),
    )
    owner_ids = [caller.user_id, *(row["owner_id"] for row in employers)]
    rows = db.fetch_all(
        f"""
        SELECT   {items.COLUMNS}
        FROM     sync_items s FORCE INDEX (PRIMARY)
        WHERE    s.owner_id IN ({db.placeholders(len(owner_ids))}) AND s.client_id = %s
        ORDER BY s.owner_id = %s DESC, s.owner_id
        LIMIT    1
        """,
        [*owner_ids, client_id, caller.user_id],
    )
    place = drawers.find_place(rows[0]["till_id"], caller) if rows else None
    if place is None:
        raise Problem("sync_item_not_found", id=client_id)
    _require_manager(place)
    return items.shown(rows[0])


def accept(sent: Sent, item: dict[str, Any], caller: Caller, terms: Terms) -> dict[str, Any]:
    """Book an item that waits for a review, in spite of what speaks against it, and return it.

    What can't be in the books at all raises its problem again. Raises a 409 for an item that does not wait.
    """
    try:
        return _accept(sent, item, caller, terms)
    except mysql.connector.Error as error:
        if error.errno in UNFIT:
            raise booking.unfit(error) from error
        if db.violated(error) != checkout.CLIENT_KEY:
            raise
    # It was sold with a network meanwhile.
    return _accept(sent, item, caller, terms)


@db.transactional()
def _accept(sent: Sent, item: dict[str, Any], caller: Caller, terms: Terms) -> dict[str, Any]:
    place = _lock(item, caller)
    # The item's sender has done it, unless it names another one.
    sender = Caller(item["actor_id"], (), caller.language, place.till_id)
    actor = sender if drawers.find_place(place.till_id, sender) else caller
    post = Post(place, actor, terms, forced=True)
    post.look_up([sent])
    outcome = work.do(sent, post)
    _settle(item, outcome, caller)
    return find(sent.client_id, caller)


@db.transactional()
def reject(client_id: str, caller: Caller) -> dict[str, Any]:
    """Keep an item that waits for a review out of the books, and return it. Raises a 409 for one that does not."""
    item = find(client_id, caller)
    _lock(item, caller)
    _settle(item, Outcome("rejected", None, item["shift_id"]), caller)
    return find(client_id, caller)


def _settle(item: dict[str, Any], outcome: Outcome, caller: Caller) -> None:
    items.settle(item["owner_id"], item["client_id"], outcome, caller.user_id)
    row_id = item["owner_id"], item["client_id"]
    after = {"state": outcome.state, "document_id": outcome.document_id}
    audit.write("UPDATE", "sync_items", row_id, {"state": item["state"], "document_id": None}, after)


def _lock(item: dict[str, Any], caller: Caller) -> Place:
    row = items.lock(item["owner_id"], item["client_id"])
    assert row is not None
    if row["state"] != "review":
        raise Problem("item_reviewed", members={"state": row["state"], "document_id": row["document_id"]})
    return _require_manager(drawers.require_place(row["till_id"], caller))


def _require_manager(place: Place) -> Place:
    if place.duty == "cashier":
        raise Problem("managers_only")
    return place
